import {
  allDomains,
  type ListKey,
  listsWithTasks,
  type Ready,
  type Run,
  readyTasks,
  runAt,
  type State,
} from '../../core/index.js';
import type { ShellView } from '../diagnose/view.js';

/** A task that waits on its task list. */
export interface WaitingTask {
  /** The number of its run. */
  readonly run: number;
  readonly workflowId: string;
  /** The task in words: `activity 'charge'`, or `decision task 2`. */
  readonly what: string;
  /** The time since which it waits, in milliseconds since the epoch. */
  readonly since: number;
  readonly priority: number;
}

/** A task list that has tasks or polls, or had a poll. */
export interface ActiveList {
  readonly kind: 'decision' | 'activity';
  readonly domain: string;
  readonly name: string;
  /** The number of tasks that a poll can take now. */
  readonly waiting: number;
  /** True if more tasks wait than were counted. */
  readonly hasMore: boolean;
  /** The first of the tasks, in the order in which polls take them. */
  readonly tasks: readonly WaitingTask[];
  /** The pollers that wait, oldest first. */
  readonly polls: readonly string[];
  /** The last poll: its poller and its time. Absent if the list was never polled. */
  readonly lastPoll?: { readonly holder: string; readonly at: number };
}

/** The task lists that a console shows, by domain, kind and name. */
export interface ActiveLists {
  readonly lists: readonly ActiveList[];
  /** The number of the lists that are left out. */
  readonly more: number;
}

// A console asks twice a second: a list with a hundred thousand tasks must not take its time.
const MOST_COUNTED = 1000;
const MOST_SHOWN = 20;
// A worker that polls a list of its own leaves one behind at each start.
const MOST_LISTS = 200;

/** Returns the task lists that have tasks or polls, or had a poll: 200 at most. Of the idle ones, the last polled are shown. */
export function activeLists(shell: ShellView): ActiveLists {
  const keys = [...keysOf(shell).values()];
  const lists = keys.slice(0, MOST_LISTS).map((key) => activeList(shell, key));
  return { lists: lists.toSorted(byName), more: keys.length - lists.length };
}

const byName = (a: ActiveList, b: ActiveList): number => (sortText(a) < sortText(b) ? -1 : 1);
const sortText = ({ domain, kind, name }: ListKey): string => `${domain}\u0000${kind}\u0000${name}`;

function keysOf({ state, longPolls, pollers }: ShellView): ReadonlyMap<string, ListKey> {
  const polled = [...pollers.values()].toReversed().toSorted((a, b) => b.at - a.at);
  const keys = [...listsWithTask(state), ...[...longPolls.polls].map(({ list }) => list), ...polled];
  return new Map(keys.map((key) => [sortText(key), key]));
}

function* listsWithTask(s: State): Generator<ListKey> {
  for (const { name: domain } of allDomains(s)) {
    for (const kind of ['decision', 'activity'] as const) {
      for (const name of listsWithTasks(s, kind, domain)) yield { kind, domain, name };
    }
  }
}

function activeList(shell: ShellView, { kind, domain, name }: ListKey): ActiveList {
  const ready = [...firstOf(readyTasks(shell.state, kind, domain, name), MOST_COUNTED + 1)];
  const last = shell.pollers.get(`${kind} ${domain} ${name}`);
  return {
    kind,
    domain,
    name,
    waiting: Math.min(ready.length, MOST_COUNTED),
    hasMore: ready.length > MOST_COUNTED,
    tasks: ready.slice(0, MOST_SHOWN).flatMap((task) => waitingTask(shell.state, task)),
    polls: shell.longPolls.at({ kind, domain, name }).map(({ holder }) => holder),
    ...(last && { lastPoll: { holder: last.holder, at: last.at } }),
  };
}

function* firstOf<T>(all: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const one of all) {
    if (count === most) return;
    count += 1;
    yield one;
  }
}

function waitingTask(s: State, { run: number, scheduledId, priority }: Ready): readonly WaitingTask[] {
  const run = runAt(s, number);
  if (!run) return [];
  const since = run.events[scheduledId - 1]?.at ?? run.startedAt;
  return [{ run: number, workflowId: run.workflowId, what: taskText(run, scheduledId), since, priority }];
}

function taskText(run: Run, scheduledId: number): string {
  const event = run.events[scheduledId - 1];
  return event?.type === 'ActivityTaskScheduled'
    ? `activity '${event.attributes.activityId}'`
    : `decision task ${scheduledId}`;
}
