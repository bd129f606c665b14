import { quoted } from '../../args/quoted.js';
import type { CorpusEntry } from './corpus.js';

/** The runs of a guided search that reached something new, as plain data: for a file, or for another search. */
export interface SearchCorpus {
  /** The kind of the document. */
  readonly kind: 'swfake corpus';
  /** The version of the form. */
  readonly version: 1;
  /** The types of the definition. Entries of another definition are tried, and counted if they do not fit. */
  readonly definition: string;
  /** The runs that reached something new. */
  readonly entries: readonly CorpusEntry[];
}

/** Returns the document of a corpus. */
export const corpusOf = (definition: string, entries: readonly CorpusEntry[]): SearchCorpus => ({
  kind: 'swfake corpus',
  version: 1,
  definition,
  entries,
});

/** Returns a reason why a value is no corpus, as the rest of a sentence; `undefined` if it is one. */
export function corpusProblem(value: unknown): string | undefined {
  const { kind, version, entries } = Object(value) as Partial<Record<keyof SearchCorpus, unknown>>;
  if (kind !== 'swfake corpus') return 'is no corpus of a guided search';
  if (version !== 1) return `has version ${quoted(version)}, but this swfake reads version 1`;
  return Array.isArray(entries) && entries.every(isEntry) ? undefined : 'is damaged: an entry has no seed';
}

function isEntry(entry: unknown): boolean {
  const { seed, earlier, numbers, digest } = Object(entry) as Partial<Record<keyof CorpusEntry, unknown>>;
  const areNumbers = typeof numbers === 'object' && numbers !== null;
  return Number.isSafeInteger(seed) && Array.isArray(earlier) && areNumbers && Number.isSafeInteger(digest);
}

/** Returns the entries of several corpora, each once. */
export function mergedEntries(corpora: readonly SearchCorpus[]): readonly CorpusEntry[] {
  const all = corpora.flatMap(({ entries }) => entries);
  return [...new Map(all.map((entry) => [JSON.stringify(entry), entry])).values()];
}
