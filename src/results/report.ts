/** A result that prints as its report, and that a test can assert. */
export interface Assertable {
  /**
   * Asserts that the result is as wanted. The message of the error is the report.
   *
   * @throws Error if it is not.
   */
  assert(): void;
  /** Returns the report. */
  toString(): string;
}

/**
 * Adds `assert()` and `toString()` to a result. They are not enumerable: the result equals a plain object with the same
 * members. `report` returns the report, and `failed` returns true if `assert()` must throw it.
 */
export function withReport<R extends object>(result: R, report: () => string, failed: () => boolean): R & Assertable {
  const assert = (): void => {
    if (failed()) throw new Error(report());
  };
  return Object.defineProperties(result, {
    assert: { value: assert, enumerable: false },
    toString: { value: report, enumerable: false },
  }) as R & Assertable;
}

/** A result that can be looked at in a browser. */
export interface Viewable {
  /** Returns a page of HTML. The page is one file. */
  html(): string;
}

/** Adds `html()` to a result. It is not enumerable, as `assert()` is not. */
export const withPage = <R extends object>(result: R, html: () => string): R & Viewable =>
  Object.defineProperty(result, 'html', { value: html, enumerable: false }) as R & Viewable;

/** Returns a number with its noun: `1 run`, `12 runs`. */
export const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;
