import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../../src/page/console/action/useAction.js';
import { advanceBy } from '../../../src/page/console/advanceBy.js';
import { ANY_RUN, matchingRuns, type RunFilter, valuesOf } from '../../../src/page/console/executions/filter.js';
import { addressIn, pageHash, runHash, tokenIn } from '../../../src/page/console/source/address.js';
import { startInput } from '../../../src/page/console/start/startInput.js';
import { hashOf } from '../../../src/page/shared/place.js';
import type { ConsoleRun } from '../../../src/render/html/consoleData.js';

describe('the address', () => {
  it.each([
    ['', { page: 'executions' }],
    ['#page=lists', { page: 'lists' }],
    ['#page=nonsense', { page: 'executions' }],
    [pageHash('start'), { page: 'start' }],
    [runHash(17), { page: 'run', place: { view: 'summary', run: 17 } }],
    [hashOf({ view: 'events', run: 3, event: 9 }), { page: 'run', place: { view: 'events', run: 3, event: 9 } }],
    ['#view=compare&run=3', { page: 'run', place: { view: 'summary', run: 3 } }],
  ])('%s is a page', (hash, address) => {
    expect(addressIn(hash)).toMatchObject(address);
  });

  it('has the token', () => {
    expect([tokenIn('#token=a-b_c'), tokenIn('#page=lists')]).toEqual(['a-b_c', undefined]);
  });
});

const RUNS: readonly ConsoleRun[] = [
  { status: 'OPEN', domain: 'shop', workflowType: 'Order@1', tags: ['paid'] },
  { status: 'CLOSED', closeStatus: 'FAILED', domain: 'shop', workflowType: 'Ship@1', tags: [] },
  { status: 'CLOSED', closeStatus: 'COMPLETED', domain: 'bank', workflowType: 'Order@1', tags: ['paid', 'late'] },
].map((run, number) => ({
  ...run,
  status: run.status === 'OPEN' ? 'OPEN' : 'CLOSED',
  number,
  workflowId: `order-${number}`,
  runId: `RUN=${number}`,
  startedAt: 0,
  events: 2,
}));

const FILTERS: readonly (readonly [Partial<RunFilter>, readonly number[]])[] = [
  [{}, [2, 1, 0]],
  [{ status: 'OPEN' }, [0]],
  [{ status: 'CLOSED' }, [2, 1]],
  [{ status: 'FAILED' }, [1]],
  [{ domain: 'shop' }, [1, 0]],
  [{ type: 'Order@1' }, [2, 0]],
  [{ tag: 'paid' }, [2, 0]],
  [{ tag: 'paid', domain: 'bank' }, [2]],
  [{ id: ' ORDER-1 ' }, [1]],
  [{ id: 'run=2' }, [2]],
  [{ id: 'nonsense' }, []],
];

describe('the filter of runs', () => {
  it.each(FILTERS)('%o leaves the runs %o, newest first', (filter, numbers) => {
    expect(matchingRuns(RUNS, { ...ANY_RUN, ...filter }).map(({ number }) => number)).toEqual(numbers);
  });

  it('offers each value once', () => {
    expect(valuesOf(RUNS, ({ tags }) => tags)).toEqual(['late', 'paid']);
  });
});

describe('the form that starts a workflow', () => {
  const EMPTY = { input: '', tags: '', taskList: '', executionTimeout: '', decisionTimeout: '' };
  const ORDER = { ...EMPTY, childPolicy: '', priority: '', domain: 'shop', type: 'a@b@1', workflowId: 'order-7' };

  it('leaves to the type what is not filled in', () => {
    expect(startInput(ORDER)).toEqual({
      domain: 'shop',
      workflowId: 'order-7',
      workflowType: { name: 'a@b', version: '1' },
    });
  });

  it('has everything that is filled in', () => {
    const fields = { ...ORDER, input: ' {} ', tags: ' a, b,,', taskList: ' fast ', priority: '3' };
    expect(startInput({ ...fields, executionTimeout: '60', decisionTimeout: 'NONE', childPolicy: 'ABANDON' })).toEqual({
      ...startInput(ORDER),
      input: ' {} ',
      tagList: ['a', 'b'],
      taskList: { name: 'fast' },
      executionStartToCloseTimeout: '60',
      taskStartToCloseTimeout: 'NONE',
      childPolicy: 'ABANDON',
      taskPriority: '3',
    });
  });
});

describe('the clock', () => {
  it.each([
    ['31s', { by: '31s' }],
    [' 3d ', { by: '3d' }],
    ['2020-01-02', { to: '2020-01-02' }],
    ['2020-01-02T10:00', { to: '2020-01-02T10:00Z' }],
    ['2020-01-02T10:00:30.5', { to: '2020-01-02T10:00:30.5Z' }],
    ['2020-01-02T10:00:00+02:00', { to: '2020-01-02T10:00:00+02:00' }],
    ['soon', { by: 'soon' }],
  ])('is moved for %o by %o', (text, parameters) => {
    expect(advanceBy(text, false)).toEqual(parameters);
  });

  it('lets workers run in between for a duration', () => {
    expect([advanceBy('3d', true), advanceBy('2020-01-02', true)]).toEqual([
      { by: '3d', wait: 'true' },
      { to: '2020-01-02' },
    ]);
  });
});

describe('the sentence about an action', () => {
  it.each([
    [{ reply: {} }, 'Done.'],
    [{ fault: 'UnknownResourceFault', message: 'Unknown execution' }, 'UnknownResourceFault: Unknown execution'],
    [{ fault: 'ValidationException', message: '1 validation error' }, 'ValidationException: 1 validation error'],
    [{ fault: 'TypeError', message: "the duration '5' has no unit" }, "the duration '5' has no unit"],
    [{ fault: 'AccessDenied', message: 'no', reason: 'no statement' }, 'AccessDenied: no (no statement)'],
  ])('of %o is %s', (answer, sentence) => {
    expect(sentenceOf(answer, 'Done.')).toBe(sentence);
  });
});
