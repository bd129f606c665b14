import type { EventOf, TypeId } from '../core/index.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { type Recorded, sdkEvent } from '../history/readHistory.js';
import { type ComparedHistory, comparisonsPage } from '../render/html/comparisons.js';
import type { PageHistory } from '../render/html/pageData.js';
import type { Assertable } from '../results/report.js';
import { comparisonOf, nameOfExport, recordedSide, withComparison } from '../verify/comparison.js';
import { decidedEvents } from './decidedEvents.js';
import type { Replayed, TaskDifference } from './replayed.js';
import { replayText, withReplayReport } from './replayText.js';

/** The history that was replayed. */
export interface ReplayedHistory {
  readonly exported: ExportedHistory;
  /** Its events. Empty if it was skipped. */
  readonly history: readonly Recorded[];
  readonly workflowType: TypeId | undefined;
}

type Found = Omit<Replayed, keyof Assertable | 'html'>;

/** Returns the result of a replay, with its report and its page. */
export function replayedOf(found: Found, { exported, ...decided }: ReplayedHistory): Replayed {
  const { difference } = found;
  const read = decided.history.length > 0 ? decided.history : undefined;
  const [name, recorded] = [nameOfExport(exported), recordedSide(exported, read)];
  return withComparison(withReplayReport(found), () => ({
    name,
    note: replayText(found),
    recorded: recorded(),
    ...(difference && { other: decidedSide(difference, decided), event: eventOf(difference) }),
  }));
}

const eventOf = ({ decided, startedEventId, completedEventId }: TaskDifference): number =>
  decided === undefined ? startedEventId : completedEventId;

/** Returns the history with the decider's own decisions; `undefined` if it threw. */
function decidedSide(
  { decided, completedEventId }: TaskDifference,
  { history, workflowType }: Omit<ReplayedHistory, 'exported'>,
): PageHistory | undefined {
  const completed = history[completedEventId - 1];
  if (!decided || !workflowType || !isCompleted(completed)) return undefined;
  return { name: 'decided now', events: decidedEvents(history, completed, decided, workflowType).map(sdkEvent) };
}

const isCompleted = (event: Recorded | undefined): event is EventOf<'DecisionTaskCompleted'> =>
  event?.type === 'DecisionTaskCompleted';

/** A result of one history, with the name that it has among many. */
interface NamedResult {
  readonly id: string;
  readonly result: object;
}

/** Returns the page of the results of many histories. `rest` are further lines of its note. */
export function resultsPage(title: string, results: readonly NamedResult[], rest: readonly string[] = []): string {
  const compared = results.map(({ id, result }): ComparedHistory => {
    const one = comparisonOf(result);
    return one ? { ...one, name: id } : { name: id, note: String(result) };
  });
  return comparisonsPage(title, compared, rest);
}
