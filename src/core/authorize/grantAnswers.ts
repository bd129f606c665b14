import type { Injection } from './accessRequest.js';

/**
 * Returns the answer of `authorize`. A promise is truthy: it would allow everything.
 *
 * @throws TypeError if it is neither `true` nor `false`.
 */
export function isAllowed(answer: unknown, action: string): boolean {
  if (typeof answer === 'boolean') return answer;
  throw wrongAnswer('authorize', answer, action, 'true or false');
}

/**
 * Returns the answer of `explain` of an authorizer.
 *
 * @throws TypeError if it is no text.
 */
export function reasonIn(answer: unknown, action: string): string {
  if (typeof answer === 'string') return answer;
  throw wrongAnswer('explain', answer, action, 'a text');
}

/**
 * Returns the answer of `inject`, `undefined` for none.
 *
 * @throws TypeError if it is neither an injection nor `undefined`.
 */
export function injectionIn(answer: unknown, action: string): Injection | undefined {
  if (answer === undefined || answer === null) return undefined;
  if (isInjection(answer)) return answer;
  throw wrongAnswer('inject', answer, action, "{ fault: 'ThrottlingException' }, { cause: '…' } or undefined");
}

function isInjection(answer: unknown): answer is Injection {
  if (typeof answer !== 'object' || answer === null) return false;
  const { fault, cause, message } = answer as Readonly<Record<string, unknown>>;
  return typeof (fault ?? cause) === 'string' && (message === undefined || typeof message === 'string');
}

function wrongAnswer(owner: string, answer: unknown, action: string, expected: string): TypeError {
  const advice = isThenable(answer) ? '. It must answer at once, without a promise' : '';
  // The refusal is the error of the test. A rejection of the promise beside it would end the process.
  if (isThenable(answer)) answer.then(ignore, ignore);
  return new TypeError(`swfake: ${owner}() returned ${shown(answer)} for '${action}'; expected ${expected}${advice}`);
}

const ignore = (): void => undefined;

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

function shown(answer: unknown): string {
  if (typeof answer === 'string') return `'${answer}'`;
  if (typeof answer === 'function') return 'a function';
  if (typeof answer !== 'object' || answer === null) return String(answer);
  if (isThenable(answer)) return 'a promise';
  if (answer instanceof Error) return `the error '${answer.name}: ${answer.message}'`;
  const members = Object.keys(answer).map((name) => `'${name}'`);
  return members.length === 0 ? 'an object without members' : `an object with ${members.join(', ')}`;
}
