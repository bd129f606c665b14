import { checkNames } from '../../args/checkOptions.js';
import type { State } from '../../core/index.js';
import type { HistoryLike } from '../../history/historyPages.js';
import { type JudgeOptions, judge, judgeState } from '../../rules/judge.js';
import { checkRules, type Rule } from '../../rules/model/rule.js';
import type { RulesReport } from '../../rules/report.js';

// A registered symbol: the fake may come from the other build of the package.
const STATE: unique symbol = Symbol.for('swfake.state') as never;

/** Returns the state of a fake; `undefined` for any other value. */
function stateIn(received: unknown): State | undefined {
  if (typeof received !== 'object' || received === null) return undefined;
  return (received as { readonly [STATE]?: State })[STATE];
}

/**
 * Judges what a matcher received: a history, or all runs of a fake, up to the time of its clock.
 *
 * @throws TypeError if a rule or an option is wrong, or if a fake comes with `now`.
 */
export function judgeReceived(
  received: unknown,
  rules: readonly Rule[],
  options: JudgeOptions,
  historyOf: (received: unknown) => readonly HistoryLike[],
): RulesReport {
  checkRules('toKeep()', rules);
  checkNames('toKeep()', options, { now: true });
  const state = stateIn(received);
  if (!state) return judge(rules, historyOf(received), options);
  if (options.now === undefined) return judgeState(rules, state);
  throw new TypeError(
    "swfake: toKeep() was given a fake and 'now'; expected no 'now', because a fake is judged up to the time of its clock: move the clock with swf.clock.advance()",
  );
}
