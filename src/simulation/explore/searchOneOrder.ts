import { Dependence } from './independent/dependence.js';
import { OrderCheck } from './independent/orderCheck.js';
import { type Bounds, Search, type SearchResult } from './search.js';
import type { PreparedScenario } from './state/preparedScenario.js';
import type { IndependentOrders } from './state/scenario.js';

/**
 * Searches through one order of independent events. Each time that an answer to another order differs, it starts again with
 * these events in both orders, so the last search has found no difference.
 */
export function searchOneOrder<W>(
  prepared: PreparedScenario<W>,
  bounds: Bounds,
): SearchResult & { readonly orders: IndependentOrders } {
  const dependence = new Dependence(canEndByItself(prepared));
  const alike = new Set<string>();
  for (let compared = 0; ; ) {
    const check = new OrderCheck(prepared, dependence, alike);
    const result = new Search(prepared, bounds, check).run();
    compared += check.compared;
    if (check.differs) continue;
    return { ...result, orders: { saved: check.saved, compared, dependent: dependentTexts(dependence) } };
  }
}

/** Returns true if a decision task can end without an answer: then the history shows for how long a decider had it. */
const canEndByItself = <W>({ scenario, timeouts }: PreparedScenario<W>): boolean =>
  timeouts.size > 0 || (scenario.start.events ?? []).some((event) => 'terminate' in event);

const dependentTexts = (dependence: Dependence): readonly string[] => [
  ...dependence.pairs
    .filter(({ workflow }) => !dependence.isWhole(workflow))
    .map(({ workflow, events }) => `${workflow}: ${events.join(', ')}`),
  ...dependence.idle
    .filter((workflow) => !dependence.isWhole(workflow))
    .map((workflow) => `${workflow}: decision tasks without decisions`),
  ...dependence.whole.map((workflow) => `${workflow}: all events`),
];
