import type { Result } from './measure.js';

const HEADER = ['row', 'what', 'cost', 'against', 'cost', 'pairs', 'ratio', 'goal', 'noise', 'verdict'];

/** The results as text, a line each. */
export function table(results: readonly Result[]): string {
  const lines = [HEADER, ...results.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [HEADER, rule, ...lines.slice(1)].map((line) => aligned(line, widths)).join('\n');
}

const cells = (result: Result): string[] => [
  result.name,
  result.subject,
  costText(result.subjectCost, result.unit),
  result.limit,
  costText(result.limitCost, result.unit),
  String(result.pairs),
  `${result.ratio.toFixed(2)} x`,
  `<= ${result.goal.toFixed(2)} x`,
  `${(result.noise * 100).toFixed(1)} %`,
  result.verdict,
];

const TEXTS = new Set(['row', 'what', 'against', 'verdict']);

const aligned = (line: readonly string[], widths: readonly number[]): string =>
  line
    .map((cell, i) => (TEXTS.has(HEADER[i] ?? '') ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
    .join('  ')
    .trimEnd();

function costText(cost: number, unit: Result['unit']): string {
  if (unit === 'bytes') return `${Math.round(cost)} B`;
  if (unit === 'x') return `${cost.toFixed(2)} x`;
  return cost < 1 ? `${(cost * 1000).toFixed(2)} us` : `${cost.toFixed(1)} ms`;
}
