import { type Replayed, type RunOfHistory, replay as replayHistory } from '../../replay/index.js';
import { command, FILE_HELP } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import { JSON_FLAG } from '../line/flags.js';
import { HTML_FLAG, PageResults } from '../output/htmlPage.js';
import { countOf, exitCodeOf, printDocument, problemsText } from '../output/outcome.js';
import { type Paint, painter } from '../output/style.js';
import { eachHistory } from './eachHistory.js';
import { loadDeciders } from './loadDeciders.js';

/** The command `swfake replay`. */
export const replay = command({
  name: 'replay',
  summary: 'Gives recorded histories to your decider, and prints the first decision of each that differs.',
  description: [
    'MODULE exports by default (task) => decisions, or { "Name@version": (task) => decisions }.',
    ...FILE_HELP,
  ],
  takesFiles: true,
  flags: {
    decider: { kind: 'text', value: 'MODULE', required: true, description: 'The JavaScript file of the decider.' },
    'workflow-id': {
      kind: 'text',
      value: 'ID',
      description: 'The workflow id of the run, which its history does not contain. For one history.',
    },
    'run-id': { kind: 'text', value: 'ID', description: 'The run id of the run. For one history.' },
    html: HTML_FLAG,
    json: JSON_FLAG,
  },
  examples: [
    'swfake replay --decider ./dist/decider.js histories/',
    'swfake replay --decider ./dist/decider.js --workflow-id order-7 order-7.json',
  ],
  exitCodes: {
    0: 'Every decision is as recorded, and at least one history was compared.',
    1: 'A decision differs.',
    2: 'A file could not be read, every history was skipped, MODULE is no decider, or the command line is wrong.',
  },
  async run({ flags, files, environment }) {
    const paint = painter(environment.colors);
    const deciders = await loadDeciders(flags.decider, environment);
    const run = runOf(flags['workflow-id'], flags['run-id']);
    const histories: ReplayedHistory[] = [];
    const page = new PageResults(flags.html);
    const problems = await eachHistory(files, environment, async ({ id, file, exported }) => {
      if (run && histories.length > 0) throw new CommandError(ONE_RUN);
      const replayed = await replayHistory(exported, deciders, run ? { workflowExecution: run } : {});
      histories.push(resultOf(id, file, replayed));
      page.add(id, replayed);
      if (!flags.json) for (const line of linesOf(id, replayed, paint)) environment.print(line);
      return replayed.verdict;
    });
    const counts = {
      histories: histories.length,
      same: countOf(histories, 'same'),
      differs: countOf(histories, 'differs'),
      skipped: countOf(histories, 'skipped'),
      tasks: histories.reduce((sum, { tasks }) => sum + tasks, 0),
    };
    const summary = `${summaryText(counts)}${problemsText(problems)}`;
    if (!flags.json) environment.print(summary);
    page.write(summary, environment);
    const comparisons = { command: 'replay', histories, problems };
    const exitCode = exitCodeOf(comparisons, environment);
    if (flags.json) printDocument(comparisons, exitCode, counts, environment);
    return exitCode;
  },
});

const ONE_RUN = '--workflow-id and --run-id name one run; replay this history alone, or put its ids into its file';

function runOf(workflowId: string | undefined, runId: string | undefined): RunOfHistory | undefined {
  if (workflowId === undefined && runId === undefined) return undefined;
  return { ...(workflowId !== undefined && { workflowId }), ...(runId !== undefined && { runId }) };
}

const summaryText = (counts: { same: number; histories: number; tasks: number; skipped: number }): string =>
  `the same decisions in ${counts.same} of ${counts.histories} histories (${counts.tasks} tasks), ${counts.skipped} skipped`;

/** The result for one history in the JSON document. */
type ReplayedHistory = ReturnType<typeof resultOf>;

const resultOf = (id: string, file: string, { verdict, reason, tasks, unanswered, difference }: Replayed) => ({
  id,
  file,
  verdict,
  ...(reason !== undefined && { reason }),
  tasks,
  unanswered,
  // An error has no JSON form of its own.
  ...(difference && {
    difference: { ...difference, ...('error' in difference && { error: String(difference.error) }) },
  }),
});

function linesOf(id: string, { verdict, reason, difference }: Replayed, paint: Paint): readonly string[] {
  if (verdict === 'same') return [];
  if (verdict === 'skipped') return [`${paint('yellow', 'skipped')}   ${id}: ${reason}`];
  const lines = (difference?.diff ?? '').split('\n');
  return [`${paint('red', 'DIFFERS')}   ${id}`, ...lines.map((line) => `          ${paintedDiff(line, paint)}`)];
}

function paintedDiff(line: string, paint: Paint): string {
  if (line.startsWith('-')) return paint('red', line);
  return line.startsWith('+') ? paint('green', line) : line;
}
