/** The same members, but a member without a value is absent: AWS never writes `undefined` or null (docs/swf.md 4). */
export type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * Adds those `optional` members to `required` that have a value, and returns it. It writes to `required`, so pass a new
 * object.
 */
export function withDefined<R extends object, T extends object>(required: R, optional: T): R & Defined<T> {
  for (const name in optional) {
    const value = optional[name];
    if (value !== undefined) (required as Record<string, unknown>)[name] = value;
  }
  return required as R & Defined<T>;
}
