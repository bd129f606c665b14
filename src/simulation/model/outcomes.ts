import { wrongAnswer } from '../../args/checkAnswer.js';

/** The outcome of an activity task, in place of the activity's own code. */
export type ActivityOutcome =
  /** The task completes. A result that is no string becomes JSON. */
  | { readonly result?: unknown }
  /** The task fails. */
  | { readonly reason: string; readonly details?: string }
  /** The worker never responds, so that the task's own timeouts end it. */
  | 'timeout'
  /** The worker responds with RespondActivityTaskCanceled. */
  | 'canceled'
  /** The activity's own code runs. */
  | 'own';

/**
 * The outcomes of activity tasks, by activity type (`Name@version`). The first task of a type gets the first outcome, and so
 * on. After the last outcome, the activity's own code runs.
 */
export type Outcomes = Readonly<Record<string, readonly ActivityOutcome[]>>;

/** Returns the error for a result that an activity must not return; `undefined` for any other. `owner` names the activity. */
export function checkResult(owner: string, value: unknown): TypeError | undefined {
  const isWrong = value instanceof Error || typeof value === 'function' || typeof value === 'symbol';
  return isWrong
    ? wrongAnswer(owner, value, 'a text, or a value that becomes JSON; an error must be thrown')
    : undefined;
}

/** Returns a result as text: a string as it is, any other value as JSON. */
export function resultText(value: unknown): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

const MAX_REASON_LENGTH = 256;

/** Returns the reason and details of a failure. The stack is left out: it names paths of the machine. */
export function failureFields(error: unknown): { readonly reason: string; readonly details: string } {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { reason: message.slice(0, MAX_REASON_LENGTH), details: name };
}
