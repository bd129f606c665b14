import { askedGroups } from '../coverage/asked.js';
import { type Conformance, countOf } from '../judges/results.js';
import { areaOf } from '../story/check.js';
import { measuredOptions, readingsIn } from './assumptions.js';
import { groupedHistories } from './text.js';

/** Returns the report of a run as a value for JSON. */
export function documentOf(seen: Conformance, exitCode: number): object {
  const { target, domain, run, results, stopped, repeated, millis } = seen;
  const [agree, differ, notAsked] = [
    countOf(results, 'agrees'),
    countOf(results, 'differs'),
    countOf(results, 'not asked'),
  ];
  return {
    command: 'conform',
    exitCode,
    target,
    domain,
    run,
    ...(stopped !== undefined && { stopped }),
    millis,
    repeated,
    counts: { checks: results.length, agree, differ, notAsked },
    checks: results.map(({ check, verdict, reason, differences }) => ({
      id: check.id,
      area: areaOf(check),
      question: check.question,
      section: check.section,
      verdict,
      ...(reason !== undefined && { reason }),
      differences,
    })),
    histories: groupedHistories(results).map(({ first, count }) => ({ ...first, count })),
    readings: readingsIn(results),
    options: measuredOptions(results),
    coverage: askedGroups(results),
  };
}
