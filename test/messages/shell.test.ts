import { vi } from 'vitest';
import { createState, instant } from '../../src/core/index.js';
import { SwfFake } from '../../src/index.js';
import { RunNames } from '../../src/shell/runNames.js';
import { CHARGE, domain, lambda, shop, start, taskList } from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;

function closed(): SwfFake {
  const swf = shop();
  swf.close();
  return swf;
}

async function deprecated(): Promise<SwfFake> {
  const swf = shop();
  await swf.send('DeprecateActivityType', { domain, activityType: CHARGE });
  return swf;
}

/** A fake with one run, `order-7`. */
async function ordered(): Promise<SwfFake> {
  const swf = shop();
  await start(swf.client());
  return swf;
}

async function forgotten(): Promise<unknown> {
  const swf = shop();
  await swf.send('RegisterDomain', { name: 'brief', workflowExecutionRetentionPeriodInDays: '0' });
  swf.register({ domain: 'brief', workflows: { 'Order@1': {} } });
  const run = { domain: 'brief', workflowId: 'order-7' };
  await swf.send('StartWorkflowExecution', { ...run, workflowType: { name: 'Order', version: '1' } });
  await swf.send('TerminateWorkflowExecution', run);
  swf.clock.advance('1ms');
  return swf.history(run);
}

async function endlessLoop(): Promise<void> {
  const client = shop().client();
  for (let n = 0; n < 1000; n += 1) await client.pollForActivityTask({ domain, taskList: { name: 'cards' } });
}

async function stuckWorker(): Promise<void> {
  const swf = shop();
  const { taskList: name } = swf.scheduleActivity({ activity: 'Charge@1', taskList: 'cards' });
  await swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList: { name }, identity: 'worker-1' });
  await swf.clock.advanceAsync('1m');
}

async function stuckLambda(): Promise<void> {
  const swf = shop({ lambda: { pack: () => new Promise(() => undefined) } });
  const client = swf.client();
  await start(client, 'order-7', { lambdaRole: 'role' });
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [lambda('pack')] });
  await swf.clock.advanceAsync('1m');
}

async function lambdaFailure(result: unknown): Promise<unknown> {
  const swf = shop({ lambda: { pack: { result } } });
  const client = swf.client();
  await start(client, 'order-7', { lambdaRole: 'role' });
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [lambda('pack')] });
  return swf.history({ workflowId: 'order-7' }).at(-2)?.lambdaFunctionFailedEventAttributes?.details;
}

async function aborted(): Promise<void> {
  const stop = new AbortController();
  const poll = shop().client({ polls: 'long' }).pollForActivityTask({ domain, taskList }, { abortSignal: stop.signal });
  stop.abort();
  await poll;
}

const registered = (more: object) => () => shop().register({ domain, ...more });
const scheduled = (more: object) => () => shop().scheduleActivity(wrong({ activity: 'Charge@1', ...more }));

