import { CLOSE_STATUSES } from '../../tables/closes.js';
import { subjectKindOf } from '../../tables/subjects.js';
import type { CoreEvent, EventType } from '../model/events.js';
import type { ExecutionId } from '../model/faults.js';
import type {
  ChildLink,
  LambdaTask,
  OpenActivityTask,
  ScheduledActivity,
  ScheduledDecision,
  StartedActivity,
  StartedDecision,
  Timer,
} from '../model/openTasks.js';
import type { Closed, OpenCounts, ParentLink, Run } from '../model/run.js';
import type { Owner } from '../store/ownership.js';
import {
  type Codec,
  choice,
  flag,
  list,
  type Members,
  objectAt,
  optional,
  plain,
  record,
  text,
  unreadable,
  whole,
} from './codec.js';
import { open } from './storeCodecs.js';

/** The ids of an execution. */
export const executionId = record<ExecutionId>({ workflowId: text, runId: text });

const eventType: Codec<EventType> = {
  save: (type) => type,
  load(saved, path) {
    const type = text.load(saved, path);
    if (subjectKindOf(type) === undefined) throw unreadable(saved, path, 'the type of an event');
    return type as EventType;
  },
};

const event = record<{ [K in keyof CoreEvent]: CoreEvent[K] }>({
  id: whole(),
  at: whole(),
  type: eventType,
  attributes: plain(),
}) as Codec<CoreEvent>;

const frozenEvent: Codec<CoreEvent> = {
  save: event.save,
  load: (saved, path) => Object.freeze(event.load(saved, path)),
};

const openCounts = record<OpenCounts>({
  activities: whole(),
  timers: whole(),
  decisions: whole(),
  children: whole(),
  lambdas: whole(),
});

const closed = record<Closed>({ status: choice(Object.values(CLOSE_STATUSES)), at: whole(), openCounts });
const parent = record<ParentLink>({ run: whole(), initiatedId: whole(), execution: executionId });
const scheduledDecision = record<ScheduledDecision>({ scheduledId: whole(), order: whole() });
const startedDecision = record<StartedDecision>({ scheduledId: whole(), startedId: whole(), order: whole() });
const timer = record<Timer>({ timerId: text, startedId: whole(), order: whole() });
const child = record<ChildLink>({ initiatedId: whole(), startedId: optional(whole()), run: optional(whole()) });
const lambda = record<LambdaTask>({ id: text, scheduledId: whole(), startedId: optional(whole()), order: whole() });
const sticky = record<NonNullable<Run['stickyList']>>({ name: text, scheduleToStartTimeout: text });

type OfEveryPhase = Omit<ScheduledActivity, 'phase'>;
const ofEveryPhase: Members<OfEveryPhase> = {
  activityId: text,
  scheduledId: whole(),
  order: whole(),
  cancelRequestedId: optional(whole()),
};
const scheduledActivity = record<ScheduledActivity>({ ...ofEveryPhase, phase: choice(['scheduled']) });
const startedActivity = record<StartedActivity>({
  ...ofEveryPhase,
  phase: choice(['started']),
  startedId: whole(),
  heartbeatAt: whole(),
  details: optional(text),
});

const activity: Codec<OpenActivityTask> = {
  save: (task) => (task.phase === 'started' ? startedActivity.save(task) : scheduledActivity.save(task)),
  load(saved, path) {
    const { phase } = objectAt(saved, path) as { readonly phase?: unknown };
    return phase === 'started' ? startedActivity.load(saved, path) : scheduledActivity.load(saved, path);
  },
};

type Saved = Omit<Run, 'owner' | 'length'>;

const savedRun = (owner: Owner): Codec<Saved> =>
  record<Saved>({
    events: list(frozenEvent) as Codec<CoreEvent[]>,
    number: whole(),
    domain: text,
    workflowId: text,
    runId: text,
    startedAt: whole(),
    parent: optional(parent),
    closed: optional(closed),
    cancelRequested: flag,
    decisionScheduled: optional(scheduledDecision),
    decisionStarted: optional(startedDecision),
    previousStartedId: whole(),
    decisionList: optional(text),
    stickyList: optional(sticky),
    activities: open(owner, activity),
    timers: open(owner, timer),
    children: open(owner, child),
    lambdas: open(owner, lambda),
    latestActivityAt: optional(whole()),
    executionContext: optional(text),
  });

/** A run with its history. */
export function run(owner: Owner): Codec<Run> {
  const members = savedRun(owner);
  return {
    // The array of events can have some of another fork at its end.
    save: (of) => members.save({ ...of, events: of.events.slice(0, of.length) }),
    load(saved, path) {
      const loaded = members.load(saved, path);
      return { ...loaded, owner, length: loaded.events.length };
    },
  };
}
