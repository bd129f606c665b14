import type { Decision } from '@aws-sdk/client-swf';
import { SwfFake, type SwfFakeOptions } from '../../src/index.js';
import {
  CHARGE,
  cancelTimer,
  child,
  complete,
  domain,
  lambda,
  requestCancel,
  schedule,
  shop,
  start,
  startTimer,
  taskList,
} from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

async function decide(swf: SwfFake, ...decisions: readonly Decision[]): Promise<void> {
  const client = swf.client();
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [...decisions] });
}

/** A fake with the run `order-7`, after one response of its decider. */
async function decided(options: SwfFakeOptions, ...decisions: readonly Decision[]): Promise<SwfFake> {
  const swf = shop(options);
  await start(swf.client(), 'order-7', { lambdaRole: 'role' });
  await decide(swf, ...decisions);
  return swf;
}

const work = async (swf: SwfFake) => (await swf.client().pollForActivityTask({ domain, taskList })).taskToken;
const signal = (swf: SwfFake) =>
  swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'go' });

/** The explanation, without the run id. */
const explained = (swf: SwfFake, workflowId = 'order-7'): string =>
  swf.explain({ workflowId }).replaceAll(swf.runs({ workflowId }).at(-1)?.runId ?? '', 'RUN_ID');

async function unpolled(): Promise<string> {
  const swf = shop();
  await start(swf.client());
  await swf.client().pollForDecisionTask({ domain, taskList: { name: 'defualt' }, identity: 'decider-1' });
  return explained(swf);
}

async function busy(): Promise<string> {
  const swf = await decided(
    {},
    schedule('charge', { heartbeatTimeout: '30' }),
    schedule('ship'),
    startTimer('day', '86400'),
  );
  await work(swf);
  await signal(swf);
  await swf.client().pollForDecisionTask({ domain, taskList, identity: 'decider-1' });
  await swf.send('RequestCancelWorkflowExecution', { domain, workflowId: 'order-7' });
  return explained(swf);
}

async function polled(): Promise<string> {
  const swf = await decided({}, schedule('charge'), schedule('ship', { taskList: { name: 'ships' } }));
  await work(swf);
  const poll = swf
    .client({ polls: 'long' })
    .pollForActivityTask({ domain, taskList: { name: 'ship' }, identity: 'w-1' });
  await signal(swf);
  await decide(swf, requestCancel('charge'), child('kid'), startTimer('hour', '3600'));
  const text = explained(swf);
  swf.close();
  await poll;
  return text;
}

async function failed(): Promise<string> {
  const swf = await decided({}, schedule('charge'), startTimer('day', '86400'));
  await signal(swf);
  const { version } = CHARGE;
  const another = (id: string, name: string) => schedule(id, { activityType: { name, version } });
  const workflowType = { name: 'Ordre', version };
  await decide(swf, another('a', 'Chrage'), another('b', 'Nothing'), schedule('charge'), requestCancel('chagre'));
  const first = explained(swf);
  await signal(swf);
  await decide(swf, requestCancel('x'), cancelTimer('late'), child('kid', { workflowType }), lambda('pack'));
  return `${first}\n${explained(swf)}`;
}

async function noneOpen(): Promise<string> {
  const swf = await decided(
    {},
    requestCancel('charge'),
    child('kid', { workflowType: { name: 'Other', version: '1' } }),
  );
  return explained(swf);
}

async function slowLambda(): Promise<string> {
  const swf = await decided({ lambda: { pack: { after: '5s' } } }, lambda('pack'));
  return explained(swf);
}