const setup: readonly Row[] = [
  [
    'register() without a domain',
    () => shop().register(wrong({ workflows: {} })),
    "swfake: the domain of register() was given as undefined; expected its name, for example { domain: 'shop' }",
  ],
  [
    'a type without a version',
    registered({ workflows: { Order: {} } }),
    "swfake: 'Order' is no type; expected a name and a version, for example 'Order@1'",
  ],
  [
    'a type without a name',
    registered({ workflows: { '@1': {} } }),
    "swfake: '@1' is no type; expected a name and a version, for example 'Charge@1'",
  ],
  [
    'a misspelt option of register()',
    registered({ workflow: {} }),
    "swfake: unknown option 'workflow' of register(); did you mean 'workflows'?",
  ],
  [
    'a misspelt setting of a type',
    registered({ workflows: { 'A@1': { tasklist: 'a' } } }),
    "swfake: unknown option 'tasklist' of the type 'A@1'; did you mean 'taskList'?",
  ],
  [
    'a misspelt timeout of a type',
    registered({ activities: { 'A@1': { timeouts: { heartBeat: '1s' } } } }),
    "swfake: unknown option 'heartBeat' of the timeouts of 'A@1'; did you mean 'heartbeat'?",
  ],
  [
    'a workflow type that is registered with other settings',
    registered({ workflows: { 'Order@1': { taskList: 'orders', timeouts: { execution: '1d' } } } }),
    "swfake: the workflow type 'Order@1' of the domain 'shop' is registered with other settings: defaultTaskList is 'default', and was now given as 'orders'; defaultExecutionStartToCloseTimeout (seconds) is '31536000', and was now given as '86400'. A registered type cannot change: give the same settings, or use another version",
  ],
  [
    'an activity type with one more setting',
    registered({ activities: { 'Charge@1': { taskPriority: 3 } } }),
    "swfake: the activity type 'Charge@1' of the domain 'shop' is registered with other settings: defaultTaskPriority is not set, and was now given as '3'. A registered type cannot change: give the same settings, or use another version",
  ],
  [
    'a type that is deprecated',
    async () => (await deprecated()).register({ domain, activities: { 'Charge@1': {} } }),
    "swfake: the activity type 'Charge@1' of the domain 'shop' is deprecated, so it cannot be registered again; undeprecate it or use another version",
  ],
  [
    'a setting that SWF refuses',
    registered({ workflows: { 'A@1': { childPolicy: 'KEEP' } } }),
    `swfake: SWF refused RegisterWorkflowType of {"domain":"shop","name":"A","version":"1","defaultTaskList":{"name":"default"},"defaultChildPolicy":"KEEP","defaultExecutionStartToCloseTimeout":"31536000","defaultTaskStartToCloseTimeout":"NONE"} with ValidationException: 1 validation error detected: Value 'KEEP' at 'defaultChildPolicy' failed to satisfy constraint: Member must satisfy enum value set: [TERMINATE, REQUEST_CANCEL, ABANDON]`,
  ],
  [
    'an input that is no text',
    scheduled({ input: {} }),
    'swfake: the input of scheduleActivity() was given as {}; expected a string: JSON.stringify it',
  ],
  [
    'a control that is no text',
    scheduled({ control: 7 }),
    'swfake: the control of scheduleActivity() was given as 7; expected a string: JSON.stringify it',
  ],
  [
    'a misspelt option of scheduleActivity()',
    scheduled({ inputs: 'card 7' }),
    "swfake: unknown option 'inputs' of scheduleActivity(); did you mean 'input'?",
  ],
  [
    'a misspelt timeout of scheduleActivity()',
    scheduled({ timeouts: { heartBeat: '1s' } }),
    "swfake: unknown option 'heartBeat' of the timeouts of scheduleActivity(); did you mean 'heartbeat'?",
  ],
  [
    'no activity',
    () => shop().scheduleActivity(wrong({})),
    "swfake: undefined is no type; expected a name and a version, for example 'Charge@1'",
  ],
  [
    'scheduleActivity() in one of two domains',
    () => {
      const swf = shop();
      swf.register({ domain: 'bank' });
      swf.scheduleActivity({ activity: 'Charge@1' });
    },
    "swfake: scheduleActivity() was given no domain, and this fake has 2; add domain: 'bank' or 'shop'",
  ],
  [
    'an activity of a deprecated type',
    async () => (await deprecated()).scheduleActivity({ activity: 'Charge@1', activityId: 'charge' }),
    "swfake: the activity 'charge' of type 'Charge@1' was not scheduled: the decision failed with ACTIVITY_TYPE_DEPRECATED; undeprecate the type or use another version",
  ],
];

const others: readonly Row[] = [
  [
    'another retention of a domain',
    registered({ retention: '7d' }),
    "swfake: the domain 'shop' exists with a retention of '90d', and was now given '7d'; a domain cannot change: give the retention in its first register()",
  ],
  [
    'a retention of half days',
    registered({ retention: '36h' }),
    "swfake: the retention '36h' is 1.5 days; expected whole days from '0d' to '90d', or 'NONE'",
  ],
  [
    'requestCancel() of an activity that is closed',
    () => {
      const swf = shop();
      const timeouts = { scheduleToStart: '5s' } as const;
      const activity = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge', timeouts });
      swf.clock.advance('5s');
      activity.requestCancel();
    },
    "swfake: requestCancel() was called, but the activity 'charge' of run 'swfake-decider-1' is closed; call it before the worker responds, and before the timeout of the task",
  ],
];

