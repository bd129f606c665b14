import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/args/didYouMean.js';
import { SwfFake } from '../../../src/index.js';
import { timeline } from '../../../src/render/index.js';
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
} from '../../support/shop.js';

const told = (swf: SwfFake): readonly string[] => swf.explain({ workflowId: 'order-7' }).split('\n  ');

async function decide(swf: SwfFake, ...decisions: readonly object[]): Promise<void> {
  const client = swf.client();
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: decisions as never });
}

describe('explain()', () => {
  it('names the list that nobody polls, and the one that somebody polls instead', async () => {
    const swf = shop();
    const { runId } = await start(swf.client());
    expect(told(swf)[0]).toBe(`Run 'order-7' (Order@1, run id ${runId}) is open since 2020-01-01T00:00:00.000Z.`);
    expect(told(swf)[1]).toBe(
      "The decision task 2 waits on the task list 'default': it was never polled, and no poll has reached this fake; connect the client with swf.attach(stub) or use swf.client().",
    );
    await swf.client().pollForDecisionTask({ domain, taskList: { name: 'defualt' }, identity: 'decider-1' });
    expect(told(swf)[1]).toContain("it was never polled; decider-1 polled 'defualt' (one letter off).");
    expect(told(swf)[2]).toBe('Next, at 2020-12-31T00:00:00.000Z: the execution timeout.');
  });

  it('names who waits for a task, and what falls due next', async () => {
    const swf = shop();
    await start(swf.client());
    await decide(swf, schedule('charge', { scheduleToStartTimeout: '30' }), startTimer('reminder', '60'));
    const parked = swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList, identity: 'decider-2' });
    expect(told(swf).slice(1)).toEqual([
      "The activity 'charge' waits on the task list 'default': it was never polled.",
      "The timer 'reminder' runs.",
      "Next, at 2020-01-01T00:00:30.000Z: the schedule-to-start timeout of the activity 'charge'.",
    ]);
    swf.close();
    await parked;
  });

  it('says who has what in hand', async () => {
    const swf = shop();
    await start(swf.client());
    await decide(swf, schedule('charge', { heartbeatTimeout: '30' }));
    await swf.client().pollForActivityTask({ domain, taskList });
    await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'hurry' });
    await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.send('RequestCancelWorkflowExecution', { domain, workflowId: 'order-7' });
    expect(told(swf).slice(1)).toEqual([
      'A decider has the decision task 9 and has not responded.',
      "The decision task 11 waits on the task list 'default', behind the started one: no poll waits on it; " +
        'the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.',
      "A worker has the activity 'charge' (event 6).",
      "Next, at 2020-01-01T00:00:30.000Z: the heartbeat timeout of the activity 'charge'.",
    ]);
  });

  it('tells of a heartbeat timeout that a heartbeat has moved on', async () => {
    const swf = shop();
    await start(swf.client());
    await decide(swf, schedule('charge', { heartbeatTimeout: '30' }), startTimer('reminder', '45'));
    const { taskToken } = await swf.client().pollForActivityTask({ domain, taskList });
    swf.clock.advance('10s');
    await swf.client().recordActivityTaskHeartbeat({ taskToken });
    const due = "Next, at 2020-01-01T00:00:40.000Z: the heartbeat timeout of the activity 'charge'.";
    expect(told(swf).at(-1)).toBe(due);
  });

  it('says when nothing becomes due', async () => {
    const swf = shop({ assumptions: { unlimitedExecutions: 'accepted' } });
    await start(swf.client(), 'order-7', { executionStartToCloseTimeout: 'NONE' });
    // The deadline of another run is not that of this one.
    await start(swf.client(), 'order-8');
    expect(told(swf).at(-1)).toBe('Nothing becomes due.');
  });

  it('says when nothing is pending, and when all is over', async () => {
    const swf = shop();
    await start(swf.client());
    await decide(swf);
    expect(told(swf)[1]).toContain('Nothing is pending');
    await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'go' });
    await decide(swf, complete());
    expect(told(swf)[0]).toMatch(/is closed: COMPLETED at 2020-01-01/);
  });

  it('says what came to nothing of the last answer, and what was meant', async () => {
    const swf = shop();
    await start(swf.client(), 'order-7', { lambdaRole: 'role' });
    await decide(swf, schedule('charge'), startTimer('reminder', '60'));
    await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'go' });
    const version = CHARGE.version;
    await decide(
      swf,
      schedule('a', { activityType: { name: 'Chrage', version } }),
      schedule('b', { activityType: { name: 'Nothing', version } }),
      schedule('charge'),
      requestCancel('chagre'),
      cancelTimer('late'),
      child('kid', { workflowType: { name: 'Ordre', version } }),
      child('kid', { workflowType: { name: 'Order', version } }),
      lambda('pack'),
    );
    expect(told(swf).slice(1)).toEqual([
      "ScheduleActivityTask of 'a' failed (event 11): ACTIVITY_TYPE_DOES_NOT_EXIST; the type 'Chrage@1' is not registered; did you mean 'Charge@1' (one letter off)?",
      "ScheduleActivityTask of 'b' failed (event 12): ACTIVITY_TYPE_DOES_NOT_EXIST; the type 'Nothing@1' is not registered; registered are 'Charge@1'.",
      "ScheduleActivityTask of 'charge' failed (event 13): ACTIVITY_ID_ALREADY_IN_USE.",
      "RequestCancelActivityTask of 'chagre' failed (event 14): ACTIVITY_ID_UNKNOWN; did you mean the open activity 'charge' (one letter off)?",
      "CancelTimer of 'late' failed (event 15): TIMER_ID_UNKNOWN; open are 'reminder'.",
      "StartChildWorkflowExecution of 'kid' failed (event 16): WORKFLOW_TYPE_DOES_NOT_EXIST; the type 'Ordre@1' is not registered; did you mean 'Order@1' (one letter off)?",
      "LambdaFunction of 'pack' failed (event 22): ResourceNotFoundException, Function not found: pack.",
      "The decision task 19 waits on the task list 'default': no poll waits on it; the last one was of a poller without identity at 2020-01-01T00:00:00.000Z.",
      "The activity 'charge' waits on the task list 'default': it was never polled.",
      "The timer 'reminder' runs.",
      "The child workflow 'kid' runs.",
      "Next, at 2020-01-01T00:01:00.000Z: the timer 'reminder' fires.",
    ]);
  });

  it.each([
    ['charge', 'charge', undefined],
    ['charge', 'chargex', 'one letter off'],
    ['charge', 'harge', 'one letter off'],
    ['charge', 'chxrge', 'one letter off'],
    ['charge', 'hcarge', 'one letter off'],
    ['charge', 'hcargex', 'two letters off'],
    ['charge', 'chrge2', 'two letters off'],
    ['charge', 'ship', undefined],
    ['charge', 'charge-of', undefined],
  ])('a name that is hardly another: %s, %s', (name, other, off) => {
    expect(nearest(name, [other, 'something else'])?.off).toBe(off);
  });

  it('says what was refused last, and what had become of the task', async () => {
    const swf = shop();
    await start(swf.client());
    await decide(swf, schedule('a', { heartbeatTimeout: '30' }), schedule('b'));
    const take = async () => (await swf.client().pollForActivityTask({ domain, taskList })).taskToken;
    const [a, b] = [await take(), await take()];
    swf.clock.advance('30s');
    await expect(swf.client().recordActivityTaskHeartbeat({ taskToken: a })).rejects.toThrow();
    expect(told(swf)[1]).toBe(
      "RecordActivityTaskHeartbeat of the activity 'a' was refused (UnknownResourceFault: Unknown activity, scheduledEventId = 5): it had closed before, by a HEARTBEAT timeout (event 9).",
    );
    await swf.client().respondActivityTaskCompleted({ taskToken: b });
    await expect(swf.client().respondActivityTaskFailed({ taskToken: b })).rejects.toThrow();
    expect(told(swf)[1]).toContain('it had closed before, by ActivityTaskCompleted (event 11).');
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-7' });
    await expect(swf.client().respondDecisionTaskCompleted({ taskToken })).rejects.toThrow();
    expect(told(swf)[1]).toContain(
      "RespondDecisionTaskCompleted of the decision task 10 of the workflow type 'Order' was refused",
    );
    expect(told(swf)[1]).toContain(': its run was closed.');
    await expect(swf.client().recordActivityTaskHeartbeat({ taskToken: 'nonsense' })).rejects.toThrow('Invalid token');
  });

  it('lists the runs that there are, if there is none of that name', async () => {
    const swf = shop();
    expect(() => swf.explain({ workflowId: 'order-8' })).toThrow('no workflow execution was started yet');
    await start(swf.client());
    expect(() => swf.history({ workflowId: 'order-8' })).toThrow("did you mean 'order-7'?");
  });
});

