import type { CoreEvent } from '../core/events.js';
import { isTimed, type Recorded } from './recorded.js';
import type { Renaming } from './renaming.js';

/** Where a recorded history and the fake's differ. */
export interface Difference {
  readonly eventId: number;
  readonly eventType: string;
  /** The attribute, or `eventType`, `eventId`, `eventTimestamp`. */
  readonly what: string;
  readonly recorded: unknown;
  readonly fake: unknown;
}

/** What a comparison lets pass, and how often it had to. */
export interface Leniency {
  /** Recorders that drop values: an absent `*EventId` is 0, an absent `scheduleToStartTimeout` is NONE, no tags are []. */
  readonly absent: boolean;
  passed: number;
  /** Run ids are the same up to one renaming of all of them. */
  readonly ids: Renaming;
}

/** A deadline's event may be so late, never early: recordings show 1 to 123 milliseconds. */
export const LATEST_MILLIS = 1000;

/** Every difference between one recorded event and the one of the fake in its place. */
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
  const differs = (name: string): boolean => !same(name, was[name], is[name], leniency.ids);
  const differing = names.filter((name) => differs(name) && !passes(name, was[name], is[name], leniency));
  const attributes = differing.map((name) => difference(name, was[name], is[name]));
  const late = isTimed(recorded) ? recorded.at - fake.at : 0;
  if (late >= 0 && late <= LATEST_MILLIS) return attributes;
  return [difference('eventTimestamp', iso(recorded.at), iso(fake.at)), ...attributes];
}

const membersOf = ({ attributes }: CoreEvent): Readonly<Record<string, unknown>> =>
  attributes as Readonly<Record<string, unknown>>;

const iso = (at: number): string => new Date(at).toISOString();

function passes(name: string, was: unknown, is: unknown, leniency: Leniency): boolean {
  const dropped =
    (was === undefined && name.endsWith('EventId') && is === 0) ||
    (was === undefined && name === 'scheduleToStartTimeout' && is === 'NONE') ||
    (name === 'tagList' && is === undefined && Array.isArray(was) && was.length === 0);
  if (!dropped || !leniency.absent) return false;
  leniency.passed += 1;
  return true;
}

const RUN_IDS = ['runId', 'newExecutionRunId', 'continuedExecutionRunId'];

function same(name: string, a: unknown, b: unknown, ids: Renaming): boolean {
  if (RUN_IDS.includes(name) && typeof a === 'string' && typeof b === 'string') return ids.pair(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Array.isArray(a) === Array.isArray(b) && [...names].every((key) => same(key, left[key], right[key], ids));
}