const runs: readonly Row[] = [
  [
    'history() of no run',
    () => shop().history(wrong(undefined)),
    "swfake: undefined names no run; expected an object with a workflowId, for example { workflowId: 'order-7' }",
  ],
  [
    'history() of a text',
    () => shop().history(wrong('order-7')),
    "swfake: 'order-7' names no run; expected an object with a workflowId, for example { workflowId: 'order-7' }",
  ],
  [
    'history() of a run before any was started',
    () => shop().history({ workflowId: 'order-7' }),
    'swfake: no run matches {"workflowId":"order-7"}; no workflow execution was started yet',
  ],
  [
    'history() of a misspelt workflow id',
    async () => (await ordered()).history({ workflowId: 'order-8' }),
    `swfake: no run matches {"workflowId":"order-8"}; did you mean 'order-7'?`,
  ],
  [
    'history() of an unknown workflow id',
    async () => (await ordered()).history({ workflowId: 'refund' }),
    `swfake: no run matches {"workflowId":"refund"}; this fake has 'order-7'`,
  ],
  [
    'history() in another domain',
    async () => {
      const swf = await ordered();
      const { runId = '' } = swf.runs()[0] ?? {};
      const text = (error: unknown) => (error as Error).message.replace(runId, 'RUN_ID');
      return Promise.reject(
        new Error(
          await Promise.resolve()
            .then(() => swf.history({ workflowId: 'order-7', domain: 'ship' }))
            .then(String, text),
        ),
      );
    },
    `swfake: no run matches {"workflowId":"order-7","domain":"ship"}; this fake has the run 'RUN_ID' in the domain 'shop'`,
  ],
  [
    'history() of a run that its domain does not keep',
    forgotten,
    'swfake: no run matches {"domain":"brief","workflowId":"order-7"}; this fake has no run now; 1 closed run was deleted at the end of the retention of its domain (workflowExecutionRetentionPeriodInDays)',
  ],
];

const time: readonly Row[] = [
  [
    'a date of the past',
    () => shop().clock.advanceTo(new Date('2019-12-31T00:00:00Z')),
    "swfake: time cannot go back: the fake's clock is at 2020-01-01T00:00:00.000Z, and the given date is 2019-12-31T00:00:00.000Z; give a later date",
  ],
  [
    'a text in place of a date',
    () => shop().at(wrong('2020-01-02'), () => 0),
    "swfake: '2020-01-02' is no date; expected a Date, for example new Date('2020-01-02T00:00:00Z')",
  ],
  [
    'a date that is none',
    () => shop().clock.advanceTo(new Date('tomorrow')),
    "swfake: an invalid Date is no date; expected a Date, for example new Date('2020-01-02T00:00:00Z')",
  ],
  [
    'a time that no Date can hold',
    () => shop().clock.advance('100000000d'),
    "swfake: '100000000d' after 2020-01-01T00:00:00.000Z is later than a Date can be; use a shorter duration",
  ],
  [
    'advance() with the real clock',
    () => shop({ clock: 'real' }).clock.advance('1s'),
    "swfake: the clock was advanced, but this fake has clock: 'real', which follows the system; create it with clock: 'virtual'",
  ],
  [
    'a worker that hangs',
    stuckWorker,
    "swfake: worker-1 has not responded to the activity 'Charge-1' of run 'swfake-decider-1' for 1s of real time, and time cannot pass while it has the task in hand; a long poll of the task list 'cards' returned the task. Respond to it before you await advanceAsync() or idle(), send a heartbeat while the worker runs, or use advance(), which does not wait for workers",
  ],
  [
    'a Lambda function that hangs',
    stuckLambda,
    "swfake: the Lambda function 'pack' has not returned for 1s of real time, and time cannot pass while it runs; let its promise settle before you await advanceAsync() or idle(), or define it as { after: '5m', result } to take the fake's time",
  ],
  [
    'a loop that polls without waiting',
    endlessLoop,
    "swfake: 1000 polls in a row found no task, the last one on the activity task list 'cards'; a poll loop needs long polling: swf.client({ polls: 'long' }) or swf.attach(stub, { polls: 'long' })",
  ],
];

