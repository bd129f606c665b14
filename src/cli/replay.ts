import {
  type Deciders,
  type ExportedHistory,
  type NamedReplay,
  replayAll,
  type SweepProgress,
  type SweptHistory,
} from '../replay/index.js';
import { parsed } from './files.js';

/** What the command takes from outside. */
export interface ReplayWorld {
  readonly read: (file: string) => string;
  /** Imports a module. */
  readonly load: (file: string) => Promise<{ readonly default?: unknown }>;
  readonly print: (line: string) => void;
  /** Shows a line that the next one replaces. */
  readonly show?: (line: string) => void;
}

/**
 * Gives the histories in the files to the deciders of a module, prints where these decide otherwise, and says whether they
 * do nowhere. If nothing could be compared, that is no proof.
 */
export async function replayFiles(
  files: readonly string[],
  module: string,
  { read, load, print, show }: ReplayWorld,
): Promise<boolean> {
  const deciders = decidersIn(module, await load(module));
  const histories = files.flatMap((file) => historiesIn(file, read(file)));
  const onProgress = show && ((progress: SweepProgress) => show(progressText(progress)));
  const { same, differing, skipped, tasks } = await replayAll(histories, deciders, onProgress && { onProgress });
  show?.('');
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

function historiesIn(file: string, text: string): readonly SweptHistory[] {
  const content = parsed(file, text) as { readonly histories?: unknown };
  if (Array.isArray(content.histories)) return content.histories as readonly SweptHistory[];
  return [{ id: file, pages: content as ExportedHistory }];
}

function linesOf({ id, verdict, reason, difference }: NamedReplay): readonly string[] {
  if (verdict === 'skipped') return [`skipped   ${id}: ${reason}`];
  const lines = (difference?.diff ?? '').split('\n').map((line) => `          ${line}`);
  return [`DIFFERS   ${id}`, ...lines];
}

function progressText({ done, total, differing, perSecond, secondsLeft }: SweepProgress): string {
  const left = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `${done} of ${total}, ${differing} differ, ${perSecond.toFixed(0)} a second${left}`;
}
