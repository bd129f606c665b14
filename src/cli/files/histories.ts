import type { ExportedHistory, HistoryLike } from '../../replay/index.js';
import { fileWords } from './readJson.js';

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

const EXPECTED = `expected {"events": [...]}, as 'aws swf get-workflow-execution-history' prints it, or {"histories": [{"id": "order-7", "events": [...]}]}`;

/** Returns the histories of a parsed file, with a problem in the place of each one that has no events. */
export function historiesIn(file: string, content: unknown): readonly (NamedHistory | FileProblem)[] {
  const id = file === '-' ? 'standard input' : file;
  const { histories } = Object(content) as { readonly histories?: unknown };
  if (Array.isArray(histories)) return histories.map((entry, index) => entryOf(file, id, entry, index));
  if (isExport(content)) return [{ id, file, place: fileWords(file), exported: content }];
  return [{ file, message: `${fileWords(file)} holds no history; ${EXPECTED}` }];
}

function entryOf(file: string, fileId: string, entry: unknown, index: number): NamedHistory | FileProblem {
  const { id, pages, workflowExecution } = Object(entry) as {
    readonly id?: unknown;
    readonly pages?: unknown;
    readonly workflowExecution?: { readonly workflowId?: unknown };
  };
  const name = [id, workflowExecution?.workflowId].find((one) => typeof one === 'string') as string | undefined;
  const place = `history ${name === undefined ? index + 1 : `'${name}'`} of ${fileWords(file)}`;
  const exported = pages ?? entry;
  if (!isExport(exported)) return { file, message: `${place} has no events; ${EXPECTED}` };
  return { id: name ?? `${fileId}, history ${index + 1}`, file, place, exported };
}

/** Returns true for a list of events, a page, and a list of pages. The entries of the lists are not checked. */
function isExport(content: unknown): content is ExportedHistory {
  if (Array.isArray(content)) return content.every((entry) => typeof entry === 'object' && entry !== null);
  return Array.isArray((Object(content) as { readonly events?: unknown }).events);
}

/** Returns the events of all pages, in the order of the file. */
export function joinedEvents(exported: ExportedHistory): readonly HistoryLike[] {
  const pages = (Array.isArray(exported) ? exported : [exported]) as readonly { readonly events?: unknown }[];
  if (!pages.some(({ events }) => Array.isArray(events))) return pages as readonly HistoryLike[];
  return pages.flatMap(({ events }) => (Array.isArray(events) ? (events as readonly HistoryLike[]) : []));
}
