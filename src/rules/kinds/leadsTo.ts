import { checkNames } from '../../args/checkOptions.js';
import { type Duration, millisOf } from '../../args/durations.js';
import { quoted } from '../../args/quoted.js';
import type { EventOf } from '../../core/index.js';
import { type CaseFinding, type Finding, kept, notJudged, worstOf } from '../model/finding.js';
import { byKey, type Key, keyMaker } from '../model/key.js';
import { type EventPattern, finder, occurrencesIn, type TypeOf } from '../model/pattern.js';
import { makeRule, type Rule, type RuleOptions } from '../model/rule.js';
import { eventText } from '../model/texts.js';
import type { Occurrence } from '../runs/judgedRun.js';
import type { Scope } from '../runs/scope.js';

/** Options of `leadsTo()`. */
export interface LeadsToOptions<C, E> extends RuleOptions {
  /**
   * The longest time from the cause to the effect, on the clock of the histories. A time equal to it is in time, and so is
   * one more second if a history has whole seconds only. Default: any time before the run closes.
   */
  readonly within?: Duration;
  /** Makes the key of a cause or an effect: an effect serves the causes with the same key. Default: one key for all. */
  readonly key?: Key<EventOf<TypeOf<C> | TypeOf<E>>>;
}

/**
 * Returns the rule that a cause leads to an effect. Each cause is a case. One effect serves all causes before it, unless a key
 * ties them. A run that closes without the effect breaks the rule. While it is open and the time is not over, the rule is
 * undecided.
 *
 * @throws TypeError if the name, a pattern or an option is wrong, or `within` has no unit.
 *
 * @example
 * ```ts
 * import { equal, match } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { judge, leadsTo } from 'swfake/rules';
 *
 * const prompt = leadsTo('charged within a minute', 'ActivityTaskScheduled charge', 'ActivityTaskCompleted charge', {
 *   within: '1m',
 * });
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge' });
 * equal(judge([prompt], swf.history(run)).undecided.length, 1);
 * swf.clock.advance('2m');
 * const { broken } = judge([prompt], swf.history(run), { now: swf.clock.now() });
 * match(`${broken[0]?.reason}`, /^#5 ActivityTaskScheduled charge led to no such event within 1m/);
 * ```
 */
export function leadsTo<const C extends EventPattern, const E extends EventPattern>(
  name: string,
  cause: C,
  effect: E,
  options: LeadsToOptions<C, E> = {},
): Rule {
  checkNames(`leadsTo(${quoted(name)})`, options, { of: true, within: true, key: true });
  const owner = `the rule ${quoted(name)}`;
  const [findCauses, findEffects] = [finder(owner, cause), finder(owner, effect)];
  const keyOf = keyMaker(name, options.key);
  const span = spanOf(options.within);
  return makeRule('leadsTo', name, options, (scope: Scope): Finding => {
    if (scope.incomplete !== undefined) return notJudged(scope.incomplete);
    const causes = byKey(occurrencesIn(scope.runs, findCauses), keyOf);
    if (causes.size === 0) return kept(0);
    const effects = byKey(occurrencesIn(scope.runs, findEffects), keyOf);
    const found = [...causes].flatMap(([key, group]) => {
      const possible = byRun(effects.get(key) ?? []);
      return group.map((one) => caseOf(one, possible, span, scope));
    });
    return worstOf(found, found.length);
  });
}

/** The time that an effect has. */
interface Span {
  readonly text: string;
  /** In milliseconds; infinite without a limit. */
  readonly millis: number;
}

const spanOf = (within: Duration | undefined): Span =>
  within === undefined
    ? { text: '', millis: Number.POSITIVE_INFINITY }
    : { text: ` within ${within}`, millis: millisOf(within) };

const byRun = (occurrences: readonly Occurrence[]): readonly (readonly Occurrence[])[] => [
  ...byKey(occurrences, ({ run }) => run).values(),
];

function caseOf(
  cause: Occurrence,
  effects: readonly (readonly Occurrence[])[],
  { text, millis }: Span,
  scope: Scope,
): CaseFinding {
  const later = effects.flatMap((ofRun) => firstAfter(cause, ofRun, scope) ?? []);
  const times = later.map(({ event }) => event.at - cause.event.at);
  const isEver = millis === Number.POSITIVE_INFINITY;
  const allowed = millis + scope.resolution;
  if (isEver && later.length > 0) return { verdict: 'kept' };
  const inTime = times.filter((time) => time <= allowed);
  if (inTime.length > 0) return { verdict: 'kept', nearness: allowed > 0 ? Math.min(...inTime) / allowed : 1 };
  const unclear = effects.flatMap((ofRun) => unclearIn(cause, ofRun, scope));
  if (unclear.length > 0)
    return { verdict: 'not judged', reason: unclearText(cause, scope), events: [cause, ...unclear] };
  const isMissing = scope.close !== undefined && later.length === 0;
  if (!isEver && !isMissing && Number.isNaN(scope.now - cause.event.at))
    return { verdict: 'not judged', reason: NO_TIMES, events: [cause] };
  return missed(cause, later, { text, millis: allowed }, scope);
}

const NO_TIMES = 'the history has no times';

const unclearText = (cause: Occurrence, scope: Scope): string =>
  `no time and no link says if the effect is before or after ${eventText(cause, scope)}`;

/** Returns the finding for a cause without an effect in time. `later` are the effects that came too late. */
function missed(cause: Occurrence, later: readonly Occurrence[], { text, millis }: Span, scope: Scope): CaseFinding {
  const head = `${eventText(cause, scope)} led to no such event${text}`;
  const deadline = cause.event.at + millis;
  const { close } = scope;
  if (close && !(close.event.at > deadline))
    return {
      verdict: 'broken',
      reason: `${head} before ${eventText(close, scope)}`,
      events: [cause, close],
      certainAt: close.event.at,
    };
  const isOver = scope.now > deadline;
  if (!isOver) return { verdict: 'undecided', reason: `${head} yet, and its time is not over`, events: [cause] };
  const [late] = later;
  const reason = late ? `${head}: ${eventText(late, scope)} came too late` : head;
  return { verdict: 'broken', reason, events: late ? [cause, late] : [cause], certainAt: deadline };
}

/** Returns the first effect of a run that is certainly after the cause. What follows it is after the cause, too. */
function firstAfter(cause: Occurrence, effects: readonly Occurrence[], scope: Scope): Occurrence | undefined {
  let [low, high] = [0, effects.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scope.isBefore(cause, effects[middle] as Occurrence)) high = middle;
    else low = middle + 1;
  }
  return effects[low];
}

/** Returns the effects of a run of which no one can say if they are before or after the cause. */
const unclearIn = (cause: Occurrence, effects: readonly Occurrence[], scope: Scope): readonly Occurrence[] =>
  effects.filter((one) => one.run !== cause.run && !scope.isBefore(cause, one) && !scope.isBefore(one, cause));
