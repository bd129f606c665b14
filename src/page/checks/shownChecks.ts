import type { PageCheck } from '../../render/html/pageData.js';

/** The verdicts, those that matter first. */
export const VERDICTS: readonly PageCheck['verdict'][] = ['differs', 'agrees', 'not asked'];

/** The verdict of the checks to show. */
export type Shown = PageCheck['verdict'] | 'all';

/** Returns the number of checks of each verdict. */
export function countsOf(checks: readonly PageCheck[]): { readonly [V in PageCheck['verdict']]: number } {
  const count = (wanted: PageCheck['verdict']): number => checks.filter(({ verdict }) => verdict === wanted).length;
  return { differs: count('differs'), agrees: count('agrees'), 'not asked': count('not asked') };
}

/** Returns the checks with a verdict that have a text, in any case of letters. */
export function checksOf(checks: readonly PageCheck[], shown: Shown, text: string): readonly PageCheck[] {
  const wanted = text.trim().toLowerCase();
  return checks.filter((check) => (shown === 'all' || check.verdict === shown) && textOf(check).includes(wanted));
}

const textOf = ({ id, question, reason = '', differences }: PageCheck): string =>
  [id, question, reason, ...differences.flatMap(({ what, expected, got }) => [what, expected, got])]
    .join('\n')
    .toLowerCase();
