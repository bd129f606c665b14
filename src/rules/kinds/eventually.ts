import { checkNames } from '../../args/checkOptions.js';
import { quoted } from '../../args/quoted.js';
import { type Finding, kept, notJudged } from '../model/finding.js';
import { type EventPattern, finder, occurrencesIn } from '../model/pattern.js';
import { makeRule, type Rule, type RuleOptions } from '../model/rule.js';
import { eventText } from '../model/texts.js';
import type { Scope } from '../runs/scope.js';

/**
 * Returns the rule that an event happens before the run closes. Each run or family is a case. It is undecided while a run is
 * open.
 *
 * @throws TypeError if the name, the pattern or an option is wrong.
 *
 * @example
 * ```ts
 * import { deepEqual, equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { eventually, judge } from 'swfake/rules';
 *
 * const swf = new SwfFake();
 * const { domain, workflowId } = swf.scheduleActivity({ activity: 'Charge@1' });
 * const rules = [eventually('every order is charged', 'ActivityTaskCompleted')];
 * equal(judge(rules, swf.history({ workflowId })).undecided.length, 1);
 * await swf.client().terminateWorkflowExecution({ domain, workflowId });
 * deepEqual(
 *   judge(rules, swf.history({ workflowId })).broken.map(({ reason }) => reason),
 *   ['the run closed without it: #6 WorkflowExecutionTerminated'],
 * );
 * ```
 */
export function eventually(name: string, pattern: EventPattern, options: RuleOptions = {}): Rule {
  checkNames(`eventually(${quoted(name)})`, options, { of: true });
  const find = finder(`the rule ${quoted(name)}`, pattern);
  return makeRule('eventually', name, options, (scope: Scope): Finding => {
    if (occurrencesIn(scope.runs, find).length > 0) return kept(1);
    if (scope.incomplete !== undefined) return notJudged(scope.incomplete);
    const { close } = scope;
    if (!close) return { verdict: 'undecided', cases: 1, reason: 'the run is open, and it can still happen' };
    const reason = `the run closed without it: ${eventText(close, scope)}`;
    return { verdict: 'broken', cases: 1, reason, events: [close], certainAt: close.event.at };
  });
}
