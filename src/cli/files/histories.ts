import { foreignKindOf } from '../../history/foreignHistory.js';
import { type HistoryPage, isExport, runOfPage } from '../../history/historyPages.js';
import type { ExportedHistory } from '../../replay/index.js';
import { groupPages } from './groupPages.js';
import { fileWords } from './readText.js';

/** A history of a file. */
export interface NamedHistory {
  /** The id in a collection, else the name of the file. */
  readonly id: string;
  readonly file: string;
  /** The place in words, for messages: `history 'order-7' of file 'many.json'`. */
  readonly place: string;
  readonly exported: ExportedHistory;
}

/** A file, or a history of it, that cannot be used. */
export interface FileProblem {
  readonly file: string;
  /** The reason in one line, with the name of the file. */
  readonly message: string;
}

type Found = NamedHistory | FileProblem;
type Members = Readonly<Record<string, unknown>>;

const EXPECTED = `expected {"events": [...]}, as 'aws swf get-workflow-execution-history' prints it, or {"histories": [{"id": "order-7", "events": [...]}]}`;

/**
 * Returns the histories in the JSON documents of a file, with a problem in the place of each one that has no events.
 */
export function historiesIn(file: string, documents: readonly unknown[]): readonly Found[] {
  if (documents.some(isCollection)) return documents.flatMap((document) => ofDocument(file, document));
  if (documents.length === 1) return ofDocument(file, documents[0]);
  // With a line for each event, every document is one.
  if (documents.every(isEvent)) return ofDocument(file, documents);
  const groups = groupPages(documents);
  return groups.length === 1
    ? ofDocument(file, groups[0])
    : groups.map((pages, index) => entryOf(file, { pages }, index));
}

const membersOf = (value: unknown): Members => Object(value) as Members;
const isCollection = (document: unknown): boolean => Array.isArray(membersOf(document).histories);
const isEvent = (document: unknown): boolean => 'eventId' in membersOf(document);

function ofDocument(file: string, content: unknown): readonly Found[] {
  const { histories } = membersOf(content);
  if (Array.isArray(histories)) return histories.map((entry, index) => entryOf(file, entry, index));
  const foreign = foreignKindOf(content);
  if (isExport(content) && foreign === undefined)
    return [{ id: nameOf(file), file, place: fileWords(file), exported: content }];
  return [{ file, message: `${fileWords(file)} holds ${foreign ?? 'no history'}; ${EXPECTED}` }];
}

function entryOf(file: string, entry: unknown, index: number): Found {
  const { id, pages } = membersOf(entry);
  const name = [id, workflowIdOf(entry), workflowIdOf(pages)].find((one) => typeof one === 'string') as
    | string
    | undefined;
  const place = `history ${name === undefined ? index + 1 : `'${name}'`} of ${fileWords(file)}`;
  const exported = withRun(entry, pages ?? entry);
  const foreign = foreignKindOf(exported);
  if (isExport(exported) && foreign === undefined) {
    return { id: name ?? `${nameOf(file)}, history ${index + 1}`, file, place, exported };
  }
  return { file, message: `${place} ${foreign ? `is ${foreign}` : 'has no events'}; ${EXPECTED}` };
}

const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);

const workflowIdOf = (content: unknown): unknown =>
  [content]
    .flat()
    .map((page) => runOfPage(Object(page) as HistoryPage)?.workflowId)
    .find(Boolean);

// Of a list of pages, the ids of the run stand beside the list.
function withRun(entry: unknown, exported: unknown): unknown {
  const run = exported === entry ? undefined : runOfPage(Object(entry) as HistoryPage);
  return run ? [{ executionInfo: { execution: run } }, ...[exported].flat()] : exported;
}
