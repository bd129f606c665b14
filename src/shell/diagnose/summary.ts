import { quoted } from '../../args/quoted.js';
import { allRuns, type ListKey, listOf, type Run } from '../../core/index.js';
import { pollText } from './lostTasks.js';
import type { ShellView } from './view.js';

/** The part of a shell that the summary reads. */
interface SummarizedShell extends ShellView {
  catchUp(): void;
}

// A summary must fit a screen.
const MOST_SHOWN = 10;

/** Returns a summary of a fake: its region and time, and the number of its runs; task lists and polls, one in a line. */
export function summary(shell: SummarizedShell): string {
  shell.catchUp();
  const { state, real, closed, longPolls } = shell;
  const runs = [...allRuns(state)];
  const open = runs.filter((run) => !run.closed);
  const head = [state.config.region, new Date(state.now).toISOString(), ...(real ? ['real clock'] : [])];
  const polls = [...longPolls.polls].map((poll) => `${pollText(poll, 'waits')} on ${listText(poll.list)}`);
  const lines = [
    `runs: ${open.length} open, ${runs.length - open.length} closed`,
    ...shortened(taskListLines(open), 'task lists'),
    ...shortened(polls, 'polls'),
  ];
  return [`SwfFake(${head.join(', ')})${closed ? ' closed' : ''}`, ...lines].join('\n  ');
}

function taskListLines(open: readonly Run[]): readonly string[] {
  const tasks = new Map<string, number>();
  for (const list of open.flatMap(listsOf)) {
    const text = listText(list);
    tasks.set(text, (tasks.get(text) ?? 0) + 1);
  }
  return [...tasks].map(([list, count]) => `${list} has ${count} ${count === 1 ? 'task' : 'tasks'}`);
}

const listsOf = (run: Run): readonly ListKey[] => [
  ...(run.decisionScheduled ? [listOf(run, run.decisionScheduled.scheduledId)] : []),
  ...[...run.activities.byId.values()]
    .filter(({ phase }) => phase === 'scheduled')
    .map(({ scheduledId }) => listOf(run, scheduledId)),
];

const listText = ({ kind, domain, name }: ListKey): string =>
  `the ${kind} task list ${quoted(name)} of the domain ${quoted(domain)}`;

const shortened = (lines: readonly string[], what: string): readonly string[] =>
  lines.length <= MOST_SHOWN ? lines : [...lines.slice(0, MOST_SHOWN), `and ${lines.length - MOST_SHOWN} more ${what}`];
