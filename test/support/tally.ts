import { expect } from 'vitest';
import { type EventType, OPERATIONS, type Outcome } from '../../src/core/index.js';

/** What random sequences have met, so that a property which meets nothing cannot pass unnoticed. */
export class Tally {
  readonly accepted = new Map<string, number>();
  readonly events = new Map<string, number>();
  readonly refused = new Map<string, number>();
  sequences = 0;

  take(op: string, { reply, changes }: Outcome): void {
    if (typeof reply === 'object' && 'fault' in reply) count(this.refused, reply.fault);
    else count(this.accepted, op);
    this.changes(changes);
  }

  changes(changes: Outcome['changes']): void {
    for (const change of changes) if (change.kind === 'event') count(this.events, change.event.type);
  }

  get share(): number {
    const accepted = total(this.accepted);
    return accepted / (accepted + total(this.refused));
  }

  print(): void {
    const line = (name: string, counts: ReadonlyMap<string, number>): string =>
      `${name}\n${[...counts]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, n]) => `  ${String(n).padStart(7)} ${key}`)
        .join('\n')}`;
    console.log(
      [
        `${this.sequences} sequences, ${(this.share * 100).toFixed(1)} % of the commands accepted`,
        line('accepted', this.accepted),
        line('refused', this.refused),
        line('events', this.events),
      ].join('\n'),
    );
  }

  /** Every operation was accepted, and every event type written, so many times at least. */
  expectAtLeast(times: number): void {
    for (const op of OPERATIONS) expect(this.accepted.get(op) ?? 0, op).toBeGreaterThanOrEqual(times);
    for (const type of EVENT_TYPES) expect(this.events.get(type) ?? 0, type).toBeGreaterThanOrEqual(times);
  }
}

const count = (counts: Map<string, number>, key: string): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);

/** Every event that the operations and decisions of the fake can write. */
export const EVENT_TYPES: readonly EventType[] = [
  'WorkflowExecutionStarted',
  'WorkflowExecutionSignaled',
  'WorkflowExecutionCancelRequested',
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionTerminated',
  'WorkflowExecutionTimedOut',
  'CompleteWorkflowExecutionFailed',
  'FailWorkflowExecutionFailed',
  'CancelWorkflowExecutionFailed',
  'DecisionTaskScheduled',
  'DecisionTaskStarted',
  'DecisionTaskCompleted',
  'DecisionTaskTimedOut',
  'ActivityTaskScheduled',
  'ActivityTaskStarted',
  'ActivityTaskCompleted',
  'ActivityTaskFailed',
  'ActivityTaskTimedOut',
  'ActivityTaskCanceled',
  'ActivityTaskCancelRequested',
  'ScheduleActivityTaskFailed',
  'RequestCancelActivityTaskFailed',
  'MarkerRecorded',
  'RecordMarkerFailed',
  'TimerStarted',
  'TimerFired',
  'TimerCanceled',
  'StartTimerFailed',
  'CancelTimerFailed',
];
