import { secondsText, TIMES } from './times.js';

/**
 * Returns a reply as JSON text in the form of the service: members in alphabetical order, and no member without a value
 * (docs/swf.md 9.2).
 */
export function jsonOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const texts = members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => memberText(name, member));
  return `{${texts.join(',')}}`;
}

const memberText = (name: string, value: unknown): string =>
  `${JSON.stringify(name)}:${TIMES.has(name) ? secondsText(value as number) : jsonOf(value)}`;
