import { createHash } from 'node:crypto';
import { type CorpusDocument, type CorpusHead, corpusOfSearch } from '../../campaign/corpora.js';
import type { GuidedState } from '../../campaign/document.js';
import { type CorpusEntry, corpusProblem, entriesOf, type SearchCorpus } from '../../campaign/guidedSearch.js';
import { readJson } from '../files/readJson.js';
import { fileWords } from '../files/readText.js';
import { writeText } from '../files/writeText.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/** The corpus with which a search begins. */
export type GivenCorpus = Pick<SearchCorpus, 'entries'>;

/** Returns the corpus of a JSON document. @throws CommandError if it is none. */
export function corpusIn(document: unknown, file: string): CorpusDocument {
  const problem = corpusProblem(document);
  if (problem !== undefined) throw new CommandError(`${fileWords(file)} ${problem}`);
  return document as CorpusDocument;
}

/**
 * Reads the file of `--corpus`. One that does not exist has no entries.
 *
 * @throws CommandError if it cannot be read, or is no corpus.
 */
export async function givenCorpus(file: string | undefined, environment: Environment): Promise<GivenCorpus> {
  if (file === undefined || environment.files.kindOf(file) === undefined) return { entries: [] };
  return corpusIn(await readJson(file, environment), file);
}

/** Returns a digest of entries. */
export const corpusDigest = (entries: readonly CorpusEntry[]): string =>
  createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, DIGEST_LENGTH);

const DIGEST_LENGTH = 16;

/**
 * Checks that a search that goes on can write its corpus: the file has what the search began with, or what it wrote itself.
 *
 * @throws CommandError if it has other entries, which would be lost.
 */
export function checkSameCorpus(file: string | undefined, { entries }: GivenCorpus, state: GuidedState): void {
  if (corpusDigest(entries) === state.given) return;
  const own = new Set(entriesOf(state).map((entry) => JSON.stringify(entry)));
  const others = entries.filter((entry) => !own.has(JSON.stringify(entry)));
  if (others.length === 0) return;
  throw new CommandError(
    `simulate: --resume goes on with another search than that of '${file}': ${others.length} of its entries would be lost; ` +
      'give --corpus another file, and merge both with --merge; or remove the file of --out to begin anew',
  );
}

/** Writes the corpus of a search. @throws CommandError if the file cannot be written. */
export const writeSearch = (file: string, head: CorpusHead, state: GuidedState, environment: Environment): void =>
  writeCorpus(file, corpusOfSearch(head, state), environment);

/** Writes a corpus in one step. @throws CommandError if the file cannot be written. */
export function writeCorpus(file: string, corpus: CorpusDocument, environment: Environment): void {
  const { kind, version, swfake, module, definition, entries } = corpus;
  const text = JSON.stringify({ kind, version, swfake, module, definition, entries });
  writeText(file, `${text}\n`, 'the corpus cannot be written to', environment);
}
