import { beforeAll, describe, expect, it } from 'vitest';
import { type LoadedRun, loadedRun } from '../../../src/page/shared/loadedRun.js';
import { indexAt, nextOfType } from '../../../src/page/state/steps.js';
import { saga } from '../events/saga.js';

let run: LoadedRun;
beforeAll(async () => {
  run = loadedRun({ name: 'order-7', events: await saga() });
});

describe('the next event of a type', () => {
  it('is the nearest one before or after', () => {
    const next = (from: number, by: 1 | -1) => nextOfType(run, from, by, 'DecisionTaskStarted');
    expect([next(0, 1), next(2, 1), next(10, -1), next(2, -1), next(32, 1)]).toEqual([2, 10, 2, undefined, undefined]);
  });
});

describe('the index of an event', () => {
  it('is that of the last one before an id that the history does not have', () => {
    const cut = {
      ...run,
      events: run.events.slice(0, 3),
      indexOf: new Map([
        [1, 0],
        [2, 1],
        [3, 2],
      ]),
    };
    expect([2, 99, 0].map((id) => indexAt(cut, id))).toEqual([1, 2, 0]);
  });
});
