import { describe, expect, it } from 'vitest';
import type { Known } from '../../../../src/page/console/source/api.js';
import { knownOf, type Model, merged } from '../../../../src/page/console/source/model.js';
import type { ConsoleCall, ConsoleChanges, ConsoleRun } from '../../../../src/render/html/consoleData.js';

const place = { region: 'us-east-1', accountId: '123456789012' };

const run = (number: number, more: Partial<ConsoleRun> = {}): ConsoleRun => ({
  number,
  domain: 'shop',
  workflowId: `order-${number}`,
  runId: `run-${number}`,
  workflowType: 'Order@1',
  status: 'OPEN',
  startedAt: 0,
  events: 2,
  tags: [],
  ...more,
});

const changes = (more: Partial<ConsoleChanges> = {}): ConsoleChanges => ({
  number: 5,
  place,
  places: [place],
  now: 0,
  isReal: false,
  runs: [],
  runCount: 0,
  lists: [],
  moreLists: 0,
  calls: [],
  denials: [],
  ...more,
});

const event = (eventId: number) => ({ eventId, eventType: 'TimerFired', eventTimestamp: new Date(0) }) as const;
const call = (number: number): ConsoleCall => ({ number, at: 0, operation: 'X', status: 200, millis: 1 });

const step = (model: Model | undefined, next: ConsoleChanges, shown?: number): Model =>
  merged(model, knownOf(model, undefined, shown), next);

describe('what a page has', () => {
  it('grows by the runs that changed, and keeps the others as they are', () => {
    const first = step(undefined, changes({ runs: [run(0), run(1)], runCount: 2 }));
    const second = step(first, changes({ number: 6, runs: [run(1, { status: 'CLOSED' })], runCount: 2 }));
    expect([...second.runs.values()].map(({ status }) => status)).toEqual(['OPEN', 'CLOSED']);
    expect(knownOf(second, undefined, undefined).since).toBe(6);
    expect(step(second, changes({ number: 6, runCount: 2 })).runs).toBe(second.runs);
  });

  it('is asked for from the beginning when the server has fewer runs', () => {
    const first = step(undefined, changes({ runs: [run(0), run(1)], runCount: 2 }));
    const second = step(first, changes({ number: 6, runCount: 1 }));
    expect(knownOf(second, undefined, undefined).since).toBe(0);
    const third = step(second, changes({ number: 7, runs: [run(1)], runCount: 1 }));
    expect([...third.runs.keys()]).toEqual([1]);
    expect(knownOf(third, undefined, undefined).since).toBe(7);
  });

  it('has the events of the shown run, of which only new ones come', () => {
    const grown = (known: number, ...ids: number[]) =>
      changes({ runCount: 0, run: { number: 3, known, events: ids.map(event), explanation: `${known}` } });
    const first = step(undefined, grown(0, 1, 2), 3);
    expect(knownOf(first, undefined, 3)).toMatchObject({ run: 3, events: 2 });
    expect(knownOf(first, undefined, 4)).toMatchObject({ run: 4, events: 0 });
    const second = step(first, grown(2, 3), 3);
    expect(second.watched?.events.map(({ eventId }) => eventId)).toEqual([1, 2, 3]);
    const same = step(second, changes({ run: { number: 3, known: 3, events: [], explanation: '2' } }), 3);
    expect(same.watched).toBe(second.watched);
    const explained = step(second, changes({ run: { number: 3, known: 3, events: [], explanation: 'new' } }), 3);
    expect(explained.watched).toMatchObject({ explanation: 'new', events: second.watched?.events });
    expect(step(second, changes(), undefined).watched).toBeUndefined();
  });

  it('has the last thousand calls', () => {
    const first = step(undefined, changes({ calls: Array.from({ length: 999 }, (_, index) => call(index + 1)) }));
    const second = step(first, changes({ calls: [call(1000), call(1001)] }));
    expect([second.calls.length, second.calls[0]?.number, second.calls.at(-1)?.number]).toEqual([1000, 2, 1001]);
    expect(knownOf(second, place, undefined)).toEqual({
      place,
      since: 5,
      calls: 1001,
      run: undefined,
      events: 0,
    } satisfies Known);
  });
});
