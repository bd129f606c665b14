import type { CoreEvent } from '../../core/index.js';
import type { JudgedRun } from './judgedRun.js';

/** The ids of another run in an event. */
export interface MentionedRun {
  readonly workflowId: string | undefined;
  readonly runId: string;
}

/** A mention of another run in the history of a run. */
export interface Mention {
  readonly other: MentionedRun;
  /** The event that mentions it. */
  readonly at: CoreEvent;
  /** Returns the id of the event of the other run that led to this one; `undefined` if it is not known. */
  readonly cause: (other: JudgedRun, self: JudgedRun) => number | undefined;
  /** Returns the id of the event of the other run that follows from this one. Absent if there is none. */
  readonly effect?: (other: JudgedRun) => number | undefined;
}

type Members = Readonly<Record<string, unknown>>;

/** Returns the id of the close: a run closes before its parent, or the run that continues it, has an event about it. */
const itsClose = (other: JudgedRun): number | undefined => other.close?.id;
const itsStart = (): number => 1;

const initiated = (member: string, attributes: Members) => (): number | undefined => {
  const id = Number(attributes[member]);
  return id > 0 ? id : undefined;
};

/** Returns the event by which a request of the run reached the other one. */
const received =
  (type: 'WorkflowExecutionSignaled' | 'WorkflowExecutionCancelRequested', attributes: Members) =>
  (other: JudgedRun, self: JudgedRun): number | undefined =>
    other.ofType(type).find(({ attributes: theirs }) => isFrom(theirs as Members, attributes, self))?.id;

const isFrom = (theirs: Members, ours: Members, { runId }: JudgedRun): boolean =>
  theirs.externalInitiatedEventId === ours.initiatedEventId && idsIn(theirs.externalWorkflowExecution)?.runId === runId;

type Read = (event: CoreEvent, attributes: Members) => readonly (Mention | undefined)[];

const external: Read = (at, attributes) => [
  mention(at, attributes.externalWorkflowExecution, initiated('externalInitiatedEventId', attributes)),
];
const childEnd: Read = (at, { workflowExecution }) => [mention(at, workflowExecution, itsClose)];
const reached =
  (type: 'WorkflowExecutionSignaled' | 'WorkflowExecutionCancelRequested'): Read =>
  (at, attributes) => [mention(at, attributes.workflowExecution, received(type, attributes))];

/** The types of events that mention other runs (docs/swf.md 4). */
const READ: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    'WorkflowExecutionStarted',
    (at, attributes) => [
      mention(at, attributes.parentWorkflowExecution, initiated('parentInitiatedEventId', attributes)),
      mention(at, { runId: attributes.continuedExecutionRunId }, itsClose),
    ],
  ],
  [
    'WorkflowExecutionContinuedAsNew',
    (at, { newExecutionRunId: runId }) => {
      const found = mention(at, { runId }, () => undefined);
      return [found && { ...found, effect: itsStart }];
    },
  ],
  ['WorkflowExecutionSignaled', external],
  ['WorkflowExecutionCancelRequested', external],
  ['ChildWorkflowExecutionStarted', (at, { workflowExecution }) => [mention(at, workflowExecution, itsStart)]],
  ['ChildWorkflowExecutionCompleted', childEnd],
  ['ChildWorkflowExecutionFailed', childEnd],
  ['ChildWorkflowExecutionTimedOut', childEnd],
  ['ChildWorkflowExecutionCanceled', childEnd],
  ['ChildWorkflowExecutionTerminated', childEnd],
  ['ExternalWorkflowExecutionSignaled', reached('WorkflowExecutionSignaled')],
  ['ExternalWorkflowExecutionCancelRequested', reached('WorkflowExecutionCancelRequested')],
]);

function mention(at: CoreEvent, ids: unknown, cause: Mention['cause']): Mention | undefined {
  const other = idsIn(ids);
  return other && { other, at, cause };
}

function idsIn(ids: unknown): MentionedRun | undefined {
  const { workflowId, runId } = Object(ids) as Members;
  if (typeof runId !== 'string' || runId === '') return undefined;
  return { workflowId: typeof workflowId === 'string' ? workflowId : undefined, runId };
}

/** Returns every mention of another run in the history of a run. */
export const mentionsIn = (run: JudgedRun): readonly Mention[] =>
  run.events.flatMap((at) => {
    const read = READ.get(at.type);
    return read ? read(at, at.attributes as Members).filter((found) => found !== undefined) : [];
  });
