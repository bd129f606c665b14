import type { CoreEvent } from '../core/index.js';
import { isTimed, type Recorded } from '../history/readHistory.js';
import { isRunIdMember } from '../tables/subjects.js';
import type { RunIds } from './renaming.js';

/** One difference between a recorded history and the fake's. */
export interface Difference {
  /** The id of the recorded event. */
  readonly eventId: number;
  /** The type of the recorded event. */
  readonly eventType: string;
  /** The name of the attribute that differs; or `eventType`, `eventId`, `eventTimestamp`. */
  readonly what: string;
  /** The value in the recorded history. */
  readonly recorded: unknown;
  /** The value in the fake's history. */
  readonly fake: unknown;
  /** Present if `lenientAbsent` accepts the difference: a recorder has dropped the value. */
  readonly lenient?: true;
}

/** The rules for absent values, with the count of values that passed by them, and the pairs of run ids. */
export interface Leniency {
  /** Accepts values that a recorder dropped: see `VerifyOptions.lenientAbsent`. */
  readonly absent: boolean;
  /** The number of differences that were accepted so. */
  passed: number;
  /** Pairs of a recorded run id and the fake's: they count as equal. */
  readonly ids: RunIds;
}

/** The most milliseconds that an event of a deadline may be late (recordings: 1 to 123 ms). It is never early. */
export const LATEST_MILLIS = 1000;

/** Returns the differences between a recorded event and the fake's event at the same place. */
export function compareEvents(recorded: Recorded, fake: CoreEvent, leniency: Leniency): readonly Difference[] {
  const difference = (what: string, was: unknown, is: unknown): Difference => ({
    eventId: recorded.id,
    eventType: recorded.type,
    what,
    recorded: was,
    fake: is,
  });
  if (recorded.id !== fake.id) return [difference('eventId', recorded.id, fake.id)];
  if (recorded.type !== fake.type) return [difference('eventType', recorded.type, fake.type)];
  const [was, is] = [membersOf(recorded), membersOf(fake)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const differs = (name: string): boolean => !isSame(name, was[name], is[name], leniency.ids);
  const differing = names.filter((name) => differs(name) && !isAccepted(name, was[name], is[name], leniency));
  const attributes = differing.map((name) => ({
    ...difference(name, was[name], is[name]),
    ...(isDropped(name, was[name], is[name]) && { lenient: true as const }),
  }));
  const late = isTimed(recorded) ? recorded.at - fake.at : 0;
  if (late >= 0 && late <= LATEST_MILLIS) return attributes;
  return [difference('eventTimestamp', iso(recorded.at), iso(fake.at)), ...attributes];
}

const membersOf = ({ attributes }: CoreEvent): Readonly<Record<string, unknown>> =>
  attributes as Readonly<Record<string, unknown>>;

const iso = (at: number): string => new Date(at).toISOString();

/** Returns true for a difference that a recorder makes: it drops a value, or writes a list for an absent one. */
const isDropped = (name: string, was: unknown, is: unknown): boolean =>
  (was === undefined && name.endsWith('EventId') && is === 0) ||
  (was === undefined && name === 'scheduleToStartTimeout' && is === 'NONE') ||
  (name === 'tagList' && is === undefined && Array.isArray(was) && was.length === 0);

function isAccepted(name: string, was: unknown, is: unknown, leniency: Leniency): boolean {
  if (!leniency.absent || !isDropped(name, was, is)) return false;
  leniency.passed += 1;
  return true;
}

function isSame(name: string, a: unknown, b: unknown, ids: RunIds): boolean {
  if (isRunIdMember(name) && typeof a === 'string' && typeof b === 'string') return ids.pair(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Array.isArray(a) === Array.isArray(b) && [...names].every((key) => isSame(key, left[key], right[key], ids));
}
