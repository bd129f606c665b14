import { describe, expect, it } from 'vitest';
import { CHECKS, type Check, type CheckResult, selfTarget } from '../../src/conform/index.js';
import { ask } from './support.js';
import { type Answered, changesOf, tampered } from './tamper.js';

// A check counts if it was seen to fail: some small change of one answer makes one of its comparisons differ, or its reading.

const shown = ({ readings }: CheckResult): string => JSON.stringify(readings);

/** True if the result differs by a comparison or a reading of the check, not only because its story broke off. */
function differs({ differences, compared }: CheckResult, clean: CheckResult, changed: CheckResult): boolean {
  const byComparison = differences.some(({ what }) =>
    compared.some((one) => what === one || what.startsWith(`${one}, `)),
  );
  return byComparison || shown(changed) !== shown(clean);
}

/** Changes one answer after the other, the last first. Returns the number of the call whose change the check noticed. */
async function noticed(check: Check): Promise<number | undefined> {
  const answers: Answered[] = [];
  const listening = tampered(selfTarget(), (_, answered) => {
    answers.push(answered);
    return answered;
  });
  const [clean] = (await ask(listening, [check])).results;
  // The last calls only fetch the histories for the judge.
  const told = answers.length - (clean?.histories.length ?? 0);
  for (const call of answers
    .slice(0, told)
    .map((_, index) => index)
    .toReversed()) {
    for (const change of changesOf(answers[call] as Answered)) {
      const target = tampered(selfTarget(), (number, answered) => (number === call ? change(answered) : answered));
      const [changed] = (await ask(target, [check])).results;
      if (changed && clean && differs(changed, clean, changed)) return call;
    }
  }
  return undefined;
}

describe('a changed answer is noticed by', () => {
  it.each(CHECKS.map((check) => [check.id, check] as const))(
    '%s',
    async (_id, check) => {
      expect(await noticed(check)).toBeGreaterThanOrEqual(0);
    },
    30_000,
  );
});
