import { checkAnswer } from '../../args/checkAnswer.js';

interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isAsymmetric = (value: unknown): value is AsymmetricMatcher =>
  isObject(value) && 'asymmetricMatch' in value && typeof value.asymmetricMatch === 'function';

function isMatch(expected: AsymmetricMatcher, found: unknown): boolean {
  const answer = expected.asymmetricMatch(found);
  checkAnswer('asymmetricMatch()', answer, ['boolean']);
  return answer;
}

/**
 * Returns true if plain data equals what is expected: texts, numbers, dates, lists and objects. A member that is
 * `undefined` equals one that is absent. An expected value that has a function `asymmetricMatch` decides itself.
 *
 * @throws TypeError if `asymmetricMatch` returns something else than `true` or `false`.
 */
export function deepEquals(found: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return isMatch(expected, found);
  if (!isObject(found) || !isObject(expected)) return Object.is(found, expected);
  if (found instanceof Date || expected instanceof Date)
    return found instanceof Date && expected instanceof Date && found.getTime() === expected.getTime();
  if (Array.isArray(found) !== Array.isArray(expected)) return false;
  if (Array.isArray(found) && Array.isArray(expected) && found.length !== expected.length) return false;
  const [a, b] = [found, expected] as readonly Readonly<Record<string, unknown>>[];
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].every((name) => deepEquals(a?.[name], b?.[name]));
}
