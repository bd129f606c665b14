import type { Campaign } from '../../src/campaign/document.js';
import { blockEnd, type Range, type RangeResult } from '../../src/campaign/ranges.js';
import type { Tally } from '../../src/campaign/tally.js';

/** A campaign of a sample whose failures are given: what a run of its ranges would write. */

const tallyOf = (from: number, to: number, fails: (number: number) => boolean): Tally => {
  const runs = to - from + 1;
  const violated = fails(to) ? 1 : 0;
  return {
    runs,
    ends: { ...(runs > violated && { COMPLETED: runs - violated }), ...(violated > 0 && { violated }) },
    struck: [runs, 0],
    refused: { expected: runs * 2, unexpected: violated },
    coverage: { 'Order@1': { 'event TimerFired': runs } },
  };
};

/** The results of a run from `from` to `to`, cut at blocks and failures, as a thread cuts them. */
export function resultsOf({ from, to }: Range, fails: (number: number) => boolean): readonly RangeResult[] {
  const results: RangeResult[] = [];
  let begin = from;
  for (let number = from; number <= to; number += 1) {
    if (!fails(number) && number !== blockEnd(number) && number !== to) continue;
    const failure = { number, name: `seed ${number}`, problem: 'violated', report: `report ${number}` };
    const tally = tallyOf(begin, number, fails);
    results.push({ from: begin, to: number, tally, ...(fails(number) && { failure }) });
    begin = number + 1;
  }
  return results;
}

/** A campaign with these results. */
export const campaignWith = (whole: Range, ranges: readonly RangeResult[], more: Partial<Campaign> = {}): Campaign => ({
  module: 'order.js',
  options: 'abc',
  of: 'seeds',
  swfake: '1.2.3',
  ...whole,
  plan: ['crash', 'throttle'],
  untilFailures: 0,
  ranges,
  times: { seconds: 1 },
  ...more,
});
