import { quoted } from '../../args/quoted.js';
import { counted } from '../../results/report.js';
import type { Definition } from '../model/definition.js';
import type { EarlierSeed } from '../order/chance.js';
import type { CorpusEntry } from './corpus.js';
import type { SearchReach } from './snapshot.js';

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

const KIND = 'swfake corpus';

/** Returns the document of a corpus. */
export const corpusOf = (definition: string, entries: readonly CorpusEntry[]): SearchCorpus => ({
  kind: KIND,
  version: 1,
  definition,
  entries,
});

type Unknown<T> = Partial<Record<keyof T, unknown>>;

/** Returns true if a value has the kind of a corpus. It can still be damaged, or of another version. */
export const hasCorpusKind = (value: unknown): boolean => (Object(value) as Unknown<SearchCorpus>).kind === KIND;

/** Returns a reason why a value is no corpus, as the rest of a sentence; `undefined` if it is one. */
export function corpusProblem(value: unknown): string | undefined {
  const { version, entries } = Object(value) as Unknown<SearchCorpus>;
  if (!hasCorpusKind(value)) return 'is no corpus of a guided search';
  if (version !== 1) return `has version ${quoted(version)}, but this swfake reads version 1`;
  if (!Array.isArray(entries)) return 'is damaged: it has no entries';
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  return wrong === -1 ? undefined : `is damaged: entry ${wrong + 1} is none of a guided search`;
}

function isEntry(entry: unknown): boolean {
  const { seed, earlier, numbers, digest } = Object(entry) as Unknown<CorpusEntry>;
  const isWhole = [seed, digest].every(Number.isSafeInteger);
  const hasNumbers = typeof numbers === 'object' && numbers !== null && Object.values(numbers).every(Number.isFinite);
  return isWhole && hasNumbers && Array.isArray(earlier) && earlier.every(isEarlierSeed);
}

function isEarlierSeed(one: unknown): boolean {
  const { seed, until } = Object(one) as Unknown<EarlierSeed>;
  return [seed, until].every(Number.isSafeInteger);
}

/** Returns the entries of several corpora, each once. Their order does not depend on that of the corpora. */
export function mergedEntries(corpora: readonly SearchCorpus[]): readonly CorpusEntry[] {
  const texts = corpora.flatMap(({ entries }) => entries.map((entry) => JSON.stringify(entry)));
  return [...new Set(texts)].toSorted().map((text) => JSON.parse(text) as CorpusEntry);
}

/** Returns what a search has reached as a line. */
export function reachText({ features, entries, fitting, notFitting }: SearchReach): string {
  const given = fitting + notFitting;
  const earlier = given === 0 ? '' : `; ${fitting} of ${counted(given, 'earlier entry', 'earlier entries')} fit`;
  return `guided: ${counted(features, 'feature')}, ${counted(entries, 'entry', 'entries')}${earlier}`;
}

/** Returns the types of a definition as text. */
export const typesText = <W>({ workflows, activities = {}, workers = {} }: Definition<W>): string =>
  [workflows, activities, workers].flatMap((functions) => Object.keys(functions).toSorted()).join(', ');
