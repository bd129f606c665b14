import { ASSUMPTION_VALUES } from '../../core/index.js';
import type { CheckResult } from '../judges/results.js';
import type { Reading } from '../story/seen.js';

/** The options of a fake that does as the target did, as far as that was read. */
export interface MeasuredOptions {
  readonly assumptions: Readonly<Record<string, string>>;
  /** Present if page tokens lived for 60 seconds. */
  readonly limits?: { readonly pageTokenLifetime: number };
}

/** Returns the readings of all checks, in their order. */
export const readingsIn = (results: readonly CheckResult[]): readonly Reading[] =>
  results.flatMap(({ readings }) => readings);

/** Returns the measured assumptions as options of a fake. */
export function measuredOptions(results: readonly CheckResult[]): MeasuredOptions {
  const readings = readingsIn(results);
  const measured = readings.filter(({ doubt }) => Object.hasOwn(ASSUMPTION_VALUES, doubt));
  const isShort = readings.some(({ doubt, seen }) => doubt === 'pageTokenLifetime' && seen === '60 seconds');
  const assumptions = Object.fromEntries(measured.map(({ doubt, seen }) => [doubt, seen]));
  return { assumptions, ...(isShort && { limits: { pageTokenLifetime: 60_000 } }) };
}

/** Returns the options as code that can be pasted. */
export function codeOf({ assumptions, limits }: MeasuredOptions): readonly string[] {
  const lines = Object.entries(assumptions).map(([name, value]) => `    ${name}: '${value}',`);
  const more = limits ? [`  limits: { pageTokenLifetime: ${limits.pageTokenLifetime} },`] : [];
  return ['new SwfFake({', '  assumptions: {', ...lines, '  },', ...more, '});'];
}
