import { invariant } from '../model/bug.js';
import { type BlockCounts, blockOf, withClosed, withoutClosed, withStarted } from '../model/domain.js';
import { type Run, settingsOf } from '../model/run.js';
import type { State } from '../model/state.js';
import { writableDomain } from './write.js';

/** Counts a run that has started. Its history has its first event. */
export const countStarted = (s: State, run: Run): void =>
  changeCounts(s, run, (counts) => withStarted(counts, settingsOf(run).workflowType, run.startedAt));

/** Counts an open run as closed. */
export const countClosed = (s: State, run: Run): void =>
  changeCounts(s, run, (counts) => withClosed(known(counts, run), settingsOf(run).workflowType));

/** Stops counting a closed run. Of a block whose runs are all deleted, nothing stays. */
export const countForgotten = (s: State, run: Run): void =>
  changeCounts(s, run, (counts) => withoutClosed(known(counts, run), settingsOf(run).workflowType));

function changeCounts(s: State, run: Run, change: (counts: BlockCounts | undefined) => BlockCounts | undefined): void {
  const domain = writableDomain(s, run.domain);
  const { owner, blocks } = domain.runCounts;
  if (owner !== s.owner) domain.runCounts = { owner: s.owner, blocks: blocks.slice() };
  const block = blockOf(run.number);
  domain.runCounts.blocks[block] = change(blocks[block]);
}

function known(counts: BlockCounts | undefined, run: Run): BlockCounts {
  invariant(counts, () => `the run ${run.workflowId} is not counted`);
  return counts;
}
