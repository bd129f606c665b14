import { describe, it } from 'vitest';
import { timeline } from '../../src/render/index.js';
import { snapshotOf } from '../../src/testing/matchers/snapshot.js';
import { expect } from '../../src/testing/vitest.js';
import { complete, domain, requestCancel, schedule, shop, start, taskList } from '../support/shop.js';
import { asPrinted, decide, FORMS, order, saidBy } from './told.js';

const swf = await order();
const run = { workflowId: 'order-7' };
const history = swf.history(run);

const WHOLE = [
  'WorkflowExecutionStarted workflowType=Order@1 input="a book"',
  'DecisionTaskScheduled',
  'DecisionTaskStarted (2) identity=decider',
  'DecisionTaskCompleted (2, 3)',
  'ActivityTaskScheduled charge activityType=Charge@1 input="card 7"',
  'ActivityTaskScheduled pack',
  'TimerStarted reminder startToFireTimeout=60',
  'ActivityTaskStarted charge (5) identity=worker-1',
  'ActivityTaskCompleted charge (5, 8) result=paid',
  'DecisionTaskScheduled',
  'TimerFired reminder +1m',
  'DecisionTaskStarted',
  'DecisionTaskCompleted',
  'CancelTimerFailed reminder cause=TIMER_ID_UNKNOWN',
  'DecisionTaskScheduled taskList=default',
];

describe.each(Object.entries(FORMS))('a history %s', (_form, formOf) => {
  const told = formOf(history);

  it('has its lines, its activities, its rules, and its snapshot', () => {
    expect(told).toHaveHistory(WHOLE);
    expect(told).toHaveOpenActivity('pack', { activityType: { name: 'Charge', version: '1' } });
    expect(told).toHaveClosedActivity('charge', 'Completed', { result: 'paid' });
    expect(told).toBeAValidHistory();
    expect(told).not.toBeClosedWith('COMPLETED');
    expect(snapshotOf(told)).toBe(snapshotOf(history));
  });

  it('is as it is whatever its form: no matcher passes by chance', () => {
    expect(told).not.toHaveHistory(['...', 'ActivityTaskFailed', '...']);
    expect(told).not.toHaveOpenActivity('charge');
    expect(told).not.toHaveClosedActivity('pack');
  });
});

