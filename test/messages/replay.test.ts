import { checkInvariants } from '../../src/core/check/checkInvariants.js';
import { createState, instant } from '../../src/core/index.js';
import { eventsOf, exportHistory, SwfFake } from '../../src/index.js';
import { steps } from '../../src/render/index.js';
import { checkHistory, type HistoryLike, replay, replayAll } from '../../src/replay/index.js';
import type { Decider } from '../../src/simulation/index.js';
import { complete, domain, schedule, shop, start, startTimer, taskList } from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;

const INPUT = '{"card":7,"cents":[1200,50]}';

/** A run with one decision task: an activity and a timer. */
async function recorded(input = INPUT): Promise<HistoryLike[]> {
  const swf = shop();
  const client = swf.client();
  await start(client);
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({
    taskToken,
    executionContext: 'charging',
    decisions: [schedule('charge', { input }), startTimer('day', '86400')],
  });
  return [...swf.history({ workflowId: 'order-7' })];
}

/** Asserts the replay of the recorded run to another answer. */
const replayed =
  (answer: unknown, input = INPUT) =>
  async () => {
    const decider: Decider = () => wrong(typeof answer === 'function' ? answer() : answer);
    const result = await replay(await recorded(input), decider);
    // The stack names paths of the machine.
    trimmed(() => result.assert())();
    return String(result);
  };

const trimmed = (assert: () => void) => (): void => {
  try {
    assert();
  } catch (error) {
    (error as Error).message = (error as Error).message.replaceAll(/\n\s+at .*/g, '');
    throw error;
  }
};

const same = (input = INPUT) => [schedule('charge', { input }), startTimer('day', '86400')];
const told = (exported: unknown) => async () => String(await replay(wrong(exported), () => []));
const altered = (change: (events: HistoryLike[]) => unknown) => async () => told(change(await recorded()))();

async function all(): Promise<string> {
  const events = await recorded();
  const decider: Decider = ({ events: [first] }) =>
    first?.workflowExecutionStartedEventAttributes?.input === 'b' ? [] : same();
  const histories = [
    { id: 'a', events },
    { id: 'b', events: events.slice(1) },
  ];
  const result = await replayAll(histories, { 'Order@1': decider });
  result.assert();
  const differing = await replayAll([...histories, { id: 'c', events: await recorded('7') }], { 'Order@1': decider });
  return [String(result), String(differing)].join('\n\n');
}

/** The rules that a list of events breaks, as text. */
const broken =
  (...events: readonly (readonly [type: string, attributes?: object])[]) =>
  () => {
    const list = events.map(([eventType, attributes = {}], index) => ({
      eventId: index + 1,
      eventType,
      [`${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`]: attributes,
    }));
    return String(checkHistory(list));
  };

