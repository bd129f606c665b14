import { SWF, SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, vi } from 'vitest';
import { iamPolicy } from '../src/iam/index.js';
import { SwfFake, type SwfFakeOptions } from '../src/index.js';
import { checkHistory, replay } from '../src/replay/index.js';
import { type Decider, explore, harness, simulate } from '../src/simulation/index.js';
import { matchers } from '../src/testing/matchers/matchers.js';
import { historyMistakes } from './cli/mistakes.js';
import { readPage } from './support/pages.js';
import { CHARGE, complete, domain, ORDER, schedule, shop, start, startTimer, taskList } from './support/shop.js';

// The mistakes of a newcomer, and what each of them reads: what happened, and what to do. Faults of SWF have AWS's own
// text; what to do is then in explain(), which a failed test prints.

/** A mistake, what a test does, and the whole text: of the error, of the last warning, or that it returns. */
type Mistake = readonly [what: string, act: () => unknown, text: string];

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;

const newClient = () => new SWFClient({ region: 'us-east-1' });

async function started(options: SwfFakeOptions = {}): Promise<SwfFake> {
  const swf = shop(options);
  await start(swf.client());
  return swf;
}

/** A fake on which a decider has responded once with these decisions. */
async function decided(decisions: unknown, options: SwfFakeOptions = {}): Promise<SwfFake> {
  const swf = await started(options);
  const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
  await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: wrong(decisions) });
  return swf;
}

/** The explanation, without the run id. */
const explained = (swf: SwfFake, workflowId = 'order-7'): string =>
  swf.explain({ workflowId }).replace(swf.runs({ workflowId }).at(-1)?.runId ?? '', 'RUN_ID');

/** A fake with an activity task that a worker has, and its token. */
async function claimed(options: SwfFakeOptions = {}, polls: 'immediate' | 'long' = 'immediate') {
  const swf = shop(options);
  const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { startToClose: '30s' } });
  const poll = { domain, taskList: { name: run.taskList }, identity: 'worker-1' };
  const { taskToken = '' } = await swf.client({ polls }).pollForActivityTask(poll);
  return { swf, run, taskToken };
}

const respond = (swf: SwfFake, taskToken: string, result: unknown = 'charged') =>
  swf.client().respondActivityTaskCompleted({ taskToken, result: wrong(result) });

