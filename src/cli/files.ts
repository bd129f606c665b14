import type { HistoryLike } from '../replay/index.js';

/** A history with its id, or the name of its file. */
export interface NamedHistory {
  readonly id: string;
  readonly events: readonly HistoryLike[];
}

/**
 * Returns the histories in a file: one that the AWS CLI has printed, or a collection.
 *
 * @throws TypeError if the file has no history.
 */
export function historiesIn(file: string, text: string): readonly NamedHistory[] {
  const content = parseJson(file, text) as { readonly events?: unknown; readonly histories?: unknown };
  if (Array.isArray(content.histories))
    return content.histories.map((entry, index) => namedHistory(file, entry, index));
  if (Array.isArray(content.events)) return [{ id: file, events: content.events as readonly HistoryLike[] }];
  throw new TypeError(`swfake: ${file} holds no history: expected {"events": [...]} or {"histories": [...]}`);
}

function namedHistory(file: string, entry: unknown, index: number): NamedHistory {
  const place = `${file}, history ${index + 1}`;
  const { id = place, events } = Object(entry) as { readonly id?: string; readonly events?: unknown };
  if (Array.isArray(events)) return { id, events: events as readonly HistoryLike[] };
  throw new TypeError(`swfake: ${place} has no events: expected {"id": ..., "events": [...]}`);
}

/**
 * Parses the text of a file.
 *
 * @throws TypeError if it is not JSON: the message has the name of the file.
 */
export function parseJson(file: string, text: string): object {
  try {
    return Object(JSON.parse(text)) as object;
  } catch (error) {
    throw new TypeError(`swfake: ${file} is no JSON: ${String(error)}`);
  }
}
