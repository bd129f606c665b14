import {
  type Deciders,
  type ExportedHistory,
  type NamedReplay,
  type ReplayAllHistory,
  type ReplayAllProgress,
  replayAll,
} from '../replay/index.js';
import { parseJson } from './files.js';

/** The functions that `swfake replay` needs from its environment. */
export interface ReplayEnvironment {
  readonly read: (file: string) => string;
  /** Imports a module of the user. */
  readonly load: (file: string) => Promise<{ readonly default?: unknown }>;
  readonly print: (line: string) => void;
  /** Shows a line that the next one replaces. Absent if the output is not a terminal. */
  readonly showProgress?: (line: string) => void;
}

/**
 * Replays the histories in the files against the deciders of a module, and prints every difference. Resolves to `true` if
 * there is none and at least one history was compared.
 */
export async function replayFiles(
  files: readonly string[],
  module: string,
  { read, load, print, showProgress }: ReplayEnvironment,
): Promise<boolean> {
  const deciders = decidersIn(module, await load(module));
  const histories = files.flatMap((file) => historiesIn(file, read(file)));
  const onProgress = showProgress && ((progress: ReplayAllProgress) => showProgress(progressText(progress)));
  const { same, differing, skipped, tasks } = await replayAll(histories, deciders, onProgress && { onProgress });
  showProgress?.('');
  for (const outcome of [...differing, ...skipped]) for (const line of linesOf(outcome)) print(line);
  print(`the same decisions in ${same} of ${histories.length} histories (${tasks} tasks), ${skipped.length} skipped`);
  return differing.length === 0 && same > 0;
}

function decidersIn(module: string, { default: deciders }: { readonly default?: unknown }): Deciders {
  const all = typeof deciders === 'object' && deciders !== null ? Object.values(deciders) : [deciders];
  if (all.length > 0 && all.every((one) => typeof one === 'function')) return deciders as Deciders;
  throw new TypeError(
    `swfake: the default export of ${module} is no decider: expected a function, or { "Name@version": function }`,
  );
}

function historiesIn(file: string, text: string): readonly ReplayAllHistory[] {
  const content = parseJson(file, text) as { readonly histories?: unknown };
  if (Array.isArray(content.histories)) return content.histories as readonly ReplayAllHistory[];
  return [{ id: file, pages: content as ExportedHistory }];
}

function linesOf({ id, verdict, reason, difference }: NamedReplay): readonly string[] {
  if (verdict === 'skipped') return [`skipped   ${id}: ${reason}`];
  const lines = (difference?.diff ?? '').split('\n').map((line) => `          ${line}`);
  return [`DIFFERS   ${id}`, ...lines];
}

function progressText({ done, total, differing, perSecond, secondsLeft }: ReplayAllProgress): string {
  const left = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `${done} of ${total}, ${differing} differ, ${perSecond.toFixed(0)} a second${left}`;
}
