import { checkInvariants } from '../../src/core/index.js';
import type { Fact } from '../support/coverage/proves.js';
import { CALLS } from './calls.js';
import { furnish, givenBy, SETTING } from './setting.js';
import { isSection, type Section, type Story } from './story.js';
import { TASKS } from './tasks.js';
import { StoryError, type Verb, wordsOf } from './words.js';
import { World } from './world.js';

/** Every verb. `README.md` describes each of them, with an example that is run. */
export const VERBS: Readonly<Record<string, Verb<World>>> = { ...SETTING, ...CALLS, ...TASKS };

/** The output of a command without a reply and without events, where it is not `ok`. */
const QUIET: Readonly<Record<string, string>> = {
  advance: 'nothing happens',
  release: 'nothing happens',
  lambda: 'nobody waits for it',
};

/**
 * Returns the output of each command of a story, in order: the reply, then the events that were written. Adds to `met`
 * the parts of SWF that the story shows. Throws if the story is not in the language, or if a command leaves a state that
 * breaks an invariant.
 */
export function play({ file, parts }: Story, met = new Set<Fact>()) {
  const sections = parts.filter(isSection);
  const [first] = sections;
  const given = first && located(file, first, () => givenBy(wordsOf(first.command)));
  const world = furnish(new World(given));
  const outputs = sections.map((section) => {
    const output = () => (given && section === first ? ['ok'] : outputOf(section, world));
    return [section, located(file, section, output)] as const;
  });
  for (const fact of world.met) met.add(fact);
  return new Map(outputs);
}

function located<T>(file: string, { line }: Section, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof StoryError ? error.message : String(error);
    throw new StoryError(`${file}:${line}: ${reason}`, { cause: error });
  }
}

function outputOf({ command, batch }: Section, world: World): readonly string[] {
  const words = wordsOf(command);
  const verb = Object.hasOwn(VERBS, words.verb) ? VERBS[words.verb] : undefined;
  if (!verb) throw new StoryError(`no verb is called ${words.verb}; there are: ${Object.keys(VERBS).join(', ')}`);
  if (batch.length > 0 && words.verb !== 'decide') throw new StoryError('only decide has lines below it');
  const lines = [...verb(world, words, batch), ...world.news()];
  const broken = checkInvariants(world.state).map(({ rule, detail }) => `the state breaks "${rule}": ${detail}`);
  if (broken.length > 0) throw new Error(broken.join('; '));
  return lines.length > 0 ? lines : [QUIET[words.verb] ?? 'ok'];
}
