import { beforeAll, describe, expect, it } from 'vitest';
import { type EventRow, eventRow } from '../../../src/page/events/eventRow.js';
import { type LoadedRun, loadedRun } from '../../../src/page/shared/loadedRun.js';
import { thingsOf } from '../../../src/page/shared/things.js';
import { saga } from './saga.js';

let run: LoadedRun;
beforeAll(async () => {
  run = loadedRun({ name: 'order-7', events: await saga() });
});

function rowOf(id: number, needle = ''): EventRow | undefined {
  const event = run.events[id - 1];
  return event && eventRow(event, run, thingsOf(run.rows).get(id), needle);
}

describe('a row of an event', () => {
  it('has the texts of the event', () => {
    expect(rowOf(9)).toEqual({
      id: '#9',
      since: '+5s',
      time: '2020-01-01T00:00:05.000Z +5s',
      type: 'ActivityTaskFailed',
      subject: 'activity charge-1',
      others: '(5, 8) reason=declined details="card 4242"',
    });
  });

  it('has no subject if the thing has no name', () => {
    expect(rowOf(3)?.subject).toBe('');
  });

  it('shows first what a search found, if the row does not have it', () => {
    expect(rowOf(5, 'shop')?.others).toMatch(/^activityType=Charge@1 /);
    expect(rowOf(5, 'taskList')?.others).toMatch(/^taskList=default activityType=Charge@1 /);
    expect(rowOf(5, 'charge')?.others).toMatch(/^activityType=Charge@1 /);
  });

  it('has no time if the history has none', () => {
    const untimed = loadedRun({
      name: 'old',
      events: run.events.map(({ id, type }) => ({ eventId: id, eventType: type })) as never,
    });
    const [event] = untimed.events;
    expect(event && eventRow(event, untimed, undefined, '')).toMatchObject({ since: '', time: '' });
  });
});