const STARTED = ['WorkflowExecutionStarted'] as const;
const SCHEDULED = ['DecisionTaskScheduled'] as const;
const TAKEN = ['DecisionTaskStarted', { scheduledEventId: 2 }] as const;
const DECIDED = ['DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 3 }] as const;
const OF_BATCH = { decisionTaskCompletedEventId: 4 };
const begun = [STARTED, SCHEDULED, TAKEN, DECIDED] as const;

function assertBroken(): void {
  checkHistory([{ eventId: 2, eventType: 'TimerFired' }]).assert();
}

const rows: readonly Row[] = [
  [
    'no history',
    told(undefined),
    'swfake: expected a history (a list of events, a page { events }, or a list of pages), but got undefined',
  ],
  [
    'a history that is a text',
    told('order-7.json'),
    "swfake: expected a history (a list of events, a page { events }, or a list of pages), but got 'order-7.json'; read the file, and parse its text with JSON.parse()",
  ],
  [
    'a history that is a promise',
    told(Promise.resolve([])),
    'swfake: expected a history (a list of events, a page { events }, or a list of pages), but got a promise; await it first',
  ],
  [
    'a history of another service',
    told({ events: [{ id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: 1_577_836_800 }] }),
    "swfake: this is a history of AWS Step Functions; expected a history of Amazon SWF, as 'aws swf get-workflow-execution-history' prints it",
  ],
  [
    'a description of a run',
    told({ executionInfo: { execution: { workflowId: 'order-7', runId: 'r' } } }),
    "swfake: this is the output of 'aws swf describe-workflow-execution', which has no events; expected a history of Amazon SWF, as 'aws swf get-workflow-execution-history' prints it",
  ],
  [
    'an event at no time',
    told([{ eventId: 1, eventType: 'TimerFired', eventTimestamp: 'yesterday' }]),
    "swfake: entry 1 of the history is no event: its eventTimestamp is 'yesterday'; expected a Date, seconds or milliseconds since the epoch, or a text of ISO 8601",
  ],
  [
    'a run in place of its history',
    told({ workflowId: 'order-7', runId: 'r' }),
    'swfake: expected a history (a list of events, a page { events }, or a list of pages), but got {"workflowId":"order-7","runId":"r"}',
  ],
  [
    'two histories in place of one',
    () => steps([[{ eventId: 1, eventType: 'TimerFired' }], [{ eventId: 1, eventType: 'TimerFired' }]]),
    'swfake: event 1 is in entry 1 and in entry 2 of the list; expected the pages of one history; for several histories, call steps() for each',
  ],
  [
    'an entry that is no event',
    told([{}]),
    'swfake: entry 1 of the history is no event: its eventId is undefined; expected a number',
  ],
  [
    'an event without a type',
    told([{ eventId: 1 }]),
    "swfake: entry 1 of the history is no event: its eventType is undefined; expected a text such as 'TimerFired'",
  ],
  [
    'attributes that are a text',
    told([{ eventId: 1, eventType: 'TimerFired', timerFiredEventAttributes: 'day' }]),
    "swfake: entry 1 of the history is no event: its timerFiredEventAttributes is 'day'; expected an object",
  ],
  [
    'events in a text',
    () => checkHistory(wrong('order-7.json')),
    "swfake: expected a history (a list of events, a page { events }, or a list of pages), but got 'order-7.json'; read the file, and parse its text with JSON.parse()",
  ],
  [
    'no decider',
    async () => replay(await recorded(), wrong(undefined)),
    "swfake: replay() was given undefined as decider; expected a decider, or { 'Order@1': decider }",
  ],
  [
    'a decider in a promise',
    async () => replay(await recorded(), wrong(Promise.resolve(same))),
    "swfake: replay() was given a promise as decider; expected a decider, or { 'Order@1': decider }; await it first",
  ],
  [
    'the module of a decider',
    async () => replayAll([], wrong({ default: same, other: 7 })),
    'swfake: replayAll() was given {"other":7} as decider; expected a decider, or { \'Order@1\': decider }; pass the default export of the module',
  ],
  [
    'a decider by the name of its function',
    async () => replay(await recorded(), { decide: () => same() }),
    "swfake: replay() was given {} as decider; expected a decider, or { 'Order@1': decider }, but 'decide' is no type",
  ],
  [
    'a tolerate that is async',
    async () => replay(await recorded(), () => [], { tolerate: wrong(async () => false) }),
    'swfake: tolerate() returned a promise; expected true or false. It must answer at once: make it a function that is not async',
  ],
  [
    'a decider that needs the id of its run',
    async () => {
      const decider: Decider = ({ workflowExecution: { workflowId } }) => [complete(`${workflowId} is done`)];
      return String(await replay((await recorded()).toSpliced(4), decider));
    },
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '+ CompleteWorkflowExecution result="replayed is done"',
      "  'replayed' stands for the unknown workflowId and runId of the run: no event contains the ids of its own run. Give them as workflowExecution: { workflowId, runId }, or by --workflow-id and --run-id",
    ].join('\n'),
  ],
  ['a history without events', told([]), 'skipped: the history has no events'],
  [
    'a history without its first page',
    altered((events) => events.slice(1)),
    'skipped: events are missing before event 2; export every page',
  ],
  ['a page twice', altered((events) => [...events, events[0]]), 'skipped: event 1 is in the history twice'],
  [
    'a history that does not begin',
    told([{ eventId: 1, eventType: 'TimerFired' }]),
    'skipped: the first event of the history is TimerFired; expected WorkflowExecutionStarted',
  ],
  [
    'an event without its type of workflow',
    altered((events) => [{ eventId: 1, eventType: events[0]?.eventType }]),
    'skipped: event 1 WorkflowExecutionStarted has no complete workflowType; expected { name, version }',
  ],
  [
    'an event without its cause',
    altered((events) => [...events.slice(0, 4), { eventId: 5, eventType: 'ContinueAsNewWorkflowExecutionFailed' }]),
    'skipped: event 5 ContinueAsNewWorkflowExecutionFailed has no complete cause; expected a text',
  ],
  [
    'a run without decisions',
    altered((events) => events.slice(0, 3)),
    'skipped: the history has no completed decision task, so there are no decisions to compare',
  ],
  [
    'a type without a decider',
    async () => String(await replay(await recorded(), { 'Refund@1': () => [] })),
    "skipped: no decider was given for workflow type 'Order@1'",
  ],
  [
    'a history of many that is none',
    () => replayAll([wrong({ id: 'order-7' })], () => []),
    'swfake: \'order-7\': expected a history (a list of events, a page { events }, or a list of pages), but got {"id":"order-7"}',
  ],
  ['the same decisions', replayed(same), 'the same decisions in 1 decision task'],
  [
    'a decision less and a decision more',
    replayed([schedule('charge', { input: INPUT }), complete('done')]),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  ScheduleActivityTask charge activityType=Charge@1 taskList={"name":"default"} scheduleToStartTimeout="NONE" scheduleToCloseTimeout="NONE" startToCloseTimeout="NONE" heartbeatTimeout="NONE" input={"card":7,"cents":[1200,50]}',
      '- StartTimer day startToFireTimeout="86400"',
      '+ CompleteWorkflowExecution result="done"',
    ].join('\n'),
  ],
  [
    'decisions in another order',
    replayed(same().reverse()),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '- ScheduleActivityTask charge activityType=Charge@1 taskList={"name":"default"} scheduleToStartTimeout="NONE" scheduleToCloseTimeout="NONE" startToCloseTimeout="NONE" heartbeatTimeout="NONE" input={"card":7,"cents":[1200,50]} (at another place)',
      '  StartTimer day startToFireTimeout="86400"',
      '+ ScheduleActivityTask charge activityType=Charge@1 input={"card":7,"cents":[1200,50]} (at another place)',
    ].join('\n'),
  ],
  [
    'another member of an input',
    replayed([schedule('charge', { input: '{"card":8,"cents":[1200,49]}' }), startTimer('day', '86400')]),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  ScheduleActivityTask charge activityType=Charge@1 taskList={"name":"default"} scheduleToStartTimeout="NONE" scheduleToCloseTimeout="NONE" startToCloseTimeout="NONE" heartbeatTimeout="NONE" input={"card":7,"cents":[1200,50]}',
      '    input.card: recorded 7, decided 8',
      '    input.cents[1]: recorded 50, decided 49',
      '  StartTimer day startToFireTimeout="86400"',
    ].join('\n'),
  ],
  [
    'the same JSON',
    replayed([schedule('charge', { input: '{"cents":[1200,50],"card":7}' }), startTimer('day', '86400')]),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  ScheduleActivityTask charge activityType=Charge@1 taskList={"name":"default"} scheduleToStartTimeout="NONE" scheduleToCloseTimeout="NONE" startToCloseTimeout="NONE" heartbeatTimeout="NONE" input={"card":7,"cents":[1200,50]}',
      '    input: the same JSON, but another text: recorded "ard\\":7,\\"cents\\":[1200,50]}", decided "ents\\":[1200,50],\\"card\\":7}"',
      '  StartTimer day startToFireTimeout="86400"',
    ].join('\n'),
  ],
  [
    'many members',
    replayed([
      schedule('charge', { input: JSON.stringify({ a: 1, b: 2, c: 3, d: 4, e: 5 }) }),
      startTimer('day', '86400'),
    ]),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  ScheduleActivityTask charge activityType=Charge@1 taskList={"name":"default"} scheduleToStartTimeout="NONE" scheduleToCloseTimeout="NONE" startToCloseTimeout="NONE" heartbeatTimeout="NONE" input={"card":7,"cents":[1200,50]}',
      '    input.card: recorded 7, decided none',
      '    input.cents: recorded [1200,50], decided none',
      '    input.a: recorded none, decided 1',
      '    input.b: recorded none, decided 2',
      '    input.c: recorded none, decided 3',
      '    2 more members of input differ',
      '  StartTimer day startToFireTimeout="86400"',
    ].join('\n'),
  ],
  [
    'a long text',
    replayed([schedule('charge', { input: 'y'.repeat(300) }), startTimer('day', '86400')], 'x'.repeat(300)),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  ScheduleActivityTask charge activityType=Charge@1 taskList={"name":"default"} scheduleToStartTimeout="NONE" scheduleToCloseTimeout="NONE" startToCloseTimeout="NONE" heartbeatTimeout="NONE" input="xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"… (300 characters)',
      '    input from character 0 on: recorded "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"… (300 characters), decided "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"… (300 characters)',
      '  StartTimer day startToFireTimeout="86400"',
    ].join('\n'),
  ],
  [
    'another context',
    replayed({ decisions: same(), executionContext: 'charged' }),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  RespondDecisionTaskCompleted',
      '    executionContext: recorded "charging", decided "charged"',
    ].join('\n'),
  ],
  [
    'a decider that throws',
    replayed(() => {
      throw new Error('no such state');
    }),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  the decider threw Error: no such state',
    ].join('\n'),
  ],
  [
    'one decision',
    replayed(complete()),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  the decider threw TypeError: swfake: a decider must return a list of decisions, each with its decisionType, or { decisions }, but it returned {"decisionType":"CompleteWorkflowExecution","completeWorkflowExecutionDecisionAttributes":{}}; put the decision into a list',
    ].join('\n'),
  ],
  [
    'no decisions',
    replayed(undefined),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  the decider threw TypeError: swfake: a decider must return a list of decisions, each with its decisionType, or { decisions }, but it returned undefined; return [] to make no decision',
    ].join('\n'),
  ],
  [
    'many histories',
    all,
    [
      '1 same, 0 differing, 1 skipped (1 decision task)',
      "'b': skipped: events are missing before event 2; export every page",
      '',
      '1 same, 1 differing, 1 skipped (2 decision tasks)',
      "'c': other decisions than the recorded ones in decision task 3, completed by event 4:",
      '  ScheduleActivityTask charge activityType=Charge@1 taskList={"name":"default"} scheduleToStartTimeout="NONE" scheduleToCloseTimeout="NONE" startToCloseTimeout="NONE" heartbeatTimeout="NONE" input="7"',
      '    input: recorded "7", decided {"card":7,"cents":[1200,50]}',
      '  StartTimer day startToFireTimeout="86400"',
      "'b': skipped: events are missing before event 2; export every page",
    ].join('\n'),
  ],
  [
    'a list that is no history',
    () => assertBroken(),
    [
      '4 broken rules:',
      '  a decision task is scheduled right after an event that needs one (the history ends with TimerFired)',
      '  event ids are 1, 2, 3 … (event 2 TimerFired at place 1)',
      '  the first event is WorkflowExecutionStarted, and no other is (event 2 TimerFired at place 1)',
      '  a timer fires or is canceled once (event 2 TimerFired)',
    ].join('\n'),
  ],
  ['a valid history', async () => String(checkHistory(await recorded())), 'no broken rules'],
  ['a state without faults', () => String(new SwfFake().checkInvariants()), 'no broken rules'],
  ['a state of the core', () => String(checkInvariants(createState({ seed: 1, now: instant(0) }))), ''],
  [
    'the events of an unknown type',
    async () => eventsOf(wrong(await recorded()), wrong('TimerFird')),
    "swfake: SWF has no events of the type 'TimerFird'; did you mean 'TimerFired'?",
  ],
  [
    'the events of a type that is far from all',
    async () => eventsOf(wrong(await recorded()), wrong(7)),
    "swfake: SWF has no events of the type 7; expected one of 'WorkflowExecutionStarted', 'WorkflowExecutionSignaled', 'WorkflowExecutionCancelRequested', 'WorkflowExecutionCompleted', 'WorkflowExecutionFailed', 'WorkflowExecutionCanceled', 'WorkflowExecutionTerminated', 'WorkflowExecutionTimedOut', 'CompleteWorkflowExecutionFailed', 'FailWorkflowExecutionFailed', 'CancelWorkflowExecutionFailed', 'WorkflowExecutionContinuedAsNew', 'ContinueAsNewWorkflowExecutionFailed', 'StartChildWorkflowExecutionInitiated', 'StartChildWorkflowExecutionFailed', 'ChildWorkflowExecutionStarted', 'ChildWorkflowExecutionCompleted', 'ChildWorkflowExecutionFailed', 'ChildWorkflowExecutionCanceled', 'ChildWorkflowExecutionTerminated', 'ChildWorkflowExecutionTimedOut', 'SignalExternalWorkflowExecutionInitiated', 'SignalExternalWorkflowExecutionFailed', 'ExternalWorkflowExecutionSignaled', 'RequestCancelExternalWorkflowExecutionInitiated', 'RequestCancelExternalWorkflowExecutionFailed', 'ExternalWorkflowExecutionCancelRequested', 'DecisionTaskScheduled', 'DecisionTaskStarted', 'DecisionTaskCompleted', 'DecisionTaskTimedOut', 'ActivityTaskScheduled', 'ActivityTaskStarted', 'ActivityTaskCompleted', 'ActivityTaskFailed', 'ActivityTaskTimedOut', 'ActivityTaskCanceled', 'ActivityTaskCancelRequested', 'ScheduleActivityTaskFailed', 'RequestCancelActivityTaskFailed', 'MarkerRecorded', 'RecordMarkerFailed', 'TimerStarted', 'TimerFired', 'TimerCanceled', 'StartTimerFailed', 'CancelTimerFailed', 'LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionCompleted', 'LambdaFunctionFailed', 'LambdaFunctionTimedOut', 'StartLambdaFunctionFailed', 'ScheduleLambdaFunctionFailed'",
  ],
  [
    'the events of a text',
    () => eventsOf(wrong('order-7'), 'TimerFired'),
    "swfake: eventsOf() was given 'order-7'; expected the events of a history, for example swf.history({ workflowId: 'order-7' })",
  ],
  [
    'the events of a list without events',
    () => eventsOf(wrong([{}]), 'TimerFired'),
    "swfake: eventsOf() was given a list with an entry that is no event; expected the events of a history, for example swf.history({ workflowId: 'order-7' })",
  ],
  [
    'an export without times',
    () => exportHistory([{ eventId: 1, eventType: 'TimerFired' }]),
    'swfake: event 1 of the history has no valid eventTimestamp; expected a Date, seconds since the epoch or a text of ISO 8601',
  ],
  [
    'a decision task too many',
    broken(...begun, ['TimerStarted', OF_BATCH], SCHEDULED),
    [
      '1 broken rule:',
      '  a decision task is scheduled only after an event that needs one (event 6 DecisionTaskScheduled after TimerStarted)',
    ].join('\n'),
  ],
  [
    'a decision task too few',
    broken(STARTED, ['WorkflowExecutionSignaled']),
    [
      '2 broken rules:',
      '  a decision task is scheduled right after an event that needs one (event 2 WorkflowExecutionSignaled after WorkflowExecutionStarted)',
      '  a decision task is scheduled right after an event that needs one (the history ends with WorkflowExecutionSignaled)',
    ].join('\n'),
  ],
  [
    'a decision task that is missing at the end',
    broken(STARTED),
    [
      '1 broken rule:',
      '  a decision task is scheduled right after an event that needs one (the history ends with WorkflowExecutionStarted)',
    ].join('\n'),
  ],
  [
    'two decision tasks',
    broken(STARTED, SCHEDULED, SCHEDULED, TAKEN, TAKEN, DECIDED, DECIDED),
    [
      '8 broken rules:',
      '  a decision task is scheduled only after an event that needs one (event 3 DecisionTaskScheduled after DecisionTaskScheduled)',
      '  at most one decision task waits (event 3 DecisionTaskScheduled)',
      '  at most one decision task is started, and it was waiting (event 4 DecisionTaskStarted)',
      '  at most one decision task is started, and it was waiting (event 5 DecisionTaskStarted)',
      '  a reference points to an earlier event of the right type (event 6 DecisionTaskCompleted.startedEventId = 3)',
      '  a decision task that ends was started (event 6 DecisionTaskCompleted)',
      '  a reference points to an earlier event of the right type (event 7 DecisionTaskCompleted.startedEventId = 3)',
      '  a decision task that ends was started (event 7 DecisionTaskCompleted)',
    ].join('\n'),
  ],
  [
    'a decision task that expires twice',
    broken(STARTED, SCHEDULED, ['DecisionTaskTimedOut', { scheduledEventId: 2, startedEventId: 0 }], SCHEDULED, [
      'DecisionTaskTimedOut',
      { scheduledEventId: 2, startedEventId: 0 },
    ]),
    [
      '2 broken rules:',
      '  a decision task is scheduled only after an event that needs one (event 4 DecisionTaskScheduled after DecisionTaskTimedOut)',
      '  a decision task that times out before its start was waiting (event 5 DecisionTaskTimedOut)',
    ].join('\n'),
  ],
  [
    'an activity twice',
    broken(
      ...begun,
      ['ActivityTaskScheduled', { ...OF_BATCH, activityId: 'a' }],
      ['ActivityTaskScheduled', { ...OF_BATCH, activityId: 'a' }],
      ['ActivityTaskStarted', { scheduledEventId: 5 }],
      ['ActivityTaskStarted', { scheduledEventId: 5 }],
      ['ActivityTaskCompleted', { scheduledEventId: 5, startedEventId: 7 }],
      SCHEDULED,
      ['ActivityTaskCompleted', { scheduledEventId: 5, startedEventId: 7 }],
    ),
    [
      '3 broken rules:',
      '  an activity id is open at most once (event 6 ActivityTaskScheduled)',
      '  an activity task that starts was waiting (event 8 ActivityTaskStarted)',
      '  an activity task is closed once (event 11 ActivityTaskCompleted)',
    ].join('\n'),
  ],
  [
    'a timer that fires twice',
    broken(...begun, ['TimerStarted', OF_BATCH], ['TimerFired', { startedEventId: 5 }], SCHEDULED, [
      'TimerFired',
      { startedEventId: 5 },
    ]),
    ['1 broken rule:', '  a timer fires or is canceled once (event 8 TimerFired)'].join('\n'),
  ],
  [
    'a child that closes twice',
    broken(
      ...begun,
      ['StartChildWorkflowExecutionInitiated', OF_BATCH],
      ['ChildWorkflowExecutionCompleted', { initiatedEventId: 5 }],
      SCHEDULED,
      ['ChildWorkflowExecutionCompleted', { initiatedEventId: 5 }],
    ),
    ['1 broken rule:', '  a child run is closed once (event 8 ChildWorkflowExecutionCompleted)'].join('\n'),
  ],
  [
    'a Lambda function twice',
    broken(
      ...begun,
      ['LambdaFunctionScheduled', { ...OF_BATCH, id: 'a' }],
      ['LambdaFunctionScheduled', { ...OF_BATCH, id: 'a' }],
      ['LambdaFunctionStarted', { scheduledEventId: 5 }],
      ['LambdaFunctionStarted', { scheduledEventId: 5 }],
      ['LambdaFunctionCompleted', { scheduledEventId: 5, startedEventId: 7 }],
      SCHEDULED,
      ['LambdaFunctionCompleted', { scheduledEventId: 5, startedEventId: 7 }],
    ),
    [
      '3 broken rules:',
      '  the id of a Lambda function is open at most once (event 6 LambdaFunctionScheduled)',
      '  a Lambda function that starts was scheduled (event 8 LambdaFunctionStarted)',
      '  a Lambda function ends once (event 11 LambdaFunctionCompleted)',
    ].join('\n'),
  ],
  [
    'an event after the close',
    broken(...begun, ['WorkflowExecutionCompleted', OF_BATCH], STARTED),
    [
      '3 broken rules:',
      '  a decision task is scheduled right after an event that needs one (the history ends with WorkflowExecutionStarted)',
      '  no event follows the event that closes the run (event 6 WorkflowExecutionStarted at place 6)',
      '  the first event is WorkflowExecutionStarted, and no other is (event 6 WorkflowExecutionStarted at place 6)',
    ].join('\n'),
  ],
];

messageTable('replay and of histories', {
  of: ['src/replay', 'src/history', 'src/core/check'],
  rows,
  // test/core/check has a history or a state for each rule.
});
