import { readRun } from '../../render/runSummary.js';
import type { FileProblem } from '../files/histories.js';
import { type CommandCall, command, type ExitCode, FILE_HELP } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import type { Flags, FlagValues } from '../line/flags.js';
import { activityProblem, filterOf } from '../output/historyFilters.js';
import { FORMATS, formatOf } from '../output/historyFormats.js';
import type { SelectedHistory, View } from '../output/historyLines.js';
import { exitCodeOf } from '../output/outcome.js';
import { painter } from '../output/style.js';
import { eachHistory } from './eachHistory.js';

const PLACE = 'event id, a time, or a duration since the first event such as 3d.';

const FLAGS = {
  steps: FORMATS.steps.flag,
  mermaid: FORMATS.mermaid.flag,
  html: FORMATS.html.flag,
  json: FORMATS.json.flag,
  all: { kind: 'switch', description: 'Shows every attribute, and long values whole.' },
  compare: { kind: 'switch', description: 'With --html: opens the page with the first two histories side by side.' },
  failures: { kind: 'switch', description: 'Shows only what failed, timed out, was terminated or refused.' },
  activity: { kind: 'text', value: 'ID', description: 'Shows only the activity with this id.' },
  from: { kind: 'text', value: 'PLACE', description: `Shows what is not before this ${PLACE}` },
  to: { kind: 'text', value: 'PLACE', description: `Shows what is not behind this ${PLACE}` },
  tail: { kind: 'number', most: 1_000_000, description: 'Shows only the last lines of each history.' },
  width: {
    kind: 'number',
    most: 1_000_000,
    description: 'Cuts lines at this length. Without it, at the width of the terminal. 0: never.',
  },
} as const satisfies Flags;

type ShowFlags = FlagValues<typeof FLAGS>;

/** The command `swfake show`. */
export const show = command({
  name: 'show',
  summary: 'Prints histories as timelines, steps or diagrams.',
  description: FILE_HELP,
  takesFiles: true,
  flags: FLAGS,
  examples: [
    'swfake show order-7.json',
    'swfake show --steps --failures order-7.json',
    'swfake show --html order-7.json > order-7.html',
    'aws swf get-workflow-execution-history ... | swfake show -',
  ],
  exitCodes: {
    0: 'Every history was printed, and there was at least one.',
    2: 'A file could not be read, the files hold no history, no history has the activity, or the command line is wrong.',
  },
  run: printAll,
});

async function printAll({ flags, files, environment }: CommandCall<typeof FLAGS>): Promise<ExitCode> {
  const print = formatOf(flags);
  if (flags.compare && !flags.html) throw new CommandError('show: --compare is for a page; add --html');
  const filter = filterOf(flags);
  const histories: SelectedHistory[] = [];
  const problems = await eachHistory(files, environment, (named) => {
    const run = readRun(named.exported);
    const shown = filter(run);
    histories.push({ ...named, run, ...(shown && { shown }) });
    return 'shown';
  });
  const exitCode = exitCodeOfShown(histories, problems, flags, environment);
  print({ histories, problems, exitCode }, viewOf(flags, environment), environment);
  return exitCode;
}

/** Returns 2 if something could not be shown, else 0. The reason is printed where no other message has it. */
function exitCodeOfShown(
  histories: readonly SelectedHistory[],
  problems: readonly FileProblem[],
  { activity }: ShowFlags,
  environment: Environment,
): ExitCode {
  const shown = histories.map(() => ({ verdict: 'shown' }));
  const exitCode = exitCodeOf({ command: 'show', histories: shown, problems }, environment);
  const problem = activityProblem(
    histories.map(({ run }) => run),
    activity,
  );
  if (exitCode !== 0 || problem === undefined) return exitCode;
  environment.printError(`swfake: ${problem}`);
  return 2;
}

// Whole values are asked for by --all, so the width of the terminal does not cut them.
function viewOf({ all, compare, tail, width }: ShowFlags, { colors, columns }: Environment): View {
  const most = width ?? (all ? undefined : columns);
  return {
    all,
    compare,
    ...(tail !== undefined && { tail }),
    width: most || Number.POSITIVE_INFINITY,
    paint: painter(colors),
  };
}
