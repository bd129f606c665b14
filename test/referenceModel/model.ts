import type { RegisterDomainInput } from '@aws-sdk/client-swf';
import { describe, history, requestCancel, signal, start, terminate } from './executions.js';
import { heartbeat, pollActivity, pollDecision, respondActivity, respondDecision, type TaskId } from './tasks.js';
import type { Type, World } from './world.js';

/** A call, with what only the caller can know: which task a token means. */
export interface Call {
  readonly op: string;
  readonly input: object;
  readonly task?: TaskId | undefined;
  readonly pick?: number;
  readonly denied?: boolean;
}

/** Answers one call, when all that was due before it has happened: a reply or a refusal. */
export function execute(world: World, call: Call): object {
  const { op, input: raw, task, pick = 0, denied = false } = call;
  // What the model is given was checked by the fake's own door, which other tests try.
  const input = raw as never;
  const needed = (): TaskId => task ?? fail(`${op} without a task`);
  switch (op) {
    case 'RegisterDomain':
      return registerDomain(world, raw);
    case 'RegisterWorkflowType':
      return registerType(world, 'workflow', raw);
    case 'RegisterActivityType':
      return registerType(world, 'activity', raw);
    case 'DeprecateWorkflowType':
      return deprecate(world, 'workflow', (raw as { workflowType: Type }).workflowType);
    case 'DeprecateActivityType':
      return deprecate(world, 'activity', (raw as { activityType: Type }).activityType);
    case 'StartWorkflowExecution':
      return start(world, input);
    case 'SignalWorkflowExecution':
      return signal(world, input);
    case 'RequestCancelWorkflowExecution':
      return requestCancel(world, input);
    case 'TerminateWorkflowExecution':
      return terminate(world, input);
    case 'DescribeWorkflowExecution':
      return describe(world, input);
    case 'GetWorkflowExecutionHistory':
      return history(world, input);
    case 'PollForDecisionTask':
      return pollDecision(world, input, pick);
    case 'PollForActivityTask':
      return pollActivity(world, input, pick);
    case 'RespondDecisionTaskCompleted':
      return respondDecision(world, input, needed(), denied);
    case 'RecordActivityTaskHeartbeat':
      return heartbeat(world, input, needed());
    case 'RespondActivityTaskCompleted':
      return respondActivity(world, 'ActivityTaskCompleted', input, needed());
    case 'RespondActivityTaskFailed':
      return respondActivity(world, 'ActivityTaskFailed', input, needed());
    case 'RespondActivityTaskCanceled':
      return respondActivity(world, 'ActivityTaskCanceled', input, needed());
    default:
      return fail(`the model does not answer ${op}`);
  }
}

function registerDomain(world: World, input: object): object {
  const { name, workflowExecutionRetentionPeriodInDays } = input as RegisterDomainInput;
  world.domains.push({ name: name ?? '', retention: workflowExecutionRetentionPeriodInDays ?? 'NONE' });
  return {};
}

function registerType(world: World, kind: Type['kind'], input: object): object {
  const { name, version } = input as Pick<Type, 'name' | 'version'>;
  world.types.push({ kind, name, version, defaults: input as Type['defaults'], deprecated: false });
  return {};
}

function deprecate(world: World, kind: Type['kind'], { name, version }: Pick<Type, 'name' | 'version'>): object {
  const type = world.types.find((known) => known.kind === kind && known.name === name && known.version === version);
  if (type) type.deprecated = true;
  return {};
}

function fail(message: string): never {
  throw new Error(message);
}
