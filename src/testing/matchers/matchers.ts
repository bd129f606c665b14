import { nearest } from '../../args/didYouMean.js';
import { isThenable } from '../../args/isThenable.js';
import { quoted, quotedNames } from '../../args/quoted.js';
import type { CloseStatus } from '../../core/index.js';
import { checkHistory } from '../../history/checkHistory.js';
import { explanationOf } from '../../history/explanation.js';
import type { HistoryLike } from '../../history/historyPages.js';
import { describeEvents, parsedLines } from '../../patterns/linePattern.js';
import { attributesOf, type TimelineEvent } from '../../render/timelineRows.js';
import type { JudgeOptions } from '../../rules/judge.js';
import type { Rule } from '../../rules/model/rule.js';
import { CLOSE_STATUSES, closeStatusOf } from '../../tables/closes.js';
import { ACTIVITY_ENDS, type ActivityEndName, activitiesIn, endOf } from './activities.js';
import { attributesText, differencesOf, type MatcherContext, type Members } from './attributes.js';
import { diff } from './diff.js';
import { holds } from './parts.js';
import { judgeReceived } from './rules.js';
import { firstLines, isShort, shortTimeline } from './shortTimeline.js';
import { tasksLike, tasksText } from './tasksText.js';

/** The result of a matcher, for Vitest and Jest. */
export interface Verdict {
  /** True if the history is as expected. */
  readonly pass: boolean;
  /** Returns the message for a failed expectation. */
  readonly message: () => string;
}

/** The history of a run: from `swf.history()`, from the SDK, or from the AWS CLI. */
export type History = readonly HistoryLike[];

/**
 * Checks that a name is one of `names`.
 *
 * @throws TypeError if it is not.
 */
function checkName(matcher: string, what: string, name: unknown, names: readonly string[]): void {
  if (names.some((one) => one === name)) return;
  const near = typeof name === 'string' ? nearest(name, names) : undefined;
  const advice = near ? `did you mean '${near.name}'?` : `expected one of ${quotedNames(names)}`;
  throw new TypeError(`swfake: ${matcher}() was given the ${what} ${quoted(name)}, which does not exist; ${advice}`);
}

