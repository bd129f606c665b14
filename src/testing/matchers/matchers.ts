import { nearest } from '../../args/didYouMean.js';
import type { CloseStatus } from '../../core/index.js';
import { checkHistory } from '../../history/checkHistory.js';
import { explanationOf } from '../../history/explanation.js';
import type { HistoryLike } from '../../history/readHistory.js';
import { type TimelineEvent, timeline } from '../../render/timeline.js';
import { CLOSE_STATUSES, closeStatusOf } from '../../tables/closes.js';
import { ACTIVITY_ENDS, type ActivityEnd, type ActivityTask, activitiesIn, attributesOf } from './activities.js';
import { diff, holds } from './diff.js';
import { describeEvents, parsedLines } from './linePattern.js';

/** The result of a matcher, for Vitest and Jest. */
export interface Verdict {
  /** True if the history is as expected. */
  readonly pass: boolean;
  /** Returns the message for a failed expectation. */
  readonly message: () => string;
}

/** The parts of a matcher's `this` that are used. */
export interface MatcherContext {
  /** Compares two values as the runner does, asymmetric matchers included. Default: `Object.is`. */
  readonly equals?: (a: unknown, b: unknown) => boolean;
}

/** The history of a run: from `swf.history()`, from the SDK, or from the AWS CLI. */
export type History = readonly HistoryLike[];

type Members = Readonly<Record<string, unknown>>;

const NO_LINES =
  "swfake: toHaveHistory() wants a list of lines, like ['WorkflowExecutionStarted', '...', 'TimerFired reminder']";

/**
 * Checks that a name is one of `names`.
 *
 * @throws TypeError if it is not.
 */
function checkName(what: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const near = nearest(name, names);
  const meant = near ? `did you mean ${near.name}?` : `there are ${names.join(', ')}`;
  throw new TypeError(`swfake: there is no ${what} '${name}'; ${meant}`);
}

/** The matchers for histories that need nothing of a runner but `expect.extend`. */
export const matchers = {
  /** Passes if the history is as the lines require: see `HistoryMatchers`. */
  toHaveHistory(received: History, texts: readonly string[]): Verdict {
    if (!Array.isArray(texts)) throw new TypeError(NO_LINES);
    const events = describeEvents(historyOf(received, 'toHaveHistory'));
    const lines = parsedLines(texts);
    const comparison = () => `- is expected, + is there:\n\n${diff(lines, events)}`;
    return verdict(received, holds(lines, events), 'to have this history', comparison);
  },

  /** Passes if the run closed with this status, and its last event has these attributes. */
  toBeClosedWith(
    this: MatcherContext | undefined,
    received: History,
    status: CloseStatus,
    attributes: Members = {},
  ): Verdict {
    checkName('close status', status, Object.values(CLOSE_STATUSES));
    const last = historyOf(received, 'toBeClosedWith').at(-1);
    const is = closeStatusOf(last?.eventType ?? '') ?? 'open';
    const wrong = is === status ? differencesOf(this, attributes, attributesOf(last)) : [];
    const expected = `to be closed with ${status}${attributesText(attributes)}`;
    return verdict(received, is === status && wrong.length === 0, expected, () =>
      [`It is ${is}.`, ...wrong].join('\n'),
    );
  },

  /** Passes if an activity task is open, and was scheduled with these attributes. */
  toHaveOpenActivity(
    this: MatcherContext | undefined,
    received: History,
    activityId: string,
    attributes: Members = {},
  ): Verdict {
    const tasks = activitiesIn(historyOf(received, 'toHaveOpenActivity'));
    const open = tasks.filter(({ state }) => state === 'scheduled' || state === 'started');
    const found = open.find((task) => task.activityId === activityId);
    const wrong = found ? differencesOf(this, attributes, { ...found.scheduled, state: found.state }) : [];
    const expected = `to have the open activity ${activityId}${attributesText(attributes)}`;
    return verdict(
      received,
      found !== undefined && wrong.length === 0,
      expected,
      () => wrong.join('\n') || taskList(tasks),
    );
  },

  /** Passes if an activity task closed so, and the event that closed it has these attributes. */
  toHaveClosedActivity(
    this: MatcherContext | undefined,
    received: History,
    activityId: string,
    end?: ActivityEnd,
    attributes: Members = {},
  ): Verdict {
    if (end !== undefined) checkName('end of an activity', end, ACTIVITY_ENDS);
    const tasks = activitiesIn(historyOf(received, 'toHaveClosedActivity'));
    const closed = tasks.filter(({ state }) => state !== 'scheduled' && state !== 'started');
    const found = closed.findLast((task) => task.activityId === activityId && (end ?? task.state) === task.state);
    const wrong = found ? differencesOf(this, attributes, found.closed) : [];
    const expected = `to have the closed activity ${activityId}${end ? `, ${end}` : ''}${attributesText(attributes)}`;
    return verdict(
      received,
      found !== undefined && wrong.length === 0,
      expected,
      () => wrong.join('\n') || taskList(tasks),
    );
  },

  /** Passes if the history breaks no rule of SWF histories: see `checkHistory()`. */
  toBeAValidHistory(received: History): Verdict {
    historyOf(received, 'toBeAValidHistory');
    const broken = checkHistory(received).map(({ rule, detail }) => `${rule}: ${detail}`);
    return verdict(received, broken.length === 0, 'to be a valid history', () => broken.join('\n'));
  },
};

