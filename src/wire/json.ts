import { secondsText, TIMES } from './times.js';

/** A reply as the service writes it: members in alphabetical order, none without a value (swf-behaviour 9.2). */
export function jsonOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const texts = members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => memberOf(name, member));
  return `{${texts.join(',')}}`;
}

const memberOf = (name: string, value: unknown): string =>
  `${JSON.stringify(name)}:${TIMES.has(name) ? secondsText(value as number) : jsonOf(value)}`;