/** The matchers for histories that need nothing of a runner but `expect.extend`. */
export const matchers = {
  /** Passes if the history is as the lines require: see `HistoryMatchers`. */
  toHaveHistory(received: History, texts: readonly string[]): Verdict {
    if (!Array.isArray(texts)) throw new TypeError(notLines(texts));
    const events = describeEvents(historyOf(received, 'toHaveHistory'));
    const lines = parsedLines(texts);
    const comparison = () => `- expected, + found:\n\n${diff(lines, events)}`;
    return verdict(received, holds(lines, events), 'to have this history', comparison);
  },

  /** Passes if the run closed with this status, and its last event has these attributes. */
  toBeClosedWith(
    this: MatcherContext | undefined,
    received: History,
    status: CloseStatus,
    attributes: Members = {},
  ): Verdict {
    checkName('toBeClosedWith', 'close status', status, Object.values(CLOSE_STATUSES));
    const last = historyOf(received, 'toBeClosedWith').at(-1);
    const is = closeStatusOf(last?.eventType ?? '');
    const wrong = is === status ? differencesOf(this, attributes, attributesOf(last)) : [];
    const expected = `to have the close status ${status}${attributesText(attributes)}`;
    return verdict(received, is === status && wrong.length === 0, expected, () =>
      [is ? `Its close status is ${is}.` : 'It is open.', ...wrong].join('\n'),
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
    const expected = `to have the open activity ${quoted(activityId)}${attributesText(attributes)}`;
    return verdict(
      received,
      found !== undefined && wrong.length === 0,
      expected,
      () => wrong.join('\n') || tasksText(tasks, activityId),
      () => tasksLike(tasks, activityId).flatMap(({ events }) => events.map(({ eventId }) => Number(eventId))),
    );
  },

  /** Passes if an activity task closed so, and the event that closed it has these attributes. */
  toHaveClosedActivity(
    this: MatcherContext | undefined,
    received: History,
    activityId: string,
    end?: ActivityEndName,
    attributes: Members = {},
  ): Verdict {
    const wanted = end === undefined ? undefined : endOf(end);
    if (!wanted && end !== undefined) checkName('toHaveClosedActivity', 'end', end, ACTIVITY_ENDS);
    const tasks = activitiesIn(historyOf(received, 'toHaveClosedActivity'));
    const closed = tasks.filter(({ state }) => state !== 'scheduled' && state !== 'started');
    const found = closed.findLast((task) => task.activityId === activityId && (wanted ?? task.state) === task.state);
    const wrong = found ? differencesOf(this, attributes, found.closed) : [];
    const expected = `to have the closed activity ${quoted(activityId)}${wanted ? ` (${wanted})` : ''}${attributesText(attributes)}`;
    return verdict(
      received,
      found !== undefined && wrong.length === 0,
      expected,
      () => wrong.join('\n') || tasksText(tasks, activityId),
      () => tasksLike(tasks, activityId).flatMap(({ events }) => events.map(({ eventId }) => Number(eventId))),
    );
  },

  /** Passes if no rule is broken, and each can be judged: see `HistoryMatchers`. */
  toKeep(received: unknown, rules: readonly Rule[], options: JudgeOptions = {}): Verdict {
    const report = judgeReceived(received, rules, options, (one) => historyOf(one, 'toKeep'));
    const pass = report.broken.length + report.notJudged.length === 0;
    return { pass, message: () => `expected the runs ${pass ? 'not ' : ''}to keep the rules\n\n${report}` };
  },

  /** Passes if the history breaks no rule of SWF histories: see `checkHistory()`. */
  toBeAValidHistory(received: History): Verdict {
    historyOf(received, 'toBeAValidHistory');
    const rules = checkHistory(received).map(({ rule, detail }) => `${rule}: ${detail}`);
    const broken = received.length === 0 ? ['the history has no events'] : rules;
    return verdict(
      received,
      broken.length === 0,
      'to be a valid history',
      () => firstLines(broken.join('\n'), linesIn(received, MOST_RULES), 'checkHistory(history) returns all'),
      () => broken.slice(0, MOST_RULES).map((rule) => Number(/: event (\d+)/.exec(rule)?.[1])),
    );
  },
};

/** The most broken rules in a message about a long history. */
const MOST_RULES = 30;

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
  const { found, advice = 'pass swf.history({ workflowId })' } = notHistory(received);
  throw new TypeError(`swfake: ${matcher}() was given ${found}; expected a history, a list of events: ${advice}`);
}

interface NotHistory {
  readonly found: string;
  readonly advice?: string;
}

function notHistory(received: unknown): NotHistory {
  // A timeline has many lines.
  if (typeof received === 'string') return { found: `the text ${quoted(received.trim().split('\n')[0])}` };
  if (typeof received !== 'object' || received === null) return { found: quoted(received) };
  if (Array.isArray(received)) return { found: 'a list that has no events' };
  if (isThenable(received)) return { found: 'a promise', advice: 'await it first' };
  if (Symbol.for('swfake') in received) return { found: 'a fake' };
  if ('events' in received) return { found: 'a response that has events', advice: 'pass response.events' };
  return { found: `an object with ${quotedNames(Object.keys(received).slice(0, 5)) || 'no members'}` };
}

const notLines = (texts: unknown): string =>
  `swfake: toHaveHistory() was given ${quoted(texts)}; expected a list of lines, like ['WorkflowExecutionStarted', '...', 'TimerFired reminder']`;

const linesIn = (history: History, most: number): number => (isShort(history) ? Number.POSITIVE_INFINITY : most);

/** The most lines of an explanation in a message about a long history. */
const MOST_EXPLAINED = 30;

function verdict(
  received: History,
  pass: boolean,
  expected: string,
  why: () => string,
  idsOfInterest: () => readonly number[] = () => [],
): Verdict {
  return {
    pass,
    message: () => {
      const explained = explanationOf(received);
      const isDiff = expected.endsWith('this history') && !pass;
      return [
        `expected the run ${pass ? 'not ' : ''}${expected}`,
        ...(pass ? [] : [why()]),
        ...(isDiff ? [] : ['The history:', shortTimeline(received, idsOfInterest())]),
        ...(explained ? [firstLines(explained, linesIn(received, MOST_EXPLAINED), 'swf.explain() returns all')] : []),
      ].join('\n\n');
    },
  };
}
