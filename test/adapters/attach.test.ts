import {
  CountOpenWorkflowExecutionsCommand,
  GetWorkflowExecutionHistoryCommand,
  OperationNotPermittedFault,
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  paginateGetWorkflowExecutionHistory,
  RespondActivityTaskCompletedCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  StartWorkflowExecutionCommand,
  SWF,
  SWFClient,
  type SWFClientResolvedConfig,
  SWFServiceException,
  UnknownResourceFault,
  WorkflowExecutionAlreadyStartedFault,
} from '@aws-sdk/client-swf';
import { type AwsStub, mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHARGE, domain, ORDER, schedule, shop, start, taskList } from '../support/shop.js';

const input = { domain, workflowId: 'order-7', workflowType: ORDER };
const region = 'us-east-1';

describe('attach(mockClient(SWFClient)): the class', () => {
  let mocked: AwsStub<ServiceInputTypes, ServiceOutputTypes, SWFClientResolvedConfig>;
  beforeEach(() => {
    mocked = mockClient(SWFClient);
  });
  // mockClient(client) elsewhere would take a stub of the class for its own and restore it.
  afterEach(() => mocked.restore());

  it('answers every client of the class', async () => {
    const swf = shop();
    expect(swf.attach(mocked)).toBe(mocked);
    const { runId } = await new SWFClient({ region }).send(new StartWorkflowExecutionCommand(input));
    expect(swf.runs()).toMatchObject([{ workflowId: 'order-7', runId }]);
  });

  it('answers the aggregated client, whichever way it is called', async () => {
    const swf = shop();
    swf.attach(mocked);
    const client = new SWF({ region });
    const { runId = '' } = await client.startWorkflowExecution(input);
    const execution = { workflowId: 'order-7', runId };
    const byCallback = await new Promise((resolve, reject) => {
      client.describeWorkflowExecution({ domain, execution }, (error, data) => (error ? reject(error) : resolve(data)));
    });
    expect(byCallback).toMatchObject({ executionInfo: { executionStatus: 'OPEN' } });
    const refused = await new Promise((resolve) => {
      client.signalWorkflowExecution({ domain, workflowId: 'nobody', signalName: 's' }, {}, (error) => resolve(error));
    });
    expect(refused).toBeInstanceOf(UnknownResourceFault);
  });

  it('lies below every .on(), whether that came before or after', async () => {
    const swf = shop();
    mocked.on(PollForActivityTaskCommand).rejectsOnce(new Error('before'));
    swf.attach(mocked);
    mocked.on(StartWorkflowExecutionCommand).rejectsOnce(new Error('after'));
    const client = new SWFClient({ region });
    await expect(client.send(new PollForActivityTaskCommand({ domain, taskList }))).rejects.toThrow('before');
    await expect(client.send(new StartWorkflowExecutionCommand(input))).rejects.toThrow('after');
    await client.send(new StartWorkflowExecutionCommand(input));
    expect(swf.runs()).toHaveLength(1);
  });

  it.each<readonly [string, (error: Error) => unknown]>([
    ['.on(Command)', (error) => mocked.on(StartWorkflowExecutionCommand).rejectsOnce(error)],
    ['.on(Command, input)', (error) => mocked.on(StartWorkflowExecutionCommand, { domain }).rejectsOnce(error)],
    ['.onAnyCommand()', (error) => mocked.onAnyCommand().rejectsOnce(error)],
    ['the stub itself', (error) => mocked.rejectsOnce(error)],
    [
      'a chain',
      (error) =>
        mocked.on(StartWorkflowExecutionCommand).rejectsOnce(error).resolvesOnce({ runId: 'x' }).rejects(error),
    ],
    ['a function', (error) => mocked.on(StartWorkflowExecutionCommand).callsFakeOnce(() => Promise.reject(error))],
  ])('lies below what a test says after the first calls, again and again: %s', async (_what, say) => {
    const swf = shop();
    swf.attach(mocked);
    const client = new SWFClient({ region });
    const call = () => client.send(new StartWorkflowExecutionCommand(input));
    await call();
    await expect(call()).rejects.toThrow(WorkflowExecutionAlreadyStartedFault);
    for (const said of ['once', 'once more']) {
      say(new Error(said));
      await expect(call()).rejects.toThrow(said);
    }
    expect(mocked.commandCalls(StartWorkflowExecutionCommand)).toHaveLength(4);
    mocked.reset();
    swf.attach(mocked);
    await expect(call()).rejects.toThrow(WorkflowExecutionAlreadyStartedFault);
    say(new Error('after reset'));
    await expect(call()).rejects.toThrow('after reset');
  });

  it('is gone after reset(), and back when it is attached again', async () => {
    const swf = shop();
    swf.attach(mocked);
    expect(mocked.reset()).toBe(mocked);
    const client = new SWFClient({ region });
    const said = 'the stub was reset after it was attached, so it is attached to no fake';
    await expect(client.send(new StartWorkflowExecutionCommand(input))).rejects.toThrow(said);
    const byCallback = await new Promise((resolve) =>
      client.send(new StartWorkflowExecutionCommand(input), (error) => resolve(error)),
    );
    expect(byCallback).toMatchObject({ message: expect.stringContaining(said) });
    mocked.on(StartWorkflowExecutionCommand).resolves({ runId: 'mine' });
    expect(await client.send(new StartWorkflowExecutionCommand(input))).toEqual({ runId: 'mine' });
    mocked.reset();
    await expect(client.send(new StartWorkflowExecutionCommand(input))).rejects.toThrow(said);
    mocked.resolves({ runId: 'any' });
    expect(await client.send(new StartWorkflowExecutionCommand(input))).toEqual({ runId: 'any' });
    mocked.reset();
    swf.attach(mocked);
    expect(await client.send(new StartWorkflowExecutionCommand(input))).toHaveProperty('runId');
  });

  it('leads to one fake at a time, and the one before says so once if it is used again', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const [one, other, third] = [shop(), shop(), shop()];
    one.attach(mocked);
    one.attach(mocked, { polls: 'long' });
    other.attach(mocked);
    await new SWFClient({ region }).send(new StartWorkflowExecutionCommand(input));
    expect(other.runs()).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
    expect(one.runs()).toHaveLength(0);
    expect(one.runs()).toHaveLength(0);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('its stub is now attached to another fake')]]);
    // Done with, or attached again: nothing to say.
    other.close();
    third.attach(mocked);
    one.attach(mocked);
    third.attach(mocked);
    one.attach(mocked);
    expect(() => other.runs()).not.toThrow();
    expect(one.runs()).toHaveLength(0);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  it('leads to another fake after reset()', async () => {
    const [one, other] = [shop(), shop()];
    one.attach(mocked);
    mocked.reset();
    other.attach(mocked);
    await new SWFClient({ region }).send(new StartWorkflowExecutionCommand(input));
    expect([one.runs().length, other.runs().length]).toEqual([0, 1]);
  });

  it('takes a stub of another kind, whose reset() leaves its send as it is', async () => {
    const swf = shop();
    let fake: ((command: object) => unknown) | undefined;
    const send = { callsFake: (to: never) => (fake = to) };
    const stub = swf.attach({ send, reset: () => 'reset' });
    expect(stub.reset()).toBe('reset');
    expect(await fake?.(new StartWorkflowExecutionCommand(input))).toHaveProperty('runId');
    expect(swf.attach({ send })).toEqual({ send });
  });

  it('gives a stub no method that it does not have, and hides those that it replaces', () => {
    const swf = shop();
    const send = { callsFake: () => undefined };
    expect(Object.getOwnPropertyNames(swf.attach({ send }))).toEqual(['send']);
    const methods = ['reset', 'restore', 'on', 'onAnyCommand'] as const;
    const given: unknown[] = [];
    const noting = (...args: readonly unknown[]) => void given.push(args);
    const proto = { send, reset: noting, restore: noting, on: noting, onAnyCommand: noting };
    const attached = swf.attach(Object.create(proto) as typeof proto);
    expect(Object.keys(attached)).toEqual([]);
    for (const method of methods) attached[method](method, 2);
    expect(given).toEqual(methods.map((method) => [method, 2]));
  });

  it('survives resetHistory()', async () => {
    const swf = shop();
    swf.attach(mocked);
    mocked.resetHistory();
    await new SWFClient({ region }).send(new StartWorkflowExecutionCommand(input));
    expect(swf.runs()).toHaveLength(1);
  });

  it('pages with the SDK’s own paginator', async () => {
    const swf = shop();
    swf.attach(mocked);
    const client = new SWFClient({ region });
    const { runId = '' } = await start(new SWF({ region }));
    for (let n = 0; n < 5; n += 1)
      await new SWF({ region }).signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: `${n}` });
    const pages = [];
    const execution = { workflowId: 'order-7', runId };
    for await (const page of paginateGetWorkflowExecutionHistory({ client, pageSize: 3 }, { domain, execution })) {
      pages.push(page.events?.map(({ eventId }) => eventId));
    }
    expect(pages).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });
});