const connecting: readonly Mistake[] = [
  [
    'a stub that is not attached',
    async () => {
      const client = newClient();
      mockClient(client);
      const swf = await started();
      await client.send(wrong({ input: {} }));
      return explained(swf);
    },
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The decision task 2 waits on the task list 'default': it was never polled, and no poll has reached this fake; connect the client with swf.attach(stub) or use swf.client().",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'a copy of the SDK that is not mocked',
    async () => {
      class OtherClient {
        send = () => Promise.reject(new Error('getaddrinfo ENOTFOUND swf.us-east-1.amazonaws.com'));
      }
      const swf = shop();
      swf.attach(mockClient(newClient()));
      const run = swf.scheduleActivity({ activity: 'Charge@1' });
      await new OtherClient().send().catch(() => undefined);
      return explained(swf, run.workflowId);
    },
    [
      "Run 'swfake-decider-1' (swfake-decider@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The activity 'Charge-1' waits on the task list 'default': it was never polled, and no poll has reached this fake; connect the client with swf.attach(stub) or use swf.client().",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'a stub that is attached before its reset',
    async () => {
      const client = newClient();
      const stub = shop().attach(mockClient(client));
      stub.reset();
      return start(
        wrong({ startWorkflowExecution: (input: object) => client.send(wrong({ input, schema: [0, 0, 'X'] })) }),
      );
    },
    'swfake: the stub was reset after it was attached, so it is attached to no fake; call swf.attach(stub) after each stub.reset()',
  ],
  [
    'two fakes on one stub',
    async () => {
      const stub = mockClient(newClient());
      const swf = shop();
      swf.attach(stub);
      shop().attach(stub);
      swf.runs();
    },
    'swfake: this fake was used, but its stub is now attached to another fake; calls no longer reach this one. A stub has one fake: use a stub or a swf.client() for each fake, and call swf.close() when a test no longer needs its fake.',
  ],
  [
    'two tests at the same time on one stub',
    async () => {
      const client = newClient();
      const stub = mockClient(client);
      const test = async (): Promise<void> => {
        const swf = shop();
        swf.attach(stub);
        await Promise.resolve();
        swf.scheduleActivity({ activity: 'Charge@1' });
      };
      await Promise.all([test(), test()]);
    },
    'swfake: this fake was used, but its stub is now attached to another fake; calls no longer reach this one. A stub has one fake: use a stub or a swf.client() for each fake, and call swf.close() when a test no longer needs its fake.',
  ],
  [
    'an SDK that the suite has mocked',
    async () => {
      vi.doMock('@aws-sdk/client-swf', { spy: false });
      vi.resetModules();
      try {
        const { SwfFake: Fake } = await import('../src/index.js');
        return new Fake();
      } finally {
        vi.doUnmock('@aws-sdk/client-swf');
        vi.resetModules();
      }
    },
    "swfake: '@aws-sdk/client-swf' is a mock of vi.mock() or jest.mock(), and a fake needs the real SDK; remove the mock, and use swf.client() or swf.attach(mockClient(SWFClient)) of aws-sdk-client-mock",
  ],
  [
    'two stubs of one client',
    () => {
      const client = newClient();
      const [first] = [mockClient(client), mockClient(client)];
      shop().attach(first);
    },
    'swfake: attach() was given a stub that was restored or replaced: no call reaches it. Call mockClient() once for each client or class, and attach the last stub that it returned.',
  ],
  [
    'a stub of the class and one of a client',
    () => {
      const swf = shop();
      swf.attach(mockClient(SWF));
      swf.attach(mockClient(new SWF({ region: 'us-east-1' })));
    },
    "swfake: mockClient() of one client has removed the stub of its class 'SWF': other clients of the class call AWS now. Stub either the class or each client. For a client of its own beside a stub of the class, use swf.client().",
  ],
  [
    'a client in place of its stub',
    () => shop().attach(wrong(newClient())),
    "swfake: attach() was given the client itself (class 'SWFClient') and not swf.attach(mockClient(client)); expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().",
  ],
  [
    'a spy in place of a stub',
    () => shop().attach(wrong(vi.fn())),
    'swfake: attach() was given a spy of the test runner (vi.fn, vi.spyOn or jest.spyOn); expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().',
  ],
  [
    'the request handler of another as an option',
    () => shop().client(wrong({ requestHandler: {} })),
    "swfake: client() cannot use the option 'requestHandler': its calls reach the fake without a network. Create the client yourself: new SWFClient({ requestHandler: swf.requestHandler(), … })",
  ],
  [
    'polls as an option of the fake',
    () => new SwfFake(wrong({ polls: 'long' })),
    "swfake: unknown option 'polls' of new SwfFake(); give it to a client: swf.client({ polls: 'long' }) or swf.attach(stub, { polls: 'long' })",
  ],
  [
    'a fake that is closed',
    () => {
      const swf = shop();
      swf.close();
      return swf.send('DescribeDomain', { name: domain });
    },
    "swfake: this fake is closed, and 'DescribeDomain' was called; create a new fake for each test",
  ],
];

const names: readonly Mistake[] = [
  [
    'a wrong task list',
    async () => {
      const swf = await started();
      await swf.client().pollForDecisionTask({ domain, taskList: { name: 'defualt' }, identity: 'decider-1' });
      return explained(swf);
    },
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The decision task 2 waits on the task list 'default': it was never polled; decider-1 polled 'defualt' (one letter off).",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'a wrong domain',
    () => shop().send('PollForActivityTask', { domain: 'shpo', taskList }),
    'UnknownResourceFault: Unknown domain: shpo',
  ],
  [
    'a wrong type name',
    () => start(shop().client(), 'order-7', { workflowType: { name: 'Ordre', version: '1' } }),
    'UnknownResourceFault: Unknown type: WorkflowType=[name=Ordre, version=1]',
  ],
  [
    'a wrong type version',
    () => start(shop().client(), 'order-7', { workflowType: { ...ORDER, version: '2' } }),
    'UnknownResourceFault: Unknown type: WorkflowType=[name=Order, version=2]',
  ],
  [
    'an activity type that is not registered',
    async () => explained(await decided([schedule('charge', { activityType: { ...CHARGE, name: 'Chrage' } })])),
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  ScheduleActivityTask of 'charge' failed (event 5): ACTIVITY_TYPE_DOES_NOT_EXIST; the type 'Chrage@1' is not registered; did you mean 'Charge@1' (one letter off)?",
      "  The decision task 6 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'a workflow type that is deprecated',
    async () => {
      const swf = shop();
      await swf.send('DeprecateWorkflowType', { domain, workflowType: ORDER });
      await start(swf.client());
    },
    'TypeDeprecatedFault: WorkflowType=[name=Order, version=1]',
  ],
  [
    'a type without a version',
    () => shop().register({ domain, workflows: { Order: {} } }),
    "swfake: 'Order' is no type; expected a name and a version, for example 'Order@1'",
  ],
  [
    'a type that is registered with other settings',
    () => shop().register({ domain, activities: { 'Charge@1': { taskList: 'cards' } } }),
    "swfake: the activity type 'Charge@1' of the domain 'shop' is registered with other settings: defaultTaskList is 'default', and was now given as 'cards'. A registered type cannot change: give the same settings, or use another version",
  ],
  [
    'a misspelt workflow id',
    async () => (await started()).history({ workflowId: 'order-8' }),
    'swfake: no run matches {"workflowId":"order-8"}; did you mean \'order-7\'?',
  ],
  [
    'a run before it is started',
    () => shop().explain({ workflowId: 'order-7' }),
    'swfake: no run matches {"workflowId":"order-7"}; no workflow execution was started yet',
  ],
  [
    'a text in place of a run',
    () => shop().history(wrong('order-7')),
    "swfake: 'order-7' names no run; expected an object with a workflowId, for example { workflowId: 'order-7' }",
  ],
  [
    'an operation in lower case',
    () => shop().send(wrong('describeDomain'), wrong({})),
    "swfake: 'describeDomain' is no operation of SWF; did you mean 'DescribeDomain'?",
  ],
];

const decider: Decider = () => [];
const options: readonly Mistake[] = [
  [
    'a misspelt option of new SwfFake()',
    () => new SwfFake(wrong({ sed: 1 })),
    "swfake: unknown option 'sed' of new SwfFake(); did you mean 'seed'?",
  ],
  [
    'a misspelt quota',
    () => new SwfFake(wrong({ limits: { openTimer: 1 } })),
    "swfake: unknown option 'openTimer' of limits; did you mean 'openTimers'?",
  ],
  [
    'a misspelt assumption',
    () => new SwfFake(wrong({ assumptions: { idlePollTokens: 'empty' } })),
    "swfake: unknown option 'idlePollTokens' of assumptions; did you mean 'idlePollToken'?",
  ],
  [
    'a misspelt value of an option',
    () => new SwfFake(wrong({ clock: 'fake' })),
    "swfake: clock was given as 'fake'; expected 'virtual' or 'real'",
  ],
  [
    'a misspelt option of attach()',
    () => shop().attach(mockClient(newClient()), wrong({ poll: 'long' })),
    "swfake: unknown option 'poll' of attach(); did you mean 'polls'?",
  ],
  [
    'a misspelt option of client()',
    () => shop().client(wrong({ poll: 'long' })),
    "swfake: unknown option 'poll' of client(); did you mean 'polls'?",
  ],
  [
    'a misspelt option of requestHandler()',
    () => shop().requestHandler(wrong({ lose: () => undefined })),
    "swfake: unknown option 'lose' of requestHandler(); expected one of 'polls', 'authorize', 'requestContext', 'loseConnection'",
  ],
  [
    'a misspelt option of register()',
    () => shop().register(wrong({ domain, workflow: {} })),
    "swfake: unknown option 'workflow' of register(); did you mean 'workflows'?",
  ],
  [
    'a misspelt setting of a type',
    () => shop().register(wrong({ domain, workflows: { 'A@1': { tasklist: 'a' } } })),
    "swfake: unknown option 'tasklist' of the type 'A@1'; did you mean 'taskList'?",
  ],
  [
    'a misspelt option of scheduleActivity()',
    () => shop().scheduleActivity(wrong({ activity: 'A@1', inputs: '' })),
    "swfake: unknown option 'inputs' of scheduleActivity(); did you mean 'input'?",
  ],
  [
    'a misspelt filter of runs()',
    () => shop().runs(wrong({ workflowID: 'order-7' })),
    "swfake: unknown option 'workflowID' of runs(); did you mean 'workflowId'?",
  ],
  [
    'a misspelt option of assertNothingOpen()',
    () => shop().assertNothingOpen(wrong({ pols: true })),
    "swfake: unknown option 'pols' of assertNothingOpen(); did you mean 'polls'?",
  ],
  [
    'a misspelt option of advanceAsync()',
    () => shop().clock.advanceAsync('1s', wrong({ timer: vi })),
    "swfake: unknown option 'timer' of advanceAsync(); did you mean 'timers'?",
  ],
  [
    'a misspelt member of a definition',
    () => harness(wrong({ workflow: { 'Order@1': decider } })),
    "swfake: unknown option 'workflow' of the definition of harness(); did you mean 'workflows'?",
  ],
  [
    'a misspelt option of simulate()',
    () => simulate({ workflows: { 'Order@1': decider } }, wrong({ start: { workflow: 'Order@1' }, sed: 1 })),
    "swfake: unknown option 'sed' of simulate(); did you mean 'seed'?",
  ],
  [
    'a misspelt fault of a plan',
    () =>
      simulate(
        { workflows: { 'Order@1': decider } },
        wrong({ start: { workflow: 'Order@1' }, plan: [{ fault: 'crahs', p: 0.1 }] }),
      ),
    "swfake: unknown fault 'crahs'; did you mean 'crash'?",
  ],
  [
    'a misspelt option of explore()',
    () => explore(wrong({ workflows: { 'Order@1': decider }, start: { workflow: 'Order@1' } }), wrong({ maxSteps: 1 })),
    'explored 2 states, not all (maxSteps or maxStates was reached), 1 step deep: no findings',
  ],
  [
    'a retention of half a day',
    () => shop().register({ domain: 'bank', retention: '12h' }),
    "swfake: the retention '12h' is 0.5 days; expected whole days from '0d' to '90d', or 'NONE'",
  ],
];

const advance = (duration: unknown) => () => shop().clock.advance(wrong(duration));
const durations: readonly Mistake[] = [
  ['a number as a duration', advance(30), "swfake: the duration 30 has no unit; did you mean '30s'?"],
  ['milliseconds as a duration', advance(31_000), "swfake: the duration 31000 has no unit; did you mean '31000ms'?"],
  ['a duration without a unit', advance('31'), "swfake: the duration '31' has no unit; did you mean '31s'?"],
  [
    'a negative duration',
    advance('-5s'),
    "swfake: the duration '-5s' is negative; time cannot go back: expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d'",
  ],
  [
    'an unknown unit',
    advance('30sec'),
    "swfake: the duration '30sec' has the unknown unit 'sec'; expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d'",
  ],
  [
    'a Date in place of a duration',
    advance(new Date('2020-01-02T00:00:00Z')),
    "swfake: the Date 2020-01-02T00:00:00.000Z is no duration; expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d', or use swf.clock.advanceTo(date) or swf.at(date, action)",
  ],
  [
    'a fraction of a second as a timeout',
    () => shop().scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '1500ms' } }),
    "swfake: the timeout '1500ms' is 1.5 seconds; SWF counts timeouts in whole seconds, so use '1s' or '2s'",
  ],
  [
    'a clock that goes back',
    () => shop().clock.advanceTo(new Date('2019-12-31T00:00:00Z')),
    "swfake: time cannot go back: the fake's clock is at 2020-01-01T00:00:00.000Z, and the given date is 2019-12-31T00:00:00.000Z; give a later date",
  ],
  [
    'a text in place of a date',
    () => shop().at(wrong('2020-01-02'), () => 0),
    "swfake: '2020-01-02' is no date; expected a Date, for example new Date('2020-01-02T00:00:00Z')",
  ],
];

