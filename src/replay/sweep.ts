import type { ExportedHistory, HistoryPage } from './exported.js';
import { aboutHistory } from './naming.js';
import { meter, type Progress } from './progress.js';
import { type Deciders, type Replayed, type ReplayOptions, replay } from './replay.js';

/** A history of a sweep; with an id, it is called so. */
export type SweptHistory =
  | ExportedHistory
  | (HistoryPage & { readonly id?: string })
  | { readonly id: string; readonly pages: ExportedHistory };

export interface SweepProgress extends Progress {
  readonly differing: number;
}

export interface SweepOptions extends Omit<ReplayOptions, 'workflowExecution' | 'onProgress'> {
  /** Told now and then how many histories are done, how many a second, and how long the rest will take. */
  readonly onProgress?: (progress: SweepProgress) => void;
}

export interface NamedReplay extends Replayed {
  /** The id of the history, its workflow id, or its place. */
  readonly id: string;
}

export interface Sweep {
  /** How many histories were replayed to the same decisions. */
  readonly same: number;
  readonly differing: readonly NamedReplay[];
  readonly skipped: readonly NamedReplay[];
  /** How many tasks were decided. */
  readonly tasks: number;
}

/**
 * Replays many histories, one after the other: a list, or whatever gives them one by one, so that they need not all be in
 * memory.
 *
 * @throws TypeError if one of them is no history: which, and what is wrong with it.
 */
export async function replayAll(
  histories: Iterable<SweptHistory> | AsyncIterable<SweptHistory>,
  deciders: Deciders,
  { onProgress, ...options }: SweepOptions = {},
): Promise<Sweep> {
  const differing: NamedReplay[] = [];
  const skipped: NamedReplay[] = [];
  let [count, tasks] = [0, 0];
  const total = Array.isArray(histories) ? histories.length : undefined;
  const progress = meter(total, onProgress && ((made) => onProgress({ ...made, differing: differing.length })));
  for await (const history of histories) {
    count += 1;
    const name = nameOf(history, count);
    const outcome = await replayNamed(name, history, deciders, options);
    tasks += outcome.tasks;
    const list = { same: undefined, differs: differing, skipped }[outcome.verdict];
    list?.push({ id: name, ...outcome });
    progress.passed();
  }
  progress.ended();
  return { same: count - differing.length - skipped.length, differing, skipped, tasks };
}

async function replayNamed(
  name: string,
  history: SweptHistory,
  deciders: Deciders,
  options: ReplayOptions,
): Promise<Replayed> {
  try {
    return await replay(exportOf(history), deciders, options);
  } catch (error) {
    throw aboutHistory(name, error);
  }
}

const exportOf = (history: SweptHistory): ExportedHistory =>
  typeof history === 'object' && history !== null && 'pages' in history ? history.pages : history;

function nameOf(history: SweptHistory | undefined, place: number): string {
  const { id, workflowExecution } = (history ?? {}) as HistoryPage & { readonly id?: string };
  return id ?? workflowExecution?.workflowId ?? `history ${place}`;
}
