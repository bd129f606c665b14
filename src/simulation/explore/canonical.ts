/**
 * A text that is equal for equal values: what is in them counts, the order of keys does not. An object that knows its own
 * JSON form is what that says; of others, what is enumerable. An object that was met before is told by its number.
 */
export const canonical = (value: unknown): string => textOf(value, new Map());

type Met = Map<object, number>;

function textOf(value: unknown, met: Met): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  const before = met.get(value);
  if (before !== undefined) return `^${before}`;
  met.set(value, met.size);
  return textOfObject(value, met);
}

function textOfObject(value: object, met: Met): string {
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, met)).join()}]`;
  if (value instanceof Map) return `Map{${pairs([...value], met)}}`;
  if (value instanceof Set) return `Set{${[...value].map((item) => textOf(item, met)).sort()}}`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return `JSON ${textOf(value.toJSON(), met)}`;
  return `{${pairs(Object.entries(value), met)}}`;
}

const pairs = (entries: readonly (readonly [unknown, unknown])[], met: Met): string =>
  entries
    .map(([key, item]) => `${textOf(key, met)}:${textOf(item, met)}`)
    .sort()
    .join();
