type Members = Readonly<Record<string, unknown>>;

/** A kind of document that is often taken for a history of SWF, and how one of its parts is recognised. */
interface ForeignKind {
  /** The kind, for a message: `a history of Temporal`. */
  readonly name: string;
  readonly matches: (part: Members) => boolean;
}

const has = (part: Members, ...names: readonly string[]): boolean => names.every((name) => name in part);

// The first kind that matches is the one: an event of Temporal has members that one of Cadence has, too.
const KINDS: readonly ForeignKind[] = [
  { name: 'a history of AWS Step Functions', matches: (part) => has(part, 'previousEventId') || isStateEvent(part) },
  { name: 'a list of records of AWS CloudTrail', matches: (part) => isCloudTrail(part) },
  { name: 'a history of Temporal', matches: (part) => has(part, 'eventType', 'eventTime') || isTemporalType(part) },
  { name: 'a history of Cadence', matches: (part) => has(part, 'eventType') && isCadence(part) },
  { name: 'a history of Azure Durable Functions', matches: (part) => has(part, 'EventType', 'Timestamp') },
  { name: 'a list of log events of Amazon CloudWatch', matches: (part) => has(part, 'message', 'timestamp') },
  {
    name: 'a history whose members begin with a capital letter, as Go and .NET print it',
    matches: (part) => has(part, 'EventId', 'EventType'),
  },
  {
    name: "the output of 'aws swf describe-workflow-execution', which has no events",
    matches: (part) => has(part, 'executionInfo') && !has(part, 'events'),
  },
  {
    name: "a list of runs, as 'aws swf list-open-workflow-executions' prints it",
    matches: (part) => has(part, 'executionInfos'),
  },
];

const isStateEvent = (part: Members): boolean => has(part, 'id', 'type', 'timestamp') && !has(part, 'eventId');
const isTemporalType = ({ eventType }: Members): boolean => /^EVENT_TYPE_/.test(String(eventType));
const isCadence = (part: Members): boolean =>
  !has(part, 'eventTimestamp') && (has(part, 'timestamp') || has(part, 'version', 'taskId'));
const isCloudTrail = (part: Members): boolean =>
  has(part, 'eventSource', 'eventName') || has(part, 'EventSource', 'EventName') || has(part, 'CloudTrailEvent');

/**
 * Returns the name of what a document holds in place of a history of SWF: `a history of Temporal`. Returns `undefined`
 * if it is a history of SWF, or of no known kind.
 */
export function foreignKindOf(content: unknown): string | undefined {
  const parts = [...partsOf(content, DEEPEST)];
  return KINDS.find(({ matches }) => parts.some(matches))?.name;
}

/** The members in which a service or a tool lists its events. */
const LISTS = ['events', 'Events', 'Records', 'history', 'History'] as const;

/** The events of a list of pages are in a list, in a member of a page, in the list. */
const DEEPEST = 4;

const isPage = (entry: unknown): boolean => Array.isArray((Object(entry) as Members).events);

// One entry of a list stands for all. The output of describe-workflow-execution can be one of the pages of a history.
function* partsOf(content: unknown, depth: number): Generator<Members> {
  if (typeof content !== 'object' || content === null || depth === 0) return;
  if (Array.isArray(content)) return yield* partsOf(content.find(isPage) ?? content[0], depth - 1);
  yield content as Members;
  for (const name of LISTS) yield* partsOf((content as Members)[name], depth - 1);
}
