import { checkNames } from '../../args/checkOptions.js';
import { quoted } from '../../args/quoted.js';
import type { EventOf } from '../../core/index.js';
import { type CaseFinding, type Finding, notJudged, worstOf } from '../model/finding.js';
import { type Key, type KeyOf, keyMaker } from '../model/key.js';
import { type EventPattern, finder, occurrencesIn, type TypeOf } from '../model/pattern.js';
import { makeRule, type Rule, type RuleOptions } from '../model/rule.js';
import { eventText } from '../model/texts.js';
import type { Occurrence } from '../runs/judgedRun.js';
import type { Scope } from '../runs/scope.js';

/** Options of `atMostOnce()`. */
export interface AtMostOnceOptions<P> extends RuleOptions {
  /**
   * Makes the key of an event: the event happens at most once for each key. Make it of what the event means, such as an order
   * number, and not of an id that a retry changes. Default: one key for all.
   */
  readonly key?: Key<EventOf<TypeOf<P>>>;
}

/**
 * Returns the rule that an event happens at most once, or at most once for each key. Each event with a key is a case.
 *
 * @throws TypeError if the name, the pattern or an option is wrong.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { atMostOnce, judge } from 'swfake/rules';
 *
 * const charged = atMostOnce('charged at most once', 'ActivityTaskScheduled activityType=Charge@1', {
 *   key: ({ attributes }) => attributes.input,
 * });
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', input: 'order-7' });
 * equal(judge([charged], swf.history(run)).ok, true);
 * ```
 */
export function atMostOnce<const P extends EventPattern>(
  name: string,
  pattern: P,
  options: AtMostOnceOptions<P> = {},
): Rule {
  checkNames(`atMostOnce(${quoted(name)})`, options, { of: true, key: true });
  const find = finder(`the rule ${quoted(name)}`, pattern);
  const keyOf = keyMaker(name, options.key);
  return makeRule('atMostOnce', name, options, (scope: Scope): Finding => {
    const { cases, twice } = repeated(occurrencesIn(scope.runs, find), keyOf, options.key !== undefined, scope);
    if (scope.incomplete !== undefined && twice.length === 0) return notJudged(scope.incomplete);
    return worstOf(twice, cases);
  });
}

function repeated(
  occurrences: readonly Occurrence[],
  keyOf: KeyOf,
  hasKey: boolean,
  scope: Scope,
): { readonly cases: number; readonly twice: readonly CaseFinding[] } {
  const first = new Map<unknown, Occurrence>();
  const twice: CaseFinding[] = [];
  let cases = 0;
  for (const occurrence of occurrences) {
    const key = keyOf(occurrence);
    if (key === undefined) continue;
    cases += 1;
    const before = first.get(key);
    if (before) twice.push(twiceIn(before, occurrence, hasKey ? key : undefined, scope));
    else first.set(key, occurrence);
  }
  return { cases, twice };
}

function twiceIn(first: Occurrence, second: Occurrence, key: unknown, scope: Scope): CaseFinding {
  const same = key === undefined ? '' : ` with the key ${quoted(key)}`;
  const reason = `${eventText(first, scope)} happened again as ${eventText(second, scope)}${same}`;
  const certainAt = Math.max(first.event.at, second.event.at);
  return { verdict: 'broken', reason, events: [first, second], certainAt };
}