describe('register()', () => {
  it('gives every default that SWF asks for', async () => {
    const swf = new SwfFake();
    const activities = {
      'Charge@1': { taskList: 'cards', timeouts: { heartbeat: '30s', startToClose: '5m' }, taskPriority: 3 },
    } as const;
    swf.register({ domain, workflows: { 'Order@2': { timeouts: { execution: '1h', decision: '10s' } } }, activities });
    const workflowType = { name: 'Order', version: '2' };
    expect(await swf.send('DescribeWorkflowType', { domain, workflowType })).toMatchObject({
      typeInfo: { status: 'REGISTERED', creationDate: new Date('2020-01-01T00:00:00Z') },
      configuration: {
        defaultTaskList: { name: 'default' },
        defaultChildPolicy: 'TERMINATE',
        defaultExecutionStartToCloseTimeout: '3600',
        defaultTaskStartToCloseTimeout: '10',
      },
    });
    expect((await swf.send('DescribeActivityType', { domain, activityType: CHARGE })).configuration).toEqual({
      defaultTaskList: { name: 'cards' },
      defaultTaskHeartbeatTimeout: '30',
      defaultTaskStartToCloseTimeout: '300',
      defaultTaskScheduleToStartTimeout: 'NONE',
      defaultTaskScheduleToCloseTimeout: 'NONE',
      defaultTaskPriority: '3',
    });
  });

  it.each([
    ['a type without a version', { workflows: { Order: {} } }, "expected a name and a version, for example 'Order@1'"],
    ['a duration without a unit', { activities: { 'A@1': { timeouts: { heartbeat: '30' } } } }, "did you mean '30s'?"],
    [
      'a type with other settings',
      { workflows: { 'Order@1': { taskList: 'orders' } } },
      "defaultTaskList is 'default', and was now given as 'orders'",
    ],
  ])('explains %s', (_what, wrong, said) => {
    expect(() => shop().register({ domain, ...(wrong as object) })).toThrow(said);
  });
});

