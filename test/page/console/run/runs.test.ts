import { expect, it } from 'vitest';
import { runsForViews, shownRun } from '../../../../src/page/console/run/runs.js';
import type { Model } from '../../../../src/page/console/source/model.js';
import type { ConsoleRun } from '../../../../src/render/html/consoleData.js';

const runOf = (number: number): ConsoleRun => ({
  number,
  domain: 'shop',
  workflowId: `order-${number}`,
  runId: `RUN=${number}`,
  workflowType: 'Order@1',
  status: 'OPEN',
  startedAt: 0,
  events: 2,
  tags: [],
});

const modelOf = (numbers: readonly number[]): Model => ({
  number: 1,
  place: { region: 'us-east-1', accountId: '123456789012' },
  places: [],
  now: 0,
  isReal: false,
  lists: [],
  moreLists: 0,
  calls: [],
  denials: [],
  watched: undefined,
  runs: new Map(numbers.map((number) => [number, runOf(number)])),
});

const shown = shownRun({ number: 1, events: [], explanation: undefined }, runOf(1));

it('puts each run at the index of its number, also where runs are missing', () => {
  const ids = (numbers: readonly number[], number: number) =>
    runsForViews(modelOf(numbers), shown, number).map(({ workflowId }) => workflowId);
  expect(ids([3, 0], 1)).toEqual(['order-0', 'order-1', undefined, 'order-3']);
  expect(ids([], 1)).toEqual([undefined, 'order-1']);
});

it('takes 150,000 runs', () => {
  const numbers = Array.from({ length: 150_000 }, (_, index) => index);
  const runs = runsForViews(modelOf(numbers), shown, 1);
  expect([runs.length, runs.at(-1)?.workflowId]).toEqual([150_000, 'order-149999']);
}, 30_000);
