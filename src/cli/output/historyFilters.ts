import { nearest } from '../../args/didYouMean.js';
import { type Duration, millisOf } from '../../args/durations.js';
import { millisOfTime } from '../../history/eventTime.js';
import { isTimed, type Recorded } from '../../history/readHistory.js';
import { isFailure } from '../../render/model/effects.js';
import type { Attempt } from '../../render/model/rows.js';
import type { ReadRun } from '../../render/runSummary.js';
import { CommandError } from '../line/commandError.js';

/** The flags that choose events. */
export interface FilterFlags {
  readonly failures: boolean;
  readonly activity: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Returns the ids of the events of a run to show; `undefined` for all. @throws CommandError if the run has no times for it. */
export type Filter = (run: ReadRun) => ReadonlySet<number> | undefined;

/**
 * Returns the filter of these flags.
 *
 * @throws CommandError if a flag has a wrong value.
 */
export function filterOf({ failures, activity, from, to }: FilterFlags): Filter {
  const [first, last] = [boundOf('from', from), boundOf('to', to)];
  const isInRange = rangeOf(first, last);
  const isChosen = failures || activity !== undefined;
  if (!isChosen && !first && !last) return () => undefined;
  return (run) => {
    const inRange = isInRange(run);
    const chosen = isChosen ? chosenIds(run, failures, activity) : undefined;
    const shown = run.events.filter((event) => inRange(event) && (chosen?.has(event.id) ?? true));
    return new Set(shown.map(({ id }) => id));
  };
}

/** Returns the message for an activity that no history has; `undefined` if one has it. */
export function activityProblem(runs: readonly ReadRun[], activity: string | undefined): string | undefined {
  const ids = runs.flatMap(({ rows }) => rows.filter(({ kind }) => kind === 'activity').map(({ name }) => name));
  if (activity === undefined || ids.includes(activity)) return undefined;
  const near = nearest(activity, ids);
  return `show found no activity '${activity}'${near ? `; did you mean '${near.name}'?` : ''}`;
}

function chosenIds({ rows }: ReadRun, failures: boolean, activity: string | undefined): ReadonlySet<number> {
  const things = activity === undefined ? rows : rows.filter((row) => row.kind === 'activity' && row.name === activity);
  const attempts = things.flatMap((row) => row.attempts);
  return new Set(attempts.flatMap((attempt) => (failures ? failuresOf(attempt) : attempt.events)));
}

// The event in which the failure shows.
const failuresOf = ({ status, closed }: Attempt): readonly number[] => (isFailure(status) && closed ? [closed.id] : []);

/** The place of a bound in a history: an event, or a time. */
type Bound = { readonly id: number } | { readonly at: (began: number) => number };

const ID = /^#?(\d+)$/;
const DATE = /^\d{4}-\d\d-\d\d/;
const SPAN = /^\+?(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
const PART = /\d+(?:\.\d+)?(?:ms|s|m|h|d)/g;

function boundOf(flag: string, text: string | undefined): Bound | undefined {
  if (text === undefined) return undefined;
  const [, id] = ID.exec(text) ?? [];
  if (id !== undefined) return { id: Number(id) };
  const at = DATE.test(text) ? millisOfTime(text) : undefined;
  if (at !== undefined) return { at: () => at };
  if (!SPAN.test(text)) throw new CommandError(wrongBound(flag, text));
  const span = (text.match(PART) ?? []).reduce((sum, part) => sum + millisOf(part as Duration), 0);
  return { at: (began) => began + span };
}

const wrongBound = (flag: string, text: string): string =>
  `show: flag '--${flag}' expects the id of an event, a time such as 2026-01-01T00:00:00Z, or a duration since the first ` +
  `event such as 3d, but it was given '${text}'`;

function rangeOf(from: Bound | undefined, to: Bound | undefined) {
  return ({ events }: ReadRun): ((event: Recorded) => boolean) => {
    const [began] = events;
    if ([from, to].some((bound) => bound && 'at' in bound) && began && !isTimed(began))
      throw new CommandError('the history has no times; --from and --to expect ids of events');
    const start = placeOf(from, began);
    const end = placeOf(to, began);
    return (event) => (start?.(event) ?? 0) >= 0 && (end?.(event) ?? 0) <= 0;
  };
}

/** Returns a function that is negative before the bound, and positive behind it. */
function placeOf(bound: Bound | undefined, began: Recorded | undefined): ((event: Recorded) => number) | undefined {
  if (!bound) return undefined;
  if ('id' in bound) return ({ id }) => id - bound.id;
  const at = bound.at(began?.at ?? Number.NaN);
  return (event) => event.at - at;
}
