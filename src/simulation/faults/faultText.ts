import type { PlannedFault } from './faultKinds.js';
import type { FiredFault } from './faults.js';

/** Returns a fault as text: its kind and its members. */
export function faultText({ fault, ...how }: PlannedFault): string {
  const details = Object.entries(how).map(([name, value]) => `${name} ${String(value)}`);
  return details.length > 0 ? `${fault} (${details.join(', ')})` : fault;
}

/** Returns a timeline with a line for each fault, after the events that were in the history when it struck. */
export function withFaults(timeline: string, fired: readonly FiredFault[]): string {
  const lines = timeline === '' ? [] : timeline.split('\n');
  const linesAfter = (after: number): string[] =>
    fired
      .filter(({ events }) => Math.min(events, lines.length) === after)
      .map(({ fault, struck }) => `    !! ${fault.fault}: ${struck}`);
  return [...linesAfter(0), ...lines.flatMap((line, i) => [line, ...linesAfter(i + 1)])].join('\n');
}
