import { startChild } from './children.js';
import { reach, tellSender } from './externals.js';
import { policyOf } from './family.js';
import { isClosed, openActivities, openTimers } from './history.js';
import { startLambda } from './lambdas.js';
import type { Step, World } from './world.js';
import { tell } from './writing.js';

/** The steps that are still to come: zero timers first, then the others, each as they came (docs/swf.md 6.9). */
export const outstanding = ({ steps }: World): readonly Step[] =>
  steps
    .filter((step) => !isClosed(step.run) || outlives(step))
    .toSorted((a, b) => Number(b.kind === 'timer') - Number(a.kind === 'timer'));

/** Signals and cancels still reach their targets; a child starts if its parent abandons it (docs/swf.md, doubt 8). */
const outlives = ({ kind, run }: Step): boolean =>
  kind === 'external' || (kind === 'child' && policyOf(run) === 'ABANDON');

export function takeStep(world: World, step: Step): void {
  world.steps.splice(world.steps.indexOf(step), 1);
  TAKE[step.kind](world, step);
}

const TAKE: { readonly [K in Step['kind']]: (world: World, step: Step) => void } = {
  timer: fire,
  cancel,
  child: startChild,
  external: reach,
  told: tellSender,
  lambda: startLambda,
};

function fire(world: World, { run, id }: Step): void {
  const timer = openTimers(run).find((open) => open.id === id);
  if (!timer) return;
  tell(world, run, 'TimerFired', { timerId: timer.attributes.timerId, startedEventId: id });
}

/** It checks again that the activity is open and that nobody has it (docs/swf.md 6.9). */
function cancel(world: World, { run, id }: Step): void {
  const activity = openActivities(run).find(({ scheduled }) => scheduled.id === id);
  if (!activity || activity.started) return;
  tell(world, run, 'ActivityTaskCanceled', {
    scheduledEventId: id,
    startedEventId: 0,
    latestCancelRequestedEventId: activity.cancelRequest?.id,
  });
}
