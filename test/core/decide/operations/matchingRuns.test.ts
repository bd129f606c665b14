import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Reply, runOfId, type State } from '../../../../src/core/index.js';
import { assertOnSeeds } from '../../../support/seeds.js';
import {
  action,
  DOMAINS,
  type Known,
  type Members,
  NAMES,
  newWorld,
  ok,
  starts,
  TAGS,
  terminations,
  VERSIONS,
  WORKFLOWS,
  type World,
} from './knownRuns.js';

vi.setConfig({ testTimeout: 120_000 });

interface Question {
  readonly status: 'Open' | 'Closed';
  readonly domain: string;
  readonly time: 'startTimeFilter' | 'closeTimeFilter';
  /** Where the time that is asked for begins and ends, as parts of the time that has passed. */
  readonly window: readonly [number, number | undefined];
  readonly exclusive: Members;
  readonly reverseOrder: boolean;
  readonly pageSize: number;
}

const part = fc.constantFrom(0, 0.25, 0.5, 0.75, 1);

const question: fc.Arbitrary<Question> = fc
  .record({
    status: fc.constantFrom('Open' as const, 'Closed' as const),
    domain: fc.constantFrom(...DOMAINS),
    time: fc.constantFrom('startTimeFilter' as const, 'closeTimeFilter' as const),
    window: fc.tuple(part, fc.option(part, { nil: undefined })),
    exclusive: fc.oneof(
      fc.constant({}),
      fc.constantFrom(...NAMES, 'Nothing').map((name) => ({ typeFilter: { name } })),
      fc
        .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VERSIONS))
        .map(([name, version]) => ({ typeFilter: { name, version } })),
      fc.constantFrom(...TAGS, 'green').map((tag) => ({ tagFilter: { tag } })),
      fc.nat(WORKFLOWS - 1).map((n) => ({ executionFilter: { workflowId: `w${n}` } })),
      fc.constantFrom('TERMINATED', 'COMPLETED').map((status) => ({ closeStatusFilter: { status } })),
    ),
    reverseOrder: fc.boolean(),
    pageSize: fc.constantFrom(0, 7, 100, 257),
  })
  // Open runs have no close: the operations have no such filters.
  .filter(
    ({ status, time, exclusive }) =>
      status === 'Closed' || (time === 'startTimeFilter' && !('closeStatusFilter' in exclusive)),
  );

/** The runs that must be listed: a filter and a sort of all that is known. */
function expected({ s, known }: World, asked: Question): readonly Known[] {
  const { oldestDate, latestDate } = windowOf(s, asked);
  const timeOf = (run: Known): number => (asked.time === 'startTimeFilter' ? run.startedAt : (run.closed?.at ?? -1));
  const found = known
    .filter((run) => run.domain === asked.domain && (run.closed !== undefined) === (asked.status === 'Closed'))
    .filter((run) => timeOf(run) >= oldestDate && timeOf(run) <= (latestDate ?? s.now))
    .filter((run) => passes(run, asked.exclusive))
    .toReversed()
    .sort((a, b) => timeOf(b) - timeOf(a));
  return asked.reverseOrder ? found.reverse() : found;
}

function passes(run: Known, exclusive: Members): boolean {
  const [filter = {}] = Object.values(exclusive) as readonly Members[];
  const values: Members = { ...run, status: run.closed?.status };
  return Object.entries(filter).every(([name, value]) => values[name] === value);
}

function windowOf(s: State, { window: [from, to] }: Question) {
  const oldestDate = Math.floor(s.now * from);
  return to === undefined ? { oldestDate } : { oldestDate, latestDate: Math.floor(s.now * to) };
}

const inputOf = (s: State, asked: Question): Members => ({
  domain: asked.domain,
  [asked.time]: windowOf(s, asked),
  ...asked.exclusive,
});

/** The run ids on all pages. */
function listed(s: State, asked: Question): readonly string[] {
  const { status, reverseOrder, pageSize: maximumPageSize } = asked;
  const ids: string[] = [];
  let token: Members = {};
  do {
    const input = { ...inputOf(s, asked), reverseOrder, maximumPageSize, ...token };
    const page = ok(s, `List${status}WorkflowExecutions`, input) as Reply<'ListOpenWorkflowExecutions'>;
    expect(page.executionInfos?.length).toBeLessThanOrEqual(maximumPageSize || 1000);
    ids.push(...(page.executionInfos ?? []).map(({ execution }) => String(execution?.runId)));
    expect(ids.length).toBeLessThanOrEqual(s.runs.length);
    token = page.nextPageToken ? { nextPageToken: page.nextPageToken } : {};
  } while ('nextPageToken' in token);
  return ids;
}

describe('lists and counts of executions', () => {
  const met = new Map<string, number>();
  const meet = (what: string): unknown => met.set(what, (met.get(what) ?? 0) + 1);

  function compare(world: World, asked: Question): void {
    const runs = expected(world, asked);
    if (runs.length > 0) meet(`${asked.status} ${Object.keys(asked.exclusive)[0] ?? 'all'}`);
    if (runs.length > asked.pageSize && asked.pageSize > 0) meet('pages');
    if (world.s.runs.length > 256) meet('more than a block');
    expect(listed(world.s, asked)).toEqual(runs.map(({ runId }) => runId));
    const { count } = ok(world.s, `Count${asked.status}WorkflowExecutions`, inputOf(world.s, asked));
    expect(count).toBe(runs.length);
  }

  it.each([
    { typeFilter: { name: 'Order' } },
    { tagFilter: { tag: 'red' } },
    { closeStatusFilter: { status: 'TERMINATED' } },
    {},
  ])('come in pages that begin in the middle of a block: %j', (exclusive) => {
    const world = terminations(2)(starts(0, 390)(newWorld()));
    const asked = {
      domain: DOMAINS[0],
      time: 'startTimeFilter',
      window: [0, undefined],
      exclusive,
      pageSize: 20,
    } as const;
    for (const reverseOrder of [false, true]) compare(world, { ...asked, status: 'Closed', reverseOrder });
    if (!exclusive.closeStatusFilter) compare(world, { ...asked, status: 'Open', reverseOrder: false });
  });

  it('are a filter, a sort and a cut of all runs that there are', async () => {
    const actions = fc.array(action, { minLength: 10, maxLength: 30 });
    const questions = fc.array(question, { minLength: 20, maxLength: 20 });
    const property = fc.property(actions, questions, (acts, all) => {
      const world = acts.reduce((before, act) => act(before), newWorld());
      expect(world.known.every((run) => runOfId(world.s, run.domain, run))).toBe(true);
      for (const asked of all) compare(world, asked);
    });
    await assertOnSeeds(property, 5);
    const filters = ['all', 'typeFilter', 'tagFilter', 'executionFilter'];
    const wanted = ['Open', 'Closed'].flatMap((status) => filters.map((filter) => `${status} ${filter}`));
    for (const what of [...wanted, 'Closed closeStatusFilter', 'pages', 'more than a block']) {
      expect(met.get(what) ?? 0, what).toBeGreaterThan(1);
    }
  });
});
