import { type ExecutionRef, type OperationName, SwfFake } from '../../../src/index.js';
import { CHARGE, complete, domain, ORDER, schedule, startTimer, taskList } from '../shop.js';
import type { Door } from './doors.js';

/** What is said of a call, and what was called. */
type Line = readonly [op: OperationName, said: unknown];

export interface Told {
  readonly lines: readonly Line[];
  /** As the door brings it, page by page. */
  readonly history: readonly unknown[];
  /** As the fake has it. */
  readonly kept: readonly unknown[];
}

const NONE = {
  defaultTaskHeartbeatTimeout: 'NONE',
  defaultTaskScheduleToCloseTimeout: 'NONE',
  defaultTaskScheduleToStartTimeout: 'NONE',
  defaultTaskStartToCloseTimeout: 'NONE',
};
const WORKFLOW = {
  defaultTaskList: taskList,
  defaultChildPolicy: 'TERMINATE',
  defaultExecutionStartToCloseTimeout: '3600',
  defaultTaskStartToCloseTimeout: 'NONE',
};

/** Plays one story through a door, from the registration of its types to the pages of its history. */
export async function tell(open: (swf: SwfFake) => Promise<Door>): Promise<Told> {
  const swf = new SwfFake({ seed: 7 });
  const door = await open(swf);
  const lines: Line[] = [];
  const call = async (op: OperationName, input: object): Promise<Readonly<Record<string, unknown>>> => {
    const said = await door.call(op, input);
    lines.push([op, said]);
    return 'output' in said ? (said.output as Readonly<Record<string, unknown>>) : {};
  };
  try {
    await register(call);
    const execution = await toItsEnd(call, swf);
    return { lines, history: await pages(call, execution), kept: swf.history(execution) };
  } finally {
    await door.close();
  }
}

type Call = (op: OperationName, input: object) => Promise<Readonly<Record<string, unknown>>>;

async function register(call: Call): Promise<void> {
  await call('RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '3', description: 'ünï ✓ "q"' });
  await call('RegisterWorkflowType', { domain, ...ORDER, ...WORKFLOW });
  await call('RegisterActivityType', { domain, ...CHARGE, ...NONE, defaultTaskList: taskList });
  await call('ListActivityTypes', { domain, registrationStatus: 'REGISTERED' });
}

async function toItsEnd(call: Call, swf: SwfFake): Promise<ExecutionRef> {
  const workflowId = 'order-7';
  const input = '{"card": 7, "name": "Zoë"}';
  const { runId } = await call('StartWorkflowExecution', {
    domain,
    workflowId,
    workflowType: ORDER,
    input,
    tagList: ['a'],
  });
  const decide = async (...decisions: readonly object[]): Promise<void> => {
    const { taskToken } = await call('PollForDecisionTask', { domain, taskList, identity: 'decider' });
    await call('RespondDecisionTaskCompleted', { taskToken, decisions });
  };
  await decide(schedule('charge', { heartbeatTimeout: '30', input: 'card 7' }), startTimer('patience', '3600'));
  const { taskToken } = await call('PollForActivityTask', { domain, taskList, identity: 'worker' });
  swf.clock.advance('1s');
  await call('RecordActivityTaskHeartbeat', { taskToken, details: 'half' });
  swf.clock.advance('12345ms');
  await call('RespondActivityTaskCompleted', { taskToken, result: 'charged\n"twice"' });
  await call('RespondActivityTaskCompleted', { taskToken });
  await call('SignalWorkflowExecution', { domain, workflowId, signalName: 'hurry', input: '' });
  await call('CountOpenWorkflowExecutions', { domain, startTimeFilter: { oldestDate: new Date(0) } });
  await call('DescribeWorkflowExecution', { domain, execution: { workflowId, runId } });
  await decide(complete('done'));
  await call('PollForDecisionTask', { domain, taskList });
  await call('CountClosedWorkflowExecutions', { domain, closeTimeFilter: { oldestDate: new Date(0) } });
  await call('ListClosedWorkflowExecutions', { domain, startTimeFilter: { oldestDate: new Date(0) } });
  return { workflowId, runId: String(runId) };
}

async function pages(call: Call, execution: ExecutionRef): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  let nextPageToken: unknown;
  do {
    const more = nextPageToken === undefined ? {} : { nextPageToken };
    const page = await call('GetWorkflowExecutionHistory', { domain, execution, maximumPageSize: 4, ...more });
    events.push(...(page.events as readonly unknown[]));
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined);
  return events;
}