/**
 * Returns the received history, sorted by event id.
 *
 * @throws TypeError if `received` is no list of events.
 */
export function historyOf(received: unknown, matcher: string): readonly TimelineEvent[] {
  const isEvent = (event: unknown): boolean => typeof event === 'object' && event !== null && 'eventType' in event;
  if (Array.isArray(received) && received.every(isEvent)) {
    const events = received as readonly TimelineEvent[];
    return events.toSorted((a, b) => (a.eventId ?? 0) - (b.eventId ?? 0));
  }
  throw new TypeError(
    `swfake: ${matcher}() wants a history, a list of events like swf.history({ workflowId }) gives, but was given ${descriptionOf(received)}`,
  );
}

function descriptionOf(received: unknown): string {
  if (received === undefined || received === null) return 'nothing';
  if (typeof received !== 'object') return `a ${typeof received}, ${JSON.stringify(received) ?? String(received)}`;
  if (Array.isArray(received)) return 'a list of something else';
  if ('then' in received) return 'a promise: await it first';
  if (Symbol.for('swfake') in received) return 'a fake: say of which run, swf.history({ workflowId })';
  if ('events' in received) return 'an answer that has events: give it those, answer.events';
  return `an object of ${Object.keys(received).slice(0, 5).join(', ') || 'nothing'}`;
}

function verdict(received: unknown, pass: boolean, expected: string, why: () => string): Verdict {
  return {
    pass,
    message: () => {
      const history = received as readonly TimelineEvent[];
      const explained = explanationOf(received);
      const picture = expected.endsWith('this history') && !pass ? [] : ['The history:', timeline(history)];
      const head = `expected the run ${pass ? 'not ' : ''}${expected}`;
      return [head, ...(pass ? [] : [why()]), ...picture, ...(explained ? [explained] : [])].join('\n\n');
    },
  };
}

function attributesText(attributes: Members): string {
  const texts = Object.entries(attributes).map(([name, value]) => `${name} ${valueText(value)}`);
  return texts.length === 0 ? '' : ` and ${texts.join(', ')}`;
}

/** Returns a value as text; an asymmetric matcher by its name, with its expected value. */
function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('asymmetricMatch' in value))
    return String(JSON.stringify(value));
  const { sample } = value as { readonly sample?: unknown };
  const expected = typeof sample === 'function' ? sample.name : (JSON.stringify(sample) ?? '');
  return `${String(value)}(${expected})`;
}

function differencesOf(context: MatcherContext | undefined, attributes: Members, is: Members): readonly string[] {
  const equals = context?.equals ?? Object.is;
  return Object.entries(attributes)
    .filter(([name, value]) => !equals(is[name], value))
    .map(([name, value]) => `${name}: expected ${valueText(value)}, but it is ${valueText(is[name])}`);
}

const taskList = (tasks: readonly ActivityTask[]): string =>
  tasks.length === 0
    ? 'No activity was scheduled.'
    : `There are: ${tasks.map(({ activityId, state }) => `${activityId} (${state})`).join(', ')}.`;
