import type { Effect, Instant, LambdaOutcome, LambdaRef } from '../core/index.js';
import { instant } from '../core/index.js';
import { lambdaOf } from '../core/run.js';
import { runAt, type State } from '../core/state.js';
import { type Duration, millisOf } from './durations.js';
import { GIVE_UP_MILLIS } from './hands.js';
import { realMillis } from './macrotask.js';
import { checkNames } from './names.js';

/** What a function does, as Lambda calls it: it is given what its input parses to, and its result becomes JSON. */
export type LambdaHandler = (input: unknown, context: LambdaContext) => unknown;

/** An answer that takes time of the fake's clock. Without `result` and `error` the function returns nothing. */
export interface LambdaAnswer {
  /** Default: at once. */
  readonly after?: Duration;
  readonly result?: unknown;
  /** The function fails so. */
  readonly error?: Error | string;
}

/** Functions by name, or by the ARN where the decider says that. */
export type LambdaFunctions = Readonly<Record<string, LambdaHandler | LambdaAnswer>>;

export interface LambdaContext {
  readonly functionName: string;
}

type Outcome = LambdaOutcome['outcome'];

/** A function that was called and has not answered. */
export interface LambdaCall {
  readonly lambda: LambdaRef;
  readonly name: string;
  /** When the answer comes, or the promise of it. */
  readonly answer: { readonly at: Instant; readonly outcome: Outcome } | Promise<Outcome>;
  /** Real time, in milliseconds. */
  readonly since: number;
}

/** SWF takes no more of a result (API model, LambdaFunctionCompletedEventAttributes). */
const LONGEST_RESULT = 32_768;

function checkFunctions(functions: LambdaFunctions): void {
  if (typeof functions !== 'object') {
    throw new TypeError(`swfake: lambda is an object of functions by their names, but it was given as ${functions}`);
  }
  for (const [name, given] of Object.entries(functions)) {
    if (typeof given === 'function') continue;
    if (typeof given !== 'object' || given === null) {
      throw new TypeError(
        `swfake: the lambda function ${name} must be a function or { after, result, error }, but it is ${String(given)}`,
      );
    }
    checkNames(`the lambda function ${name}`, given, { after: true, result: true, error: true });
    if (given.after !== undefined) millisOf(given.after);
  }
}

/** The functions of a fake, and the calls of them that are under way. */
export class Lambdas {
  readonly calls = new Set<LambdaCall>();

  /** @throws TypeError if something stands for a function that is none. */
  constructor(readonly functions: LambdaFunctions) {
    checkFunctions(functions);
  }

  /** Calls a function: what it answers at once, or the call that is to be waited for. */
  invoke({ lambda, name, input }: Effect, now: Instant): { readonly outcome: Outcome } | LambdaCall {
    const answer = this.#answer(name, input, now);
    const waits = answer instanceof Promise || 'at' in answer;
    return waits ? { lambda, name, answer, since: realMillis() } : { outcome: answer };
  }

  #answer(name: string, input: string, now: Instant): Outcome | LambdaCall['answer'] {
    if (!Object.hasOwn(this.functions, name)) return notFound(name);
    const given = this.functions[name] as LambdaHandler | LambdaAnswer;
    if (typeof given === 'function') return called(given, name, input);
    const outcome = answered(given);
    return given.after === undefined ? outcome : { at: instant(now + millisOf(given.after)), outcome };
  }

  /** The calls that are code which runs, and that a run still waits for. */
  pending(s: State): readonly LambdaCall[] {
    return [...this.calls].filter(({ answer, lambda }) => answer instanceof Promise && isAwaited(s, lambda));
  }

  /** The first answer that comes at an instant of the fake's clock, of the calls that are meant and waited for. */
  nextAnswer(
    s: State,
    isMeant: (call: LambdaCall) => boolean,
  ): { readonly name: string; readonly at: Instant } | undefined {
    const [first] = [...this.calls]
      .filter((call) => isMeant(call) && isAwaited(s, call.lambda))
      .flatMap(({ name, answer }) => ('at' in answer ? [{ name, at: answer.at }] : []))
      .toSorted((a, b) => a.at - b.at);
    return first;
  }

  /** A function that has taken too long without a word. */
  stuck(s: State): LambdaCall | undefined {
    const now = realMillis();
    return this.pending(s).find(({ since }) => now - since >= GIVE_UP_MILLIS);
  }
}

function isAwaited(s: State, { run: number, scheduledId }: LambdaRef): boolean {
  const run = runAt(s, number);
  return run !== undefined && !run.closed && lambdaOf(run, scheduledId) !== undefined;
}

// The name of the failure is the live service's, its text is Lambda's (swf-behaviour 3.13).
const notFound = (name: string): Outcome => ({
  reason: 'ResourceNotFoundException',
  details: `Function not found: ${name}`,
});

function called(handler: LambdaHandler, functionName: string, text: string): Outcome | Promise<Outcome> {
  try {
    const result = handler(JSON.parse(text), { functionName });
    return isThenable(result) ? Promise.resolve(result).then(completed, failed) : completed(result);
  } catch (error) {
    return failed(error);
  }
}

// A promise of another realm, or of a library, is one as well.
const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

const answered = ({ result, error }: LambdaAnswer): Outcome =>
  error === undefined ? completed(result) : failed(error);

// Results are JSON: a function that returns nothing answers null (AWS Lambda; recorded: test_lambda@65d622e3). What JSON
// cannot hold, a circle or a BigInt, makes it fail.
function completed(value: unknown): Outcome {
  try {
    const result = JSON.stringify(value) ?? 'null';
    if (result.length <= LONGEST_RESULT) return { result };
    return failed(new RangeError(`the result has ${result.length} characters, and SWF takes ${LONGEST_RESULT}`));
  } catch (error) {
    return failed(error);
  }
}

// The recorded shape, but for the stack: it would name places of this machine, and differ from run to run.
function failed(error: unknown): Outcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { reason: 'UnhandledError', details: JSON.stringify({ errorMessage: message, errorType: name }) };
}
