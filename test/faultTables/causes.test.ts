import { describe, expect, it } from 'vitest';
import { type Grants, type Limits, type State, step } from '../../src/core/index.js';
import { snapshot } from '../core/validate/snapshot.js';
import { CAUSES, type DecisionName, ROWS, SUBJECTS } from './causes.js';
import { eventsFrom, expectCause, expectFailed, expectOrder, type Job, lengthOf, only } from './failing.js';
import {
  decision,
  historyOf,
  type Members,
  respond,
  schedule,
  signal,
  takeActivity,
  takeDecision,
  world,
} from './world.js';

/** A run with an activity and a timer that are both called `open`, and a decision task in hand. */
function job(limits?: Partial<Limits>): Job {
  const w = world(limits);
  const timer = decision('StartTimer', { timerId: 'open', startToFireTimeout: '1000' });
  respond(w.s, takeDecision(w.s).taskToken as string, schedule('open'), timer);
  signal(w.s);
  return { ...w, token: takeDecision(w.s).taskToken as string };
}

const DECISIONS = Object.keys(CAUSES) as readonly DecisionName[];

describe.each(DECISIONS)('%s', (name) => {
  const rows = ROWS[name];
  const failing = { name, ...SUBJECTS[name] };

  it('is done if nothing is wrong with it', () => {
    const { s, token, busy } = job();
    respond(s, token, decision(name, SUBJECTS[name].valid));
    expect(historyOf(s, 'busy', busy).filter(({ eventType }) => eventType?.endsWith('Failed')).length).toBe(
      // A run that fails says so in an event of that name.
      name === 'FailWorkflowExecution' ? 1 : 0,
    );
  });

  it.each(rows.map((row) => [row[2], row[0], row] as const))('%s: %s', (_cause, _what, row) => {
    if (row[2] !== 'UNHANDLED_DECISION') expectCause(job, failing, false, row);
    expectCause(job, failing, true, row);
  });

  it('has its causes in this order', () => {
    expectOrder(job, failing, rows);
  });

  // Every cause of docs/swf.md 14.2, and no other.
  it.each(CAUSES[name])('fails with %s on demand', (cause) => {
    for (const pending of [false, true]) {
      const w = job();
      if (pending) signal(w.s);
      if (pending && SUBJECTS[name].closes) continue;
      expectFailed(w, failing, failing.valid, { inject: () => ({ cause }) }, cause);
    }
  });

  it('cannot be told to fail with the cause of another', () => {
    const known: readonly string[] = CAUSES[name];
    const others = [...new Set(DECISIONS.flatMap((other) => CAUSES[other]))].filter((cause) => !known.includes(cause));
    expect(others.length).toBeGreaterThan(0);
    for (const cause of [...others, 'Nope', '']) {
      const sentence =
        `swfake: inject() returned the cause '${cause}' for the decision '${name}', which never has it; expected one of ` +
        known.map((one) => `'${one}'`).join(', ');
      expectThrown(job(), name, { inject: () => ({ cause }) }, sentence);
    }
  });

  it('cannot be told to fail with a fault', () => {
    const sentence =
      `swfake: inject() returned the fault 'ThrottlingException' for the decision '${name}', but a decision fails with a cause; ` +
      `return { cause } for 'swf:${name}', or the fault for 'swf:RespondDecisionTaskCompleted'`;
    expectThrown(job(), name, { inject: () => ({ fault: 'ThrottlingException' }) }, sentence);
  });

  it('has every cause in the rows above', () => {
    expect(new Set(rows.map(([, , cause]) => cause))).toEqual(new Set(CAUSES[name]));
  });
});

function expectThrown({ s, token }: Job, name: DecisionName, grants: Grants, sentence: string): void {
  const { rest, valid } = SUBJECTS[name];
  const before = snapshot(s);
  const input = { taskToken: token, decisions: [rest, decision(name, valid)] };
  const command = { op: 'RespondDecisionTaskCompleted', input, grants: only(name, grants) } as const;
  expect(() => step(s, command, s.now)).toThrow(new TypeError(sentence));
  expect(snapshot(s)).toEqual(before);
}

const marker = decision('RecordMarker', { markerName: 'rest' });
const types = (w: Job, from: number): readonly unknown[] => eventsFrom(w, from).map((event) => (event as [string])[0]);
const unknownTimer = decision('CancelTimer', { timerId: 'nope' });

function answer(decisions: readonly Members[], prepare: (s: State) => void = () => {}): readonly unknown[] {
  const w = job();
  prepare(w.s);
  const from = lengthOf(w) + 1;
  respond(w.s, w.token, ...decisions);
  return types(w, from).slice(1);
}

it('one decision task follows however many decisions fail (docs/swf.md 3.0)', () => {
  const failed = ['CancelTimerFailed', 'CancelTimerFailed', 'MarkerRecorded', 'CancelTimerFailed'];
  const batch = [unknownTimer, unknownTimer, marker, unknownTimer];
  expect(answer(batch)).toEqual([...failed, 'DecisionTaskScheduled']);
  expect(answer(batch, signal)).toEqual(failed);
});

// Swf-behaviour 12, doubt 1.
it('a decision that failed does not hinder the run from closing', () => {
  const events = answer([unknownTimer, decision('CompleteWorkflowExecution')]);
  expect(events).toEqual(['CancelTimerFailed', 'WorkflowExecutionCompleted']);
});

// Swf-behaviour 3.3: AWS blocks a close only for what this decider has not seen.
it('what is open does not hinder the run from closing', () => {
  expect(answer([decision('FailWorkflowExecution')])).toEqual(['WorkflowExecutionFailed']);
  expect(answer([decision('CancelWorkflowExecution')], takeActivity)).toEqual(['WorkflowExecutionCanceled']);
});

it('each decision sees what the one before it did (docs/swf.md 3.9, 6.9, 12 doubt 27)', () => {
  const again = schedule('new');
  expect(answer([again, again])).toEqual([
    'ActivityTaskScheduled',
    'ScheduleActivityTaskFailed',
    'DecisionTaskScheduled',
  ]);
  const cancel = decision('CancelTimer', { timerId: 'open' });
  const start = decision('StartTimer', { timerId: 'open', startToFireTimeout: '1' });
  expect(answer([cancel, start, start])).toEqual([
    'TimerCanceled',
    'TimerStarted',
    'StartTimerFailed',
    'DecisionTaskScheduled',
  ]);
  // The cancel of a task that nobody has is a step after the batch.
  const request = decision('RequestCancelActivityTask', { activityId: 'open' });
  const events = ['ActivityTaskCancelRequested', 'ScheduleActivityTaskFailed', 'DecisionTaskScheduled'];
  expect(answer([request, schedule('open')])).toEqual([...events, 'ActivityTaskCanceled']);
});
