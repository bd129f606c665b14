/** Members that are there or not: in AWS's form what has no value is absent, never `undefined` or null. */
export type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** `required`, with those of the `optional` members that have a value. Writes to `required`: pass a fresh object. */
export function withGiven<R extends object, T extends object>(required: R, optional: T): R & Given<T> {
  for (const name in optional) {
    const value = optional[name];
    if (value !== undefined) (required as Record<string, unknown>)[name] = value;
  }
  return required as R & Given<T>;
}