describe('attach(mockClient(client)): one client', () => {
  it('leaves other clients to other fakes', async () => {
    const [here, there] = [shop(), shop({ region: 'eu-west-1' })];
    const [one, other] = [new SWFClient({ region }), new SWFClient({ region: 'eu-west-1' })];
    here.attach(mockClient(one));
    there.attach(mockClient(other));
    await one.send(new StartWorkflowExecutionCommand(input));
    expect([here.runs().length, there.runs().length]).toEqual([1, 0]);
    await other.send(new StartWorkflowExecutionCommand(input));
    expect([here.runs().length, there.runs().length]).toEqual([1, 1]);
  });

  it('takes an instance of the aggregated client', async () => {
    const swf = shop();
    const client = new SWF({ region });
    swf.attach(mockClient(client));
    await client.startWorkflowExecution(input);
    expect(swf.runs()).toHaveLength(1);
  });
});

describe('what a test sees', () => {
  const swf = shop();
  const client = new SWFClient({ region });
  swf.attach(mockClient(client));

  it('throws the SDK’s exceptions', async () => {
    const token = swf.scheduleActivity({ activity: 'Charge@1' });
    const { taskToken } = await client.send(
      new PollForActivityTaskCommand({ domain, taskList: { name: token.taskList } }),
    );
    const done = new RespondActivityTaskCompletedCommand({ taskToken });
    expect(await client.send(done)).toEqual({
      $metadata: { httpStatusCode: 200, requestId: expect.any(String), attempts: 1, totalRetryDelay: 0 },
    });
    const again = await client.send(done).catch((error: unknown) => error);
    expect(again).toBeInstanceOf(UnknownResourceFault);
    expect(again).toBeInstanceOf(SWFServiceException);
    expect(again).toMatchObject({
      name: 'UnknownResourceFault',
      $fault: 'client',
      message: 'Unknown activity, scheduledEventId = 5',
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  it('gives what the API model does not know the name that AWS gives it', async () => {
    const error = await client
      .send(new RespondActivityTaskCompletedCommand({ taskToken: '' }))
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SWFServiceException);
    expect(error).toMatchObject({ name: 'ValidationException', $fault: 'client', $metadata: { httpStatusCode: 400 } });
  });

  it('gives dates, numbers and no more members than AWS', async () => {
    const { runId = '' } = await client.send(new StartWorkflowExecutionCommand({ ...input, workflowId: 'dates' }));
    const command = new GetWorkflowExecutionHistoryCommand({ domain, execution: { workflowId: 'dates', runId } });
    const { events } = await client.send(command);
    expect(events).toEqual([
      {
        eventId: 1,
        eventType: 'WorkflowExecutionStarted',
        eventTimestamp: new Date('2020-01-01T00:00:00Z'),
        workflowExecutionStartedEventAttributes: {
          childPolicy: 'TERMINATE',
          executionStartToCloseTimeout: '31536000',
          parentInitiatedEventId: 0,
          taskList: { name: 'default' },
          taskStartToCloseTimeout: 'NONE',
          workflowType: ORDER,
        },
      },
      {
        eventId: 2,
        eventType: 'DecisionTaskScheduled',
        eventTimestamp: new Date('2020-01-01T00:00:00Z'),
        decisionTaskScheduledEventAttributes: {
          scheduleToStartTimeout: 'NONE',
          startToCloseTimeout: 'NONE',
          taskList: { name: 'default' },
        },
      },
    ]);
    expect(Object.keys(events?.[0]?.workflowExecutionStartedEventAttributes ?? {})).not.toContain('input');
  });

  it('takes dates where the SDK has them', async () => {
    const counted = (oldestDate: Date) =>
      client.send(new CountOpenWorkflowExecutionsCommand({ domain, startTimeFilter: { oldestDate } }));
    expect((await counted(new Date('2020-01-01T00:00:00Z'))).count).toBeGreaterThan(0);
    expect(await counted(new Date('2020-01-01T00:00:00.001Z'))).toMatchObject({ count: 0, truncated: false });
  });

  it('keeps what callers change out of the fake', async () => {
    const type = { ...CHARGE };
    await start(swf.client(), 'mine');
    const poll = new PollForDecisionTaskCommand({ domain, taskList });
    let task = await client.send(poll);
    while (task.workflowExecution?.workflowId !== 'mine') task = await client.send(poll);
    const decision = schedule('mine', { activityType: type, taskList: { name: 'mine' } });
    await swf.client().respondDecisionTaskCompleted({ taskToken: task.taskToken, decisions: [decision] });
    const before = JSON.stringify(swf.history({ workflowId: 'mine' }));
    type.name = 'Spoilt';
    Object.assign(decision.scheduleActivityTaskDecisionAttributes, { activityId: 'spoilt' });
    for (const event of task.events ?? []) Object.assign(event, { eventType: 'Spoilt', eventTimestamp: new Date(0) });
    for (const event of swf.history({ workflowId: 'mine' })) event.eventTimestamp?.setTime(0);
    expect(JSON.stringify(swf.history({ workflowId: 'mine' }))).toBe(before);
    const { activityType } = await client.send(new PollForActivityTaskCommand({ domain, taskList: { name: 'mine' } }));
    expect(activityType).toEqual(CHARGE);
  });
});

describe('rights are per door', () => {
  it('denies here what it allows there', async () => {
    const swf = shop();
    const denied = new SWFClient({ region });
    swf.attach(mockClient(denied), { authorize: ({ action }) => action !== 'swf:StartWorkflowExecution' });
    await expect(denied.send(new StartWorkflowExecutionCommand(input))).rejects.toThrow(OperationNotPermittedFault);
    expect(swf.runs()).toEqual([]);
    await swf.client().startWorkflowExecution(input);
    expect(swf.runs()).toHaveLength(1);
  });
});

describe('bad use', () => {
  it.each([
    ['nothing', undefined, 'attach() was given undefined'],
    [
      'a client',
      new SWFClient({ region }),
      "the client itself (class 'SWFClient') and not swf.attach(mockClient(client))",
    ],
    ['something else', {}, "attach() was given an object of the class 'Object'"],
    ['an object of no class', Object.create(null), 'an object without a class'],
  ])('of attach() with %s is explained', (_what, stub, said) => {
    expect(() => shop().attach(stub as never)).toThrow(said);
  });
});
