import type { Duration } from '../../args/durations.js';
import { joinPages } from '../../history/historyPages.js';
import { checkOutcomes, type ScriptedOutcomes } from '../../production/outcomes.js';
import { type UpgradedHistory, upgradeHistories } from '../../production/upgrade.js';
import type { ExportedHistory } from '../../replay/index.js';
import type { FileProblem, NamedHistory } from '../files/histories.js';
import { importModule } from '../files/loadModule.js';
import { readJson } from '../files/readJson.js';
import { command, type ExitCode, FILE_HELP } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { JSON_FLAG } from '../line/flags.js';
import { timeIn } from '../line/time.js';
import { countOf, exitCodeOf, printDocument, problemsText } from '../output/outcome.js';
import { type Paint, painter } from '../output/style.js';
import { eachHistory } from './eachHistory.js';
import { loadDeciders } from './loadDeciders.js';

/** The command `swfake upgrade`. */
export const upgrade = command({
  name: 'upgrade',
  summary: 'Goes on with open histories of production under your new decider, and prints where it fails or sticks.',
  description: [
    'A MODULE exports by default (task) => decisions, or { "Name@version": (task) => decisions }. The new one can export',
    "'registration', the argument of swf.register(): types that no history names.",
    'Give all histories that belong together: a history whose open child is in no FILE is skipped.',
    ...FILE_HELP,
  ],
  takesFiles: true,
  flags: {
    to: { kind: 'text', value: 'MODULE', required: true, description: 'The JavaScript file of the new decider.' },
    from: {
      kind: 'text',
      value: 'MODULE',
      description: 'The decider that made the histories. A history with which it fails alike is skipped.',
    },
    outcomes: {
      kind: 'text',
      value: 'FILE',
      description: 'JSON with the outcomes of activity tasks: {"Charge@1": [{"result": "paid"}, "timeout"]}.',
    },
    seed: {
      kind: 'number',
      default: 1,
      most: 0xffff_ffff,
      description: 'The seed of all other outcomes. They are drawn from those in the histories.',
    },
    now: { kind: 'text', value: 'TIME', description: 'The time of the export, if it is after the last event.' },
    'max-virtual': {
      kind: 'text',
      value: 'DURATION',
      default: '30d',
      description: "The longest time that passes on the fake's clock.",
    },
    json: JSON_FLAG,
  },
  examples: [
    'swfake upgrade --to ./dist/decider.js histories/',
    'swfake upgrade --from ./old/decider.js --to ./dist/decider.js --outcomes outcomes.json histories/',
  ],
  exitCodes: {
    0: 'No history fails, and at least one open history went on.',
    1: 'A history fails under the new decider.',
    2: 'A file could not be read, no open history went on, a MODULE is no decider, or the command line is wrong.',
  },
  async run({ flags, files, environment }) {
    const options = {
      to: await loadDeciders(flags.to, environment, '--to'),
      from: flags.from === undefined ? undefined : await loadDeciders(flags.from, environment, '--from'),
      registration: (await importModule('--to', flags.to, environment)).registration as undefined,
      outcomes: await outcomesOf(flags.outcomes, environment),
      seed: flags.seed,
      now: timeOf(flags.now),
      maxVirtual: flags['max-virtual'] as Duration,
    };
    const given: NamedHistory[] = [];
    const problems = await eachHistory(files, environment, (history) => {
      given.push(history);
      return 'read';
    });
    const found = await upgradeHistories(given.map(named), options);
    const histories = found.map((one, index) => resultOf(given[index] as NamedHistory, one));
    return printed({ histories, problems }, flags.json, environment);
  },
});

/** The result for one history in the JSON document. */
type Result = ReturnType<typeof resultOf>;

const resultOf = ({ id, file }: NamedHistory, found: UpgradedHistory) => ({ id, file, ...found });

// A history has no workflow id; the name of the file, or the id in a collection, is the next best.
function named({ id, exported }: NamedHistory): ExportedHistory {
  const { events, workflowExecution, continues } = joinPages(exported);
  if (workflowExecution?.workflowId !== undefined) return exported;
  const ids = { ...workflowExecution, workflowId: id };
  return { events, workflowExecution: ids, nextPageToken: continues ? 'cut' : null };
}

interface Printed {
  readonly histories: readonly Result[];
  readonly problems: readonly FileProblem[];
}

function printed({ histories, problems }: Printed, json: boolean, environment: Environment): ExitCode {
  const paint = painter(environment.colors);
  const counts = {
    histories: histories.length,
    passed: countOf(histories, 'passed'),
    fails: countOf(histories, 'fails'),
    closed: countOf(histories, 'closed'),
    skipped: countOf(histories, 'skipped'),
  };
  const comparisons = { command: 'upgrade', histories, problems };
  const exitCode = exitCodeOf({ ...comparisons, histories: histories.map(judged) }, environment);
  if (json) printDocument(comparisons, exitCode, counts, environment);
  else {
    for (const result of histories) for (const line of linesOf(result, paint)) environment.print(line);
    environment.print(`${summaryText(counts)}${problemsText(problems)}`);
  }
  return exitCode;
}

// The exit code counts a closed history as one that was not compared.
const judged = ({ verdict }: Result): { readonly verdict: string } =>
  ({ fails: { verdict: 'differs' }, closed: { verdict: 'skipped' }, passed: { verdict }, skipped: { verdict } })[
    verdict
  ];

const summaryText = ({ passed, fails, closed, skipped }: Readonly<Record<string, number>>): string =>
  `${passed} of ${(passed ?? 0) + (fails ?? 0)} open histories go on to their end, ${skipped} skipped, ${closed} closed before`;

function linesOf({ id, verdict, reason, ended }: Result, paint: Paint): readonly string[] {
  if (verdict === 'closed') return [];
  if (verdict === 'passed') return [`${paint('green', 'passed')}    ${id}: ${ended}`];
  const [head = '', ...more] = (reason ?? '').split('\n');
  const word = verdict === 'fails' ? paint('red', 'FAILS') : paint('yellow', 'skipped');
  return [
    `${word}${' '.repeat(verdict === 'fails' ? 5 : 3)}${id}: ${head}`,
    ...more.map((line) => `          ${line}`),
  ];
}

async function outcomesOf(file: string | undefined, environment: Environment): Promise<ScriptedOutcomes> {
  if (file === undefined) return {};
  return checkOutcomes(await readJson(file, environment));
}

function timeOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = timeIn(text);
  if (time) return time;
  throw new CommandError(`--now was given '${text}'; expected a time such as 2026-01-31T12:00:00Z`);
}