describe('toHaveHistory', () => {
  it('shows a line that says something else', () => {
    const lines = ['WorkflowExecutionStarted', '...', 'ActivityTaskCompleted charge result=refused', '...'];
    expect(saidBy(() => expect(history).toHaveHistory(lines))).toMatchInlineSnapshot(`
      "expected the run to have this history

      - expected, + found:

        #1 +0s WorkflowExecutionStarted
        ... 7 events
      - ActivityTaskCompleted charge result=refused
      + #9 +0s ActivityTaskCompleted charge (5, 8) result=paid
        ^ the event does not have result=refused
        ... 6 events

      Run 'order-7' (Order@1, run id 22k3gDF0Dn1U0OCIpCMKG94RtwXov/CLI5afRlYDhGg1g=) is open since 2020-01-01T00:00:00.000Z.
        CancelTimer of 'reminder' failed (event 14): TIMER_ID_UNKNOWN; no timer is open.
        The decision task 15 waits on the task list 'default': no poll waits on it; the last one was of decider at 2020-01-01T00:01:01.000Z.
        The activity 'pack' waits on the task list 'default': no poll waits on it; the last one was of worker-1 at 2020-01-01T00:00:00.000Z.
        Next, at 2020-12-31T00:00:00.000Z: the execution timeout."
    `);
  });

  it('shows an event too many and one too few, and nothing else as wrong', () => {
    const lines = WHOLE.filter((line) => line !== 'ActivityTaskScheduled pack').toSpliced(3, 0, 'MarkerRecorded m');
    expect(diffIn(saidBy(() => expect(asPrinted(history)).toHaveHistory(lines)))).toMatchInlineSnapshot(`
      "  #1 +0s WorkflowExecutionStarted workflowType=Order@1 input="a book"
        #2 +0s DecisionTaskScheduled
        #3 +0s DecisionTaskStarted (2) identity=decider
      - MarkerRecorded m
        #4 +0s DecisionTaskCompleted (2, 3)
        #5 +0s ActivityTaskScheduled charge activityType=Charge@1 input="card 7"
      + #6 +0s ActivityTaskScheduled pack activityType=Charge@1
        #7 +0s TimerStarted reminder startToFireTimeout=60
        #8 +0s ActivityTaskStarted charge (5) identity=worker-1
        #9 +0s ActivityTaskCompleted charge (5, 8) result=paid
        #10 +0s DecisionTaskScheduled
        #11 +1m TimerFired reminder +1m
        #12 +1m1s DecisionTaskStarted
        #13 +1m1s DecisionTaskCompleted
        #14 +1m1s CancelTimerFailed reminder cause=TIMER_ID_UNKNOWN
        #15 +1m1s DecisionTaskScheduled taskList=default"
    `);
  });

  it('holds lines beside what they are about, where branches came in another order', () => {
    const lines = ['...', 'ActivityTaskScheduled pack', 'ActivityTaskScheduled charge', 'TimerStarted reminder', '...'];
    expect(diffIn(saidBy(() => expect(asPrinted(history)).toHaveHistory(lines)))).toMatchInlineSnapshot(`
      "  ... 5 events
        #6 +0s ActivityTaskScheduled pack
      - ActivityTaskScheduled charge
        ^ #5 +0s matches this line, but in another order
        #7 +0s TimerStarted reminder
        ... 8 events"
    `);
  });

  it('takes a gap for any number of events, none included, anywhere', () => {
    expect(history).toHaveHistory(['...']);
    expect(history).toHaveHistory(['...', '...', 'TimerFired', '…']);
    expect(history).toHaveHistory(['...', 'WorkflowExecutionStarted', '...', 'DecisionTaskScheduled', '...']);
    expect(history).toHaveHistory(['#1', '#2'].map((id, n) => `${id} ${WHOLE[n]}`).concat('...'));
    expect(history).not.toHaveHistory(['...', 'TimerFired', 'CancelTimerFailed']);
    expect(history).not.toHaveHistory([]);
    expect([]).toHaveHistory([]);
  });

  it('takes any value of an attribute that has to be there', () => {
    expect(history).toHaveHistory(['...', 'ActivityTaskStarted identity=*', '...']);
    expect(history).not.toHaveHistory(['...', 'ActivityTaskStarted control=*', '...']);
  });

  it('does not take the order of events for granted', () => {
    expect(history).not.toHaveHistory(['...', 'TimerFired', '...', 'TimerStarted', '...']);
  });

  it('shows the history where it should not have been so', () => {
    expect(saidBy(() => expect(asPrinted(history).slice(0, 2)).not.toHaveHistory(['...']))).toMatchInlineSnapshot(`
      "expected the run not to have this history

      The history:

      #1  +0s  WorkflowExecutionStarted workflowType=Order@1 input="a book"
      #2  +0s  DecisionTaskScheduled"
    `);
  });

  it.each([
    ['TimerFried reminder', "the line 'TimerFried reminder' has no type of event: did you mean 'TimerFired'?"],
    ['the timer fires', "a line has a type of event and any words of its line in a timeline, like 'ActivityTaskSch"],
    ['', "the line '' has no type of event"],
    [7, "expected a line of a history, like 'TimerFired reminder', but this line is 7"],
    [undefined, "expected a line of a history, like 'TimerFired reminder', but this line is undefined"],
    [{}, 'but this line is an object'],
  ])('says of the line %o that it is none', (line, said) => {
    expect(() => expect(history).toHaveHistory([line as unknown as string])).toThrow(said);
    expect(() => expect(history).not.toHaveHistory([line as unknown as string])).toThrow(said);
  });

  it('says that it wants a list of lines', () => {
    const text = 'TimerFired' as unknown as string[];
    expect(() => expect(history).toHaveHistory(text)).toThrow(
      "swfake: toHaveHistory() was given 'TimerFired'; expected a list of lines, like ['WorkflowExecutionStarted'",
    );
  });
});

