import type { PlannedFault } from './faultKinds.js';
import type { FiredFault } from './faults.js';
import type { Refusal } from './refusals.js';

/** Returns a fault as text: its kind and its members. */
export function faultText({ fault, ...how }: PlannedFault): string {
  const details = Object.entries(how).map(([name, value]) => `${name} ${String(value)}`);
  return details.length > 0 ? `${fault} (${details.join(', ')})` : fault;
}

/**
 * Returns a timeline with a line for each fault and each refused call, after the events that were in the history at that
 * time.
 */
export function withFaults(timeline: string, fired: readonly FiredFault[], refused: readonly Refusal[]): string {
  const lines = timeline === '' ? [] : timeline.split('\n');
  const notes = [
    ...fired.map(({ fault, struck, events }) => ({ events, text: `    !! ${fault.fault}: ${struck}` })),
    ...refused.map(({ op, caller, fault, events }) => ({
      events,
      text: `    !! refused: ${op} of ${caller} (${fault})`,
    })),
  ];
  const linesAfter = (after: number): string[] =>
    notes.filter(({ events }) => Math.min(events, lines.length) === after).map(({ text }) => text);
  return [...linesAfter(0), ...lines.flatMap((line, i) => [line, ...linesAfter(i + 1)])].join('\n');
}
