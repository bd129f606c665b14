import { counted } from '../results/report.js';
import type { GuidedState } from './document.js';
import { corpusOf, entriesOf, mergedEntries, type SearchCorpus } from './guidedSearch.js';
import { MergeError } from './merge.js';

/** The content of a file of `--corpus`. */
export interface CorpusDocument extends SearchCorpus {
  /** The file name of the module, without its folder. */
  readonly module: string;
  /** The version of this package that wrote it. */
  readonly swfake: string;
}

/** The module, the definition and the version of a corpus. */
export type CorpusHead = Pick<CorpusDocument, 'module' | 'swfake' | 'definition'>;

/** Returns the corpus of a search. */
export const corpusOfSearch = (head: CorpusHead, state: GuidedState): CorpusDocument => ({
  ...head,
  ...corpusOf(head.definition, entriesOf(state)),
});

/** A corpus with the name of its file. */
export interface NamedCorpus {
  readonly file: string;
  readonly corpus: CorpusDocument;
}

/**
 * Merges corpora, in any order. `swfake` is the version of this package.
 *
 * @throws MergeError if they are about different modules or definitions.
 */
export function mergedCorpora(corpora: readonly NamedCorpus[], swfake: string): CorpusDocument {
  const [first, ...others] = corpora as readonly [NamedCorpus, ...NamedCorpus[]];
  for (const other of others) checkAlike(first, other);
  const { module, definition } = first.corpus;
  return { module, swfake, ...corpusOf(definition, mergedEntries(corpora.map(({ corpus }) => corpus))) };
}

function checkAlike(a: NamedCorpus, b: NamedCorpus): void {
  const name = (['module', 'definition'] as const).find((one) => a.corpus[one] !== b.corpus[one]);
  if (name === undefined) return;
  const values = `${a.corpus[name]} and ${b.corpus[name]}`;
  throw new MergeError(`'${a.file}' and '${b.file}' cannot be merged: they differ in the ${name} (${values})`);
}

/** Returns the result of a merge as a line. */
export const corporaText = (count: number, { module, entries }: CorpusDocument): string =>
  `${counted(count, 'corpus', 'corpora')} of ${module}: ${counted(entries.length, 'entry', 'entries')}`;
