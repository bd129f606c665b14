import {
  type Assumptions,
  createState,
  fork,
  instant,
  isFault,
  type Limits,
  type OperationName,
  type Reply,
  type State,
  step,
} from '../../src/core/index.js';

export type Members = Readonly<Record<string, unknown>>;

export const START = instant(Date.UTC(2020, 0, 1));
export const LIST = { name: 'list' };
const UNLIMITED = { defaultTaskList: LIST, defaultTaskStartToCloseTimeout: 'NONE' };
const WORKFLOW = { ...UNLIMITED, defaultExecutionStartToCloseTimeout: '31536000', defaultChildPolicy: 'TERMINATE' };
const ACTIVITY = {
  ...UNLIMITED,
  defaultTaskHeartbeatTimeout: 'NONE',
  defaultTaskScheduleToStartTimeout: 'NONE',
  defaultTaskScheduleToCloseTimeout: 'NONE',
};

export const type = (name: string, version = '1') => ({ name, version });

/** The answer to something that cannot be refused here. @throws Error if it is. */
export function ok<O extends OperationName>(s: State, op: O, input: Members): Reply<O> {
  const { reply } = step(s, { op, input }, s.now);
  if (isFault(reply)) throw new Error(`${op}: ${JSON.stringify(reply)}`);
  return reply as Reply<O>;
}

export interface World {
  readonly s: State;
  /** The open run of `busy` in `shop`. */
  readonly busy: string;
  /** The closed run of `done` in `shop`. */
  readonly done: string;
  /** The open run of `busy` in `old`. */
  readonly elsewhere: string;
}

/** How much of everything `world` holds: with these limits there is room for nothing more. */
export const FULL = { domains: 2, workflowTypes: 3, activityTypes: 3, openExecutions: 1 };

/**
 * Two domains of the same content, of which `old` is deprecated: the types Order (all defaults), Bare (none) and Gone
 * (deprecated) of either kind, an open run `busy` and a closed one `done`.
 */
export function world(limits: Partial<Limits> = {}, seed = 1, assumptions: Partial<Assumptions> = {}): World {
  const key = JSON.stringify([limits, seed, assumptions]);
  const made = worlds.get(key) ?? makeWorld(limits, seed, assumptions);
  worlds.set(key, made);
  return { ...made, s: fork(made.s) };
}

const worlds = new Map<string, World>();

function makeWorld(limits: Partial<Limits>, seed: number, assumptions: Partial<Assumptions>): World {
  const s = createState({ seed, now: START, limits, assumptions });
  const shop = furnish(s, 'shop');
  const old = furnish(s, 'old');
  ok(s, 'DeprecateDomain', { name: 'old' });
  return { s, ...shop, elsewhere: old.busy };
}

/** Fills a state with one domain of what `world` has two of. */
export function furnish(s: State, domain: string): { readonly busy: string; readonly done: string } {
  ok(s, 'RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
  for (const name of ['Order', 'Bare', 'Gone']) {
    ok(s, 'RegisterWorkflowType', { domain, ...type(name), ...(name !== 'Bare' && WORKFLOW) });
    ok(s, 'RegisterActivityType', { domain, ...type(name), ...(name !== 'Bare' && ACTIVITY) });
  }
  ok(s, 'DeprecateWorkflowType', { domain, workflowType: type('Gone') });
  ok(s, 'DeprecateActivityType', { domain, activityType: type('Gone') });
  const done = begin(s, 'done', { domain });
  ok(s, 'TerminateWorkflowExecution', { domain, workflowId: 'done' });
  return { done, busy: begin(s, 'busy', { domain }) };
}

export const begin = (s: State, workflowId: string, more: Members = {}): string =>
  ok(s, 'StartWorkflowExecution', { domain: 'shop', workflowId, workflowType: type('Order'), ...more }).runId as string;

export const signal = (s: State, workflowId = 'busy'): unknown =>
  ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId, signalName: 'go' });

export const terminate = (s: State, workflowId = 'busy'): unknown =>
  ok(s, 'TerminateWorkflowExecution', { domain: 'shop', workflowId });

export const takeDecision = (s: State, more: Members = {}) =>
  ok(s, 'PollForDecisionTask', { domain: 'shop', taskList: LIST, ...more });

export const takeActivity = (s: State): string =>
  ok(s, 'PollForActivityTask', { domain: 'shop', taskList: LIST }).taskToken as string;

export const respond = (s: State, taskToken: string, ...decisions: readonly Members[]): unknown =>
  ok(s, 'RespondDecisionTaskCompleted', { taskToken, decisions });

/** A decision by its type and attributes. */
export const decision = (decisionType: string, attributes?: Members): Members => ({
  decisionType,
  ...(attributes && { [attributesOf(decisionType)]: attributes }),
});

export const attributesOf = (decisionType: string): string =>
  `${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`;

export const schedule = (activityId: string, more: Members = {}): Members =>
  decision('ScheduleActivityTask', { activityId, activityType: type('Order'), ...more });

/** The events of the open or closed run, as AWS shows them. */
export const historyOf = (s: State, workflowId: string, runId: string) =>
  ok(s, 'GetWorkflowExecutionHistory', { domain: 'shop', execution: { workflowId, runId } }).events ?? [];
