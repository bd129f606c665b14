import { nearest } from '../shell/near.js';
import { FACT_NAMES } from './catalogue.js';
import type { MetCounts } from './met.js';

/**
 * Those of the required facts that nobody has met: `cause StartTimerFailed TIMER_ID_ALREADY_IN_USE`, of any workflow type,
 * or `Order@1 cause …` of that one.
 *
 * @throws TypeError if a name is none of a fact.
 */
export const unmet = (required: readonly string[], counts: MetCounts): readonly string[] =>
  required.filter((name) => {
    const { type, fact } = readName(name);
    const types = type === undefined ? Object.values(counts) : [countsOf(counts, type)];
    return !types.some((met) => Object.hasOwn(met, fact));
  });

const countsOf = (counts: MetCounts, type: string): MetCounts[string] =>
  Object.hasOwn(counts, type) ? (counts[type] ?? {}) : {};

/** @throws TypeError if it is no name of a fact, with or without a workflow type before it. */
function readName(name: string): { readonly type: string | undefined; readonly fact: string } {
  const [, type, fact = ''] = /^(?:(.+@.+?) )?((?:event|cause|timeout|fault) .*)$/.exec(String(name)) ?? [];
  if (FACT_NAMES.has(fact)) return { type, fact };
  const near = nearest(fact, FACT_NAMES);
  const expected = "expected one like 'cause StartTimerFailed TIMER_ID_ALREADY_IN_USE' or 'Order@1 event TimerFired'";
  const meant = near ? `did you mean '${near.name}'?` : expected;
  throw new TypeError(`swfake: '${String(name)}', which the suite is to meet, names nothing that SWF does; ${meant}`);
}
