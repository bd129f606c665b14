import type { Decision } from '@aws-sdk/client-swf';
import type { OperationName } from '../../src/core/index.js';
import type { WalkCommand } from '../../src/property/walks/walkCommands.js';
import { BARE, FULL, NONE, OLD, ROLE } from './types.js';

/** Input members to add or to replace; `undefined` takes one away. */
type Loose = Readonly<Record<string, unknown>>;
type Twist = (input: Loose, n: number) => Loose;

const add =
  (members: Loose): Twist =>
  () =>
    members;

const decisions =
  (change: (decision: Decision, n: number) => Decision): Twist =>
  (input, n) => ({ decisions: (input.decisions as readonly Decision[]).map((decision) => change(decision, n)) });

const scheduling = (members: Loose): Twist =>
  decisions((decision) => {
    const { scheduleActivityTaskDecisionAttributes: wanted } = decision;
    if (!wanted) return decision;
    return { ...decision, scheduleActivityTaskDecisionAttributes: defined({ ...wanted, ...members }) as never };
  });

const withoutTimeouts = {
  scheduleToStartTimeout: undefined,
  scheduleToCloseTimeout: undefined,
  startToCloseTimeout: undefined,
  heartbeatTimeout: undefined,
};

const allTimeouts = (timeout: string): Loose => ({
  scheduleToStartTimeout: timeout,
  scheduleToCloseTimeout: timeout,
  startToCloseTimeout: timeout,
  heartbeatTimeout: timeout,
});

const timerNamed = (timerId: string): Twist =>
  decisions((decision) => {
    const { startTimerDecisionAttributes: timer } = decision;
    return timer ? { ...decision, startTimerDecisionAttributes: { ...timer, timerId } } : decision;
  });

const said = decisions((decision, n) => {
  const { startTimerDecisionAttributes: timer, recordMarkerDecisionAttributes: marker } = decision;
  if (timer) return { ...decision, startTimerDecisionAttributes: { ...timer, control: `control ${n}` } };
  if (marker) return { ...decision, recordMarkerDecisionAttributes: { ...marker, details: '' } };
  if (decision.decisionType !== 'CompleteWorkflowExecution') return decision;
  return { ...decision, completeWorkflowExecutionDecisionAttributes: { result: `result ${n}` } };
});

const elsewhere = (taskListScheduleToStartTimeout: string, name: string): Twist =>
  add({ taskList: { name }, taskListScheduleToStartTimeout });

const strangers: readonly Twist[] = [
  add({ domain: 'nowhere' }),
  add({ workflowId: 'nobody' }),
  add({ runId: 'nobody' }),
  add({ runId: '' }),
];

