import { checkNames } from '../args/checkOptions.js';
import { type Duration, millisOf } from '../args/durations.js';
import { isThenable } from '../args/isThenable.js';
import { quoted } from '../args/quoted.js';
import {
  type Effect,
  type Instant,
  instant,
  type LambdaOutcome,
  type LambdaRef,
  lambdaOf,
  runAt,
  type State,
} from '../core/index.js';
import { realMillis } from '../host/realTime.js';
import { GIVE_UP_MILLIS } from './heldTasks.js';
import { functionKey } from './lambdaNames.js';

/**
 * A Lambda function. It gets its input parsed from JSON, `{}` if the decision has none, and returns a result that becomes JSON,
 * or a promise of it. If it throws, or its result is no JSON or too long, it fails with UnhandledError.
 *
 * The type of `input` is `any`, as in AWS's own types of Lambda handlers: annotate it, or use its members as they are.
 */
export type LambdaHandler = (input: any, context: LambdaContext) => unknown;

/** The result of a Lambda function that takes time of the fake's clock. Without `result` and `error`, the result is `null`. */
export interface LambdaAnswer {
  /** The time that the function takes. Default: none. */
  readonly after?: Duration;
  /** The result, which becomes JSON. */
  readonly result?: unknown;
  /** The error with which the function fails. */
  readonly error?: Error | string;
}

/**
 * Lambda functions by name. A decider can use the name, an ARN, a part of an ARN (`123456789012:function:pack`) or an alias
 * (`pack:live`): all of them call the function of this name. A function that is given by ARN or with an alias is called only
 * where the decider's text does not name another region, account or alias.
 */
export type LambdaFunctions = Readonly<Record<string, LambdaHandler | LambdaAnswer>>;

/** The second argument of a Lambda function. */
export interface LambdaContext {
  /** The name that the decider used. */
  readonly functionName: string;
}

type Outcome = LambdaOutcome['outcome'];

/** A call of a Lambda function that has not returned. */
export interface LambdaCall {
  readonly lambda: LambdaRef;
  readonly name: string;
  /** The outcome with its instant, or a promise of the outcome. */
  readonly answer: { readonly at: Instant; readonly outcome: Outcome } | Promise<Outcome>;
  /** The real time of the call, in milliseconds. */
  readonly since: number;
}

// The longest result that SWF accepts, in characters (API model, LambdaFunctionCompletedEventAttributes).
const LONGEST_RESULT = 32_768;

function checkLambdaFunctions(functions: LambdaFunctions): void {
  if (typeof functions !== 'object') {
    throw new TypeError(
      `swfake: lambda was given as ${quoted(functions)}; expected an object of functions by name, for example { pack: () => 1 }`,
    );
  }
  for (const [name, entry] of Object.entries(functions)) {
    if (typeof entry === 'function') continue;
    if (typeof entry !== 'object' || entry === null) {
      throw new TypeError(
        `swfake: the Lambda function '${name}' was given as ${quoted(entry)}; expected a function or { after, result, error }`,
      );
    }
    checkNames(`the Lambda function '${name}'`, entry, { after: true, result: true, error: true });
    if (entry.after !== undefined) millisOf(entry.after);
  }
}

/** The Lambda functions of a fake, and the calls that have not returned. */
export class Lambdas {
  readonly calls = new Set<LambdaCall>();

  /** Checks the functions. @throws TypeError if a value is neither a function nor an answer. */
  constructor(readonly functions: LambdaFunctions) {
    checkLambdaFunctions(functions);
  }

  /** Calls a function. Returns its outcome, or the call if it takes time. */
  invoke({ lambda, name, input }: Effect, now: Instant): { readonly outcome: Outcome } | LambdaCall {
    const answer = this.#answer(name, input, now);
    const takesTime = answer instanceof Promise || 'at' in answer;
    return takesTime ? { lambda, name, answer, since: realMillis() } : { outcome: answer };
  }

  #answer(name: string, input: string, now: Instant): Outcome | LambdaCall['answer'] {
    const key = functionKey(Object.keys(this.functions), name);
    if (key === undefined) return notFound(name);
    const entry = this.functions[key] as LambdaHandler | LambdaAnswer;
    if (typeof entry === 'function') return callHandler(entry, name, input);
    const outcome = outcomeOf(entry);
    return entry.after === undefined ? outcome : { at: instant(now + millisOf(entry.after)), outcome };
  }

  /** Returns the calls of which the code still runs and for which a run still waits. */
  pending(s: State): readonly LambdaCall[] {
    return [...this.calls].filter(({ answer, lambda }) => answer instanceof Promise && isAwaited(s, lambda));
  }

  /** Returns the first answer that takes time of the fake's clock, among the calls that match and for which a run waits. */
  nextAnswer(
    s: State,
    matches: (call: LambdaCall) => boolean,
  ): { readonly name: string; readonly at: Instant } | undefined {
    const [first] = [...this.calls]
      .filter((call) => matches(call) && isAwaited(s, call.lambda))
      .flatMap(({ name, answer }) => ('at' in answer ? [{ name, at: answer.at }] : []))
      .toSorted((a, b) => a.at - b.at);
    return first;
  }

  /** Returns a call that runs for too long, if there is one. */
  stuck(s: State): LambdaCall | undefined {
    const now = realMillis();
    return this.pending(s).find(({ since }) => now - since >= GIVE_UP_MILLIS);
  }
}

function isAwaited(s: State, { run: number, scheduledId }: LambdaRef): boolean {
  const run = runAt(s, number);
  return run !== undefined && !run.closed && lambdaOf(run, scheduledId) !== undefined;
}

// The name of the failure is recorded from SWF; the text is Lambda's (docs/swf.md 3.13).
const notFound = (name: string): Outcome => ({
  reason: 'ResourceNotFoundException',
  details: `Function not found: ${name}`,
});

function callHandler(handler: LambdaHandler, functionName: string, text: string): Outcome | Promise<Outcome> {
  try {
    const result = handler(JSON.parse(text), { functionName });
    return isThenable(result) ? Promise.resolve(result).then(completion, failure) : completion(result);
  } catch (error) {
    return failure(error);
  }
}

const outcomeOf = ({ result, error }: LambdaAnswer): Outcome =>
  error === undefined ? completion(result) : failure(error);

// A function without a result returns null (AWS Lambda; recorded: test_lambda@65d622e3). A result that JSON cannot hold,
// like a circle or a BigInt, makes the function fail.
function completion(value: unknown): Outcome {
  try {
    const result = JSON.stringify(value) ?? 'null';
    if (result.length <= LONGEST_RESULT) return { result };
    return failure(new RangeError(`the result has ${result.length} characters; SWF accepts at most ${LONGEST_RESULT}`));
  } catch (error) {
    return failure(error);
  }
}

// The recorded shape without the stack, which has paths of this machine.
function failure(error: unknown): Outcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { reason: 'UnhandledError', details: JSON.stringify({ errorMessage: message, errorType: name }) };
}
