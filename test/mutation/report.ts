import { reasonIn } from './equivalents/equivalent.js';
import { EQUIVALENT } from './equivalents/index.js';
import type { Mutant, Result, Verdict } from './mutant.js';

/** Returns the lines of a report: the survivors by file, then the counts. */
export function report(mutants: readonly Mutant[], results: ReadonlyMap<string, Result>): string {
  const judged = mutants.flatMap((mutant) => {
    const result = results.get(mutant.key);
    return result ? [{ mutant, verdict: result.verdict, reason: reasonIn(EQUIVALENT, mutant) }] : [];
  });
  const count = (verdict: Verdict): number => judged.filter((one) => one.verdict === verdict).length;
  const alive = judged.filter(({ verdict }) => verdict === 'survived' || verdict === 'uncovered');
  const equivalent = alive.filter(({ reason }) => reason !== undefined);
  const lines = alive
    .toSorted((a, b) => (a.mutant.key < b.mutant.key ? -1 : 1))
    .map(({ mutant, verdict, reason }) => `${where(mutant)} ${reason ? `equivalent: ${reason}` : verdict}`);
  const dead = count('killed') + count('timeout');
  const counted = judged.length - count('refused by the compiler') - equivalent.length;
  return [
    ...lines,
    '',
    `${judged.length} mutants: ${count('killed')} killed, ${count('timeout')} without end, ${count('survived')} survived, ` +
      `${count('uncovered')} uncovered, ${count('refused by the compiler')} refused by the compiler`,
    `${equivalent.length} of the survivors are equivalent; of the other ${counted}, ${percent(dead, counted)} are dead`,
  ].join('\n');
}

const where = ({ file, line, kind, before, after }: Mutant): string =>
  `${file}:${line} ${kind} ${short(before)} -> ${short(after)}`;

function short(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 67)}...` : line;
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
