import { checkNames } from '../../args/checkOptions.js';
import { quoted } from '../../args/quoted.js';
import { type Finding, kept, notJudged } from '../model/finding.js';
import { type EventPattern, finder, occurrencesIn } from '../model/pattern.js';
import { makeRule, type Rule, type RuleOptions } from '../model/rule.js';
import { eventText } from '../model/texts.js';
import { firstInTime } from '../runs/judgedRun.js';
import type { Scope } from '../runs/scope.js';

/**
 * Returns the rule that an event never happens. Each run or family is a case.
 *
 * @throws TypeError if the name, the pattern or an option is wrong.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { judge, never } from 'swfake/rules';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
 * const rules = [never('no charge times out', 'ActivityTaskTimedOut')];
 * equal(judge(rules, swf.history(run)).ok, true);
 * swf.clock.advance('31s');
 * equal(judge(rules, swf.history(run)).ok, false);
 * ```
 */
export function never(name: string, pattern: EventPattern, options: RuleOptions = {}): Rule {
  checkNames(`never(${quoted(name)})`, options, { of: true });
  const find = finder(`the rule ${quoted(name)}`, pattern);
  return makeRule('never', name, options, (scope: Scope): Finding => {
    const first = firstInTime(occurrencesIn(scope.runs, find));
    if (first) {
      const reason = `${eventText(first, scope)} happened`;
      return { verdict: 'broken', cases: 1, reason, events: [first], certainAt: first.event.at };
    }
    return scope.incomplete === undefined ? kept(1) : notJudged(scope.incomplete);
  });
}
