import { type Duration, millisOf } from '../args/durations.js';
import { type Run, runOfId } from '../core/index.js';
import { SwfFake, shellOf } from '../fake.js';
import { type AdoptedFake, type AdoptedRun, DEFAULT_DOMAIN } from '../fromHistories.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { type Deciders, replay } from '../replay/index.js';
import type { Registration } from '../shell/setup/register.js';
import { goOn } from './goOn.js';
import { Outcomes, type ScriptedOutcomes } from './outcomes.js';
import type { Problem, ProblemLog } from './problems.js';

/** The deciders before and after an upgrade, and the outcomes of activity tasks. */
export interface UpgradeOptions {
  /** The new deciders. */
  readonly to: Deciders;
  /** The deciders that made the histories. A problem that they have, too, is no problem of the upgrade. Default: none. */
  readonly from?: Deciders | undefined;
  /** Types that the new deciders need and no history names. Default: none. */
  readonly registration?: Registration | undefined;
  /** The outcomes of activity tasks, before those that are drawn. Default: none. */
  readonly outcomes: ScriptedOutcomes;
  /** The seed of the outcomes that are drawn. */
  readonly seed: number;
  /** The time of the export. Default: the time of the last event. */
  readonly now?: Date | undefined;
  /** The longest time that passes on the fake's clock. */
  readonly maxVirtual: Duration;
}

/** The result for one history. */
export interface UpgradedHistory {
  /** `passed`, `fails`, `closed` (the history is of a closed run), or `skipped`. */
  readonly verdict: 'passed' | 'fails' | 'closed' | 'skipped';
  /** The problem, or the reason why the history was skipped. */
  readonly reason?: string;
  /** The close status, or `OPEN`. Absent for a history that was skipped. */
  readonly ended?: string;
}

/** Goes on with each open history under new deciders. Resolves to a result for each history, in their order. */
export async function upgradeHistories(
  histories: readonly ExportedHistory[],
  options: UpgradeOptions,
): Promise<readonly UpgradedHistory[]> {
  const after = await playedWith(histories, options, options.to);
  const before = options.from && (await playedWith(histories, options, options.from));
  const results: UpgradedHistory[] = [];
  for (const [index, history] of histories.entries())
    results.push(await resultOf(history, index, { after, before, from: options.from }));
  return results;
}

interface Played {
  readonly adopted: AdoptedFake<SwfFake>;
  readonly problems: ProblemLog;
  /** The places of the histories whose run was closed. */
  readonly closed: ReadonlySet<number>;
}

async function playedWith(
  histories: readonly ExportedHistory[],
  { from, to, registration, outcomes, seed, now, maxVirtual }: UpgradeOptions,
  deciders: Deciders,
): Promise<Played> {
  const adopted = SwfFake.from(histories, { ...(registration && { registration }), ...(now && { now }) });
  const closed = adopted.runs.filter((run) => runOf(adopted, run).closed).map(({ index }) => index);
  const problems = await goOn(adopted, {
    domain: registration?.domain ?? DEFAULT_DOMAIN,
    deciders,
    before: from ?? to,
    outcomes: new Outcomes(histories, outcomes, seed),
    maxMillis: millisOf(maxVirtual),
  });
  return { adopted, problems, closed: new Set(closed) };
}

const runOf = ({ swf }: AdoptedFake<SwfFake>, { domain, workflowId, runId }: AdoptedRun): Run =>
  runOfId(shellOf(swf).state, domain, { workflowId, runId }) as Run;

interface Plays {
  readonly after: Played;
  readonly before: Played | undefined;
  readonly from: Deciders | undefined;
}

async function resultOf(
  history: ExportedHistory,
  index: number,
  { after, before, from }: Plays,
): Promise<UpgradedHistory> {
  const skipped = after.adopted.skipped.find((one) => one.index === index);
  if (skipped) return { verdict: 'skipped', reason: skipped.reason };
  const run = after.adopted.runs.find((one) => one.index === index) as AdoptedRun;
  const ended = runOf(after.adopted, run).closed?.status ?? 'OPEN';
  if (after.closed.has(index)) return { verdict: 'closed', ended };
  const other = from && (await otherDecisions(history, from));
  if (other !== undefined) return { verdict: 'skipped', reason: other };
  const problem = problemOf(after, run);
  if (!problem) return { verdict: 'passed', ended };
  const known = before && problemOf(before, run);
  if (known?.kind === problem.kind)
    return { verdict: 'skipped', reason: `the deciders before the upgrade have this problem, too: ${known.text}` };
  return { verdict: 'fails', reason: problem.text, ended };
}

const problemOf = ({ adopted, problems }: Played, run: AdoptedRun): Problem | undefined =>
  problems.of(runOf(adopted, run));

/** Returns the reason if the deciders before the upgrade are not those that made a history. */
async function otherDecisions(history: ExportedHistory, from: Deciders): Promise<string | undefined> {
  const { verdict, difference } = await replay(history, from);
  if (verdict !== 'differs') return undefined;
  return `the deciders before the upgrade are not those that made it: ${difference?.diff ?? ''}`;
}
