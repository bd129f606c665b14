import type { FiredFault } from './faults.js';
import type { PlannedFault } from './plan.js';

/** A value as one would write it: what a failure prints can be pasted. */
export function codeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(codeOf).join(', ')}]`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${keyOf(name)}: ${codeOf(member)}`).join(', ')} }`;
}

const keyOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

// JSON says how every character is written; quotes are those of the examples.
const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** A fault in a few words. */
export function faultText({ fault, ...how }: PlannedFault): string {
  const details = Object.entries(how).map(([name, value]) => `${name} ${String(value)}`);
  return details.length > 0 ? `${fault} (${details.join(', ')})` : fault;
}

/** A timeline with the faults where they struck. */
export function withFaults(timeline: string, fired: readonly FiredFault[]): string {
  const lines = timeline === '' ? [] : timeline.split('\n');
  const told = (after: number): string[] =>
    fired
      .filter(({ events }) => Math.min(events, lines.length) === after)
      .map(({ fault, struck }) => `    !! ${fault.fault}: ${struck}`);
  return [...told(0), ...lines.flatMap((line, i) => [line, ...told(i + 1)])].join('\n');
}