const tasks: readonly Mistake[] = [
  [
    'an input that is an object',
    () => shop().scheduleActivity(wrong({ activity: 'Charge@1', input: {} })),
    'swfake: the input of scheduleActivity() was given as {}; expected a string: JSON.stringify it',
  ],
  [
    'a result that is an object',
    async () => {
      const { swf, taskToken } = await claimed();
      await respond(swf, taskToken, { charged: true });
    },
    'SerializationException: class java.util.LinkedHashMap can not be converted to an String',
  ],
  [
    'a result over 32,768 characters',
    async () => {
      const { swf, taskToken } = await claimed();
      await respond(swf, taskToken, 'x'.repeat(32_769));
    },
    `ValidationException: 1 validation error detected: Value '${'x'.repeat(32_769)}' at 'result' failed to satisfy constraint: Member must have length less than or equal to 32768`,
  ],
  [
    'a token of another fake',
    async () => {
      const { taskToken } = await claimed({ seed: 2 });
      const { swf } = await claimed();
      await respond(swf, taskToken);
    },
    'ValidationException: Invalid token: this token was made by another fake, which has another seed, region or account',
  ],
  [
    'a text in place of a time',
    async () => {
      const { swf } = await claimed();
      const startTimeFilter = { oldestDate: '2020-01-01' as never };
      await swf.client().countOpenWorkflowExecutions({ domain: 'shop', startTimeFilter });
    },
    'SerializationException: class java.lang.String can not be converted to milliseconds since epoch',
  ],
  [
    'a response of more than 1 MB',
    async () => {
      const { swf } = await claimed();
      const marker = { markerName: 'page', details: 'x'.repeat(32_000) };
      const decisions = Array.from({ length: 40 }, () => ({
        decisionType: 'RecordMarker' as const,
        recordMarkerDecisionAttributes: marker,
      }));
      await swf.client().respondDecisionTaskCompleted({ taskToken: 'any', decisions });
    },
    'RequestEntityTooLargeException: The request entity is too large.',
  ],
  [
    'an injected fault that SWF does not have',
    async () => {
      const { swf, taskToken } = await claimed({
        inject: ({ action }) =>
          action.startsWith('swf:Respond') ? { fault: 'ServiceUnavailableException' as never } : undefined,
      });
      await respond(swf, taskToken);
    },
    "swfake: inject() returned the fault 'ServiceUnavailableException' for the call 'swf:RespondActivityTaskCompleted', but SWF has no fault of this name; did you mean 'ServiceUnavailable'?",
  ],
  [
    'a token that was cut',
    async () => {
      const { swf, taskToken } = await claimed();
      await respond(swf, taskToken.slice(0, -4));
    },
    'ValidationException: Invalid token',
  ],
  [
    'a token with a space',
    async () => {
      const { swf, taskToken } = await claimed();
      await respond(swf, `${taskToken} `);
    },
    'ValidationException: Invalid token',
  ],
  [
    'a token of a task that is closed',
    async () => {
      const { swf, taskToken } = await claimed();
      await respond(swf, taskToken);
      await respond(swf, taskToken);
    },
    'UnknownResourceFault: Unknown activity, scheduledEventId = 5',
  ],
  [
    'a token of a task that timed out, as explain() tells it',
    async () => {
      const { swf, run, taskToken } = await claimed();
      swf.clock.advance('31s');
      await respond(swf, taskToken).catch(() => undefined);
      return explained(swf, run.workflowId);
    },
    [
      "Run 'swfake-decider-1' (swfake-decider@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  RespondActivityTaskCompleted of the activity 'Charge-1' was refused (UnknownResourceFault: Unknown activity, scheduledEventId = 5): it had closed before, by a START_TO_CLOSE timeout (event 7).",
      "  The decision task 8 waits on the task list 'swfake-decider-1': it was never polled.",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'a token of a run that is closed',
    async () => {
      const { swf, run, taskToken } = await claimed();
      await swf.send('TerminateWorkflowExecution', { domain, workflowId: run.workflowId });
      await respond(swf, taskToken).catch(() => undefined);
      return explained(swf, run.workflowId);
    },
    [
      "Run 'swfake-decider-1' (swfake-decider@1, run id RUN_ID) is closed: TERMINATED at 2020-01-01T00:00:00.000Z.",
      "  RespondActivityTaskCompleted of the activity 'Charge-1' was refused (UnknownResourceFault: Unknown execution: WorkflowExecution=[workflowId=swfake-decider-1, runId=22k3gDF0Dn1U0OCIpCMKG94RtwXov/CLI5afRlYDhGg1g=]): its run was closed.",
    ].join('\n'),
  ],
  [
    'a cancel request of an activity that is closed',
    async () => {
      const { swf, run, taskToken } = await claimed();
      await respond(swf, taskToken);
      run.requestCancel();
    },
    "swfake: requestCancel() was called, but the activity 'Charge-1' of run 'swfake-decider-1' is closed; call it before the worker responds, and before the timeout of the task",
  ],
  [
    'a poll without await',
    async () => {
      const swf = await started();
      const task = swf.client().pollForDecisionTask({ domain, taskList }) as { taskToken?: string };
      await swf.client().respondDecisionTaskCompleted({ taskToken: task.taskToken, decisions: [] });
    },
    "ValidationException: 1 validation error detected: Value null at 'taskToken' failed to satisfy constraint: Member must not be null",
  ],
];

const loops: readonly Mistake[] = [
  [
    'a loop that never waits',
    async () => {
      const client = shop().client();
      for (let n = 0; n < 1000; n += 1) await client.pollForActivityTask({ domain, taskList });
    },
    "swfake: 1000 polls in a row found no task, the last one on the activity task list 'default'; a poll loop needs long polling: swf.client({ polls: 'long' }) or swf.attach(stub, { polls: 'long' })",
  ],
  [
    'a loop that outlives its test',
    () => {
      const swf = shop();
      swf.close();
      return swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList });
    },
    "swfake: this fake is closed, but a loop still polls the task list 'default'; the test has ended: stop the loop in a fixture that depends on the fake",
  ],
  [
    'a clock that is never advanced',
    async () => {
      const swf = await decided([startTimer('day', '86400')]);
      const poll = swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList, identity: 'decider-1' });
      await new Promise((resolve) => setTimeout(resolve, 4300));
      swf.close();
      await poll;
    },
    [
      'swfake: there was no call to this fake for 2s of real time, and polls wait:',
      "  decider-1 waits on the decision task list 'default' of the domain 'shop'.",
      "  Next, at 2020-01-02T00:00:00.000Z, in run 'order-7': the timer 'day' fires.",
      "  The clock is virtual, and the test does not advance it. Advance it with await swf.clock.advanceAsync(…), start or signal a workflow, end the polls with swf.close(), or create the fake with clock: 'real'.",
    ].join('\n'),
  ],
  [
    'advance() where advanceAsync() is needed',
    async () => {
      const swf = shop();
      const client = swf.client({ polls: 'long' });
      const loop = async (): Promise<void> => {
        for (;;) {
          const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
          await client.respondDecisionTaskCompleted({ taskToken, decisions: [startTimer('day', '86400')] });
        }
      };
      const ended = loop().catch(() => undefined);
      await start(client);
      swf.clock.advance('2d');
      const text = explained(swf);
      swf.close();
      await ended;
      return text;
    },
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  The decision task 7 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z. If a loop polls it, await swf.clock.advanceAsync() or swf.idle() in place of swf.clock.advance(), so that the loop runs.",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'a worker that hangs',
    async () => {
      const { swf } = await claimed({}, 'long');
      await swf.clock.advanceAsync('1m');
    },
    "swfake: worker-1 has not responded to the activity 'Charge-1' of run 'swfake-decider-1' for 1s of real time, and time cannot pass while it has the task in hand; a long poll of the task list 'default' returned the task. Respond to it before you await advanceAsync() or idle(), send a heartbeat while the worker runs, or use advance(), which does not wait for workers",
  ],
  [
    'fake timers that are given but not on',
    () => shop().clock.advanceAsync('1m', { timers: vi }),
    'swfake: advanceAsync() was given fake timers, but they do not replace setTimeout and Date of this process; call vi.useFakeTimers() or jest.useFakeTimers() before it, and leave setTimeout and Date in toFake',
  ],
  [
    'fake timers without Date',
    async () => {
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      setTimeout(() => undefined, 1000);
      await shop()
        .clock.advanceAsync('1m', { timers: vi })
        .finally(() => vi.useRealTimers());
    },
    'swfake: advanceAsync() was given fake timers, but they do not replace setTimeout and Date of this process; call vi.useFakeTimers() or jest.useFakeTimers() before it, and leave setTimeout and Date in toFake',
  ],
  [
    'an object that is no fake timers',
    () => shop().clock.advanceAsync('1m', { timers: wrong({}) }),
    'swfake: the timers of advanceAsync() were given as {}; expected the fake timers of the runner: { timers: vi }, { timers: jest }, or a clock of @sinonjs/fake-timers',
  ],
  [
    'when() with a condition that never holds',
    async () => {
      const swf = shop();
      swf.when(
        () => swf.history({ workflowId: 'order-8' }).length > 9,
        () => 0,
      );
      swf.assertNothingOpen();
    },
    [
      'swfake: expected no open run and nothing that waits, but found',
      '  when       a condition was never true: no run matches {"workflowId":"order-8"}; no workflow execution was started yet',
      'Close the runs before the end of the test; for poll loops that run on, use assertNothingOpen({ polls: true }).',
    ].join('\n'),
  ],
  [
    'an asynchronous action that rejects',
    () =>
      unhandled(() => {
        const swf = shop();
        swf.after('1s', () => swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-8' }));
        swf.clock.advance('1s');
      }),
    'swfake: an asynchronous action of swf.at(), swf.after(), swf.when() or swf.onChange() rejected with UnknownResourceFault: Unknown execution, workflowId = order-8; make its calls valid, or catch the error in the action',
  ],
  [
    'an async function in place of permissions',
    () =>
      shop({ authorize: (async () => false) as never })
        .send('ListDomains', { registrationStatus: 'REGISTERED' })
        .then(() => 'allowed'),
    "swfake: authorize() returned a promise for 'swf:ListDomains'; expected true or false. It must answer at once, without a promise",
  ],
  [
    'an async function in place of a condition',
    () => shop().when((async () => false) as never, () => 0),
    'swfake: the condition of when() returned a promise; expected true or false. It must answer at once: make it a function that is not async',
  ],
  [
    'a poll that was aborted, and took the task',
    async () => {
      const swf = shop({ assumptions: { abandonedPoll: 'takesTask' } });
      const stop = new AbortController();
      const poll = { domain, taskList, identity: 'old process' };
      const waiting = swf.client({ polls: 'long' }).pollForDecisionTask(poll, { abortSignal: stop.signal });
      stop.abort();
      await waiting.catch(() => undefined);
      await start(swf.client());
      return swf.explain({ workflowId: 'order-7' }).split('\n  ')[1];
    },
    'The decision task 3 went to the abandoned poll of old process: no code has it, and no other poll gets it until it times out.',
  ],
  [
    'fork() with the real clock',
    () => shop({ clock: 'real' }).fork(),
    "swfake: fork() needs a virtual clock, and this fake has clock: 'real'; create it with clock: 'virtual'",
  ],
  [
    'advance() with the real clock',
    () => shop({ clock: 'real' }).clock.advance('1s'),
    "swfake: the clock was advanced, but this fake has clock: 'real', which follows the system; create it with clock: 'virtual'",
  ],
];

