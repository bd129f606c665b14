import type { Result } from './measure.js';

const MEGABYTE = 2 ** 20;
const SHOWN_POINTS = 5;

/** Returns a line for each scenario: units, the heap at a few points, the slope and whether its goal is met. */
export function table(results: readonly Result[]): string {
  const head = ['scenario', 'units', 'heap in MB', 'bytes a unit', '± 1σ', 'goal', 'verdict', 'unit'];
  const lines = [head, ...results.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => (cells[column] as string).length)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ scenario, units, points, slope, error, verdict }: Result): readonly string[] {
  const step = (points.length - 1) / (SHOWN_POINTS - 1);
  const shown = Array.from({ length: SHOWN_POINTS }, (_, n) => points[Math.round(n * step)]?.bytes ?? 0);
  return [
    scenario.name,
    units.toLocaleString('en'),
    shown.map((bytes) => (bytes / MEGABYTE).toFixed(2)).join(' '),
    slope.toFixed(2),
    error.toFixed(2),
    `< ${scenario.goal}`,
    verdict,
    scenario.unit,
  ];
}
