import type { HistoryLike } from '../replay/index.js';

export interface NamedHistory {
  readonly id: string;
  readonly events: readonly HistoryLike[];
}

/** The histories in a file: what the AWS CLI prints, or a collection. @throws TypeError if it holds none. */
export function historiesIn(file: string, text: string): readonly NamedHistory[] {
  const content = parsed(file, text) as { readonly events?: unknown; readonly histories?: unknown };
  if (Array.isArray(content.histories)) return content.histories.map((entry, index) => named(file, entry, index));
  if (Array.isArray(content.events)) return [{ id: file, events: content.events as readonly HistoryLike[] }];
  throw new TypeError(`swfake: ${file} holds no history: expected {"events": [...]} or {"histories": [...]}`);
}

function named(file: string, entry: unknown, index: number): NamedHistory {
  const place = `${file}, history ${index + 1}`;
  const { id = place, events } = Object(entry) as { readonly id?: string; readonly events?: unknown };
  if (Array.isArray(events)) return { id, events: events as readonly HistoryLike[] };
  throw new TypeError(`swfake: ${place} has no events: expected {"id": ..., "events": [...]}`);
}

/** @throws TypeError that names the file if it is no JSON. */
export function parsed(file: string, text: string): object {
  try {
    return Object(JSON.parse(text)) as object;
  } catch (error) {
    throw new TypeError(`swfake: ${file} is no JSON: ${String(error)}`);
  }
}
