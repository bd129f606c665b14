import { deserialize, serialize } from 'node:v8';
import { expect } from 'vitest';
import { allRuns, nextDeadline, type State } from '../../../src/core/index.js';

/** All that a state says, copied deep. */
export function snapshot(s: State): State {
  // Drops the deadlines that mean nothing any more, so that whether somebody looked makes no difference.
  nextDeadline(s);
  const copy = structuredClone(s);
  // Forks share the array of a history: what another one appended is no part of this state.
  for (const run of allRuns(copy)) run.events = run.events.slice(0, run.length);
  return copy;
}

/** Returns a check that a state still says what it says now. */
export function unchanged(s: State): (message: string) => void {
  const before = serialize(s);
  return (message) => {
    const after = serialize(s);
    // One value can have more than one form.
    if (!after.equals(before)) expect(deserialize(after), message).toEqual(deserialize(before));
  };
}
