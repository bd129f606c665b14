import { beforeAll, describe, expect, it } from 'vitest';
import { EventIndex, isFailureType, NO_FILTER } from '../../../src/page/events/eventIndex.js';
import { type LoadedRun, loadedRun } from '../../../src/page/shared/loadedRun.js';
import { saga } from './saga.js';

let run: LoadedRun;
let index: EventIndex;
beforeAll(async () => {
  run = loadedRun({ name: 'order-7', events: await saga() });
  index = new EventIndex(run);
});

const idsOf = (filter: Partial<typeof NO_FILTER>): readonly number[] =>
  index.matching({ ...NO_FILTER, ...filter }).map((at) => run.events[at]?.id ?? 0);

describe('a filter of events', () => {
  it('leaves all of them without a condition', () => {
    expect(idsOf({})).toHaveLength(34);
  });

  it.each([
    ['an id', '#17', [17]],
    ['a type, in any case', 'timercanceled', [14]],
    ['the name of the thing, in events that do not have it', 'pack-1', [25, 29, 31]],
    ['the type of the thing', 'Ship@1', [26, 27]],
    ['a text in an attribute', 'card 4242', [9]],
    ['JSON in an attribute, as it is written', '"cents":1200.50', [5, 13]],
    ['an attribute with its value', 'startToFireTimeout=60', [7]],
    ['a list in an attribute', 'berlin', [1]],
    ['nothing', 'no such text', []],
  ])('finds %s', (_what, text, ids) => {
    expect(idsOf({ text })).toEqual(ids);
  });

  it('finds characters that mean something in a pattern', () => {
    expect(idsOf({ text: '.*' })).toEqual([]);
    expect(idsOf({ text: '[{"sku"' })).toEqual([5, 13]);
  });

  it('leaves one kind, one type, failures or one thing', () => {
    expect(idsOf({ kind: 'timer' })).toEqual([6, 7, 14, 16]);
    expect(idsOf({ type: 'ActivityTaskScheduled' })).toEqual([5, 13, 25]);
    expect(idsOf({ failuresOnly: true })).toEqual([9, 16, 31]);
    const soon = run.rows.find(({ name }) => name === 'soon');
    expect(idsOf({ thing: soon?.key ?? '' })).toEqual([7, 14]);
  });

  it('leaves what all conditions allow', () => {
    expect(idsOf({ kind: 'activity', failuresOnly: true, text: 'declined' })).toEqual([9]);
    expect(idsOf({ kind: 'timer', text: 'declined' })).toEqual([]);
  });

  it('offers the kinds and types that occur, with their numbers', () => {
    expect([...index.kinds.entries()]).toContainEqual(['timer', 4]);
    expect([...index.types.keys()].slice(0, 3)).toEqual([
      'ActivityTaskCompleted',
      'ActivityTaskFailed',
      'ActivityTaskScheduled',
    ]);
  });
});

describe('a failure', () => {
  it('is a failed or refused attempt or a timeout, and no type that is unknown', () => {
    const types = ['ActivityTaskTimedOut', 'StartTimerFailed', 'TimerFired', 'WorkflowExecutionTerminated', 'Unheard'];
    expect(types.map(isFailureType)).toEqual([true, true, false, true, false]);
  });
});