describe('toBeClosedWith', () => {
  async function closed() {
    const fake = shop();
    await start(fake.client());
    await decide(fake, complete('all is well'));
    return fake.history(run);
  }

  it('takes the status and what the last event says, asymmetric matchers too', async () => {
    const done = await closed();
    expect(done).toBeClosedWith('COMPLETED');
    expect(done).toBeClosedWith('COMPLETED', { result: 'all is well', decisionTaskCompletedEventId: 4 });
    expect(done).toBeClosedWith('COMPLETED', { result: expect.stringContaining('well') });
    expect(done).not.toBeClosedWith('FAILED');
    expect(done).not.toBeClosedWith('COMPLETED', { result: 'another' });
    const matcher = { result: expect.stringContaining('ill'), decisionTaskCompletedEventId: expect.any(String) };
    expect(
      saidBy(() => expect(done).toBeClosedWith('COMPLETED', matcher))
        .split('\n\n')
        .slice(0, 2),
    ).toMatchInlineSnapshot(`
      [
        "expected the run to have the close status COMPLETED with result StringContaining("ill"), decisionTaskCompletedEventId Any(String)",
        "Its close status is COMPLETED.
      result: expected StringContaining("ill"), found "all is well"
      decisionTaskCompletedEventId: expected Any(String), found 4",
      ]
    `);
  });

  it('says how it is closed', async () => {
    const done = asPrinted(await closed());
    expect(saidBy(() => expect(done).toBeClosedWith('FAILED', { reason: 'no' }))).toMatchInlineSnapshot(`
      "expected the run to have the close status FAILED with reason "no"

      Its close status is COMPLETED.

      The history:

      #1  +0s  WorkflowExecutionStarted workflowType=Order@1
      #2  +0s  DecisionTaskScheduled
      #3  +0s  DecisionTaskStarted (2) identity=decider
      #4  +0s  DecisionTaskCompleted (2, 3)
      #5  +0s  WorkflowExecutionCompleted result="all is well""
    `);
    expect(saidBy(() => expect(done).toBeClosedWith('COMPLETED', { result: 'no' }))).toMatchInlineSnapshot(`
      "expected the run to have the close status COMPLETED with result "no"

      Its close status is COMPLETED.
      result: expected "no", found "all is well"

      The history:

      #1  +0s  WorkflowExecutionStarted workflowType=Order@1
      #2  +0s  DecisionTaskScheduled
      #3  +0s  DecisionTaskStarted (2) identity=decider
      #4  +0s  DecisionTaskCompleted (2, 3)
      #5  +0s  WorkflowExecutionCompleted result="all is well""
    `);
    expect(saidBy(() => expect(done).not.toBeClosedWith('COMPLETED'))).toMatchInlineSnapshot(`
      "expected the run not to have the close status COMPLETED

      The history:

      #1  +0s  WorkflowExecutionStarted workflowType=Order@1
      #2  +0s  DecisionTaskScheduled
      #3  +0s  DecisionTaskStarted (2) identity=decider
      #4  +0s  DecisionTaskCompleted (2, 3)
      #5  +0s  WorkflowExecutionCompleted result="all is well""
    `);
  });

  it('says that it is open, and why', () => {
    expect(saidBy(() => expect(history).toBeClosedWith('COMPLETED'))).toMatchInlineSnapshot(`
      "expected the run to have the close status COMPLETED

      It is open.

      The history:

       #1  +0s    WorkflowExecutionStarted workflowType=Order@1 input="a book"
       #2  +0s    DecisionTaskScheduled
       #3  +0s    DecisionTaskStarted (2) identity=decider
       #4  +0s    DecisionTaskCompleted (2, 3)
       #5  +0s    ActivityTaskScheduled charge activityType=Charge@1 input="card 7"
       #6  +0s    ActivityTaskScheduled pack activityType=Charge@1
       #7  +0s    TimerStarted reminder startToFireTimeout=60
       #8  +0s    ActivityTaskStarted charge (5) identity=worker-1
       #9  +0s    ActivityTaskCompleted charge (5, 8) result=paid
      #10  +0s    DecisionTaskScheduled
      #11  +1m    TimerFired reminder (7)
      #12  +1m1s  DecisionTaskStarted (10) identity=decider
      #13  +1m1s  DecisionTaskCompleted (10, 12)
      #14  +1m1s  CancelTimerFailed reminder cause=TIMER_ID_UNKNOWN
      #15  +1m1s  DecisionTaskScheduled

      Run 'order-7' (Order@1, run id 22k3gDF0Dn1U0OCIpCMKG94RtwXov/CLI5afRlYDhGg1g=) is open since 2020-01-01T00:00:00.000Z.
        CancelTimer of 'reminder' failed (event 14): TIMER_ID_UNKNOWN; no timer is open.
        The decision task 15 waits on the task list 'default': no poll waits on it; the last one was of decider at 2020-01-01T00:01:01.000Z.
        The activity 'pack' waits on the task list 'default': no poll waits on it; the last one was of worker-1 at 2020-01-01T00:00:00.000Z.
        Next, at 2020-12-31T00:00:00.000Z: the execution timeout."
    `);
  });

  it.each(['TERMINATED', 'TIMED_OUT', 'CANCELED', 'CONTINUED_AS_NEW', 'FAILED'] as const)(
    'knows %s',
    async (status) => {
      const fake = shop();
      await start(fake.client());
      const decisionType = { FAILED: 'Fail', CANCELED: 'Cancel', CONTINUED_AS_NEW: 'ContinueAsNew' }[status as string];
      if (decisionType) await decide(fake, { decisionType: `${decisionType}WorkflowExecution` });
      else if (status === 'TIMED_OUT') fake.clock.advance('366d');
      else await fake.send('TerminateWorkflowExecution', { domain, workflowId: 'order-7' });
      const [{ runId = '' } = {}] = fake.runs();
      expect(fake.history({ ...run, runId })).toBeClosedWith(status);
    },
  );
});

