// The parts of a guided search that its campaign uses.

export type { CorpusEntry } from '../simulation/guided/corpus.js';
export {
  corpusOf,
  corpusProblem,
  hasCorpusKind,
  mergedEntries,
  reachText,
  type SearchCorpus,
} from '../simulation/guided/document.js';
export { GENERATION, GuidedSearch, NO_TRIAL, type Trial } from '../simulation/guided/search.js';
export {
  changedEntry,
  entriesOf,
  reachOf,
  type SearchReach,
  type SearchSnapshot,
} from '../simulation/guided/snapshot.js';
export type { Variant } from '../simulation/guided/variant.js';
