import { macrotask } from '../host/eventLoop.js';
import type { FinishedSimulation } from '../simulation/run/result.js';
import type { Batch, BatchResults, NumberedTrial } from './messages.js';
import { type Plays, repeatable } from './plays.js';
import type { Failure, Play, RangeResult } from './ranges.js';
import { Counter, ENDS_WITHOUT_RESULT } from './tally.js';

/** Runs a batch of plays, one after the other. `begin` is called before each. A batch lies within one block. */
export async function runBatch(
  plays: Plays,
  { from, to, stopAfter, variants }: Batch,
  begin: (number: number) => void,
): Promise<BatchResults> {
  const results: RangeResult[] = [];
  const trials: NumberedTrial[] = [];
  let first = from;
  let counter = newCounter(plays);
  let failures = 0;
  for (let number = from; number <= to && failures < stopAfter; number += 1) {
    begin(number);
    const failure = await runPlay(plays, { number, variant: variants?.[number - from] }, counter, trials);
    // A promise that rejected without a handler ends the thread in this turn, so that its own play is blamed.
    await macrotask();
    if (!failure && number < to) continue;
    results.push({ from: first, to: number, tally: counter.tally(), ...(failure && { failure }) });
    [first, counter] = [number + 1, newCounter(plays)];
    failures += failure ? 1 : 0;
  }
  return { results, trials };
}

const newCounter = ({ description }: Plays): Counter => new Counter(description.plan.length);

/** Runs a play and counts it. `trials` get what a guided search learns from it. */
async function runPlay(
  plays: Plays,
  play: Play,
  counter: Counter,
  trials: NumberedTrial[],
): Promise<Failure | undefined> {
  const { number } = play;
  const plan = plays.planOf(number);
  try {
    const result = await plays.run(play, plan, counter.coverage);
    const { outcome, trial } = result;
    const failure = outcome.ok ? undefined : failureOf(plays, number, await repeatable(result));
    counter.count(outcome, plan);
    if (trial) trials.push({ number, trial });
    return failure;
  } catch (error) {
    counter.countEnd(ENDS_WITHOUT_RESULT.error);
    const problem = error instanceof Error ? error.message : String(error);
    return { number, name: plays.nameOf(number), problem, report: problem };
  }
}

const failureOf = (plays: Plays, number: number, outcome: FinishedSimulation<unknown>): Failure => ({
  number,
  name: plays.nameOf(number),
  problem: outcome.problem ?? '',
  report: outcome.report(),
});
