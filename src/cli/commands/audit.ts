import { millisOfTime } from '../../history/eventTime.js';
import { Auditor } from '../../rules/auditor.js';
import { checkRules, type Rule } from '../../rules/model/rule.js';
import { brokenText, countsLine, firstTexts, headText, judgementLine, type RulesReport } from '../../rules/report.js';
import { readRun } from '../../rules/runs/readRun.js';
import type { FileProblem } from '../files/histories.js';
import { defaultOf, importModule } from '../files/loadModule.js';
import { command, type ExitCode, FILE_HELP } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { JSON_FLAG } from '../line/flags.js';
import { problemsText } from '../output/outcome.js';
import { painter } from '../output/style.js';
import { eachHistory } from './eachHistory.js';

/** The command `swfake audit`. */
export const audit = command({
  name: 'audit',
  summary: 'Judges recorded histories by your rules over time, and prints the broken ones.',
  description: [
    ...FILE_HELP,
    'MODULE exports by default a list of rules of swfake/rules. It can be JavaScript or TypeScript.',
  ],
  takesFiles: true,
  flags: {
    rules: { kind: 'text', value: 'MODULE', description: 'The module of the rules.', required: true },
    now: {
      kind: 'text',
      value: 'TIME',
      description: 'Judges open runs up to this time, in ISO 8601, and not only up to their last event.',
    },
    json: JSON_FLAG,
  },
  examples: ['swfake audit --rules rules.js --now 2026-01-01T00:00:00Z histories/'],
  exitCodes: {
    0: 'No rule is broken, and at least one history was judged.',
    1: 'A rule is broken.',
    2: 'A file could not be read, no rule could be judged, or the command line is wrong.',
  },
  async run({ flags, files, environment }) {
    const rules = await loadRules(flags.rules, environment);
    const auditor = new Auditor(rules, timeOf(flags.now));
    const problems = await eachHistory(files, environment, ({ id, exported }) =>
      auditor.add(readRun(id, exported)).some(({ verdict }) => verdict === 'broken') ? 'differs' : 'kept',
    );
    const report = auditor.finish();
    const exitCode = exitCodeOf(report, problems.length, environment);
    if (flags.json) environment.print(documentOf(report, exitCode, problems));
    else printReport(report, problemsText(problems), environment);
    return exitCode;
  },
});

async function loadRules(file: string, environment: Environment): Promise<readonly Rule[]> {
  const rules = defaultOf(await importModule('--rules', file, environment));
  if (!Array.isArray(rules))
    throw new CommandError(
      `the default export of '${file}' is ${rules === undefined ? 'missing' : typeof rules}; expected a list of rules of swfake/rules`,
    );
  checkRules(`'${file}'`, rules);
  return rules;
}

function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const millis = millisOfTime(text);
  if (millis !== undefined) return millis;
  throw new CommandError(
    `--now is '${text}', which is no time; expected one in ISO 8601, such as 2026-01-01T00:00:00Z`,
  );
}

function exitCodeOf(
  { histories, rules, broken }: RulesReport,
  problems: number,
  { printError }: Environment,
): ExitCode {
  const isJudged = rules.some(({ kept, broken: lost, undecided }) => kept + lost + undecided > 0);
  if (problems === 0 && !isJudged)
    printError(
      `swfake: audit judged no history: ${histories === 0 ? 'the files hold none' : 'no rule could be judged'}`,
    );
  if (problems > 0 || !isJudged) return 2;
  return broken.length > 0 ? 1 : 0;
}

/** Returns the JSON document: the counts of each rule, and every judgement that is not kept. */
function documentOf(report: RulesReport, exitCode: ExitCode, problems: readonly FileProblem[]): string {
  const { histories, rules, broken, undecided, notJudged } = report;
  const counts = {
    histories,
    broken: broken.length,
    undecided: undecided.length,
    notJudged: notJudged.length,
    problems: problems.length,
  };
  const judgements = [...broken, ...undecided, ...notJudged];
  return JSON.stringify({ command: 'audit', exitCode, counts, rules, judgements, problems }, undefined, 2);
}

/** The most undecided rules, and the most rules that were not judged, that are printed. */
const MOST = 20;

function printReport(report: RulesReport, problems: string, environment: Environment): void {
  const { broken, undecided, notJudged, rules } = report;
  const paint = painter(environment.colors);
  for (const one of broken) environment.print(`${paint('red', 'BROKEN')}: ${brokenText(one)}`);
  const first = [undecided, notJudged].flatMap((list) =>
    firstTexts(list, MOST, (one) => paint('yellow', judgementLine(one))),
  );
  for (const line of first) environment.print(line);
  for (const one of rules) environment.print(one.cases === 0 ? paint('yellow', countsLine(one)) : countsLine(one));
  environment.print(`${headText(report)}${problems}`);
}