/** The errors of promises that no code awaits, in place of the runner's own report. */
async function unhandled(act: () => unknown): Promise<void> {
  const before = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const first = new Promise((_resolve, reject) => process.once('unhandledRejection', reject));
  try {
    await act();
    await first;
  } finally {
    for (const listener of before) process.on('unhandledRejection', listener);
  }
}

const decide = (answer: unknown) => () =>
  harness({ workflows: { 'Order@1': wrong(() => answer) } }).run({ workflow: 'Order@1' });
const attributes = { startTimerDecisionAttributes: { timerId: 'day', startToFireTimeout: '86400' } };
const decisions: readonly Mistake[] = [
  [
    'a decider that returns one decision',
    decide(complete()),
    [
      'the decider of \'Order@1\' failed: TypeError: swfake: a decider must return a list of decisions, each with its decisionType, or { decisions }, but it returned {"decisionType":"CompleteWorkflowExecution","completeWorkflowExecutionDecisionAttributes":{}}; put the decision into a list',
      '',
      '#1  +0s  WorkflowExecutionStarted workflowType=Order@1',
      '#2  +0s  DecisionTaskScheduled',
      '#3  +0s  DecisionTaskStarted (2) identity=decider-1',
      '',
      'Reproduce with:',
      '',
      "test('Order@1', async () => {",
      '  const result = await simulate(definition, {',
      "    start: { workflow: 'Order@1' },",
      "    maxVirtual: '30d',",
      '    schedule: [],',
      '  });',
      '  result.assert();',
      '});',
    ].join('\n'),
  ],
  [
    'a decider of replay() that returns nothing',
    async () => {
      const history = (await decided([complete()])).history({ workflowId: 'order-7' });
      return String(
        await replay(
          history,
          wrong(() => undefined),
        ),
      ).split('\n    at ')[0];
    },
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  the decider threw TypeError: swfake: a decider must return a list of decisions, each with its decisionType, or { decisions }, but it returned undefined; return [] to make no decision',
    ].join('\n'),
  ],
  [
    'a promise of a decider in explore()',
    () =>
      explore(
        wrong({
          workflows: { 'Order@1': async () => [complete()] },
          start: { workflow: 'Order@1', workflowId: 'order-7' },
        }),
      ),
    "swfake: the decider of 'Order@1' returned a promise; explore() needs deciders that return their decisions at once",
  ],
  [
    'a decision without a type',
    () => decided([attributes]),
    "ValidationException: 1 validation error detected: Value null at 'decisions.1.member.decisionType' failed to satisfy constraint: Member must not be null",
  ],
  [
    'a decision with two attributes',
    () => decided([{ decisionType: 'StartTimer', ...attributes, cancelTimerDecisionAttributes: { timerId: 'day' } }]),
    "swfake: the decision 'StartTimer' has 'cancelTimerDecisionAttributes' beside its own attributes, and SWF does not read it; remove it",
  ],
  [
    'a decision with the attributes of another',
    () => decided([{ decisionType: 'CancelTimer', ...attributes }]),
    'ValidationException: CancelTimerDecisionAttributes must be specified for decision of type CancelTimer',
  ],
  [
    'a close that is not the last decision',
    () => decided([complete(), startTimer('day', '86400')]),
    'ValidationException: Close must be last decision in list',
  ],
  [
    'a decision in place of a list',
    () => decided(complete()),
    'SerializationException: class java.util.LinkedHashMap can not be converted to an List',
  ],
  [
    'a timer that is started twice',
    async () => explained(await decided([startTimer('day', '86400'), startTimer('day', '60')])),
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  StartTimer of 'day' failed (event 6): TIMER_ID_ALREADY_IN_USE.",
      "  The decision task 7 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      "  The timer 'day' runs.",
      "  Next, at 2020-01-02T00:00:00.000Z: the timer 'day' fires.",
    ].join('\n'),
  ],
];