async function refused(): Promise<string> {
  const swf = await decided({}, schedule('a', { heartbeatTimeout: '30' }), schedule('b'));
  const [a, b] = [await work(swf), await work(swf)];
  swf.clock.advance('30s');
  await swf
    .client()
    .recordActivityTaskHeartbeat({ taskToken: a })
    .catch(() => undefined);
  const first = explained(swf);
  await swf.client().respondActivityTaskCompleted({ taskToken: b });
  await swf
    .client()
    .respondActivityTaskFailed({ taskToken: b })
    .catch(() => undefined);
  const second = explained(swf);
  const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
  await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-7' });
  await swf
    .client()
    .respondDecisionTaskCompleted({ taskToken })
    .catch(() => undefined);
  return [first, second, explained(swf)].join('\n');
}

async function leftOpen(): Promise<void> {
  const swf = await decided(
    { lambda: { pack: { after: '5s' } } },
    schedule('charge'),
    startTimer('day', '86400'),
    lambda('pack'),
  );
  void swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList: { name: 'ships' }, identity: 'worker-1' });
  await signal(swf);
  await swf.client().pollForDecisionTask({ domain, taskList });
  await signal(swf);
  swf.assertNothingOpen();
}

/** Polls that wait for the two seconds of the warning and longer. */
async function hanging(act: (swf: SwfFake) => unknown): Promise<void> {
  const swf = shop();
  await act(swf);
  const client = swf.client({ polls: 'long' });
  const polls = [1, 2, 3, 4, 5, 6, 7].map((n) =>
    client.pollForDecisionTask({ domain, taskList, identity: `decider-${n}` }),
  );
  await new Promise((resolve) => setTimeout(resolve, 4300));
  swf.close();
  await Promise.all(polls);
}

async function heldTask(swf: SwfFake): Promise<void> {
  const { taskList: name } = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '30s' } });
  await swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList: { name }, identity: 'worker-1' });
}

