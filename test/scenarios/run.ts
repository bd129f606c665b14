import { checkInvariants } from '../../src/core/index.js';
import { CALLS } from './calls.js';
import { furnish, givenBy, SETTING } from './setting.js';
import { isSection, type Section, type Story } from './story.js';
import { TASKS } from './tasks.js';
import { StoryError, type Verb, wordsOf } from './words.js';
import { World } from './world.js';

/**
 * The language. Every story begins at one instant in one domain, with the workflow type Order@1 and the activity types
 * Charge@1 and Ship@1. Their timeouts are all NONE but that of the execution, one day; their task list is `default`. A
 * run or an activity is of the type that its id begins with: `charge-2` is a Charge@1.
 *
 *     given historyEvents=8                        (only as the first command: limits of the service)
 *     register activity Pack@1 list=fast           deprecate workflow Order@1
 *     start order-7 input=x execution=60           signal order-7 hello input=x
 *     cancel order-7                               terminate order-7 reason=x children=ABANDON
 *     poll decision default identity=me            decide schedule charge heartbeat=30
 *     poll activity default pick=1 @first          heartbeat charge details="half done"
 *     lambda pack result=1                         lambda pack reason=UnhandledError details=x
 *     complete charge result=ok                    fail @first reason=x             canceled charge details=x
 *     describe order-7                             history order-7 run=1
 *     advance 1m30s
 *     hold                                         release                          release 1
 *     deny StartTimer                              inject StartTimer TIMER_CREATION_RATE_EXCEEDED
 *     allow StartTimer
 *
 * `decide` answers the decision task polled last, or `@name`. Without words it takes the options of the response
 * (`context=`, `list=`, `listTimeout=`), and the decisions are the indented lines below it. `hold` lets the steps that
 * follow a batch wait; `release` ends that, `release 1` lets the second of those that wait happen.
 */
const VERBS: Readonly<Record<string, Verb<World>>> = { ...SETTING, ...CALLS, ...TASKS };

/** What to say where a command answers nothing and nothing happens. */
const QUIET: Readonly<Record<string, string>> = {
  advance: 'nothing happens',
  release: 'nothing happens',
  lambda: 'nobody waits for it',
};

/**
 * The output of each command of a story, in order: what answers it, then the events that it and what followed from it
 * appended. Throws if the story is not in the language, or if the state breaks its own rules after any command.
 */
export function play({ file, parts }: Story): ReadonlyMap<Section, readonly string[]> {
  const sections = parts.filter(isSection);
  const [first] = sections;
  const given = first && located(file, first, () => givenBy(wordsOf(first.command)));
  const world = furnish(new World(given));
  return new Map(
    sections.map((section) => {
      const output = () => (given && section === first ? ['ok'] : outputOf(section, world));
      return [section, located(file, section, output)];
    }),
  );
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
