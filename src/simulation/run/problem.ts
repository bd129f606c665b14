import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Duration } from '../../args/durations.js';
import { quotedNames } from '../../args/quoted.js';
import { counted } from '../../results/report.js';
import { MAX_UNEXPECTED, type Refusal } from '../faults/refusals.js';
import type { Ended } from '../model/ended.js';
import { DEFAULT_MAX_VIRTUAL } from './settings.js';

/** Returns the problem of an end in words; `undefined` if the run closed as wanted. `last` is the last event of the run. */
export function endProblem(
  ended: Ended,
  last: HistoryEvent | undefined,
  maxVirtual: Duration = DEFAULT_MAX_VIRTUAL,
): string | undefined {
  switch (ended.how) {
    case 'closed':
      return ended.status === 'TIMED_OUT' ? 'the run reached its execution timeout' : eventLimitProblem(last);
    case 'violated':
      return `invariant violated: ${ended.what}`;
    case 'broken':
      return `rule broken: ${ended.what}`;
    case 'threw':
      return `${ended.who} failed: ${String(ended.error)}`;
    case 'unregistered':
    case 'unsafe':
      return ended.what;
    default:
      return `${STOPS[ended.how](maxVirtual)}.\n${ended.why}`;
  }
}

const STOPS: { readonly [H in 'stuck' | 'late' | 'spinning' | 'refused']: (maxVirtual: Duration) => string } = {
  stuck: () => 'the run is stuck: no further step is possible',
  late: (maxVirtual) => `the run did not close within maxVirtual '${maxVirtual}'`,
  spinning: () => 'the run took 10,000 steps while no time passed',
  refused: () => `SWF refused ${MAX_UNEXPECTED} calls of the run, and the simulation ended`,
};

// A caller that terminates a run wants this end. SWF terminates a run too if its history is full, because a decider repeats
// itself without end (docs/swf.md 10.1).
const eventLimitProblem = (last: HistoryEvent | undefined): string | undefined =>
  last?.workflowExecutionTerminatedEventAttributes?.cause === 'EVENT_LIMIT_EXCEEDED'
    ? `SWF terminated the run at event ${last.eventId}: its history has as many events as SWF allows`
    : undefined;

const MOST_SHOWN = 5;

/** Returns the refusals that are not expected, in words; `undefined` if there is none. */
export function refusalProblem(refused: readonly Refusal[]): string | undefined {
  const unexpected = refused.filter(({ expected }) => !expected);
  if (unexpected.length === 0) return undefined;
  const faults = new Set(unexpected.map(({ fault }) => fault));
  const more = unexpected.length - MOST_SHOWN;
  return [
    headText(unexpected),
    ...unexpected.slice(0, MOST_SHOWN).map(({ text }) => `  ${text}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    `Correct the call. If the run copes with the refusal, add ${quotedNames(faults)} to 'expectedFailures' of the definition.`,
  ].join('\n');
}

// Lists of results show only the first line of a problem.
function headText(unexpected: readonly Refusal[]): string {
  const [{ op, caller, fault }] = unexpected as readonly [Refusal];
  const first = `${op} of ${caller} (${fault})`;
  return unexpected.length === 1
    ? `SWF refused ${first}:`
    : `SWF refused ${counted(unexpected.length, 'call')}, the first one was ${first}:`;
}
