import { secondsText, TIMES } from './times.js';

/**
 * Returns a reply as JSON text in the form of the service: members in alphabetical order, and no member without a value
 * (docs/swf.md 9.2).
 */
export function jsonOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  let members = '';
  for (const name of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== undefined) members += `${members === '' ? '' : ','}${memberText(name, member)}`;
  }
  return `{${members}}`;
}

const memberText = (name: string, value: unknown): string =>
  `${JSON.stringify(name)}:${TIMES.has(name) ? secondsText(value as number) : jsonOf(value)}`;
