import {
  allDomains,
  allRuns,
  type Change,
  type CoreEvent,
  type Deadline,
  type RegisteredType,
  type Run,
  runAt,
  runNumber,
  settingsOf,
  typesIn,
} from '../../core/index.js';
import type { Denial } from '../diagnose/denials.js';
import { deadlineText, explain, firstDue } from '../diagnose/explain.js';
import type { ShellView, WaitingPoll } from '../diagnose/view.js';
import { type RunSummary, summaryOf } from '../runSummaries.js';
import { type ActiveLists, activeLists } from './waitingTasks.js';

/** A run, as a console lists it. */
export interface LiveRun extends RunSummary {
  /** The number of the run in its fake: the first run has 0, and no number is used twice. */
  readonly number: number;
  readonly tags: readonly string[];
}

/** The next thing that happens when time passes. */
export interface NextDue {
  /** The time in milliseconds since the epoch. */
  readonly at: number;
  /** The event in words: `the timer 'day' fires`. */
  readonly what: string;
  /** The run that it happens in. Absent for a long poll, and for an action of a test. */
  readonly run?: number;
}

/** A workflow type that can be started. */
export interface StartableType {
  readonly name: string;
  readonly version: string;
  /** The task list that a run has unless its start names another. Absent if the type has none. */
  readonly taskList?: string;
}

/** A registered domain with its workflow types. */
export interface LiveDomain {
  readonly name: string;
  readonly workflowTypes: readonly StartableType[];
}

/** A fake, for a console: each function reads it at the moment of its call. */
export interface Live {
  /** Returns the time, in milliseconds since the epoch, and whether the clock is that of the system. */
  clock(): { readonly now: number; readonly isReal: boolean };
  /** Returns what happens next; `undefined` if nothing does. */
  next(): NextDue | undefined;
  /** Returns the task lists that have tasks or polls, or had a poll: 200 at most, and the number of the others. */
  lists(): ActiveLists;
  /** Returns the registered domains and their workflow types, without the deprecated ones. */
  domains(): readonly LiveDomain[];
  /** Returns the numbers of all runs, oldest first. A run that was deleted at the end of its retention is left out. */
  runNumbers(): readonly number[];
  /** Returns a run by its number; `undefined` if there is none. */
  run(number: number): LiveRun | undefined;
  /** Returns the events of a run after the first `known`, in the form of the core, shared with the history. */
  events(number: number, known: number): readonly CoreEvent[];
  /** Explains the state of a run; `undefined` if there is none. */
  explain(number: number): string | undefined;
  /** Returns the last calls and decisions that the permissions denied with a reason. */
  denials(): readonly Denial[];
  /**
   * Calls a function with the number of each run that changes, and whether it was deleted, at the end of its retention.
   * Returns a function that ends it.
   */
  onRunChange(listener: (run: number, isDeleted: boolean) => void): () => void;
}

/** The part of a shell that a console reads. */
interface LiveShell extends ShellView {
  readonly denials: ShellView['denials'] & { readonly recent: readonly Denial[] };
  readonly hooks: ShellView['hooks'] & { listen(listener: (change: Change) => void): () => void };
  readonly longPolls: ShellView['longPolls'] & {
    readonly polls: ReadonlySet<WaitingPoll & { readonly expiresAt: number }>;
  };
  catchUp(): void;
}

/** Returns what a console shows of a fake. */
export function liveOf(shell: LiveShell): Live {
  const run = (number: number): Run | undefined => runAt(shell.state, runNumber(number));
  return {
    clock: () => {
      shell.catchUp();
      return { now: shell.state.now, isReal: shell.real };
    },
    next: () => nextDue(shell),
    lists: () => activeLists(shell),
    domains: () => liveDomains(shell),
    runNumbers: () => [...allRuns(shell.state)].map(({ number }) => number),
    run: (number) => liveRun(run(number)),
    events: (number, known) => eventsAfter(run(number), known),
    explain: (number) => explanation(shell, run(number)),
    denials: () => shell.denials.recent,
    onRunChange: (listener) => shell.hooks.listen((change) => noteRun(change, listener)),
  };
}

function noteRun(change: Change, listener: (run: number, isDeleted: boolean) => void): void {
  if ('run' in change) listener(change.run, change.kind === 'run forgotten');
}

const liveRun = (run: Run | undefined): LiveRun | undefined =>
  run && { ...summaryOf(run), number: run.number, tags: settingsOf(run).tagList ?? [] };

const explanation = (shell: ShellView, run: Run | undefined): string | undefined => run && explain(shell, run);

const eventsAfter = (run: Run | undefined, known: number): readonly CoreEvent[] =>
  run ? run.events.slice(known, run.length) : [];

/** Returns the first of what is due: a deadline of the service, an action of the test, the end of a long poll. */
function nextDue(shell: LiveShell): NextDue | undefined {
  const all = [nextDeadlineOf(shell), nextAction(shell), nextPollEnd(shell)];
  return all.filter((due) => due !== undefined).toSorted((a, b) => a.at - b.at)[0];
}

function nextDeadlineOf({ state }: LiveShell): NextDue | undefined {
  const due = firstDue(state, (_deadline: Deadline) => true);
  const run = due && runAt(state, due.deadline.run);
  return due && run && { at: due.at, what: deadlineText(run, due.deadline), run: run.number };
}

function nextAction({ hooks, lambdas, state }: LiveShell): NextDue | undefined {
  const at = hooks.next();
  if (at === undefined) return undefined;
  const answer = lambdas.nextAnswer(state, () => true);
  return { at, what: answer?.at === at ? `the Lambda function '${answer.name}' returns` : 'an action of the test' };
}

function nextPollEnd({ longPolls }: LiveShell): NextDue | undefined {
  // The poll of a loop that only waits does not end while nothing is due.
  const ending = [...longPolls.polls].filter(({ expiresAt }) => Number.isFinite(expiresAt));
  const [first] = ending.toSorted((a, b) => a.expiresAt - b.expiresAt);
  return first && { at: first.expiresAt, what: `the poll of ${first.holder} on '${first.list.name}' ends` };
}

const liveDomains = ({ state }: ShellView): readonly LiveDomain[] =>
  [...allDomains(state)]
    .filter(({ status }) => status === 'REGISTERED')
    .map(({ name }) => ({ name, workflowTypes: startable([...typesIn(state, name, 'WorkflowType')]) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

const startable = (types: readonly RegisteredType[]): readonly StartableType[] =>
  types
    .filter(({ status }) => status === 'REGISTERED')
    .map(({ type, defaults }) => ({
      ...type,
      ...(defaults.defaultTaskList && { taskList: defaults.defaultTaskList.name }),
    }))
    .toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