type MatcherName = Exclude<keyof typeof matchers, symbol>;
const matched =
  (name: MatcherName, history: unknown, ...args: readonly unknown[]) =>
  async () => {
    const matcher = matchers[name] as (...all: readonly unknown[]) => { pass: boolean; message(): string };
    const { pass, message } = matcher(history, ...args);
    expect(pass).toBe(false);
    return message();
  };
const ordered = async () => (await started()).history({ workflowId: 'order-7' });

const histories: readonly Mistake[] = [
  [
    'no event in a history',
    matched('toBeAValidHistory', []),
    ['expected the run to be a valid history', '', 'the history has no events', '', 'The history:', '', ''].join('\n'),
  ],
  [
    'a promise in place of a history',
    matched('toHaveHistory', Promise.resolve([]), ['WorkflowExecutionStarted']),
    'swfake: toHaveHistory() was given a promise; expected a history, a list of events: await it first',
  ],
  [
    'a fake in place of a history',
    matched('toHaveHistory', {}, ['WorkflowExecutionStarted']),
    'swfake: toHaveHistory() was given an object with no members; expected a history, a list of events: pass swf.history({ workflowId })',
  ],
  [
    'a wrong event in a line',
    async () => matched('toHaveHistory', await ordered(), ['WorkflowStarted', '...'])(),
    "swfake: the line 'WorkflowStarted' has no type of event: a line has a type of event and any words of its line in a timeline, like 'ActivityTaskScheduled charge'; '...' stands for any number of events",
  ],
  [
    'a line in place of lines',
    async () => matched('toHaveHistory', await ordered(), 'WorkflowExecutionStarted')(),
    "swfake: toHaveHistory() was given 'WorkflowExecutionStarted'; expected a list of lines, like ['WorkflowExecutionStarted', '...', 'TimerFired reminder']",
  ],
  [
    'an activity that the history does not have',
    async () => {
      const swf = shop();
      const run = swf.scheduleActivity({ activity: 'Charge@1' });
      return matched('toHaveOpenActivity', swf.history(run).slice(0), 'Chrage-1')();
    },
    [
      "expected the run to have the open activity 'Chrage-1'",
      '',
      "The run has the activities 'Charge-1' (scheduled).",
      '',
      'The history:',
      '',
      '#1  +0s  WorkflowExecutionStarted workflowType=swfake-decider@1',
      '#2  +0s  DecisionTaskScheduled',
      '#3  +0s  DecisionTaskStarted (2) identity=swfake-decider',
      '#4  +0s  DecisionTaskCompleted (2, 3)',
      '#5  +0s  ActivityTaskScheduled Charge-1 activityType=Charge@1',
    ].join('\n'),
  ],
  [
    'a status that SWF does not have',
    async () => matched('toBeClosedWith', await ordered(), 'COMPLETE')(),
    "swfake: toBeClosedWith() was given the close status 'COMPLETE', which does not exist; did you mean 'COMPLETED'?",
  ],
  [
    'a history of an open run that should be closed',
    async () => matched('toBeClosedWith', [...(await ordered())], 'COMPLETED')(),
    [
      'expected the run to have the close status COMPLETED',
      '',
      'It is open.',
      '',
      'The history:',
      '',
      '#1  +0s  WorkflowExecutionStarted workflowType=Order@1',
      '#2  +0s  DecisionTaskScheduled',
    ].join('\n'),
  ],
  [
    'events that are missing',
    async () => checkHistory((await ordered()).slice(1)).assert(),
    [
      '3 broken rules:',
      '  a decision task is scheduled only after an event that needs one (event 2 DecisionTaskScheduled after nothing)',
      '  event ids are 1, 2, 3 … (event 2 DecisionTaskScheduled at place 1)',
      '  the first event is WorkflowExecutionStarted, and no other is (event 2 DecisionTaskScheduled at place 1)',
    ].join('\n'),
  ],
  [
    'events of two fakes',
    async () =>
      checkHistory([...(await ordered()), ...(await started({ seed: 2 })).history({ workflowId: 'order-7' })]).assert(),
    [
      '5 broken rules:',
      '  a decision task is scheduled only after an event that needs one (event 2 DecisionTaskScheduled after WorkflowExecutionStarted)',
      '  event ids are 1, 2, 3 … (event 1 WorkflowExecutionStarted at place 3)',
      '  the first event is WorkflowExecutionStarted, and no other is (event 1 WorkflowExecutionStarted at place 3)',
      '  event ids are 1, 2, 3 … (event 2 DecisionTaskScheduled at place 4)',
      '  at most one decision task waits (event 2 DecisionTaskScheduled)',
    ].join('\n'),
  ],
];

