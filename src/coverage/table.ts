import { AREA_NAMES, areaOf } from './areas.js';
import type { CoverageCounts } from './coverage.js';
import type { CoverageFact } from './facts.js';
import { reportOf, type TypeCoverage } from './report.js';

const WIDTH = 118;
const MANY = 3;
const INDENT = ' '.repeat(28);

/**
 * Returns the coverage as text, by workflow type and by area: the facts that happened, with counts, and those that are
 * missing. An area that the workflow type never used is listed by its name only, as `untouched`.
 */
export function table(counts: CoverageCounts): string {
  const types = Object.entries(reportOf(counts));
  const sections = types.map(([type, ofType]) => [type, ...linesOf(ofType)].join('\n'));
  return ['swfake: coverage of Amazon SWF', ...(sections.length > 0 ? sections : ['nothing'])].join('\n\n');
}

function linesOf({ covered, missing }: TypeCoverage): readonly string[] {
  const facts = Object.keys(covered) as CoverageFact[];
  const touched = AREA_NAMES.filter((area) => facts.some((fact) => areaOf(fact) === area));
  const untouched = AREA_NAMES.filter(
    (area) => !touched.includes(area) && missing.some((fact) => areaOf(fact) === area),
  );
  const lines = touched.flatMap((area) => [
    ...wrappedRow(area, 'covered', subjectTexts(inArea(area, facts), covered)),
    ...wrappedRow(
      '',
      'missing',
      area === 'faults' ? faultTexts(inArea(area, missing)) : subjectTexts(inArea(area, missing)),
    ),
  ]);
  return [...lines, ...wrappedRow('untouched', '', untouched)];
}

const inArea = (area: string, facts: readonly CoverageFact[]): readonly CoverageFact[] =>
  facts.filter((fact) => areaOf(fact) === area);

/** Returns one text for all facts of an event or an operation: `ActivityTaskTimedOut (HEARTBEAT 2, START_TO_CLOSE)`. */
function subjectTexts(
  facts: readonly CoverageFact[],
  counts: Readonly<Record<string, number>> = {},
): readonly string[] {
  const found = new Map<string, string[]>();
  for (const fact of facts) {
    const [, subject = '', detail] = fact.split(' ');
    const times = counts[fact] === undefined ? '' : ` ${counts[fact]}`;
    const details = found.get(subject) ?? [];
    if (detail !== undefined) details.push(`${detail}${times}`);
    found.set(subject, details);
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([subject, details]) => subjectText(subject, details, counts));
}

/** Returns one text for each fault, with its operations: their number, if there are more than three. */
function faultTexts(facts: readonly CoverageFact[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const fact of facts) {
    const [, op = '', fault = ''] = fact.split(' ');
    found.set(fault, [...(found.get(fault) ?? []), op]);
  }
  const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([fault, ops]) => `${fault} (${ops.length > MANY ? `${ops.length} operations` : ops.join(', ')})`);
}

function subjectText(subject: string, details: readonly string[], counts: Readonly<Record<string, number>>): string {
  if (details.length > 0) return `${subject} (${details.join(', ')})`;
  const times = counts[`event ${subject}`];
  return times === undefined ? subject : `${subject} ${times}`;
}

/** Returns a row of the table. Further lines are below its first words. */
function wrappedRow(area: string, kind: string, words: readonly string[]): readonly string[] {
  if (words.length === 0) return [];
  const lines: string[] = [];
  for (const word of words.join(', ').split(' ')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last === undefined || longer.length + INDENT.length > WIDTH) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  const head = `  ${area.padEnd(17)} ${kind.padEnd(7)} `;
  return lines.map((line, index) => `${index === 0 ? head : INDENT}${line}`);
}