describe('toHaveOpenActivity and toHaveClosedActivity', () => {
  it('say which activities there are', () => {
    expect(saidBy(() => expect(asPrinted(history).slice(0, 9)).toHaveOpenActivity('charge'))).toMatchInlineSnapshot(`
      "expected the run to have the open activity 'charge'

      The run has the activities 'charge' (Completed), 'pack' (scheduled).

      The history:

      #1  +0s  WorkflowExecutionStarted workflowType=Order@1 input="a book"
      #2  +0s  DecisionTaskScheduled
      #3  +0s  DecisionTaskStarted (2) identity=decider
      #4  +0s  DecisionTaskCompleted (2, 3)
      #5  +0s  ActivityTaskScheduled charge activityType=Charge@1 input="card 7"
      #6  +0s  ActivityTaskScheduled pack activityType=Charge@1
      #7  +0s  TimerStarted reminder startToFireTimeout=60
      #8  +0s  ActivityTaskStarted charge (5) identity=worker-1
      #9  +0s  ActivityTaskCompleted charge (5, 8) result=paid"
    `);
    expect(saidBy(() => expect(asPrinted(history)).toHaveOpenActivity('pick')).split('\n\n')[1]).toMatchInlineSnapshot(
      `"The run has the activities 'charge' (Completed), 'pack' (scheduled)."`,
    );
    expect(
      saidBy(() => expect(asPrinted(history)).toHaveClosedActivity('pack')).split('\n\n')[1],
    ).toMatchInlineSnapshot(`"The run has the activities 'charge' (Completed), 'pack' (scheduled)."`);
    const none = asPrinted(history).slice(0, 2);
    expect(saidBy(() => expect(none).toHaveOpenActivity('pack')).split('\n\n')[1]).toMatchInlineSnapshot(
      `"The run scheduled no activity."`,
    );
  });

  it('say what is otherwise than expected', () => {
    const wrong = saidBy(() => expect(history).toHaveOpenActivity('pack', { input: 'a box', state: 'scheduled' }));
    expect(wrong.split('\n\n').slice(0, 2)).toMatchInlineSnapshot(`
      [
        "expected the run to have the open activity 'pack' with input "a box", state "scheduled"",
        "input: expected "a box", found undefined",
      ]
    `);
    const other = saidBy(() => expect(history).toHaveClosedActivity('charge', 'Failed', { reason: 'no' }));
    expect(other.split('\n\n').slice(0, 2)).toMatchInlineSnapshot(`
      [
        "expected the run to have the closed activity 'charge' (Failed) with reason "no"",
        "The run has the activities 'charge' (Completed), 'pack' (scheduled).",
      ]
    `);
    const result = saidBy(() => expect(history).toHaveClosedActivity('charge', 'Completed', { result: 'late' }));
    expect(result.split('\n\n').slice(0, 2)).toMatchInlineSnapshot(`
      [
        "expected the run to have the closed activity 'charge' (Completed) with result "late"",
        "result: expected "late", found "paid"",
      ]
    `);
  });

  it('say what should not have been', () => {
    expect(saidBy(() => expect(history).not.toHaveOpenActivity('pack')).split('\n\n')[0]).toMatchInlineSnapshot(
      `"expected the run not to have the open activity 'pack'"`,
    );
    expect(saidBy(() => expect(history).not.toHaveClosedActivity('charge')).split('\n\n')[0]).toMatchInlineSnapshot(
      `"expected the run not to have the closed activity 'charge'"`,
    );
  });

  it('tell the tasks of one id from each other', async () => {
    const fake = shop();
    await start(fake.client());
    await decide(fake, schedule('a', { startToCloseTimeout: '30' }));
    const poll = { domain, taskList, identity: 'worker' };
    await fake.send('PollForActivityTask', poll);
    fake.clock.advance('30s');
    await decide(fake, schedule('a'));
    expect(fake.history(run)).toHaveOpenActivity('a', { state: 'scheduled' });
    expect(fake.history(run)).toHaveClosedActivity('a', 'TimedOut', { timeoutType: 'START_TO_CLOSE' });
    const { taskToken } = await fake.send('PollForActivityTask', poll);
    await fake.send('RespondActivityTaskFailed', { taskToken, reason: 'no' });
    expect(fake.history(run)).toHaveClosedActivity('a', 'Failed', { reason: 'no' });
    expect(fake.history(run)).toHaveClosedActivity('a');
    expect(fake.history(run)).not.toHaveOpenActivity('a');
  });

  it('keep apart a cancel that was asked for and one that was done', async () => {
    const fake = shop();
    await start(fake.client());
    await decide(fake, schedule('a'));
    const { taskToken } = await fake.send('PollForActivityTask', { domain, taskList });
    await fake.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'stop' });
    await decide(fake, requestCancel('a'));
    expect(fake.history(run)).toHaveOpenActivity('a', { state: 'started' });
    await fake.send('RespondActivityTaskCanceled', { taskToken, details: 'stopped' });
    expect(fake.history(run)).toHaveClosedActivity('a', 'Canceled', { details: 'stopped' });
  });

  it('tell nothing but the truth of a Lambda function beside them', async () => {
    const fake = shop({ lambda: { f: () => 1 } });
    await start(fake.client(), 'order-7', { lambdaRole: 'role' });
    const lambda = {
      decisionType: 'ScheduleLambdaFunction',
      scheduleLambdaFunctionDecisionAttributes: { id: 'f', name: 'f' },
    };
    await decide(fake, schedule('a'), lambda);
    expect(fake.history(run)).toHaveOpenActivity('a', { state: 'scheduled' });
    expect(fake.history(run)).not.toHaveClosedActivity('f');
  });
});

