import { AREA_NAMES, areaOf } from './areas.js';
import type { MetFact } from './facts.js';
import type { MetCounts } from './met.js';
import { type MetOfType, reportOf } from './report.js';

const WIDTH = 118;
const MANY = 3;
const INDENT = ' '.repeat(27);

/**
 * What was met, by workflow type and by what it is about, and what there is besides that never was. Of a thing that the
 * workflow type never used, only its name: `untouched`.
 */
export function table(counts: MetCounts): string {
  const types = Object.entries(reportOf(counts));
  const told = types.map(([type, ofType]) => [type, ...linesOf(ofType)].join('\n'));
  return ['swfake: what the suite met of Amazon SWF', ...(told.length > 0 ? told : ['nothing'])].join('\n\n');
}

function linesOf({ met, never }: MetOfType): readonly string[] {
  const facts = Object.keys(met) as MetFact[];
  const touched = AREA_NAMES.filter((area) => facts.some((fact) => areaOf(fact) === area));
  const untouched = AREA_NAMES.filter((area) => !touched.includes(area) && never.some((fact) => areaOf(fact) === area));
  const lines = touched.flatMap((area) => [
    ...row(area, 'met', subjects(inArea(area, facts), met)),
    ...row('', 'never', area === 'faults' ? faults(inArea(area, never)) : subjects(inArea(area, never))),
  ]);
  return [...lines, ...row('untouched', '', untouched)];
}

const inArea = (area: string, facts: readonly MetFact[]): readonly MetFact[] =>
  facts.filter((fact) => areaOf(fact) === area);

/** `ActivityTaskTimedOut (HEARTBEAT 2, START_TO_CLOSE)`: one word for all facts of an event or an operation. */
function subjects(facts: readonly MetFact[], counts: Readonly<Record<string, number>> = {}): readonly string[] {
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
    .map(([subject, details]) => told(subject, details, counts));
}

/** Most operations may answer the same few faults: where many were never met of one, their number has to do. */
function faults(facts: readonly MetFact[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const fact of facts) {
    const [, op = '', fault = ''] = fact.split(' ');
    found.set(fault, [...(found.get(fault) ?? []), op]);
  }
  const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([fault, ops]) => `${fault} (${ops.length > MANY ? `${ops.length} operations` : ops.join(', ')})`);
}

function told(subject: string, details: readonly string[], counts: Readonly<Record<string, number>>): string {
  if (details.length > 0) return `${subject} (${details.join(', ')})`;
  const times = counts[`event ${subject}`];
  return times === undefined ? subject : `${subject} ${times}`;
}

/** A row whose words go on in further lines below its first. */
function row(area: string, kind: string, words: readonly string[]): readonly string[] {
  if (words.length === 0) return [];
  const lines: string[] = [];
  for (const word of words.join(', ').split(' ')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last === undefined || longer.length + INDENT.length > WIDTH) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  const head = `  ${area.padEnd(17)} ${kind.padEnd(6)} `;
  return lines.map((line, index) => `${index === 0 ? head : INDENT}${line}`);
}