const rows: readonly Row[] = [
  [
    'explain() after a call with a token of another fake',
    async () => {
      const swf = shop();
      await start(swf.client());
      const other = shop({ seed: 2 });
      await start(other.client());
      const { taskToken } = await other.client().pollForDecisionTask({ domain, taskList });
      const refused = (error: Error) => error.message;
      await swf.client().respondDecisionTaskCompleted({ taskToken }).catch(refused);
      return explained(swf);
    },
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      '  RespondDecisionTaskCompleted was refused: its task token was made by another fake, with another seed, region or account.',
      "  The decision task 2 waits on the task list 'default': it was never polled, and no poll has reached this fake; connect the client with swf.attach(stub) or use swf.client().",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'explain() of a fake that no poll has reached',
    async () => {
      const swf = shop();
      await start(swf.client());
      return explained(swf);
    },
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The decision task 2 waits on the task list 'default': it was never polled, and no poll has reached this fake; connect the client with swf.attach(stub) or use swf.client().",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'explain() of a loop that had no turn',
    async () => {
      const swf = shop();
      const client = swf.client({ polls: 'long' });
      await start(client);
      const { taskToken } = await client.pollForDecisionTask({ domain, taskList, identity: 'decider-1' });
      await client.respondDecisionTaskCompleted({ taskToken, decisions: [startTimer('day', '86400')] });
      swf.clock.advance('2d');
      return explained(swf);
    },
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The decision task 7 waits on the task list 'default': no poll waits on it; the last one was of decider-1 at 2020-01-01T00:00:00.000Z. If a loop polls it, await swf.clock.advanceAsync() or swf.idle() in place of swf.clock.advance(), so that the loop runs.",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'explain() of a task behind another, with nothing that becomes due',
    behind,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      '  A decider has the decision task 3 and has not responded.',
      "  The decision task 5 waits on the task list 'default', behind the started one: decider-2 polls it.",
      '  Nothing becomes due.',
    ].join('\n'),
  ],
  [
    'explain() of an activity without any type',
    noTypes,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  ScheduleActivityTask of 'charge' failed (event 5): ACTIVITY_TYPE_DOES_NOT_EXIST; the type 'Charge@1' is not registered; no type is registered.",
      "  The decision task 6 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'a condition that was never true',
    () => {
      const swf = shop();
      swf.when(
        () => false,
        () => undefined,
      );
      swf.assertNothingOpen();
    },
    [
      'swfake: expected no open run and nothing that waits, but found',
      '  when       a condition was never true',
      'Close the runs before the end of the test; for poll loops that run on, use assertNothingOpen({ polls: true }).',
    ].join('\n'),
  ],
  [
    'a summary of a fake on the real clock',
    () => {
      using swf = shop({ clock: 'real' });
      return String(swf).replace(/\d{4}-[\d:T.-]+Z/, 'TIME');
    },
    ['SwfFake(us-east-1, TIME, real clock)', '  runs: 0 open, 0 closed'].join('\n'),
  ],
  [
    'explain() of a task list that nothing polls',
    unpolled,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The decision task 2 waits on the task list 'default': it was never polled; decider-1 polled 'defualt' (one letter off).",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'explain() of a run with work in progress',
    busy,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      '  A decider has the decision task 11 and has not responded.',
      "  The decision task 13 waits on the task list 'default', behind the started one: no poll waits on it; the last one was of decider-1 at 2020-01-01T00:00:00.000Z.",
      "  A worker has the activity 'charge' (event 8).",
      "  The activity 'ship' waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      "  The timer 'day' runs.",
      "  Next, at 2020-01-01T00:00:30.000Z: the heartbeat timeout of the activity 'charge'.",
    ].join('\n'),
  ],
  [
    'explain() of a run with polls',
    polled,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The decision task 16 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      "  A worker has the activity 'charge' (event 7), and its cancellation was requested.",
      "  The activity 'ship' waits on the task list 'ships': it was never polled; w-1 polled 'ship' (one letter off).",
      "  The timer 'hour' runs.",
      "  The child workflow 'kid' runs.",
      "  Next, at 2020-01-01T01:00:00.000Z: the timer 'hour' fires.",
    ].join('\n'),
  ],
  [
    'explain() of failed decisions',
    failed,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  ScheduleActivityTask of 'a' failed (event 11): ACTIVITY_TYPE_DOES_NOT_EXIST; the type 'Chrage@1' is not registered; did you mean 'Charge@1' (one letter off)?",
      "  ScheduleActivityTask of 'b' failed (event 12): ACTIVITY_TYPE_DOES_NOT_EXIST; the type 'Nothing@1' is not registered; registered are 'Charge@1'.",
      "  ScheduleActivityTask of 'charge' failed (event 13): ACTIVITY_ID_ALREADY_IN_USE.",
      "  RequestCancelActivityTask of 'chagre' failed (event 14): ACTIVITY_ID_UNKNOWN; did you mean the open activity 'charge' (one letter off)?",
      "  The decision task 15 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      "  The activity 'charge' waits on the task list 'default': it was never polled.",
      "  The timer 'day' runs.",
      "  Next, at 2020-01-02T00:00:00.000Z: the timer 'day' fires.",
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  RequestCancelActivityTask of 'x' failed (event 19): ACTIVITY_ID_UNKNOWN; open are 'charge'.",
      "  CancelTimer of 'late' failed (event 20): TIMER_ID_UNKNOWN; open are 'day'.",
      "  StartChildWorkflowExecution of 'kid' failed (event 21): WORKFLOW_TYPE_DOES_NOT_EXIST; the type 'Ordre@1' is not registered; did you mean 'Order@1' (one letter off)?",
      "  LambdaFunction of 'pack' failed (event 25): ResourceNotFoundException, Function not found: pack.",
      "  The decision task 23 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      "  The activity 'charge' waits on the task list 'default': it was never polled.",
      "  The timer 'day' runs.",
      "  Next, at 2020-01-02T00:00:00.000Z: the timer 'day' fires.",
    ].join('\n'),
  ],
  [
    'explain() of failed decisions with nothing that is near',
    noneOpen,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  RequestCancelActivityTask of 'charge' failed (event 5): ACTIVITY_ID_UNKNOWN; no activity is open.",
      "  StartChildWorkflowExecution of 'kid' failed (event 6): WORKFLOW_TYPE_DOES_NOT_EXIST; the type 'Other@1' is not registered; did you mean 'Order@1' (two letters off)?",
      "  The decision task 7 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'explain() of a Lambda function that takes time',
    slowLambda,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The Lambda function 'pack' runs with the id 'pack'.",
      "  Next, at 2020-01-01T00:00:05.000Z: the Lambda function 'pack' returns.",
    ].join('\n'),
  ],
  [
    'explain() of refused calls',
    refused,
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  RecordActivityTaskHeartbeat of the activity 'a' was refused (UnknownResourceFault: Unknown activity, scheduledEventId = 5): it had closed before, by a HEARTBEAT timeout (event 9).",
      "  The decision task 10 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      "  A worker has the activity 'b' (event 8).",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  RespondActivityTaskFailed of the activity 'b' was refused (UnknownResourceFault: Unknown activity, scheduledEventId = 6): it had closed before, by ActivityTaskCompleted (event 11).",
      "  The decision task 10 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
      "Run 'order-7' (Order@1, run id RUN_ID) is closed: TERMINATED at 2020-01-01T00:00:30.000Z.",
      "  RespondDecisionTaskCompleted of the decision task 10 of the workflow type 'Order' was refused (UnknownResourceFault: Unknown execution: WorkflowExecution=[workflowId=order-7, runId=RUN_ID]): its run was closed.",
    ].join('\n'),
  ],
  [
    'explain() of a run that waits',
    async () => explained(await decided({})),
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      '  Nothing is pending: it waits for a signal, a cancel request or its execution timeout. No decision task is scheduled.',
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'explain() of a closed run',
    async () => explained(await decided({}, complete())),
    "Run 'order-7' (Order@1, run id RUN_ID) is closed: COMPLETED at 2020-01-01T00:00:00.000Z.",
  ],
  [
    'assertNothingOpen()',
    leftOpen,
    [
      'swfake: expected no open run and nothing that waits, but found',
      "  run        'order-7' is open after 13 events",
      '  decision   11 is started',
      '  decision   13 is scheduled',
      "  activity   'charge' is scheduled",
      "  timer      'day' has not fired",
      "  lambda     'pack' has not returned",
      "  poll       worker-1 waits on the activity task list 'ships'",
      'Close the runs before the end of the test; for poll loops that run on, use assertNothingOpen({ polls: true }).',
    ].join('\n'),
  ],
  [
    'a misspelt option of assertNothingOpen()',
    () => shop().assertNothingOpen({ pols: true } as never),
    "swfake: unknown option 'pols' of assertNothingOpen(); did you mean 'polls'?",
  ],
  [
    'polls that wait while a worker has a task',
    () => hanging(heldTask),
    [
      'swfake: there was no call to this fake for 2s of real time, and polls wait:',
      "  decider-1 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-2 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-3 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-4 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-5 waits on the decision task list 'default' of the domain 'shop'.",
      '  2 more polls wait.',
      "  worker-1 has not responded to the activity 'Charge-1' of run 'swfake-decider-1'.",
      "  Next, at 2020-01-01T00:00:30.000Z, in run 'swfake-decider-1': the heartbeat timeout of the activity 'Charge-1'.",
      "  The clock is virtual, and the test does not advance it. Advance it with await swf.clock.advanceAsync(…), start or signal a workflow, end the polls with swf.close(), or create the fake with clock: 'real'.",
    ].join('\n'),
  ],
  [
    'polls that wait while nothing becomes due',
    () => hanging(() => undefined),
    [
      'swfake: there was no call to this fake for 2s of real time, and polls wait:',
      "  decider-1 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-2 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-3 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-4 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-5 waits on the decision task list 'default' of the domain 'shop'.",
      '  2 more polls wait.',
      '  Nothing becomes due in any run.',
      "  The clock is virtual, and the test does not advance it. Advance it with await swf.clock.advanceAsync(…), start or signal a workflow, end the polls with swf.close(), or create the fake with clock: 'real'.",
    ].join('\n'),
  ],
  [
    'polls that wait for an action of the test',
    () => hanging((swf) => swf.after('5s', () => undefined)),
    [
      'swfake: there was no call to this fake for 2s of real time, and polls wait:',
      "  decider-1 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-2 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-3 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-4 waits on the decision task list 'default' of the domain 'shop'.",
      "  decider-5 waits on the decision task list 'default' of the domain 'shop'.",
      '  2 more polls wait.',
      '  Next, at 2020-01-01T00:00:05.000Z: an action of the test (at or after).',
      "  The clock is virtual, and the test does not advance it. Advance it with await swf.clock.advanceAsync(…), start or signal a workflow, end the polls with swf.close(), or create the fake with clock: 'real'.",
    ].join('\n'),
  ],
  [
    'a summary of a new fake',
    () => String(shop()),
    ['SwfFake(us-east-1, 2020-01-01T00:00:00.000Z)', '  runs: 0 open, 0 closed'].join('\n'),
  ],
  [
    'a summary of a fake with runs and polls',
    async () => {
      const swf = await decided({ clock: 'virtual' }, schedule('a'), schedule('b', { taskList: { name: 'cards' } }));
      await start(swf.client(), 'order-8');
      await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-8' });
      const polls = Array.from({ length: 12 }, (_, n) =>
        swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList, identity: `decider-${n}` }),
      );
      const text = String(swf);
      swf.close();
      await Promise.all(polls);
      return `${text}\n${String(swf).split('\n')[0]}`;
    },
    [
      'SwfFake(us-east-1, 2020-01-01T00:00:00.000Z)',
      '  runs: 1 open, 1 closed',
      "  the activity task list 'default' of the domain 'shop' has 1 task",
      "  the activity task list 'cards' of the domain 'shop' has 1 task",
      "  decider-0 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-1 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-2 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-3 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-4 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-5 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-6 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-7 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-8 waits on the decision task list 'default' of the domain 'shop'",
      "  decider-9 waits on the decision task list 'default' of the domain 'shop'",
      '  and 2 more polls',
      'SwfFake(us-east-1, 2020-01-01T00:00:00.000Z) closed',
    ].join('\n'),
  ],
];

