import { wrongAnswer } from '../../args/checkAnswer.js';
import { checkNames, requireFunction } from '../../args/checkOptions.js';
import { quoted } from '../../args/quoted.js';
import type { CoreEvent } from '../../core/index.js';
import { type Finding, kept, notJudged } from '../model/finding.js';
import { makeRule, type Rule, type RuleOptions } from '../model/rule.js';
import { eventText } from '../model/texts.js';
import { firstInTime, type JudgedRun } from '../runs/judgedRun.js';
import type { Scope } from '../runs/scope.js';

/** A run at the moment when an event was written: the argument of the function of `always()`. */
export interface Moment {
  /** The event that was written. */
  readonly event: CoreEvent;
  /** The history of the run up to and with this event. Each read makes a list. */
  readonly history: readonly CoreEvent[];
  /** The workflow id of the run, if the history has it. */
  readonly workflowId: string | undefined;
  /** The run id of the run, if the history has it. */
  readonly runId: string | undefined;
}

/**
 * Returns the rule that a condition holds after each event. `holds` returns true if it holds; false, or a text that says why,
 * if it does not; and `undefined` for an event that is no case. If it throws, the message of the error is the text.
 *
 * @throws TypeError if the name, the function or an option is wrong. The judge throws it if `holds` returns something else.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { always, judge } from 'swfake/rules';
 *
 * const short = always('a history has at most 4 events', ({ event }) => event.id <= 4 || `it has ${event.id}`);
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge' });
 * const { broken } = judge([short], swf.history(run));
 * deepEqual(
 *   broken.map(({ reason }) => reason),
 *   ['after #5 ActivityTaskScheduled charge: it has 5'],
 * );
 * ```
 */
export function always(name: string, holds: (moment: Moment) => unknown, options: RuleOptions = {}): Rule {
  checkNames(`always(${quoted(name)})`, options, { of: true });
  requireFunction(`the condition of the rule ${quoted(name)}`, holds);
  return makeRule('always', name, options, (scope: Scope): Finding => {
    const judged = scope.runs.map((run) => checkRun(name, holds, run));
    const cases = judged.reduce((sum, one) => sum + one.cases, 0);
    const broken = firstInTime(judged.flatMap(({ failed }) => failed ?? []));
    if (!broken) return scope.incomplete === undefined ? kept(cases) : notJudged(scope.incomplete);
    const { run, event, why } = broken;
    const reason = `after ${eventText(broken, scope)}: ${why}`;
    return { verdict: 'broken', cases, reason, events: [{ run, event }], certainAt: event.at };
  });
}

interface Failed {
  readonly run: JudgedRun;
  readonly event: CoreEvent;
  readonly why: string;
}

function checkRun(
  name: string,
  holds: (moment: Moment) => unknown,
  run: JudgedRun,
): { readonly cases: number; readonly failed?: Failed } {
  let cases = 0;
  for (const event of run.events) {
    const answer = answerOf(holds, new RunMoment(run, event));
    if (answer === undefined || answer === null) continue;
    cases += 1;
    const why = failure(name, answer);
    if (why !== undefined) return { cases, failed: { run, event, why } };
  }
  return { cases };
}

/** It makes the history when it is read, because few conditions read it. A class for the reason that `SeenRun` is one. */
class RunMoment implements Moment {
  readonly workflowId: string | undefined;
  readonly runId: string | undefined;
  readonly #run: JudgedRun;

  constructor(
    run: JudgedRun,
    readonly event: CoreEvent,
  ) {
    this.workflowId = run.workflowId;
    this.runId = run.runId;
    this.#run = run;
  }

  get history(): readonly CoreEvent[] {
    return this.#run.events.slice(0, this.event.id);
  }
}

function answerOf(holds: (moment: Moment) => unknown, moment: Moment): unknown {
  try {
    return holds(moment);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return why === '' ? 'the condition threw an error without a message' : why;
  }
}

/** Returns the reason why the condition does not hold; `undefined` if it does. */
function failure(name: string, answer: unknown): string | undefined {
  if (answer === true || answer === '') return undefined;
  if (answer === false) return 'the condition returned false';
  if (typeof answer === 'string') return answer;
  throw wrongAnswer(
    `the condition of the rule ${quoted(name)}`,
    answer,
    'true if it holds, false or a text if it does not, or undefined for an event that is no case',
  );
}