describe('a bad expectation', () => {
  it.each<readonly [string, () => unknown, string]>([
    [
      'a status that there is not',
      () => expect(history).toBeClosedWith('COMPLETE' as 'COMPLETED'),
      "toBeClosedWith() was given the close status 'COMPLETE', which does not exist; did you mean 'COMPLETED'?",
    ],
    [
      'a status that there is not, negated',
      () => expect(history).not.toBeClosedWith('CLOSED' as 'COMPLETED'),
      "close status 'CLOSED', which does not exist; expected one of 'COMPLETED', 'FAILED', 'CANCELED', 'TERMINATED'",
    ],
    [
      'an end that there is not',
      () => expect(history).toHaveClosedActivity('charge', 'Timedout' as 'TimedOut'),
      "toHaveClosedActivity() was given the end 'Timedout', which does not exist; did you mean 'TimedOut'?",
    ],
  ])('%s is named', (_what, expectation, said) => {
    expect(expectation).toThrow(said);
  });
});

describe('toBeAValidHistory', () => {
  it('names the rules that are broken', () => {
    const torn = asPrinted(history).filter((_event, index) => index !== 3);
    expect(saidBy(() => expect(torn).toBeAValidHistory())).toMatchInlineSnapshot(`
      "expected the run to be a valid history

      event ids are 1, 2, 3 …: event 5 ActivityTaskScheduled at place 4
      a reference points to an earlier event of the right type: event 5 ActivityTaskScheduled.decisionTaskCompletedEventId = 4
      event ids are 1, 2, 3 …: event 6 ActivityTaskScheduled at place 5
      a reference points to an earlier event of the right type: event 6 ActivityTaskScheduled.decisionTaskCompletedEventId = 4
      an activity id is open at most once: event 6 ActivityTaskScheduled
      event ids are 1, 2, 3 …: event 7 TimerStarted at place 6
      a reference points to an earlier event of the right type: event 7 TimerStarted.decisionTaskCompletedEventId = 4
      event ids are 1, 2, 3 …: event 8 ActivityTaskStarted at place 7
      event ids are 1, 2, 3 …: event 9 ActivityTaskCompleted at place 8
      a reference points to an earlier event of the right type: event 9 ActivityTaskCompleted.startedEventId = 8
      event ids are 1, 2, 3 …: event 10 DecisionTaskScheduled at place 9
      event ids are 1, 2, 3 …: event 11 TimerFired at place 10
      a reference points to an earlier event of the right type: event 11 TimerFired.startedEventId = 7
      event ids are 1, 2, 3 …: event 12 DecisionTaskStarted at place 11
      a reference points to an earlier event of the right type: event 12 DecisionTaskStarted.scheduledEventId = 10
      at most one decision task is started, and it was waiting: event 12 DecisionTaskStarted
      event ids are 1, 2, 3 …: event 13 DecisionTaskCompleted at place 12
      a reference points to an earlier event of the right type: event 13 DecisionTaskCompleted.scheduledEventId = 10
      a reference points to an earlier event of the right type: event 13 DecisionTaskCompleted.startedEventId = 12
      event ids are 1, 2, 3 …: event 14 CancelTimerFailed at place 13
      a reference points to an earlier event of the right type: event 14 CancelTimerFailed.decisionTaskCompletedEventId = 13
      event ids are 1, 2, 3 …: event 15 DecisionTaskScheduled at place 14

      The history:

       #1  +0s    WorkflowExecutionStarted workflowType=Order@1 input="a book"
       #2  +0s    DecisionTaskScheduled
       #3  +0s    DecisionTaskStarted (2) identity=decider
       #5  +0s    ActivityTaskScheduled charge activityType=Charge@1 input="card 7"
       #6  +0s    ActivityTaskScheduled pack activityType=Charge@1
       #7  +0s    TimerStarted reminder startToFireTimeout=60
       #8  +0s    ActivityTaskStarted charge (5) identity=worker-1
       #9  +0s    ActivityTaskCompleted charge (5, 8) result=paid
      #10  +0s    DecisionTaskScheduled
      #11  +1m    TimerFired reminder (7)
      #12  +1m1s  DecisionTaskStarted (10) identity=decider
      #13  +1m1s  DecisionTaskCompleted (10, 12)
      #14  +1m1s  CancelTimerFailed reminder cause=TIMER_ID_UNKNOWN
      #15  +1m1s  DecisionTaskScheduled"
    `);
  });

  it('shows the history where it should not have been so', () => {
    expect(saidBy(() => expect(asPrinted(history).slice(0, 2)).not.toBeAValidHistory())).toMatchInlineSnapshot(`
      "expected the run not to be a valid history

      The history:

      #1  +0s  WorkflowExecutionStarted workflowType=Order@1 input="a book"
      #2  +0s  DecisionTaskScheduled"
    `);
  });
});

