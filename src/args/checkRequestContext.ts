import { quoted } from './quoted.js';

/**
 * Rejects condition keys of a caller that no request could have. `undefined` is accepted, as a whole and as a value.
 *
 * @throws TypeError if it is no object, or has a key of SWF, a key without a service, or a value that is no text.
 */
export function checkRequestContext(context: unknown): void {
  if (context === undefined) return;
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw new TypeError(
      `swfake: requestContext was given as ${quoted(context)}; expected condition keys, for example { 'aws:SourceIp': '10.0.0.7' }`,
    );
  }
  for (const [key, value] of Object.entries(context)) checkKey(key, value);
}

function checkKey(key: string, value: unknown): void {
  if (!key.includes(':')) {
    throw new TypeError(
      `swfake: requestContext has the key ${quoted(key)} without a service; expected a key like 'aws:SourceIp'`,
    );
  }
  if (/^swf:/i.test(key)) {
    throw new TypeError(
      `swfake: requestContext has ${quoted(key)}, but the keys of SWF come from the input of each call; remove it`,
    );
  }
  if (value === undefined || typeof value === 'string') return;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return;
  throw new TypeError(
    `swfake: requestContext['${key}'] was given as ${quoted(value)}; expected a text such as 'true', or a list of texts`,
  );
}
