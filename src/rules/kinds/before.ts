import { checkNames } from '../../args/checkOptions.js';
import { quoted } from '../../args/quoted.js';
import type { EventOf } from '../../core/index.js';
import { type CaseFinding, type Finding, kept, notJudged, worstOf } from '../model/finding.js';
import { byKey, type Key, keyMaker } from '../model/key.js';
import { type EventPattern, finder, occurrencesIn, type TypeOf } from '../model/pattern.js';
import { makeRule, type Rule, type RuleOptions } from '../model/rule.js';
import { eventText } from '../model/texts.js';
import type { Occurrence } from '../runs/judgedRun.js';
import type { Scope } from '../runs/scope.js';

/** Options of `before()`. */
export interface BeforeOptions<A, B> extends RuleOptions {
  /** Makes the key of either event: only an event with the same key counts. Default: one key for all. */
  readonly key?: Key<EventOf<TypeOf<A> | TypeOf<B>>>;
}

/**
 * Returns the rule that an event happens only after another one. Each `second` is a case: a `first` must be before it. A
 * `first` that no `second` follows breaks nothing.
 *
 * @throws TypeError if the name, a pattern or an option is wrong.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { before, judge } from 'swfake/rules';
 *
 * const paid = before('charged before shipped', 'ActivityTaskCompleted charge', 'ActivityTaskScheduled ship');
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Ship@1', activityId: 'ship' });
 * equal(judge([paid], swf.history(run)).broken[0]?.reason, '#5 ActivityTaskScheduled ship has no such event before it');
 * ```
 */
export function before<const A extends EventPattern, const B extends EventPattern>(
  name: string,
  first: A,
  second: B,
  options: BeforeOptions<A, B> = {},
): Rule {
  checkNames(`before(${quoted(name)})`, options, { of: true, key: true });
  const owner = `the rule ${quoted(name)}`;
  const [findFirst, findSecond] = [finder(owner, first), finder(owner, second)];
  const keyOf = keyMaker(name, options.key);
  return makeRule('before', name, options, (scope: Scope): Finding => {
    if (scope.incomplete !== undefined) return notJudged(scope.incomplete);
    const seconds = byKey(occurrencesIn(scope.runs, findSecond), keyOf);
    if (seconds.size === 0) return kept(0);
    const firsts = byKey(occurrencesIn(scope.runs, findFirst), keyOf);
    const found = [...seconds].flatMap(([key, group]) => group.map((one) => caseOf(one, firsts.get(key) ?? [], scope)));
    return worstOf(found, found.length);
  });
}

function caseOf(second: Occurrence, alike: readonly Occurrence[], scope: Scope): CaseFinding {
  if (alike.some((one) => scope.isBefore(one, second))) return { verdict: 'kept' };
  const unclear = alike.find((one) => one.run !== second.run && !scope.isBefore(second, one));
  if (unclear) return { verdict: 'not judged', reason: unclearText(unclear, second, scope), events: [unclear, second] };
  const reason = `${eventText(second, scope)} has no such event before it`;
  return { verdict: 'broken', reason, events: [second], certainAt: second.event.at };
}

const unclearText = (a: Occurrence, b: Occurrence, scope: Scope): string =>
  `the order of ${eventText(a, scope)} and ${eventText(b, scope)} is not known: no times tell them apart, and no link does`;
