import { COMMON_FAULTS, type CommonFaultName, commonFault } from '../../tables/commonFaults.js';

// The faults of the API model.
const OWN_FAULTS = [
  'DefaultUndefinedFault',
  'DomainAlreadyExistsFault',
  'DomainDeprecatedFault',
  'LimitExceededFault',
  'OperationNotPermittedFault',
  'TooManyTagsFault',
  'TypeAlreadyExistsFault',
  'TypeDeprecatedFault',
  'TypeNotDeprecatedFault',
  'UnknownResourceFault',
  'WorkflowExecutionAlreadyStartedFault',
] as const;

/** The name of a fault: those that SWF declares, and those that every AWS service can answer (docs/swf.md 9.3). */
export type FaultName = (typeof OWN_FAULTS)[number] | CommonFaultName;

/** Returns whether AWS has a fault of this name. */
export const isFaultName = (name: string): name is FaultName =>
  commonFault(name) !== undefined || OWN_FAULTS.some((own) => own === name);

/** Returns the name of a fault that begins like `name`, or with which `name` begins; `undefined` if there is none. */
export function similarFaultName(name: string): FaultName | undefined {
  const all: readonly FaultName[] = [...OWN_FAULTS, ...(Object.keys(COMMON_FAULTS) as readonly CommonFaultName[])];
  const letters = name.toLowerCase();
  const isNear = (other: string): boolean => other.startsWith(letters) || letters.startsWith(other);
  return letters === '' ? undefined : all.find((other) => isNear(other.toLowerCase()));
}

/** A refusal of a command. The command has changed nothing. */
export interface Fault {
  /** The name of the fault. */
  readonly fault: FaultName;
  /** The message. It is the text of AWS where that is known (docs/swf.md 2), else a text of swfake. */
  readonly message: string;
  /** Why the permissions deny the command, for messages. It is no part of the answer of AWS. */
  readonly reason?: string;
}

/** Returns a fault. */
export const fault = (name: FaultName, message: string): Fault => ({ fault: name, message });

/** Returns whether a reply is a fault. */
export const isFault = (x: object): x is Fault => 'fault' in x;

/** The name and version of a workflow type or an activity type. */
export interface TypeId {
  /** The name. */
  readonly name: string;
  /** The version. */
  readonly version: string;
}

/** The ids of a workflow execution. */
export interface ExecutionId {
  /** The workflow id. */
  readonly workflowId: string;
  /** The run id. */
  readonly runId: string;
}

/** The kind of a type. */
export type TypeKind = 'WorkflowType' | 'ActivityType';

/** Returns a type as the messages of AWS write it: `WorkflowType=[name=Order, version=1]`. */
export const typeText = (kind: TypeKind, { name, version }: TypeId): string =>
  `${kind}=[name=${name}, version=${version}]`;

/** Returns a type in the short form of this project: `Charge@1`. */
export const typeName = ({ name, version }: TypeId): string => `${name}@${version}`;

// The texts are those of the live service where they are known: docs/swf.md 2 and 5.1 have the evidence.

/** Returns the fault for a domain that is not registered. */
export const unknownDomain = (name: string): Fault => fault('UnknownResourceFault', `Unknown domain: ${name}`);

/** Returns the fault for a type that is not registered. */
export const unknownType = (kind: TypeKind, type: TypeId): Fault =>
  fault('UnknownResourceFault', `Unknown type: ${typeText(kind, type)}`);

/** Returns the fault for an execution that does not exist, or is closed where an open one is needed. */
export const unknownExecution = ({ workflowId, runId }: ExecutionId): Fault =>
  fault('UnknownResourceFault', `Unknown execution: WorkflowExecution=[workflowId=${workflowId}, runId=${runId}]`);

/** Returns the fault for a workflow id without an open run. */
export const noOpenExecution = (workflowId: string): Fault =>
  fault('UnknownResourceFault', `Unknown execution, workflowId = ${workflowId}`);

/**
 * Returns the fault for a token of a run that was forgotten. Its text is not known, and the workflow id is forgotten
 * with the run (docs/swf.md 7.5).
 */
export const forgottenExecution = (runId: string): Fault =>
  fault('UnknownResourceFault', `Unknown execution, runId = ${runId}`);

/** Returns the fault for the token of an activity task that has closed (docs/swf.md 5.1). */
export const unknownActivity = (scheduledId: number): Fault =>
  fault('UnknownResourceFault', `Unknown activity, scheduledEventId = ${scheduledId}`);

/** Returns the fault for the token of a decision task that has closed (docs/swf.md 5.1). */
export const unknownDecisionTask = (scheduledId: number): Fault =>
  fault('UnknownResourceFault', `Unknown decision task, scheduledEventId = ${scheduledId}`);

/** The fault for a text that is no token, or a token of another kind (docs/swf.md 5.1, 5.3). */
export const invalidToken: Fault = fault('ValidationException', 'Invalid token');

/**
 * The fault for a token of another fake. AWS has no such fakes: the text begins like that of other invalid tokens, and
 * names the mistake.
 */
export const tokenOfOtherFake: Fault = fault(
  'ValidationException',
  'Invalid token: this token was made by another fake, which has another seed, region or account',
);

/** The fault for a page token that is too old (docs/swf.md 5.3). */
export const expiredPageToken: Fault = fault(
  'ValidationException',
  'Specified token has exceeded its maximum lifetime',
);

/** The fault for one poll too many that waits on a task list (docs/swf.md 10.1). */
export const tooManyPolls: Fault = fault(
  'LimitExceededFault',
  'Limit on maximum concurrent poll requests per task list reached',
);

/** The fault for a request of more than 1 MB. AWS's text is not known: this is that of its common errors (docs/swf.md 10.1). */
export const requestTooLarge: Fault = fault(
  'RequestEntityTooLargeException',
  COMMON_FAULTS.RequestEntityTooLargeException.message,
);

/** Returns the message of an injected fault that has none: the text of AWS where it is known, else an empty text. */
export function defaultMessage(name: FaultName, action: string): string {
  if (name === 'LimitExceededFault' && action.startsWith('swf:Poll')) return tooManyPolls.message;
  return commonFault(name)?.message ?? '';
}
