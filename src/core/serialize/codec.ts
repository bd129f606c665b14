/** The two directions of one kind of value: to what JSON can hold, and back. */
export interface Codec<T> {
  /** Returns the value in a form that JSON can hold; `undefined` if there is none. */
  save(value: T): unknown;
  /**
   * Returns the value that was saved. `path` is where it stands, for the message.
   *
   * @throws TypeError if `save` cannot have returned it.
   */
  load(saved: unknown, path: string): T;
}

/** The codecs of all members of a type: a type that gets a member does not compile without a codec for it. */
export type Members<T> = { readonly [K in keyof Required<T>]: Codec<T[K]> };

const LONGEST = 60;

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** Creates the error for a part of a saved state that cannot be read. */
export const unreadable = (saved: unknown, path: string, expected: string): TypeError =>
  new TypeError(
    `swfake: the saved state has ${shown(saved)} at '${path}'; expected ${expected}; load a state as it was saved`,
  );

/** A whole number. */
export const whole = <T extends number>(): Codec<T> => ({
  save: (value) => value,
  load(saved, path) {
    if (!Number.isSafeInteger(saved)) throw unreadable(saved, path, 'a whole number');
    return saved as T;
  },
});

/** A text. */
export const text: Codec<string> = {
  save: (value) => value,
  load(saved, path) {
    if (typeof saved !== 'string') throw unreadable(saved, path, 'a text');
    return saved;
  },
};

/** `true` or `false`. */
export const flag: Codec<boolean> = {
  save: (value) => value,
  load(saved, path) {
    if (typeof saved !== 'boolean') throw unreadable(saved, path, 'true or false');
    return saved;
  },
};

/** One of a few texts. */
export const choice = <T extends string>(values: Iterable<T>): Codec<T> => {
  const known: ReadonlySet<unknown> = new Set(values);
  return {
    save: (value) => value,
    load(saved, path) {
      if (!known.has(saved)) throw unreadable(saved, path, `one of ${[...known].join(', ')}`);
      return saved as T;
    },
  };
};

/** A value that can be missing. */
export const optional = <T>(of: Codec<T>): Codec<T | undefined> => ({
  save: (value) => (value === undefined ? undefined : of.save(value)),
  load: (saved, path) => (saved === undefined ? undefined : of.load(saved, path)),
});

/** An object of plain values, such as the attributes of an event. It is loaded frozen. */
export const plain = <T extends object>(): Codec<T> => ({
  save: (value) => value,
  load: (saved, path) => frozen(objectAt(saved, path)) as T,
});

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** A list. */
export const list = <T>(of: Codec<T>): Codec<readonly T[]> => ({
  save: (values) => values.map((value) => of.save(value)),
  // `Array.from` visits the holes of an array, `map` does not.
  load: (saved, path) => Array.from(listAt(saved, path), (item, i) => of.load(item, `${path}.${i}`)),
});

/** A pair of a key and a value. */
export const entry = <T>(of: Codec<T>): Codec<readonly [string, T]> => ({
  save: ([key, value]) => [key, of.save(value)],
  load(saved, path) {
    const [key, value, ...others] = listAt(saved, path);
    if (others.length > 0) throw unreadable(saved, path, 'a key and a value');
    return [text.load(key, `${path}.0`), of.load(value, `${path}.1`)];
  },
});

/** An object with these members. A member without a value is left out, and no other member is accepted. */
export function record<T extends object>(members: Members<T>): Codec<T> {
  const codecs = Object.entries(members) as [keyof T & string, Codec<unknown>][];
  return {
    save: (value) => withValues(codecs.map(([name, of]) => [name, of.save(value[name])])),
    load(saved, path) {
      const given = objectAt(saved, path) as Readonly<Record<string, unknown>>;
      const unknown = Object.keys(given).find((name) => !Object.hasOwn(members, name));
      if (unknown !== undefined) throw unreadable(given[unknown], `${path}.${unknown}`, 'no such member');
      return withValues(codecs.map(([name, of]) => [name, of.load(given[name], `${path}.${name}`)])) as T;
    },
  };
}

const withValues = (members: readonly (readonly [string, unknown])[]): object =>
  Object.fromEntries(members.filter(([, value]) => value !== undefined));

/** Returns a saved value that must be an object. */
export function objectAt(saved: unknown, path: string): object {
  if (typeof saved !== 'object' || saved === null || Array.isArray(saved)) throw unreadable(saved, path, 'an object');
  return saved;
}

function listAt(saved: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(saved)) throw unreadable(saved, path, 'a list');
  return saved;
}
