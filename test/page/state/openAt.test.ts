import { beforeAll, describe, expect, it } from 'vitest';
import { type LoadedRun, loadedRun } from '../../../src/page/shared/loadedRun.js';
import { heartbeatOf, openAt } from '../../../src/page/state/openAt.js';
import { type StateAt, stateAt } from '../../../src/render/model/stateAt.js';
import { HEARTBEAT, saga } from '../events/saga.js';

let run: LoadedRun;
beforeAll(async () => {
  run = loadedRun({ name: 'order-7', events: await saga() });
});

/** What a state says, in an order of its own: of a part of a history, rows can have another order. */
const said = ({ open, at, cancelRequested, closed, next }: StateAt) => ({
  at,
  cancelRequested,
  closed,
  next,
  open: open
    .map(({ row, attempt, since, cancelRequested: asked, dueAt }) => ({
      key: row.key,
      status: attempt.status,
      from: attempt.scheduled,
      since,
      asked,
      dueAt,
    }))
    .toSorted((a, b) => a.from.id - b.from.id),
});

describe('the state that a slider asks for', () => {
  it('is the state after each event', () => {
    for (const { id } of run.events) expect(said(openAt(run, id))).toEqual(said(stateAt(run.events, id)));
  });

  it('has what is open, and what is due', () => {
    const { open, next } = openAt(run, 29);
    expect(open.map(({ row, attempt }) => [row.name, attempt.status])).toEqual([
      ['', 'started'],
      ['', 'scheduled'],
      ['remind', 'started'],
      ['pack-1', 'started'],
      ['ship-7', 'started'],
    ]);
    expect(next?.what).toBe("activity 'pack-1': heartbeat timeout");
    expect(new Date(next?.at ?? 0).toISOString()).toBe('2020-01-01T00:00:35.000Z');
  });
});

describe('the last heartbeat', () => {
  it('is known from the timeout', () => {
    expect(heartbeatOf(run, [25, 29, 31])).toEqual({ details: HEARTBEAT, knownFrom: 31 });
    expect(heartbeatOf(run, [5, 8, 9])).toBeUndefined();
    expect(heartbeatOf(run, [])).toBeUndefined();
  });
});
