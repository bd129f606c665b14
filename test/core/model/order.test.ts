import { describe, expect, it } from 'vitest';
import { type Deadline, eventId, instant, runNumber } from '../../../src/core/index.js';
import { deadlineBefore } from '../../../src/core/model/deadlines.js';
import { priorityOf, readyBefore, retainedBefore, sameList } from '../../../src/core/model/taskLists.js';
import { DEADLINE_KINDS } from '../../../src/tables/timeouts.js';

const deadline = (at: number, kind: Deadline['kind'], order: number): Deadline => ({
  at: instant(at),
  kind,
  order,
  run: runNumber(0),
  eventId: eventId(1),
});

describe('of two deadlines (docs/swf.md 7.1)', () => {
  it.each([
    ['the earlier one is first', deadline(1, 'timer', 9), deadline(2, 'execution', 1)],
    ['at one time, that of an execution is first', deadline(1, 'execution', 9), deadline(1, 'timer', 1)],
    ['of two executions, the older one is first', deadline(1, 'execution', 1), deadline(1, 'execution', 2)],
    ['of others, the older task is first', deadline(1, 'activity heartbeat', 1), deadline(1, 'timer', 2)],
    [
      'of one task, schedule-to-close is first',
      deadline(1, 'activity schedule-to-close', 1),
      deadline(1, 'activity heartbeat', 1),
    ],
  ])('%s', (_what, first, second) => {
    expect([deadlineBefore(first, second), deadlineBefore(second, first)]).toEqual([true, false]);
    expect(deadlineBefore(first, first)).toBe(false);
  });

  it('of one task, the kinds have the order of their table', () => {
    const kinds = DEADLINE_KINDS.filter((kind) => kind !== 'execution');
    for (const [i, kind] of kinds.entries()) {
      for (const later of kinds.slice(i + 1)) {
        expect(deadlineBefore(deadline(1, kind, 1), deadline(1, later, 1))).toBe(true);
        expect(deadlineBefore(deadline(1, later, 1), deadline(1, kind, 1))).toBe(false);
      }
    }
  });
});

describe('of two tasks on a list (docs/swf.md 6.8)', () => {
  const ready = (priority: number, order: number) => ({ priority, order, run: runNumber(0), scheduledId: eventId(2) });

  it.each([
    ['the higher priority is first', ready(3, 9), ready(2, 1)],
    ['a negative priority is last', ready(0, 9), ready(-1, 1)],
    ['of one priority, the older one is first', ready(3, 1), ready(3, 2)],
  ])('%s', (_what, first, second) => {
    expect([readyBefore(first, second), readyBefore(second, first)]).toEqual([true, false]);
    expect(readyBefore(first, first)).toBe(false);
  });

  it.each([
    [undefined, 0],
    ['0', 0],
    ['-2147483648', -2147483648],
    ['7', 7],
  ])('the priority %s is the number %i', (text, priority) => {
    expect(priorityOf(text)).toBe(priority);
  });
});

describe('of two closed runs (docs/swf.md 7.5)', () => {
  const retained = (until: number, run: number) => ({ until: instant(until), run: runNumber(run) });

  it.each([
    ['the one with the earlier end is forgotten first', retained(1, 9), retained(2, 1)],
    ['of one end, the older one is forgotten first', retained(1, 1), retained(1, 2)],
  ])('%s', (_what, first, second) => {
    expect([retainedBefore(first, second), retainedBefore(second, first)]).toEqual([true, false]);
    expect(retainedBefore(first, first)).toBe(false);
  });
});

it('two keys name the same list if kind, domain and name are the same', () => {
  const key = { kind: 'activity', domain: 'shop', name: 'list' } as const;
  expect(sameList(key, { ...key })).toBe(true);
  expect(sameList(key, { ...key, kind: 'decision' })).toBe(false);
  expect(sameList(key, { ...key, domain: 'old' })).toBe(false);
  expect(sameList(key, { ...key, name: 'other' })).toBe(false);
});
