import type { RulesReport } from '../../rules/report.js';
import type { Refusal } from '../faults/refusals.js';
import type { Ended } from '../model/ended.js';

/** The parts of a result that tell a failure. */
interface Failed {
  readonly ok: boolean;
  readonly ended: Ended;
  readonly problem: string | undefined;
  readonly refused: readonly Refusal[];
  readonly rules: RulesReport | undefined;
}

/**
 * Returns a text that is equal for the same failure: the same kind of end, and the same rule, invariant, error or refused
 * call. Numbers in messages do not count, since 'charged 3 times' and 'charged 2 times' are one failure. Returns `undefined`
 * if the simulation passed.
 */
export function failureOf(result: Failed): string | undefined {
  return result.ok ? undefined : `${result.ended.how}: ${subjectOf(result)}`;
}

function subjectOf(result: Failed): string {
  const { ended, rules } = result;
  switch (ended.how) {
    case 'violated':
    case 'unregistered':
    case 'unsafe':
      return withoutNumbers(ended.what);
    case 'broken':
      return rules?.broken[0]?.rule ?? '';
    case 'threw':
      return withoutNumbers(`${ended.who} ${String(ended.error)}`);
    case 'closed':
      return refusalText(result) || `${ended.status} ${withoutNumbers(result.problem ?? '')}`;
    case 'refused':
      return refusalText(result);
    default:
      return '';
  }
}

function refusalText({ refused }: Failed): string {
  const first = refused.find(({ expected }) => !expected);
  return first ? `${first.op} ${first.fault}` : '';
}

const withoutNumbers = (text: string): string => (text.split('\n')[0] ?? '').replaceAll(/\d+/g, '#');