const permissions: readonly Mistake[] = [
  [
    'a policy that denies everything',
    () =>
      started({
        authorize: iamPolicy({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }),
      }),
    'OperationNotPermittedFault: User: arn:aws:iam::123456789012:root is not authorized to perform: swf:StartWorkflowExecution on resource: arn:aws:swf:us-east-1:123456789012:/domain/shop',
  ],
  [
    'a policy without a statement',
    () => started({ authorize: iamPolicy({ Version: '2012-10-17', Statement: [] }) }),
    'swfake: policy.Statement is an empty list; expected at least one entry',
  ],
  [
    'authorize that is no function',
    () => new SwfFake(wrong({ authorize: true })),
    'swfake: authorize was given as true; expected a function',
  ],
  [
    'a decision that a policy denies',
    async () =>
      explained(await decided([startTimer('day', '60')], { authorize: ({ action }) => action !== 'swf:StartTimer' })),
    [
      "Run 'order-7' (Order@1, run id RUN_ID) is open since 2020-01-01T00:00:00.000Z.",
      "  StartTimer of 'day' failed (event 5): OPERATION_NOT_PERMITTED.",
      "  The decision task 6 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      '  Next, at 2020-12-31T00:00:00.000Z: the execution timeout.',
    ].join('\n'),
  ],
  [
    'an unknown cause of inject',
    () =>
      decided([startTimer('day', '60')], {
        inject: wrong(({ action }: { action: string }) =>
          action === 'swf:StartTimer' ? { cause: 'TIMER_LATE' } : undefined,
        ),
      }),
    "swfake: inject() returned the cause 'TIMER_LATE' for the decision 'StartTimer', which never has it; expected one of 'TIMER_ID_ALREADY_IN_USE', 'OPEN_TIMERS_LIMIT_EXCEEDED', 'TIMER_CREATION_RATE_EXCEEDED', 'OPERATION_NOT_PERMITTED'",
  ],
];

