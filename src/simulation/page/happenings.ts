import { type CoreEvent, type Run, type RunNumber, runAt, type State } from '../../core/index.js';
import type { LaneEntry } from '../../render/html/pageData.js';
import type { Happening } from '../faults/callLog.js';
import type { FiredFault } from '../faults/faults.js';
import { faultText } from '../faults/faultText.js';
import { type PageRuns, prefixOf } from './pageRuns.js';

/** The lane of Amazon SWF. */
export const SERVICE = 'SWF';

type Members = Readonly<Record<string, unknown>>;

/**
 * Returns the entry of what the service did by itself (timers, timeouts, Lambda functions), or of a fault that struck no call
 * but the passing of time; `undefined` for other faults and other runs.
 */
export function happeningEntry(page: PageRuns, { what }: Happening): LaneEntry | undefined {
  return 'event' in what ? eventEntry(page, what) : passageEntry(page, what);
}

function eventEntry(page: PageRuns, { run: number, event }: { run: number; event: CoreEvent }): LaneEntry | undefined {
  const history = page.runs.findIndex((run) => run.number === number);
  const run = page.runs[history];
  if (!run) return undefined;
  const text = prefixOf(page, run) + wordsOf(run, event).join(' ');
  return { at: event.at, lane: SERVICE, end: 'happened', text, events: event.id, history };
}

function passageEntry({ main }: PageRuns, { fault, at, struck, events }: FiredFault): LaneEntry | undefined {
  if (fault.fault !== 'many timers') return undefined;
  const text = { text: struck, fault: faultText(fault) };
  return { at: at.getTime(), lane: SERVICE, end: 'happened', ...text, events, history: main };
}

/** Returns an event that no caller leads to, in words: `TimerFired day`. */
export function happeningText(state: State, { run, event }: { run: RunNumber; event: CoreEvent }): string {
  const at = runAt(state, run);
  return at ? wordsOf(at, event).join(' ') : event.type;
}

function wordsOf({ events }: Run, { type, attributes }: CoreEvent): readonly string[] {
  const { timerId, timeoutType, scheduledEventId, id } = attributes as Members;
  const scheduled = events[Number(scheduledEventId) - 1]?.attributes as Members | undefined;
  const subject = timerId ?? id ?? scheduled?.activityId ?? scheduled?.id;
  return [type, subject, timeoutType].filter((word) => word !== undefined).map(String);
}
