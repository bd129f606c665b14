/** The text of the error of a failed test, and its name. */
interface FailedTestOfRunner {
  readonly name: string | undefined;
  readonly errorText: string;
  /** True if the runner tries the test again: Jest alone reports such a failure. */
  readonly isRetried?: boolean;
}

/**
 * Returns the failure of the current test; `undefined` if it passed, or if the runner does not tell. `told` has `this` and
 * the arguments of an `afterEach` hook.
 */
export const failedTest = (told: readonly unknown[]): FailedTestOfRunner | undefined =>
  failedInJest() ?? told.map((value) => failedInMocha(value) ?? failedInNode(value)).find(Boolean);

interface Named {
  readonly name?: unknown;
  readonly parent?: unknown;
}

interface CircusTest extends Named {
  readonly errors?: readonly unknown[];
  /** The number of attempts, with this one. */
  readonly invocations?: number;
}

interface CircusState {
  readonly currentlyRunningTest?: CircusTest | null;
}

// Jest does not pass the result of a test to hooks. Its runner keeps the result in the global scope (jest-circus,
// state.ts).
function failedInJest(): FailedTestOfRunner | undefined {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  );
  const state = symbol && (globalThis as unknown as Readonly<Record<symbol, CircusState>>)[symbol];
  const test = state?.currentlyRunningTest;
  const [error] = [test?.errors?.[0]].flat();
  if (!test || error === undefined) return undefined;
  const { invocations = 1 } = test;
  return { name: namesOf(test).join(' › '), errorText: textOf(error), isRetried: invocations <= retriesOfJest() };
}

/** Returns the number that was given to `jest.retryTimes()`. */
function retriesOfJest(): number {
  const times = (globalThis as unknown as Readonly<Record<symbol, unknown>>)[Symbol.for('RETRY_TIMES')];
  return Number.parseInt(String(times), 10) || 0;
}

function namesOf({ name, parent }: Named): readonly string[] {
  const above = typeof parent === 'object' && parent !== null ? namesOf(parent) : [];
  return name === 'ROOT_DESCRIBE_BLOCK' ? above : [...above, String(name)];
}

interface MochaContext {
  readonly currentTest?: { readonly state?: string; readonly err?: unknown; fullTitle?(): string };
}

// Mocha calls hooks with its context as `this`.
function failedInMocha(context: unknown): FailedTestOfRunner | undefined {
  const test = (context as MochaContext | null | undefined)?.currentTest;
  if (test?.state !== 'failed') return undefined;
  return { name: test.fullTitle?.(), errorText: textOf(test.err) };
}

interface NodeTestContext {
  readonly name?: string;
  readonly fullName?: string;
  readonly passed?: boolean;
  readonly error?: { readonly cause?: unknown } | null;
}

// node:test calls hooks with the context of the test: `error` is there since Node 20.12, and wraps the error of the test.
function failedInNode(context: unknown): FailedTestOfRunner | undefined {
  const { name, fullName, passed, error } = (context ?? {}) as NodeTestContext;
  if (passed !== false || !error) return undefined;
  return { name: fullName ?? name, errorText: textOf(error.cause ?? error) };
}

const textOf = (error: unknown): string => String((error as Error | null | undefined)?.message ?? error);
