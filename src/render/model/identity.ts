import { nameIn, type SubjectKind, subjectKindOf, workflowIn } from '../../tables/subjects.js';

/** The kind of thing that a row is about. */
export type RowKind =
  | 'run'
  | 'decisions'
  | 'activity'
  | 'timer'
  | 'child'
  | 'lambda function'
  | 'received signal'
  | 'sent signal'
  | 'sent cancel request'
  | 'marker';

/** The attributes of an event, of which nothing is certain: a recording can have any. */
export type EventAttributes = Readonly<Record<string, unknown>>;

const KINDS: { readonly [K in SubjectKind]: RowKind } = {
  run: 'run',
  'next run': 'run',
  'decision task': 'decisions',
  activity: 'activity',
  timer: 'timer',
  'received signal': 'received signal',
  'sent signal': 'sent signal',
  'sent cancel request': 'sent cancel request',
  marker: 'marker',
  child: 'child',
  'lambda function': 'lambda function',
};

/** The attribute with the id of the first event of an attempt. */
const ROOTS: { readonly [K in RowKind]?: string } = {
  decisions: 'scheduledEventId',
  activity: 'scheduledEventId',
  timer: 'startedEventId',
  child: 'initiatedEventId',
  'lambda function': 'scheduledEventId',
  'sent signal': 'initiatedEventId',
  'sent cancel request': 'initiatedEventId',
};

/** Returns the kind of row of an event; `undefined` for a text that is not a type of event. */
export function rowKindOf(type: string): RowKind | undefined {
  const kind = subjectKindOf(type);
  return kind && KINDS[kind];
}

/** Returns the id of the first event of the attempt that an event belongs to; `undefined` if it names none. */
export function rootIn(kind: RowKind, attributes: EventAttributes): number | undefined {
  const id = attributes[ROOTS[kind] ?? ''];
  // Zero stands for an event that does not exist.
  return typeof id === 'number' && id > 0 ? id : undefined;
}

/** Returns the id of the last cancel request that the end of a canceled activity names; `undefined` if it names none. */
export function cancelRequestIn({ latestCancelRequestedEventId: id }: EventAttributes): number | undefined {
  return typeof id === 'number' && id > 0 ? id : undefined;
}

/** Returns a member that is a text; `undefined` for any other value. */
export const textIn = (attributes: EventAttributes, member: string): string | undefined => {
  const value = attributes[member];
  return typeof value === 'string' ? value : undefined;
};

const objectIn = (attributes: EventAttributes, member: string): EventAttributes => Object(attributes[member]);

/** Returns the id of the other workflow that an event is about; `undefined` if it names none. */
export const otherWorkflowIn = (attributes: EventAttributes): string | undefined =>
  workflowIn(attributes) ?? textIn(objectIn(attributes, 'workflowExecution'), 'workflowId');

/** Returns the name of the thing that an event is about, within its run; empty for the run and its decisions. */
export function rowNameIn(kind: RowKind, attributes: EventAttributes): string {
  if (kind === 'run' || kind === 'decisions') return '';
  if (kind === 'child' || kind === 'sent cancel request') return otherWorkflowIn(attributes) ?? '';
  return nameIn(attributes) ?? '';
}

/** Returns the type of an activity, a child or a run as `Charge@1`, or the name of a Lambda function; else empty. */
export function rowTypeIn(kind: RowKind, attributes: EventAttributes, eventType: string): string {
  // The other event with a type of the run is its last one: that is the type of the next run.
  if (kind === 'run' && eventType !== 'WorkflowExecutionStarted') return '';
  if (kind === 'lambda function') return textIn(attributes, 'name') ?? '';
  const { name, version } = objectIn(attributes, kind === 'activity' ? 'activityType' : 'workflowType');
  if (typeof name !== 'string' || !['activity', 'child', 'run'].includes(kind)) return '';
  return typeof version === 'string' ? `${name}@${version}` : name;
}