const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  'of connecting': connecting,
  'of names': names,
  'of options': options,
  'of time': durations,
  'of workers': tasks,
  'of loops and clocks': loops,
  'of deciders': decisions,
  'of assertions': histories,
  'of recorded histories': historyMistakes,
  'of permissions': permissions,
};

/** What a mistake says. */
async function saidBy(act: () => unknown): Promise<string> {
  const warnings: string[] = [];
  const warn = vi.spyOn(console, 'warn').mockImplementation((text) => void warnings.push(String(text)));
  try {
    const result = await act();
    return warnings.at(-1) ?? String(result);
  } catch (error) {
    const { name, message } = error as Error;
    return /Fault$|Exception$/.test(name) ? `${name}: ${message}` : message;
  } finally {
    warn.mockRestore();
  }
}

describe.each(Object.entries(mistakes))('mistakes %s', (_area, rows) => {
  it.each(rows)(
    '%s',
    async (_what, act, text) => {
      expect(await saidBy(act)).toBe(text);
    },
    15_000,
  );
});

describe('the table', () => {
  const all = Object.values(mistakes).flat();

  it('has at least 40 mistakes, each once', () => {
    expect(all.length).toBeGreaterThanOrEqual(40);
    expect(new Set(all.map(([what]) => what)).size).toBe(all.length);
  });

  const messages = [...readPage('docs/troubleshooting.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, text = '']) => text);

  it.each(messages)('has the message of the guide: %s', (message) => {
    // A pattern that begins with `.*` is tried from each character of a text, and some texts are long.
    const pattern = new RegExp(
      message
        .replaceAll(/^…|…$/g, '')
        .split('…')
        .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*'),
    );
    expect(all.filter(([, , text]) => pattern.test(text)).length).toBeGreaterThan(0);
  });

  it('is the source of the guide', () => {
    expect(messages.length).toBeGreaterThan(40);
  });
});