/** What makes an ordinary command less ordinary. */
const TWISTS: { readonly [O in OperationName]?: readonly Twist[] } = {
  StartWorkflowExecution: [
    add({ workflowType: FULL, taskList: undefined }),
    add({ workflowType: FULL, taskList: undefined, executionStartToCloseTimeout: '5', childPolicy: 'ABANDON' }),
    add({ workflowType: BARE }),
    add({ workflowType: BARE, taskList: undefined }),
    add({ workflowType: BARE, taskStartToCloseTimeout: 'NONE' }),
    add({ workflowType: OLD }),
    add({ workflowType: NONE }),
    add({ input: 'in', tagList: ['tag', ''], taskPriority: '-1' }),
    add({ tagList: [] }),
    add({ childPolicy: undefined, lambdaRole: undefined }),
    add({ taskStartToCloseTimeout: '0' }),
    add({ executionStartToCloseTimeout: '2', taskStartToCloseTimeout: '2' }),
    // As long as timers and timeouts within the run, so that they meet at one instant.
    add({ executionStartToCloseTimeout: '2' }),
    add({ executionStartToCloseTimeout: '4', taskStartToCloseTimeout: '4' }),
    add({ executionStartToCloseTimeout: '4' }),
    add({ executionStartToCloseTimeout: '5' }),
    add({ executionStartToCloseTimeout: '6' }),
    // As the frameworks of AWS name the children of a run (docs/swf.md 12, doubt 13).
    (_input, n) => ({ workflowId: `run/${n % 2}=:1` }),
    add({ domain: 'nowhere' }),
  ],
  SignalWorkflowExecution: [...strangers, add({ input: 'in' }), add({ input: '' })],
  RequestCancelWorkflowExecution: strangers,
  TerminateWorkflowExecution: [
    ...strangers,
    add({ reason: 'why', details: 'how', childPolicy: 'REQUEST_CANCEL' }),
    add({ childPolicy: 'TERMINATE' }),
    add({ childPolicy: 'ABANDON' }),
  ],
  DescribeWorkflowExecution: [add({ domain: 'nowhere' }), add({ execution: { workflowId: 'w0', runId: 'nobody' } })],
  PollForDecisionTask: [add({ identity: undefined }), add({ reverseOrder: true }), add({ identity: 'another' })],
  PollForActivityTask: [
    add({ identity: undefined }),
    add({ taskList: { name: 'list c' } }),
    add({ identity: 'another' }),
  ],
  RespondDecisionTaskCompleted: [
    scheduling({ activityType: FULL }),
    scheduling({ activityType: FULL, ...withoutTimeouts, taskPriority: undefined, input: 'in', control: 'control' }),
    scheduling({ activityType: FULL, ...withoutTimeouts, scheduleToCloseTimeout: '3' }),
    scheduling({ activityType: BARE }),
    scheduling({ activityType: BARE, ...withoutTimeouts, taskList: { name: 'list b' } }),
    scheduling({ activityType: OLD }),
    scheduling({ activityType: NONE }),
    scheduling({ heartbeatTimeout: '2', taskList: { name: 'list b' }, taskPriority: undefined }),
    scheduling({ ...allTimeouts('2'), taskPriority: '-1' }),
    scheduling({ ...allTimeouts('NONE'), heartbeatTimeout: '1' }),
    scheduling({ activityId: 'activity 2' }),
    scheduling({ activityType: BARE, ...withoutTimeouts, taskList: { name: 'list b' }, scheduleToStartTimeout: '1' }),
    scheduling({ scheduleToCloseTimeout: '4', startToCloseTimeout: undefined }),
    timerNamed('timer 2'),
    said,
    add({ decisions: undefined, executionContext: '' }),
    add({ executionContext: 'another context' }),
    elsewhere('0', 'list b'),
    elsewhere('NONE', 'list b'),
    elsewhere('5', 'list a'),
    elsewhere('1', 'list b'),
    (input) => ({ decisions: (input.decisions as readonly Decision[]).toReversed() }),
  ],
  RecordActivityTaskHeartbeat: [(_input, n) => ({ details: `beat ${n}` }), add({ details: '' })],
  RespondActivityTaskFailed: [add({ reason: 'why' })],
};

const defined = (members: Loose): Loose =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** Runs differ in what they do to their children, and most may call Lambda functions. */
const POLICIES = [undefined, 'REQUEST_CANCEL', 'ABANDON', 'TERMINATE', 'ABANDON'];

const varied = (command: WalkCommand, n: number): WalkCommand =>
  command.op === 'StartWorkflowExecution'
    ? {
        ...command,
        input: defined({
          childPolicy: POLICIES[n % POLICIES.length],
          lambdaRole: n % 3 > 0 ? ROLE : undefined,
          ...(command.input as Loose),
        }),
      }
    : command;

/** Three commands in four stay as they are. */
export function twisted(usual: WalkCommand, n: number): WalkCommand {
  const command = varied(usual, n);
  const twists = TWISTS[command.op];
  if (!twists || n % 4 > 0) return command;
  const twist = twists[(n >> 2) % twists.length] as Twist;
  return { ...command, input: defined({ ...(command.input as Loose), ...twist(command.input as Loose, n) }) };
}
