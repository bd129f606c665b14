import type { FiredFault } from './faults.js';
import type { PlannedFault } from './plan.js';

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
