/** The parts of a task of Vitest that are used. */
export interface PagedTask {
  readonly id: string;
  readonly name: string;
  readonly suite?: NamedSuite | undefined;
  readonly retry?:
    | number
    | { readonly count?: number; readonly delay?: number; readonly condition?: unknown }
    | undefined;
  /** True if the test passes by failing. */
  readonly fails?: boolean | undefined;
  readonly result?:
    | { state: unknown; readonly retryCount?: number | undefined; readonly repeatCount?: number | undefined }
    | undefined;
}

interface NamedSuite {
  readonly name: string;
  readonly suite?: NamedSuite | undefined;
}

type Attempt = Pick<PagedTask, 'retry' | 'fails' | 'result'>;

/** The number of retries that a test had when its repeat began, for repeats after the first one. */
const retriesBefore = new WeakMap<object, { readonly repeat: number; readonly retries: number }>();

/** Notes an attempt that begins. Vitest counts the retries of all repeats together, and allows them for each repeat. */
export function noteAttempt(task: Attempt): void {
  const { repeatCount: repeat = 0, retryCount: retries = 0 } = task.result ?? {};
  if (repeat > 0 && retriesBefore.get(task)?.repeat !== repeat) retriesBefore.set(task, { repeat, retries });
}

/**
 * Returns true if the test fails by an attempt that failed: Vitest does not try it again, and the test is not expected to
 * fail. With a condition, which only Vitest can judge, it may try again all the same.
 */
export function isFailure(task: Attempt): boolean {
  const { retry = 0, fails = false } = task;
  const { count = 0, condition = undefined } = typeof retry === 'number' ? { count: retry } : retry;
  return !fails && (condition !== undefined || retriesOf(task) >= count);
}

function retriesOf(task: Attempt): number {
  const { repeatCount = 0, retryCount = 0 } = task.result ?? {};
  const begin = retriesBefore.get(task);
  return begin?.repeat === repeatCount ? retryCount - begin.retries : retryCount;
}

type Annotate = (message: string, attachment: { readonly path: string; readonly contentType: string }) => unknown;

/** Returns the name of a test below those of its suites. */
export function namesOf({ name, suite }: Pick<PagedTask, 'name' | 'suite'>): readonly string[] {
  return [...(suite ? namesOf(suite) : []), name].filter((one) => one !== '');
}

/**
 * Attaches a page to a test, as an annotation. Vitest takes annotations only while a test runs, but says only afterwards
 * that it failed. If it takes none, the message of the test has the path all the same.
 */
export async function attachPage(path: string, { result }: PagedTask, annotate: Annotate): Promise<void> {
  if (!result) return;
  try {
    await whileRunning(result, () => annotate('page of its histories', { path, contentType: 'text/html' }));
  } catch {
    // An annotation is an extra.
  }
}

function whileRunning<T>(result: { state: unknown }, act: () => T): T {
  const { state } = result;
  result.state = 'run';
  try {
    return act();
  } finally {
    result.state = state;
  }
}
