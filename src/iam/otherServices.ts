import { nearest } from '../args/didYouMean.js';
import { canBeOfSwf } from './arns.js';
import { LOWER_CASE_ACTIONS } from './names.js';
import { isObject } from './refuse.js';
import { wildcard } from './wildcards.js';

/**
 * Returns true if a statement can decide a request of SWF. The others are skipped, whatever stands in them: the policy of a
 * role often has statements about other services, with elements that only those services know.
 */
export function concernsSwf(statement: unknown): boolean {
  if (!isObject(statement)) return true;
  const { Action, NotAction, Resource } = statement;
  const excluded = textsIn(NotAction);
  if (Action === undefined && excluded && coversSwf(excluded)) return false;
  const actions = textsIn(Action);
  if (actions?.every(isOfOthers)) return false;
  const resources = textsIn(Resource);
  return !resources || resources.some(canBeOfSwf);
}

/** Returns the texts of an element, or `undefined` if it is absent or has something else: then it is for the reader. */
function textsIn(element: unknown): readonly string[] | undefined {
  const values = Array.isArray(element) ? element : [element];
  return values.length > 0 && values.every((value) => typeof value === 'string') ? values : undefined;
}

const coversSwf = (patterns: readonly string[]): boolean => {
  const tests = patterns.map((pattern) => wildcard(pattern.toLowerCase()));
  return LOWER_CASE_ACTIONS.every((action) => tests.some((matches) => matches(action)));
};

/** Returns true if a pattern of actions names another service. */
function isOfOthers(pattern: string): boolean {
  const [service = '', name] = pattern.toLowerCase().split(':');
  return name !== undefined && !service.includes('${') && !wildcard(service)('swf') && !isNearlySwf(pattern);
}

/** Returns true if a service is one letter off `swf`. It is a typing error, since AWS has no such service. */
export function isNearlySwf(pattern: string): boolean {
  const [service = ''] = pattern.toLowerCase().split(':');
  return /^[a-z]{2,4}$/.test(service) && nearest(service, ['swf'])?.off === 'one letter off';
}
