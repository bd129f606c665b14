import { macrotask } from '../host/eventLoop.js';
import type { FinishedSimulation } from '../simulation/run/result.js';
import type { ThreadRequest } from './messages.js';
import type { Plays } from './plays.js';
import type { Failure, RangeResult } from './ranges.js';
import { Counter, ENDS_WITHOUT_RESULT } from './tally.js';

type Batch = Extract<ThreadRequest, { kind: 'run' }>;

/** Runs a batch of plays, one after the other. `begin` is called before each. A batch lies within one block. */
export async function runBatch(
  plays: Plays,
  { from, to, stopAfter }: Batch,
  begin: (number: number) => void,
): Promise<readonly RangeResult[]> {
  const results: RangeResult[] = [];
  let first = from;
  let counter = newCounter(plays);
  let failures = 0;
  for (let number = from; number <= to && failures < stopAfter; number += 1) {
    begin(number);
    const failure = await play(plays, number, counter);
    // A promise that rejected without a handler ends the thread in this turn, so that its own play is blamed.
    await macrotask();
    if (!failure && number < to) continue;
    results.push({ from: first, to: number, tally: counter.tally(), ...(failure && { failure }) });
    [first, counter] = [number + 1, newCounter(plays)];
    failures += failure ? 1 : 0;
  }
  return results;
}

const newCounter = ({ description }: Plays): Counter => new Counter(description.plan.length);

async function play(plays: Plays, number: number, counter: Counter): Promise<Failure | undefined> {
  const plan = plays.planOf(number);
  try {
    const outcome = await plays.run(number, plan, counter.coverage);
    counter.count(outcome, plan);
    return outcome.ok ? undefined : failureOf(plays, number, outcome);
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