describe('names and values', () => {
  it.each(['Completed', 'COMPLETED'] as const)('%s is the end of an activity', (end) => {
    expect(history).toHaveClosedActivity('charge', end, { result: 'paid' });
    expect(history).not.toHaveClosedActivity('pack', end);
    expect(saidBy(() => expect(history).toHaveClosedActivity('pack', end))).toContain("activity 'pack' (Completed)");
  });

  it('TIMED_OUT is TimedOut', () => {
    const fake = shop();
    const late = fake.scheduleActivity({ domain, activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
    fake.clock.advance('31s');
    expect(fake.history(late)).toHaveClosedActivity(late.activityId, 'TIMED_OUT');
    expect(fake.history(late)).not.toHaveClosedActivity(late.activityId, 'CANCELED');
  });

  it('an empty history is not valid', () => {
    expect(saidBy(() => expect([]).toBeAValidHistory())).toContain('the history has no events');
  });

  it('long values are compared whole, and printed cut', async () => {
    const long = `${'a'.repeat(300)}b`;
    const fake = shop();
    await start(fake.client(), 'order-7', { input: long });
    const told = fake.history(run);
    expect(told).toHaveHistory([`WorkflowExecutionStarted input=${long}`, '...']);
    expect(told).not.toHaveHistory([`WorkflowExecutionStarted input=${long.slice(0, -1)}c`, '...']);
    await decide(fake, complete(long));
    const said = saidBy(() => expect(fake.history(run)).toBeClosedWith('COMPLETED', { result: `${long}c` }));
    const cut = `"${'a'.repeat(200)}"…`;
    expect(said).toContain(
      `result: expected ${cut} (302 characters), found ${cut} (301 characters); they differ from character 302: expected "c", found ""`,
    );
    expect(said).not.toContain(long);
  });

  it('JSON can be written as it is shown, and as it is', async () => {
    const fake = shop();
    await start(fake.client(), 'order-7', { input: '{ "card": "7 8" }' });
    const told = fake.history(run);
    expect(told).toHaveHistory(['WorkflowExecutionStarted input={"card":"7 8"}', '...']);
    expect(told).toHaveHistory([`WorkflowExecutionStarted input=${JSON.stringify('{ "card": "7 8" }')}`, '...']);
    expect(told).not.toHaveHistory(['WorkflowExecutionStarted input={"card":"78"}', '...']);
  });
});

describe('toMatchHistorySnapshot', () => {
  it('keeps a history', () => {
    expect(history).toMatchHistorySnapshot();
    expect(asPrinted(history)).toMatchHistorySnapshot('as the CLI prints it');
  });

  it('is the same whatever the seed and the time', async () => {
    const other = await order({ seed: 2, startTime: new Date('2031-05-05T05:05:05Z') });
    expect(other.runs()[0]?.runId).not.toBe(swf.runs()[0]?.runId);
    expect(snapshotOf(other.history(run))).toBe(snapshotOf(history));
  });

  it.each([1, 2])('names run ids in their order, seed %i', async (seed) => {
    const fake = shop({ seed });
    const { runId = '' } = await start(fake.client());
    await decide(fake, { decisionType: 'ContinueAsNewWorkflowExecution' });
    expect(snapshotOf(fake.history({ ...run, runId }))).toContain('newExecutionRunId=<run 1>');
    expect(snapshotOf(fake.history(run))).toContain('continuedExecutionRunId=<run 1>');
  });
});

describe('what is no history', () => {
  const use = { given: (received: unknown) => () => expect(received).toHaveHistory(['...']) };

  it.each<readonly [string, unknown, string]>([
    ['a fake', swf, 'was given a fake; expected a history, a list of events: pass swf.history({ workflowId })'],
    [
      'a promise',
      Promise.resolve(history),
      'was given a promise; expected a history, a list of events: await it first',
    ],
    ['nothing', undefined, 'was given undefined'],
    ['null', null, 'was given null'],
    [
      'an answer of the SDK',
      { events: history },
      'was given a response that has events; expected a history, a list of events: pass response.events',
    ],
    ['a run', run, "was given an object with 'workflowId'; expected"],
    ['a timeline', timeline(history), "was given the text '#1"],
    ['a list of ids', [1, 2], 'was given a list that has no events'],
  ])('%s is named', (_what, received, said) => {
    expect(use.given(received)).toThrow('swfake: toHaveHistory() was given');
    expect(use.given(received)).toThrow(said);
    expect(() => expect(received).not.toBeAValidHistory()).toThrow(said);
    expect(() => expect(received).toBeClosedWith('COMPLETED')).toThrow(said);
    expect(() => expect(received).toHaveOpenActivity('a')).toThrow(said);
    expect(() => expect(received).toHaveClosedActivity('a')).toThrow(said);
    expect(() => expect(received).toMatchHistorySnapshot()).toThrow(said);
  });
});

/** The lines of a message that show the difference. */
const diffIn = (message: string): string => message.split('\n\n')[2] ?? '';