describe('register() again', () => {
  it('leaves types as they are if their settings are the same', async () => {
    const swf = new SwfFake();
    const activities = { 'Charge@1': { taskList: 'cards', taskPriority: 3 } } as const;
    const workflows = { 'Order@1': { timeouts: { execution: '1d' } } } as const;
    swf.register({ domain, activities, workflows });
    expect(() => swf.register({ domain, activities, workflows })).not.toThrow();
    expect(() => swf.register({ domain, activities: { 'Charge@1': { taskList: 'cards' } } })).toThrow(
      "defaultTaskPriority is '3', and was now given as not set",
    );
  });
});

describe('console.log(swf)', () => {
  it('prints the summary that String(swf) is', () => {
    const swf = new SwfFake();
    expect(inspect(swf)).toBe(String(swf));
    expect(inspect({ swf })).toContain('runs: 0 open, 0 closed');
  });
});

describe('scheduleActivity()', () => {
  it('makes a true history, on a task list where no decider looks', () => {
    const swf = new SwfFake();
    const scheduled = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7', timeouts: { heartbeat: '30s' } });
    expect(scheduled).toMatchObject({ domain: 'test', taskList: 'default', activityId: 'Charge-1' });
    expect(timeline(swf.history(scheduled))).toMatchInlineSnapshot(`
      "#1  +0s  WorkflowExecutionStarted workflowType=swfake-decider@1
      #2  +0s  DecisionTaskScheduled
      #3  +0s  DecisionTaskStarted (2) identity=swfake-decider
      #4  +0s  DecisionTaskCompleted (2, 3)
      #5  +0s  ActivityTaskScheduled Charge-1 activityType=Charge@1 input="card 7""
    `);
  });

  it.each([
    [7, '7'],
    [-3, '-3'],
    [0, '0'],
    [undefined, undefined],
  ])('has the task priority %s', (taskPriority, written) => {
    const swf = new SwfFake();
    const run = swf.scheduleActivity({ activity: 'Charge@1', ...(taskPriority !== undefined && { taskPriority }) });
    expect(swf.history(run)[4]?.activityTaskScheduledEventAttributes?.taskPriority).toBe(written);
  });

  it('with a higher task priority is taken first', async () => {
    const swf = new SwfFake();
    const [low, high] = [1, 2].map((taskPriority) => swf.scheduleActivity({ activity: 'Charge@1', taskPriority }));
    const poll = { domain: 'test', taskList: { name: 'default' } };
    const taken = [await swf.client().pollForActivityTask(poll), await swf.client().pollForActivityTask(poll)];
    expect(taken.map(({ activityId }) => activityId)).toEqual([high?.activityId, low?.activityId]);
  });

  it('asks which domain is meant, if there are several', () => {
    const swf = shop();
    swf.register({ domain: 'bank' });
    expect(() => swf.scheduleActivity({ activity: 'Charge@1' })).toThrow("add domain: 'bank' or 'shop'");
  });

  it('says why an activity could not be scheduled', async () => {
    const swf = shop();
    await swf.send('DeprecateActivityType', { domain, activityType: CHARGE });
    expect(() => swf.scheduleActivity({ activity: 'Charge@1' })).toThrow('ACTIVITY_TYPE_DEPRECATED');
  });
});