const calls: readonly Row[] = [
  [
    'a call of a closed fake',
    () => closed().client().listDomains({ registrationStatus: 'REGISTERED' }),
    "swfake: this fake is closed, and 'ListDomains' was called; create a new fake for each test",
  ],
  [
    'register() of a closed fake',
    () => closed().register({ domain }),
    "swfake: this fake is closed, and 'register()' was called; create a new fake for each test",
  ],
  [
    'scheduleActivity() of a closed fake',
    () => closed().scheduleActivity({ activity: 'Charge@1' }),
    "swfake: this fake is closed, and 'scheduleActivity()' was called; create a new fake for each test",
  ],
  [
    'a loop that outlives its test',
    () =>
      closed()
        .client({ polls: 'long' })
        .pollForActivityTask({ domain, taskList: { name: 'cards' } }),
    "swfake: this fake is closed, but a loop still polls the task list 'cards'; the test has ended: stop the loop in a fixture that depends on the fake",
  ],
  [
    'a poll of no list on a closed fake',
    () => closed().send('PollForActivityTask', wrong(undefined)),
    'swfake: this fake is closed, but a loop still polls the task list undefined; the test has ended: stop the loop in a fixture that depends on the fake',
  ],
  ['an aborted call', aborted, 'Request aborted'],
  [
    'a change of a run that is not there',
    () => new RunNames(createState({ seed: 1, now: instant(0) })).of(wrong(5)),
    'swfake has a bug, please report it: a change is of run 5, which does not exist',
  ],
];

/** The time of the process moves by fake timers; `act` runs code that the test has started. */
async function withTimers(timers: unknown, options: Parameters<typeof vi.useFakeTimers>[0] | false, act = () => {}) {
  if (options !== false) vi.useFakeTimers(options);
  try {
    act();
    await shop().clock.advanceAsync('1m', { timers: wrong(timers) });
  } finally {
    vi.useRealTimers();
  }
}

const fakeTimers: readonly Row[] = [
  [
    'fake timers that are none',
    () => withTimers({}, false),
    'swfake: the timers of advanceAsync() were given as {}; expected the fake timers of the runner: { timers: vi }, { timers: jest }, or a clock of @sinonjs/fake-timers',
  ],
  [
    'fake timers that are not on',
    () => withTimers(vi, false),
    'swfake: advanceAsync() was given fake timers, but they do not replace setTimeout and Date of this process; call vi.useFakeTimers() or jest.useFakeTimers() before it, and leave setTimeout and Date in toFake',
  ],
  [
    'fake timers without Date',
    () => withTimers(vi, { toFake: ['setTimeout'] }, () => void setTimeout(() => {}, 1000)),
    'swfake: advanceAsync() was given fake timers, but they do not replace setTimeout and Date of this process; call vi.useFakeTimers() or jest.useFakeTimers() before it, and leave setTimeout and Date in toFake',
  ],
];

const lambdas: readonly Row[] = [
  [
    'Lambda functions that are a text',
    () => new SwfFake(wrong({ lambda: 'pack' })),
    "swfake: lambda was given as 'pack'; expected an object of functions by name, for example { pack: () => 1 }",
  ],
  [
    'a Lambda function that is a text',
    () => new SwfFake(wrong({ lambda: { pack: 'done' } })),
    "swfake: the Lambda function 'pack' was given as 'done'; expected a function or { after, result, error }",
  ],
  [
    'a misspelt member of a Lambda function',
    () => new SwfFake(wrong({ lambda: { pack: { afer: '2s' } } })),
    "swfake: unknown option 'afer' of the Lambda function 'pack'; did you mean 'after'?",
  ],
  [
    'a Lambda function with too long a result',
    () => lambdaFailure('x'.repeat(32_768)),
    '{"errorMessage":"the result has 32770 characters; SWF accepts at most 32768","errorType":"RangeError"}',
  ],
];

messageTable('the shell', {
  of: ['src/shell'],
  rows: [...setup, ...others, ...runs, ...time, ...calls, ...fakeTimers, ...lambdas],
  unreached: [
    ['new Error( `swfake: an asynchronous action', 'no code can catch it: the row is in test/shell'],
    ['new Error(ENDLESS)', 'the row is in test/shell/fakeTimers.test.ts'],
    ['new RangeError(`the result has', 'is thrown inside the Lambda function: the row has its details'],
    ['new Error(String(error))', 'has the text of the user only'],
    ['console.warn(warning)', 'the row is in adapters.test.ts'],
    ['new Error( `swfake: expected no open run', 'the row is in diagnose.test.ts'],
    ["console.warn(lines.join('\\n '))", 'the row is in diagnose.test.ts'],
  ],
});
