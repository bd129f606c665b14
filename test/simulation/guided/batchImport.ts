import type { HistoryEvent } from '@aws-sdk/client-swf';
import { atMostOnce } from '../../../src/rules/index.js';
import {
  ActivityCanceled,
  type Decider,
  type Decision,
  type Definition,
  type Plan,
  type Start,
} from '../../../src/simulation/index.js';
import {
  complete,
  type Events,
  endedTask,
  failRun,
  isFired,
  isStarted,
  recordMarker,
  requestCancel,
  scheduleAs,
  startTimer,
} from './events.js';

/**
 * An import of four parts side by side. If a part fails, the others are canceled, and an operator signals with a ticket that
 * the import can be resumed.
 */

/** The import as far as the history tells it. */
interface Progress {
  readonly attempt: number;
  readonly open: ReadonlyMap<number, string>;
  readonly loaded: readonly string[];
  readonly isBroken: boolean;
  /** The tickets that came while the tasks of a broken attempt were open: each is used for one pause. */
  readonly early: readonly string[];
  readonly used: readonly string[];
  /** The tickets that came in a pause. */
  readonly tickets: readonly string[];
}

const PARTS = ['1', '2', '3', '4'];
const FIRST: Progress = { attempt: 0, open: new Map(), loaded: [], isBroken: false, early: [], used: [], tickets: [] };

const without = (open: ReadonlyMap<number, string>, id: number): ReadonlyMap<number, string> =>
  new Map([...open].filter(([other]) => other !== id));

/** The bug: a ticket that comes twice is dropped only if no other one came in between. */
function afterEvent(progress: Progress, event: HistoryEvent): Progress {
  const { open, loaded, early, tickets } = progress;
  const scheduled = event.activityTaskScheduledEventAttributes;
  const signal = event.workflowExecutionSignaledEventAttributes;
  const ended = endedTask(event);
  if (scheduled) return { ...progress, open: new Map([...open, [event.eventId ?? 0, scheduled.input ?? '']]) };
  if (ended !== undefined && event.eventType === 'ActivityTaskCompleted')
    return { ...progress, open: without(open, ended), loaded: [...loaded, open.get(ended) ?? ''] };
  if (ended !== undefined) return { ...progress, open: without(open, ended), isBroken: true };
  if (event.markerRecordedEventAttributes) {
    const used = [...progress.used, event.markerRecordedEventAttributes.details ?? ''];
    return { ...progress, attempt: progress.attempt + 1, isBroken: false, early: early.slice(1), used, tickets: [] };
  }
  if (!signal || !progress.isBroken) return progress;
  const ticket = signal.input ?? '';
  if (early.at(-1) === ticket || progress.used.includes(ticket)) return progress;
  return open.size > 0 ? { ...progress, early: [...early, ticket] } : { ...progress, tickets: [...tickets, ticket] };
}

const load = ({ loaded }: Progress, attempt: number): readonly Decision[] =>
  PARTS.filter((part) => !loaded.includes(part)).map((part) => scheduleAs(`part-${part}-${attempt}`, 'Load', part));

function cancelOthers(events: Events, { open }: Progress): readonly Decision[] {
  const ids = [...open.keys()].map((id) => events[id - 1]?.activityTaskScheduledEventAttributes?.activityId ?? '');
  const isAsked = (id: string): boolean =>
    events.some((event) => event.activityTaskCancelRequestedEventAttributes?.activityId === id);
  return ids.filter((id) => !isAsked(id)).map(requestCancel);
}

function resume(events: Events, progress: Progress): readonly Decision[] {
  const { attempt, early, tickets } = progress;
  const [ticket = tickets[0]] = early;
  const limit = `operator-${attempt}`;
  if (ticket !== undefined) return [recordMarker('resumed', ticket), ...load(progress, attempt + 1)];
  if (isFired(events, limit)) return [failRun('no operator')];
  return isStarted(events, limit) ? [] : [startTimer(limit, 600)];
}

const decider: Decider = ({ events = [] }) => {
  const progress = events.reduce(afterEvent, FIRST);
  if (!events.some(({ eventType }) => eventType === 'ActivityTaskScheduled')) return load(progress, 0);
  if (progress.loaded.length === PARTS.length) return [complete];
  if (progress.open.size > 0) return progress.isBroken ? cancelOthers(events, progress) : [];
  return resume(events, progress);
};

export const definition = (): Definition<Set<string>> => ({
  workflows: { 'Import@1': decider },
  activities: {
    // Part 3 refers to the rows of part 1.
    'Load@1': async ({ input = '' }, ctx) => {
      if (input === '3' && !ctx.world.has('1')) throw new Error('the table of part 1 is missing');
      ctx.world.add(input);
      await ctx.sleep('10s');
      if (!(await ctx.heartbeat())) return;
      ctx.world.delete(input);
      throw new ActivityCanceled();
    },
  },
  defaults: {
    workflows: { 'Import@1': { timeouts: { decision: '1m' } } },
    activities: { 'Load@1': { timeouts: { heartbeat: '1m', startToClose: '1h' } } },
  },
  world: () => new Set(),
});

export const rules = [
  atMostOnce('a ticket resumes the import once', 'MarkerRecorded resumed', {
    key: ({ attributes }) => attributes.details,
  }),
];

export const start: Start = {
  workflow: 'Import@1',
  workflowId: 'import',
  events: [
    { signal: 'resume', input: 'ticket-a' },
    { signal: 'resume', input: 'ticket-b' },
  ],
};

export const plan: Plan = [
  { fault: 'lost response', p: 0.04 },
  { fault: 'duplicate delivery', p: 0.03 },
  { fault: 'crash before', p: 0.02 },
  { fault: 'lost request', p: 0.05 },
  { fault: 'throttle', p: 0.05 },
  { fault: 'empty poll', p: 0.05 },
  { fault: 'slow decider', p: 0.01 },
];
