import { cutText } from '../../render/values.js';
import { type Difference, type Verification, verifyHistory } from '../../replay/index.js';
import { command, FILE_HELP } from '../line/command.js';
import { JSON_FLAG } from '../line/flags.js';
import { HTML_FLAG, PageResults } from '../output/htmlPage.js';
import { countOf, exitCodeOf, printDocument, problemsText } from '../output/outcome.js';
import { type Paint, painter } from '../output/style.js';
import { eachHistory } from './eachHistory.js';

/** The command `swfake verify`. */
export const verify = command({
  name: 'verify',
  summary: 'Repeats recorded histories on the fake, and prints the differences.',
  description: FILE_HELP,
  takesFiles: true,
  flags: {
    'lenient-absent': {
      kind: 'switch',
      description: 'Accepts what a recorder dropped: zero event ids, scheduleToStartTimeout NONE, empty tag lists.',
    },
    html: HTML_FLAG,
    json: JSON_FLAG,
  },
  examples: ['swfake verify --lenient-absent histories/'],
  exitCodes: {
    0: 'No history differs, and at least one was verified.',
    1: 'A history differs.',
    2: 'A file could not be read, every history was skipped, or the command line is wrong.',
  },
  async run({ flags, files, environment }) {
    const paint = painter(environment.colors);
    const histories: VerifiedHistory[] = [];
    const page = new PageResults(flags.html);
    const problems = await eachHistory(files, environment, ({ id, file, exported }) => {
      const verification = verifyHistory(exported, { lenientAbsent: flags['lenient-absent'] });
      histories.push(resultOf(id, file, verification));
      page.add(id, verification);
      if (!flags.json) for (const line of linesOf(id, verification, paint)) environment.print(line);
      return verification.verdict;
    });
    const counts = {
      histories: histories.length,
      verified: countOf(histories, 'verified'),
      differs: countOf(histories, 'differs'),
      skipped: countOf(histories, 'skipped'),
    };
    const comparisons = { command: 'verify', histories, problems };
    const counted = `verified ${counts.verified} of ${counts.histories} histories, ${counts.skipped} skipped`;
    const summary = `${counted}${problemsText(problems)}`;
    if (!flags.json) environment.print(summary);
    page.write(summary, environment);
    const exitCode = exitCodeOf(comparisons, environment);
    if (flags.json) printDocument(comparisons, exitCode, counts, environment);
    return exitCode;
  },
});

/** The result for one history in the JSON document. */
type VerifiedHistory = ReturnType<typeof resultOf>;

const resultOf = (id: string, file: string, verification: Verification) => {
  const { verdict, reason, differences, freedoms, lenient } = verification;
  return { id, file, verdict, ...(reason !== undefined && { reason }), differences, freedoms, lenient };
};

function linesOf(
  id: string,
  { verdict, reason, differences, freedoms, lenient }: Verification,
  paint: Paint,
): readonly string[] {
  if (verdict === 'skipped') return [`${paint('yellow', 'skipped')}   ${id}: ${reason}`];
  const notes = [...freedoms, ...(lenient > 0 ? [`${lenient} absent values accepted`] : [])];
  const name = `${id}${notes.length > 0 ? paint('dim', ` (${notes.join('; ')})`) : ''}`;
  if (verdict === 'verified') return [`${paint('green', 'verified')}  ${name}`];
  const lines = [
    ...differences.map((one) => differenceText(one, paint)),
    ...(reason === undefined ? [] : [reason]),
    ...lenientHint(differences),
  ];
  return [`${paint('red', 'DIFFERS')}   ${name}`, ...lines.map((line) => `          ${line}`)];
}

// A recorder drops values: the same flag accepts them in every history of it.
function lenientHint(differences: readonly Difference[]): readonly string[] {
  const { length } = differences.filter(({ lenient }) => lenient);
  if (length === 0) return [];
  const which = length === differences.length ? 'every difference' : `${length} of ${differences.length} differences`;
  return [`--lenient-absent accepts ${which}`];
}

function differenceText({ eventId, eventType, what, recorded, fake }: Difference, paint: Paint): string {
  const [was, is] = [recorded, fake].map((value) => cutText(JSON.stringify(value) ?? 'nothing')) as [string, string];
  return `#${eventId} ${eventType} ${what}: recorded ${paint('red', was)}, the fake wrote ${paint('green', is)}`;
}
