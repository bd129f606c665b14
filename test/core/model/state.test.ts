import { describe, expect, it } from 'vitest';
import {
  allDomains,
  allRuns,
  createState,
  deadlinesInOrder,
  domainNamed,
  instant,
  listsWithTasks,
  openRunsIn,
  runAt,
  runNumber,
  runOfId,
  runsNewestFirst,
  typesIn,
} from '../../../src/core/index.js';
import { eventOf } from '../../../src/core/model/run.js';
import { openRunOf, taskListOf, typeOf } from '../../../src/core/model/state.js';
import { START, type, world } from '../../faultTables/world.js';

describe('the seed of a state', () => {
  const made = (seed: unknown) => () => createState({ seed: seed as number, now: START });

  it.each([0, 1, 2 ** 53 - 1])('can be %i', (seed) => {
    expect(made(seed)().config.seed).toBe(seed);
  });

  it.each([
    [-1, '-1'],
    [1.5, '1.5'],
    [2 ** 53, '9007199254740992'],
    [Number.NaN, 'NaN'],
    ['1', "'1'"],
    [undefined, 'undefined'],
  ])('cannot be %s', (seed, shown) => {
    expect(made(seed)).toThrow(
      new TypeError(`swfake: seed was given as ${shown}; expected a whole number from 0 to 2^53 - 1, for example 1`),
    );
  });
});

it('a state begins empty, in us-east-1 of the account 123456789012', () => {
  const s = createState({ seed: 1, now: instant(5) });
  expect([s.now, s.order, s.retained, s.deliveries]).toEqual([5, 0, undefined, []]);
  expect([...allDomains(s), ...allRuns(s), ...deadlinesInOrder(s)]).toEqual([]);
  expect(s.config).toMatchObject({ seed: 1, region: 'us-east-1', accountId: '123456789012' });
});

const workflowIds = (runs: Iterable<{ readonly workflowId: string }>) => [...runs].map(({ workflowId }) => workflowId);

describe('what is in a state', () => {
  const { s, busy, done } = world();

  it('runs: oldest first, newest first, and the open ones of a domain', () => {
    expect(workflowIds(allRuns(s))).toEqual(['done', 'busy', 'done', 'busy']);
    expect([...runsNewestFirst(s)].map(({ number }) => number)).toEqual([3, 2, 1, 0]);
    expect([...openRunsIn(s, 'shop')].map(({ number }) => number)).toEqual([1]);
    expect([...openRunsIn(s, 'nope')]).toEqual([]);
  });

  it('types of a domain', () => {
    const names = (domain: string) => [...typesIn(s, domain, 'WorkflowType')].map((of) => of.type.name).toSorted();
    expect(names('shop')).toEqual(['Bare', 'Gone', 'Order']);
    expect(names('nope')).toEqual([]);
    expect(typeOf(s, 'ActivityType', 'shop', type('Gone'))?.status).toBe('DEPRECATED');
    expect(typeOf(s, 'ActivityType', 'shop', type('Gone', '2'))).toBeUndefined();
    expect(typeOf(s, 'ActivityType', 'nope', type('Gone'))).toBeUndefined();
  });

  it('task lists with a task', () => {
    expect([...listsWithTasks(s, 'decision', 'shop')]).toEqual(['list']);
    expect([...listsWithTasks(s, 'activity', 'shop')]).toEqual([]);
    expect([...listsWithTasks(s, 'decision', 'nope')]).toEqual([]);
    const key = { kind: 'decision', domain: 'shop', name: 'list' } as const;
    expect(taskListOf(s, key)?.count).toBe(1);
    expect(taskListOf(s, { ...key, name: 'other' })).toBeUndefined();
    expect(taskListOf(s, { ...key, domain: 'nope' })).toBeUndefined();
  });

  it('domains', () => {
    expect([...allDomains(s)].map(({ name }) => name).toSorted()).toEqual(['old', 'shop']);
    expect([domainNamed(s, 'old')?.status, domainNamed(s, 'nope')]).toEqual(['DEPRECATED', undefined]);
  });

  it('the open run of a workflow id', () => {
    expect(openRunOf(s, 'shop', 'busy')?.runId).toBe(busy);
    expect(openRunOf(s, 'old', 'busy')?.runId).not.toBe(busy);
    expect([openRunOf(s, 'shop', 'done'), openRunOf(s, 'nope', 'busy')]).toEqual([undefined, undefined]);
  });

  it('a run by its ids, of which each must be right to the last character', () => {
    expect(runOfId(s, 'shop', { workflowId: 'done', runId: done })).toBe(runAt(s, runNumber(0)));
    const wrong = (domain: string, workflowId: string, runId: string) => runOfId(s, domain, { workflowId, runId });
    expect(wrong('old', 'done', done)).toBeUndefined();
    expect(wrong('shop', 'busy', done)).toBeUndefined();
    expect(wrong('shop', 'done', busy)).toBeUndefined();
    expect(wrong('shop', 'done', 'r')).toBeUndefined();
    const last = done.slice(0, -3) + (done.at(-3) === 'A' ? 'B' : 'A') + done.slice(-2);
    expect(wrong('shop', 'done', last)).toBeUndefined();
  });

  it('the events of a run, and none of a fork that shares its history', () => {
    const run = runAt(s, runNumber(1));
    const shared = { ...run, length: 1 } as NonNullable<typeof run>;
    const ids = (of: typeof shared) => [-1, 0, 1, 2, 3].map((id) => eventOf(of, id as never)?.id);
    expect(ids(shared)).toEqual([undefined, undefined, 1, undefined, undefined]);
    expect(ids({ ...shared, length: 2 })).toEqual([undefined, undefined, 1, 2, undefined]);
  });
});
