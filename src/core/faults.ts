/** The faults that SWF declares, and those that any AWS operation may answer. */
export type FaultName =
  | 'DefaultUndefinedFault'
  | 'DomainAlreadyExistsFault'
  | 'DomainDeprecatedFault'
  | 'LimitExceededFault'
  | 'OperationNotPermittedFault'
  | 'TooManyTagsFault'
  | 'TypeAlreadyExistsFault'
  | 'TypeDeprecatedFault'
  | 'TypeNotDeprecatedFault'
  | 'UnknownResourceFault'
  | 'WorkflowExecutionAlreadyStartedFault'
  | 'InternalFailure'
  | 'SerializationException'
  | 'ThrottlingException'
  | 'ValidationException';

/** A refusal, as a value: the command that got it has changed nothing. */
export interface Fault {
  readonly fault: FaultName;
  readonly message: string;
}

export const fault = (name: FaultName, message: string): Fault => ({ fault: name, message });

export const isFault = (x: object): x is Fault => 'fault' in x;

export interface TypeId {
  readonly name: string;
  readonly version: string;
}
export interface ExecutionId {
  readonly workflowId: string;
  readonly runId: string;
}
export type TypeKind = 'WorkflowType' | 'ActivityType';

export const typeText = (kind: TypeKind, { name, version }: TypeId): string =>
  `${kind}=[name=${name}, version=${version}]`;

/** A type as people write it: `Charge@1`. */
export const typeName = ({ name, version }: TypeId): string => `${name}@${version}`;

// The texts are the live service's where somebody saw them; the source of each is in swf-behaviour 2 and 5.1.
export const unknownDomain = (name: string): Fault => fault('UnknownResourceFault', `Unknown domain: ${name}`);
export const unknownType = (kind: TypeKind, type: TypeId): Fault =>
  fault('UnknownResourceFault', `Unknown type: ${typeText(kind, type)}`);
export const unknownExecution = ({ workflowId, runId }: ExecutionId): Fault =>
  fault('UnknownResourceFault', `Unknown execution: WorkflowExecution=[workflowId=${workflowId}, runId=${runId}]`);
export const noOpenExecution = (workflowId: string): Fault =>
  fault('UnknownResourceFault', `Unknown execution, workflowId = ${workflowId}`);
// Nobody has seen what a token of such a run gets; its workflow id is forgotten with it (swf-behaviour 7.5).
export const forgottenExecution = (runId: string): Fault =>
  fault('UnknownResourceFault', `Unknown execution, runId = ${runId}`);
export const unknownActivity = (scheduledId: number): Fault =>
  fault('UnknownResourceFault', `Unknown activity, scheduledEventId = ${scheduledId}`);
export const unknownDecisionTask = (scheduledId: number): Fault =>
  fault('UnknownResourceFault', `Unknown decision task, scheduledEventId = ${scheduledId}`);
export const invalidToken: Fault = fault('ValidationException', 'Invalid token');
export const expiredPageToken: Fault = fault(
  'ValidationException',
  'Specified token has exceeded its maximum lifetime',
);

export const tooManyPolls: Fault = fault(
  'LimitExceededFault',
  'Limit on maximum concurrent poll requests per task list reached',
);

/** What AWS says where an injected fault brings no text of its own; empty where nobody has seen it. */
export function usualText(name: FaultName, action: string): string {
  if (name === 'ThrottlingException') return 'Rate exceeded';
  return name === 'LimitExceededFault' && action.startsWith('swf:Poll') ? tooManyPolls.message : '';
}
