const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** Returns a duration in milliseconds as text: `1m30s500ms` for 90,500. */
export function durationText(millis: number): string {
  if (!Number.isFinite(millis) || millis === 0) return '0s';
  let left = Math.abs(millis);
  let text = millis < 0 ? '-' : '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}
