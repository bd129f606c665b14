import { allRuns, type CoreEvent, type Run, type State, typeName } from '../../core/index.js';
import type { RuleCounts } from '../../rules/report.js';
import { nameIn } from '../../tables/subjects.js';
import type { Refusal } from '../faults/refusals.js';
import type { Ended } from '../model/ended.js';

/** The parts of a simulation that have a shape. */
export interface Shaped {
  /** The state after it. */
  readonly state: State;
  /** The number of its first run. */
  readonly first: number;
  readonly world: unknown;
  readonly ended: Ended;
  readonly refused: readonly Refusal[];
  readonly rules: readonly RuleCounts[];
}

/**
 * Returns the features of a simulation as numbers, each once. A run that has a feature that no run before had reached
 * something new. They are:
 *
 * - how often each event came: type, name and cause, without numbers; three times and more are one;
 * - pairs of events: one that does not come by itself (a signal, a timeout, a failure), and one of those shortly before it;
 * - pairs of such events, in their order;
 * - the world, the end, the refused calls;
 * - for each rule its verdict, its cases, and how near it came to its limit.
 */
export function shapeOf({ state, first, world, ended, refused, rules }: Shaped): readonly number[] {
  const shape = new Set<number>();
  for (const run of allRuns(state)) if (run.number >= first) addRun(shape, run);
  shape.add(mixed(Kind.World, hashed(worldText(world))));
  shape.add(mixed(Kind.End, hashed(`${ended.how} ${'status' in ended ? ended.status : ''}`)));
  for (const { op, fault } of refused) shape.add(mixed(Kind.Refusal, hashed(`${op} ${fault}`)));
  for (const [index, rule] of rules.entries()) shape.add(mixed(Kind.Rule + index, hashed(ruleText(rule))));
  return [...shape];
}

const Kind = { Count: 1, After: 2, Pair: 3, World: 4, End: 5, Refusal: 6, Rule: 100 } as const;

const NOTABLE = /TimedOut|Failed|Signaled|CancelRequested|Canceled|TimerFired|Terminated|ContinuedAsNew/;
// They come in nearly every step, and tell little.
const ORDINARY: ReadonlySet<string> = new Set([
  'DecisionTaskScheduled',
  'DecisionTaskStarted',
  'DecisionTaskCompleted',
]);
const MOST_COUNTED = 3;
/** The number of events before a notable one that make a pair with it. */
const NEAR = 12;
/** The number of notable events of a run that make pairs: a long run has thousands. */
const MOST_NOTABLE = 40;

function addRun(shape: Set<number>, run: Run): void {
  const counts = new Map<number, number>();
  const events: number[] = [];
  const notable: number[] = [];
  for (let i = 0; i < run.length; i += 1) {
    const event = run.events[i] as CoreEvent;
    if (ORDINARY.has(event.type)) continue;
    const one = eventHash(run, event);
    counts.set(one, (counts.get(one) ?? 0) + 1);
    if (isNotable(event.type) && notable.length < MOST_NOTABLE) {
      for (const before of events.slice(-NEAR)) shape.add(mixed(Kind.After, mixed(before, one)));
      for (const before of notable) shape.add(mixed(Kind.Pair, mixed(before, one)));
      notable.push(one);
    }
    events.push(one);
  }
  for (const [one, count] of counts) shape.add(mixed(Kind.Count, mixed(one, Math.min(count, MOST_COUNTED))));
}

const notableTypes = new Map<string, boolean>();

function isNotable(type: string): boolean {
  const known = notableTypes.get(type);
  if (known !== undefined) return known;
  const made = NOTABLE.test(type);
  notableTypes.set(type, made);
  return made;
}

type Members = Readonly<Record<string, unknown>>;

function eventHash(run: Run, { type, attributes }: CoreEvent): number {
  const { scheduledEventId, cause = '' } = attributes as Members;
  const scheduled = run.events[Number(scheduledEventId) - 1]?.attributes as Members | undefined;
  const named = scheduled ?? (attributes as Members);
  const { activityType } = named as { readonly activityType?: Parameters<typeof typeName>[0] };
  const name = activityType ? typeName(activityType) : (nameIn(named) ?? '');
  return mixed(hashed(type), mixed(hashed(name), hashed(String(cause))));
}

const MOST_TEXT = 1000;

/** Returns the world as text. One that is no data, or too large, counts as none. */
function worldText(world: unknown): string {
  try {
    return (JSON.stringify(world, withMembers) ?? '').slice(0, MOST_TEXT);
  } catch {
    return '';
  }
}

const withMembers = (_name: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value;

const TENTHS = 10;

const ruleText = ({ cases, broken, undecided, notJudged, nearness = 0 }: RuleCounts): string =>
  [Math.min(cases, MOST_COUNTED), broken > 0, undecided > 0, notJudged > 0, Math.floor(nearness * TENTHS)].join();

const ZERO = 48;
const NINE = 57;

/** Returns the hash of a text without its digits: ids with numbers are alike. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hash;
}

function mixed(a: number, b: number): number {
  const hash = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 2654435761);
  return hash ^ (hash >>> 15);
}
