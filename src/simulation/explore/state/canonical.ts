/**
 * Returns a text that is equal for equal values, whatever the order of their keys. An object with `toJSON` is written in
 * that form, another one with its enumerable members. If an object comes again, only its number is written.
 */
export const canonical = (value: unknown): string => canonicalText(value, new Map());

/** The objects so far, numbered in order. */
type Numbers = Map<object, number>;

function canonicalText(value: unknown, numbers: Numbers): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  const before = numbers.get(value);
  if (before !== undefined) return `^${before}`;
  numbers.set(value, numbers.size);
  return objectText(value, numbers);
}

function objectText(value: object, numbers: Numbers): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, numbers)).join()}]`;
  if (value instanceof Map) return `Map{${pairsText([...value], numbers)}}`;
  if (value instanceof Set) return `Set{${[...value].map((item) => canonicalText(item, numbers)).sort()}}`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return `JSON ${canonicalText(value.toJSON(), numbers)}`;
  return `{${pairsText(Object.entries(value), numbers)}}`;
}

const pairsText = (entries: readonly (readonly [unknown, unknown])[], numbers: Numbers): string =>
  entries
    .map(([key, item]) => `${canonicalText(key, numbers)}:${canonicalText(item, numbers)}`)
    .sort()
    .join();
