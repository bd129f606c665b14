import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Decider, Decision, Definition, Plan, Start } from '../../../src/simulation/index.js';
import {
  complete,
  type Events,
  endedTask,
  isFired,
  isStarted,
  openTasks,
  schedule,
  startTimer,
  tasksOf,
} from './events.js';

/** A document: each revision is rendered, both departments approve it, and it is published. */

/** The web site. */
interface Site {
  /** The revision of the rendered page, from 1. */
  rendered: number;
  published: number | undefined;
  /** The revision that the departments approved. */
  approved: number | undefined;
}

/** The review as far as the history tells it. */
interface Review {
  readonly revision: number;
  readonly rendered: number;
  /** True from the request of a revision to the end of its rendering. */
  readonly isRendering: boolean;
  readonly failures: number;
  readonly legal: boolean;
  readonly finance: boolean;
}

const UNREAD = { isRendering: true, legal: false, finance: false };
const FIRST: Review = { revision: 1, rendered: 0, failures: 0, ...UNREAD };

/**
 * The bug: a rendering that timed out counts as over, although the page is still the old one until the next attempt. An
 * approval in between is taken.
 */
function afterEvent(review: Review, event: HistoryEvent): Review {
  const { signalName } = event.workflowExecutionSignaledEventAttributes ?? {};
  const scheduled = event.activityTaskScheduledEventAttributes;
  if (signalName === 'revise') return { ...review, revision: review.revision + 1, ...UNREAD };
  if (signalName === 'legal' || signalName === 'finance')
    return { ...review, [signalName]: review[signalName] || isReadable(review) };
  if (scheduled?.activityType?.name === 'Render') return { ...review, isRendering: true };
  if (!review.isRendering || endedTask(event) === undefined) return review;
  const { result } = event.activityTaskCompletedEventAttributes ?? {};
  return result !== undefined
    ? { ...review, isRendering: Number(result) < review.revision, rendered: Number(result) }
    : { ...review, isRendering: false, failures: review.failures + 1 };
}

/** Returns true if reviewers can read the page. */
const isReadable = ({ rendered, isRendering }: Review): boolean => rendered > 0 && !isRendering;

const reviewOf = (events: Events): Review => events.reduce(afterEvent, FIRST);

function render(events: Events, review: Review): readonly Decision[] {
  const attempt = `again-${review.failures}`;
  if (review.failures === 0 || isFired(events, attempt)) return [schedule(events, 'Render', String(review.revision))];
  return isStarted(events, attempt) ? [] : [startTimer(attempt, 10)];
}

function publish(events: Events, { revision }: Review): readonly Decision[] {
  return tasksOf(events, 'Publish').completed > 0 ? [complete] : [schedule(events, 'Publish', String(revision))];
}

const decider: Decider = ({ events }) => {
  const review = reviewOf(events);
  if (openTasks(events) > 0) return [];
  if (tasksOf(events, 'Publish').scheduled > 0 || (review.legal && review.finance)) return publish(events, review);
  if (review.rendered < review.revision) return render(events, review);
  const deadline = `deadline-${review.revision}`;
  if (isFired(events, deadline)) return [complete];
  return isStarted(events, deadline) ? [] : [startTimer(deadline, 4320)];
};

const CALL = { timeouts: { startToClose: '5m' } } as const;

export const definition = (): Definition<Site> => ({
  workflows: { 'Document@1': decider },
  activities: {
    'Render@1': async ({ input }, ctx) => {
      await ctx.sleep('1m');
      ctx.world.rendered = Number(input);
      return input;
    },
    'Publish@1': ({ input }, { world }) => {
      world.approved ??= Number(input);
      world.published ??= world.rendered;
    },
  },
  defaults: {
    workflows: { 'Document@1': { timeouts: { decision: '1m' } } },
    activities: { 'Render@1': CALL, 'Publish@1': CALL },
  },
  world: () => ({ rendered: 0, published: undefined, approved: undefined }),
  invariant: ({ world: { approved, published } }) =>
    approved === published || `revision ${approved} was approved, and ${published} is published`,
});

export const start: Start = {
  workflow: 'Document@1',
  workflowId: 'terms-of-use',
  events: [{ signal: 'legal' }, { signal: 'finance' }, { signal: 'revise' }],
};

export const plan: Plan = [
  { fault: 'crash before', p: 0.03 },
  { fault: 'abandoned poll', p: 0.02 },
  { fault: 'crash after', p: 0.02 },
  { fault: 'lost response', p: 0.03 },
  { fault: 'slow decider', p: 0.02 },
];
