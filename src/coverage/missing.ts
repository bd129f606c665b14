import { nearest } from '../args/didYouMean.js';
import { FACT_NAMES } from './catalogue.js';
import type { CoverageCounts } from './coverage.js';

/**
 * Returns the required facts that never happened. A name alone (`event TimerFired`) requires the fact of any workflow
 * type; after a workflow type (`Order@1 event TimerFired`) of that type.
 *
 * @throws TypeError if a name is not the name of a fact.
 */
export const missing = (required: readonly string[], counts: CoverageCounts): readonly string[] =>
  required.filter((name) => {
    const { type, fact } = parsedName(name);
    const types = type === undefined ? Object.values(counts) : [countsOf(counts, type)];
    return !types.some((covered) => Object.hasOwn(covered, fact));
  });

const countsOf = (counts: CoverageCounts, type: string): CoverageCounts[string] =>
  Object.hasOwn(counts, type) ? (counts[type] ?? {}) : {};

/**
 * Returns the parts of a name.
 *
 * @throws TypeError if it is not the name of a fact, with or without a workflow type before it.
 */
function parsedName(name: string): { readonly type: string | undefined; readonly fact: string } {
  const [, type, fact = ''] = /^(?:(.+@.+?) )?((?:event|cause|timeout|fault) .*)$/.exec(String(name)) ?? [];
  if (FACT_NAMES.has(fact)) return { type, fact };
  const near = nearest(fact, FACT_NAMES);
  const expected = "expected one like 'cause StartTimerFailed TIMER_ID_ALREADY_IN_USE' or 'Order@1 event TimerFired'";
  const meant = near ? `did you mean '${near.name}'?` : expected;
  throw new TypeError(`swfake: the required fact '${String(name)}' is not a fact of SWF; ${meant}`);
}
