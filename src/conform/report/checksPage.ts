import { documentOf } from '../../render/html/document.js';
import type { PageCheck } from '../../render/html/pageData.js';
import type { CheckResult, Conformance } from '../judges/results.js';
import { areaOf } from '../story/check.js';
import { groupedHistories, summary } from './text.js';

/** Returns the report of a run as a page of HTML: a table of its checks. */
export function checksPage(seen: Conformance): string {
  const { target, domain, run, results, stopped } = seen;
  const ended = stopped === undefined ? [] : [`stopped before the end: ${stopped}`];
  const histories = groupedHistories(results).map(
    ({ first, count }) =>
      `${count} histories: ${first.what}: expected ${first.expected}, got ${first.got} (${first.where})`,
  );
  return documentOf({
    title: `swfake conform: ${target}`,
    note: [`domain '${domain}', run '${run}'`, summary(seen), ...ended, ...histories].join('\n'),
    histories: [],
    checks: results.map(pageCheck),
  });
}

const pageCheck = ({ check, verdict, reason, differences }: CheckResult): PageCheck => ({
  id: check.id,
  area: areaOf(check),
  question: check.question,
  verdict,
  ...(reason !== undefined && { reason }),
  differences: differences.map(({ what, expected, got }) => ({ what, expected, got })),
});
