import { type AskedGroup, askedGroups } from '../coverage/asked.js';
import { askedRows } from '../coverage/reasons.js';
import type { CheckResult } from '../judges/results.js';
import { areaOf, type Check } from '../story/check.js';
import { shownIds } from './text.js';

/** Returns the list of the checks, and the table of what they cover, as a run on the fake shows it. */
export function listLines(checks: readonly Check[], results: readonly CheckResult[]): readonly string[] {
  const groups = askedGroups(results);
  const readings = [...new Set(checks.flatMap(({ reads }) => reads ?? []))];
  return [
    ...checks.map(({ id, question, section }) => `${id}: ${question} (docs/swf.md ${section})`),
    '',
    `${checks.length} checks in ${new Set(checks.map(areaOf)).size} areas`,
    '',
    ...groups.flatMap(({ name, all, asked, missing }) => [`${name}: ${asked} of ${all}`, ...missingLines(missing)]),
    '',
    'rows of docs/swf.md 11, and doubts of section 12:',
    ...askedRows(checks).map(
      ({ row, checks: ids, reason }) => `  ${row}: ${reason ? `not asked: ${reason}` : shownIds(ids)}`,
    ),
    '',
    'undocumented behaviour that is read:',
    ...readings.map((doubt) => `  ${doubt}`),
  ];
}

/** Returns what was not asked, by the reason. */
function missingLines(missing: AskedGroup['missing']): readonly string[] {
  const reasons = new Set(missing.map(({ reason }) => reason));
  return [...reasons].map((reason) => {
    const names = missing
      .filter((one) => one.reason === reason)
      .map(({ name }) => name.replace(/^(event|timeout|cause|fault) /, ''));
    return `  not asked, ${reason}: ${names.join(', ')}`;
  });
}
