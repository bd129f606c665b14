import type { Exploration, ExploreOptions, Finding, Scenario } from './scenario.js';
import { Search } from './search.js';
import { Setting } from './setting.js';
import { findingOf, pathOf, tell, told } from './story.js';

const MAX_STEPS = 100;
const MAX_STATES = 100_000;

/**
 * Plays every story that a scenario can have, up to a bound: who takes which task next, what comes of the work, when a
 * signal comes, which step after a batch lands first, what falls due. It finds deciders that get stuck, throw, or decide
 * what fails, and laws that break; each with the shortest story that shows it.
 *
 * Time passes only until the next thing falls due. Deciders, effects and laws are called often, so they have to be pure
 * and to answer at once.
 *
 * @throws TypeError if a decider gives a promise; RangeError if `path` leads nowhere.
 */
export function explore<W = unknown>(
  scenario: Scenario<W>,
  { maxSteps = MAX_STEPS, maxStates = MAX_STATES, path }: ExploreOptions = {},
): Exploration {
  const setting = new Setting(scenario);
  if (path !== undefined) return alongPath(setting, pathOf(path));
  const { sightings, ...extent } = new Search(setting, maxSteps, maxStates).run();
  return report(
    extent,
    sightings.map((sighting) => findingOf(setting, sighting)),
  );
}

function alongPath<W>(setting: Setting<W>, path: readonly number[]): Exploration {
  const story = tell(setting, path);
  const findings = story.problems.map((problem) => told(setting, problem, path, story));
  return report({ states: path.length + 1, depth: path.length, exhaustive: false }, findings);
}

type Extent = Pick<Exploration, 'states' | 'depth' | 'exhaustive'>;

const report = (extent: Extent, findings: readonly Finding[]): Exploration => ({
  ...extent,
  findings,
  toString: () => [headline(extent, findings.length), ...findings].join('\n\n'),
});

function headline({ states, depth, exhaustive }: Extent, findings: number): string {
  const extent = exhaustive ? 'all there are' : 'not all there are';
  const found = findings === 1 ? '1 finding' : `${findings === 0 ? 'no' : findings} findings`;
  return `explored ${states.toLocaleString('en')} states, ${extent}, ${depth} steps deep: ${found}`;
}
