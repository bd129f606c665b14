import type { HistoryEvent } from '@aws-sdk/client-swf';
import { shortMessage } from '../../args/shortMessage.js';
import { type Verification, verifyHistory } from '../../replay/index.js';
import type { Asker } from '../story/asker.js';
import { shownValue } from '../story/match.js';
import type { Difference, RunIds } from '../story/seen.js';
import { Refused } from '../target/answers.js';

/** The history of one run, as the target wrote it. */
export interface RecordedRun {
  readonly execution: RunIds;
  readonly events: readonly HistoryEvent[];
}

/** A difference of a history from the one that the fake writes. */
export interface HistoryDifference extends Difference {
  /** The event and the run. */
  readonly where: string;
}

type Members = Readonly<Record<string, unknown>>;

/** Fetches the histories of all runs that a check knows of, with those that they started. */
export async function fetchHistories(ask: Asker): Promise<readonly RecordedRun[]> {
  const recorded: RecordedRun[] = [];
  // The list grows while it is read: a history names further runs.
  for (const execution of ask.runs) {
    const events = await eventsOrNone(ask, execution);
    recorded.push({ execution, events });
    for (const event of events) for (const run of runsIn(event, execution.workflowId)) ask.noteRun(run);
  }
  return recorded;
}

// A target that kept nothing of the run has told so in the check, where that matters.
async function eventsOrNone(ask: Asker, execution: RunIds): Promise<readonly HistoryEvent[]> {
  try {
    return await ask.eventsOf(execution);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

function runsIn(event: HistoryEvent, workflowId: string): readonly RunIds[] {
  const started = event.childWorkflowExecutionStartedEventAttributes?.workflowExecution;
  const next = event.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  const child = started ? [{ workflowId: String(started.workflowId), runId: String(started.runId) }] : [];
  return next === undefined ? child : [...child, { workflowId, runId: next }];
}

/** Verifies a history: the fake repeats what led to it, and writes its own. Returns the differences. */
export function judgeHistory({ execution, events }: RecordedRun): readonly HistoryDifference[] {
  if (events.length === 0) return [];
  const { workflowId } = execution;
  try {
    const page = { events: [...events], workflowExecution: execution };
    return differencesIn(workflowId, verifyHistory(page));
  } catch (error) {
    return [
      {
        what: 'the history',
        where: workflowId,
        expected: 'a history of Amazon SWF',
        got: shortMessage((error as Error).message),
      },
    ];
  }
}

function differencesIn(run: string, { verdict, reason, differences }: Verification): readonly HistoryDifference[] {
  if (verdict !== 'differs') return [];
  const compared = differences.map(({ eventId, eventType, what: member, recorded, fake }) => ({
    what: `${eventType}, ${member}`,
    where: `event ${eventId} of ${run}`,
    expected: shownValue(fake),
    got: shownValue(recorded),
  }));
  if (reason === undefined) return compared;
  return [...compared, { what: 'the events', where: run, expected: 'events that the service can write', got: reason }];
}

const CLOSES = /^WorkflowExecution(Completed|Failed|Canceled|Terminated|TimedOut|ContinuedAsNew)$/;

/** Returns true if the history shows that the run has closed. */
export const isClosed = ({ events }: RecordedRun): boolean => CLOSES.test(String(events.at(-1)?.eventType));

/** Returns the attributes of an event. */
export const attributesOf = ({ eventId: _id, eventTimestamp: _at, eventType: _type, ...rest }: HistoryEvent): Members =>
  (Object.values(rest).find((value) => value !== undefined) ?? {}) as Members;