async function behind(): Promise<string> {
  const swf = shop({ assumptions: { unlimitedExecutions: 'accepted' } });
  const client = swf.client({ polls: 'long' });
  await start(client, 'order-7', { executionStartToCloseTimeout: 'NONE' });
  await client.pollForDecisionTask({ domain, taskList, identity: 'decider-1' });
  await signal(swf);
  const poll = client.pollForDecisionTask({ domain, taskList, identity: 'decider-2' });
  const text = explained(swf);
  swf.close();
  await poll;
  return text;
}

async function noTypes(): Promise<string> {
  const swf = new SwfFake();
  swf.register({ domain, workflows: { 'Order@1': {} } });
  await start(swf.client());
  await decide(swf, schedule('charge'));
  return explained(swf);
}

const files = ['explain', 'failures', 'refusals', 'hangWarning', 'assertNothingOpen', 'summary'];

messageTable('explain() and its like', {
  of: ['src/shell/diagnose'],
  rows,
  unreached: [
    ['is about to start', 'a child starts before the call returns'],
    ['decision tasks', 'a key of a table'],
    ['activity tasks', 'a key of a table'],
    ['Lambda functions', 'a key of a table'],
    ['task lists', 'a fake with more than ten task lists says it as it says polls'],
  ],
  sentencesOf: files.map((name) => `src/shell/diagnose/${name}.ts`),
});
