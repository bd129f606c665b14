import { checkAnswer } from '../../args/checkAnswer.js';
import { requireFunction } from '../../args/checkOptions.js';
import { nearest } from '../../args/didYouMean.js';
import { quoted } from '../../args/quoted.js';
import { type CoreEvent, EVENT_TYPES, type EventOf, type EventType } from '../../core/index.js';
import { GAP, matches, type Pattern, parsedLines } from '../../patterns/linePattern.js';
import type { JudgedRun, Occurrence } from '../runs/judgedRun.js';

/** A line of a timeline, as in `toHaveHistory`: the type of the event, then any other words of its line. */
export type EventLine = EventType | `${EventType} ${string}`;

/** Events of one type that fulfil a condition: made by `event()`. */
export interface TypedPattern<T extends EventType = EventType> {
  /** The type of the events. */
  readonly type: T;
  /** Returns true for the events that are meant. Default: all events of the type. */
  readonly where?: (event: EventOf<T>) => boolean;
}

/** A pattern for one kind of events: a line, what `event()` returns, or a function that gets every event. */
export type OnePattern =
  | EventLine
  | { readonly [T in EventType]: TypedPattern<T> }[EventType]
  | ((event: CoreEvent) => boolean);

/** A pattern for events. A list means any of its patterns. */
export type EventPattern = OnePattern | readonly OnePattern[];

type TypeOfOne<P> = P extends EventType
  ? P
  : P extends `${infer T extends EventType} ${string}`
    ? T
    : P extends TypedPattern<infer T>
      ? T
      : EventType;

/** The types of the events that a pattern can match. */
export type TypeOf<P> = P extends readonly (infer O)[] ? TypeOfOne<O> : TypeOfOne<P>;

/**
 * Returns a pattern for events of one type. The attributes that `where` gets have the types of this event.
 *
 * @throws TypeError if SWF has no such type of event, or `where` is no function.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { event, judge, never } from 'swfake/rules';
 *
 * const large = event('ActivityTaskScheduled', ({ attributes }) => Number(attributes.input) > 1000);
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', input: '1200' });
 * equal(judge([never('no large charge', large)], swf.history(run)).ok, false);
 * ```
 */
export function event<T extends EventType>(type: T, where?: (event: EventOf<T>) => boolean): TypedPattern<T> {
  checkType(type);
  if (where !== undefined) requireFunction(`the condition of event(${quoted(type)})`, where);
  return { type, ...(where && { where }) };
}

function checkType(type: EventType): void {
  if (EVENT_TYPES.has(type)) return;
  const near = nearest(String(type), EVENT_TYPES);
  throw new TypeError(
    `swfake: SWF has no events of the type ${quoted(type)}; ${near ? `did you mean '${near.name}'?` : "expected a type, such as 'TimerFired'"}`,
  );
}

/** A pattern that was checked. */
interface Test {
  /** The type of the events; `undefined` for any. */
  readonly type?: EventType;
  /** Absent if every event of the type is meant. */
  readonly fits?: (event: CoreEvent, run: JudgedRun) => boolean;
}

/** Finds the events of a pattern in a run, in their order. */
export type Find = (run: JudgedRun) => readonly CoreEvent[];

/**
 * Returns the function that finds the events of a pattern. `owner` names the rule in messages.
 *
 * @throws TypeError if the pattern is wrong.
 */
export function finder(owner: string, pattern: unknown): Find {
  const tests = (Array.isArray(pattern) ? pattern : [pattern]).map((one) => testOf(owner, one));
  const [only] = tests;
  if (only === undefined) throw new TypeError(`swfake: ${owner} was given an empty list of events; ${EXPECTED}`);
  if (tests.length === 1) return (run) => found(only, run);
  return (run) => {
    const events = new Set(tests.flatMap((test) => found(test, run)));
    return [...events].sort((a, b) => a.id - b.id);
  };
}

const EXPECTED =
  "expected a line, such as 'TimerFired reminder', what event() returns, a function of an event, or a list of these";

function testOf(owner: string, pattern: unknown): Test {
  if (typeof pattern === 'string') return lineTest(owner, pattern);
  if (typeof pattern === 'function')
    return { fits: (one) => isTrue(owner, (pattern as (event: CoreEvent) => unknown)(one)) };
  const { type, where }: { readonly type?: unknown; readonly where?: unknown } = Object(pattern);
  if (typeof type !== 'string') throw new TypeError(`swfake: ${owner} was given ${quoted(pattern)}; ${EXPECTED}`);
  checkType(type as EventType);
  if (where === undefined) return { type: type as EventType };
  requireFunction(`'where' of ${owner}`, where);
  return { type: type as EventType, fits: (one) => isTrue(owner, (where as (event: CoreEvent) => unknown)(one)) };
}

function isTrue(owner: string, answer: unknown): boolean {
  checkAnswer(`the condition of ${owner}`, answer, ['boolean']);
  return answer === true;
}

function lineTest(owner: string, text: string): Test {
  const [line] = parsedLines([text]) as [Pattern | typeof GAP];
  if (line === GAP) throw new TypeError(`swfake: ${owner} was given '...', which is no event; ${EXPECTED}`);
  const type = line.type as EventType;
  if (line.tokens.length === 1) return { type };
  return { type, fits: (one, run) => matches(line, run.described(one)) };
}

function found({ type, fits }: Test, run: JudgedRun): readonly CoreEvent[] {
  const events = type === undefined ? run.events : run.ofType(type);
  return fits ? events.filter((one) => fits(one, run)) : events;
}

/** Returns the events of a pattern in several runs, with their runs. */
export const occurrencesIn = (runs: readonly JudgedRun[], find: Find): readonly Occurrence[] =>
  runs.flatMap((run) => find(run).map((one) => ({ run, event: one })));
