import type { OperationName } from '../../../core/index.js';
import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { complete } from '../../story/decisions.js';
import { SOME_TEXT } from '../../story/match.js';

type Members = Readonly<Record<string, unknown>>;

const ALWAYS = { oldestDate: new Date(0) };
const since = { startTimeFilter: ALWAYS };

/** Starts runs with a tag of this check. */
async function tagged(ask: Asker, parts: readonly string[], more: object = {}) {
  const runs = [];
  for (const part of parts) {
    runs.push(await ask.start(part, { tagList: [ask.name('tag')], ...more }));
    await ask.ground.pace.pause();
    if (ask.ground.pace.isVirtual) await ask.wait(1);
  }
  return runs;
}

const byTag = (ask: Asker): Members => ({ domain: ask.domain, tagFilter: { tag: ask.name('tag') } });

interface Listed {
  readonly executionInfos?: readonly { readonly execution: { readonly workflowId: string | undefined } | undefined }[];
  readonly nextPageToken?: string;
}

type ListOp = 'ListOpenWorkflowExecutions' | 'ListClosedWorkflowExecutions';

/** Lists the runs. Returns the last parts of their workflow ids. */
async function listed(ask: Asker, op: ListOp, more: Members): Promise<readonly string[]> {
  const { executionInfos = [] } = (await ask.call(op, { domain: ask.domain, ...more } as never)) as Listed;
  return executionInfos.map(({ execution }) => String(execution?.workflowId?.split('.').at(-1)));
}

async function counted(ask: Asker, op: OperationName, more: Members): Promise<object> {
  return ask.call(op, { domain: ask.domain, ...more } as never);
}

const OPEN: readonly Check[] = [
  {
    id: 'visibility.open.order',
    question: 'Does ListOpenWorkflowExecutions show the newest run first, or the oldest if asked?',
    section: '8.1',
    async story(ask) {
      await tagged(ask, ['a', 'b', 'c']);
      const list = (more: Members) => () =>
        listed(ask, 'ListOpenWorkflowExecutions', { ...byTag(ask), ...since, ...more });
      await ask.expect('the runs', list({}), ['c', 'b', 'a']);
      await ask.expect('the runs, reversed', list({ reverseOrder: true }), ['a', 'b', 'c']);
    },
  },
  {
    id: 'visibility.open.filters',
    question: 'Does a filter of open runs pass over none of several neighbours that do not match?',
    section: '8.1',
    rows: ['moto 11'],
    async story(ask) {
      await tagged(ask, ['a', 'b', 'c', 'd'], { tagList: [ask.name('other')] });
      await tagged(ask, ['e']);
      await ask.expect('by tag', () => listed(ask, 'ListOpenWorkflowExecutions', { ...byTag(ask), ...since }), ['e']);
      const execution = { ...since, executionFilter: { workflowId: ask.name('b') } };
      await ask.expect('by workflow id', () => listed(ask, 'ListOpenWorkflowExecutions', execution), ['b']);
      const count = () => counted(ask, 'CountOpenWorkflowExecutions', { ...byTag(ask), ...since });
      await ask.expect('the count', count, { count: 1, truncated: false });
    },
  },
  {
    id: 'visibility.open.byType',
    question: 'Does a filter by type compare the name, and the version if there is one?',
    section: '8.1',
    async story(ask) {
      const name = ask.name('type');
      const defaults = {
        defaultExecutionStartToCloseTimeout: '60',
        defaultTaskStartToCloseTimeout: '60',
        defaultChildPolicy: 'TERMINATE',
      };
      for (const version of ['1', '2']) {
        await ask.ground.register('Workflow', { name, version }, defaults, { log: ask.calls });
        await ask.start(`v${version}`, { workflowType: { name, version } });
      }
      const list = (version?: string) => async () =>
        (await listed(ask, 'ListOpenWorkflowExecutions', { ...since, typeFilter: { name, version } })).toSorted();
      await ask.expect('by name', list(), ['v1', 'v2']);
      await ask.expect('by name and version', list('2'), ['v2']);
    },
  },
  {
    id: 'visibility.open.pages',
    question: 'Do the pages of a list of runs hold each run once?',
    section: '5.4',
    rows: ['moto 12'],
    async story(ask) {
      await tagged(ask, ['a', 'b', 'c']);
      const all = () => listed(ask, 'ListOpenWorkflowExecutions', { ...byTag(ask), ...since });
      await ask.eventually(all, (parts) => parts.length === 3);
      const query = { ...byTag(ask), ...since, maximumPageSize: 2 };
      const first = (await ask.call('ListOpenWorkflowExecutions', query as never)) as Listed;
      await ask.expect('the size of the first page', () => first.executionInfos?.length, 2);
      await ask.expect('a token', () => first.nextPageToken, SOME_TEXT);
      const rest = () => listed(ask, 'ListOpenWorkflowExecutions', { ...query, nextPageToken: first.nextPageToken });
      await ask.expect('the last page', rest, ['a']);
    },
  },
  {
    id: 'visibility.open.times',
    question: 'Are both ends of a time filter inclusive?',
    section: '8.1',
    async story(ask) {
      const [run] = await tagged(ask, ['a']);
      const startedAt = (await run?.history())?.[0]?.at ?? 0;
      // A filter is in seconds or finer: whole seconds around the start are the same for both.
      const before = new Date(Math.floor(startedAt / 1000) * 1000);
      const after = new Date(Math.ceil((startedAt + 1) / 1000) * 1000);
      const list = (oldestDate: Date, latestDate: Date) => () =>
        listed(ask, 'ListOpenWorkflowExecutions', { ...byTag(ask), startTimeFilter: { oldestDate, latestDate } });
      await ask.expect('from before to after', list(before, after), ['a']);
      await ask.expect('an earlier span', list(new Date(0), new Date(before.getTime() - 1000)), []);
      await ask.expect('a later span', list(new Date(after.getTime() + 1000), new Date(after.getTime() + 2000)), []);
    },
  },
  {
    id: 'visibility.open.info',
    question: 'Does a list of open runs show status, type and start of each?',
    section: '8.2',
    async story(ask) {
      const [run] = await tagged(ask, ['a']);
      const first = async () =>
        ((await ask.call('ListOpenWorkflowExecutions', { ...byTag(ask), ...since } as never)) as Listed)
          .executionInfos?.[0];
      await ask.expect('the run', first, {
        execution: run?.execution,
        executionStatus: 'OPEN',
        cancelRequested: false,
        workflowType: ask.ground.order,
        startTimestamp: new Date((await run?.history())?.[0]?.at ?? 0),
      });
    },
  },
];

const CLOSED: readonly Check[] = [
  {
    id: 'visibility.closed.status',
    question: 'Does a filter by close status compare the status?',
    section: '8.1',
    rows: ['moto 11'],
    async story(ask) {
      const [done, killed] = await tagged(ask, ['done', 'killed', 'open']);
      await done?.decide(complete());
      await killed?.terminate();
      const ofStatus = (status: string) => async () => {
        const query = { domain: ask.domain, ...since, closeStatusFilter: { status } };
        const all = (await ask.call('ListClosedWorkflowExecutions', query as never)) as Listed;
        const ids = all.executionInfos?.map(({ execution }) => execution?.workflowId) ?? [];
        return ['done', 'killed', 'open'].filter((part) => ids.includes(ask.name(part)));
      };
      await ask.expect('COMPLETED', ofStatus('COMPLETED'), ['done']);
      await ask.expect('TERMINATED', ofStatus('TERMINATED'), ['killed']);
      await ask.expect('FAILED', ofStatus('FAILED'), []);
    },
  },
  {
    id: 'visibility.closed.order',
    question: 'Are closed runs in the order of the time that the filter names: start or close?',
    section: '8.1',
    rows: ['Floci 16'],
    seconds: 1,
    async story(ask) {
      const [a, b] = await tagged(ask, ['a', 'b']);
      await b?.decide(complete());
      await ask.wait(1);
      await a?.decide(complete());
      const list = (filter: Members) => () => listed(ask, 'ListClosedWorkflowExecutions', { ...byTag(ask), ...filter });
      await ask.expect('by start', list(since), ['b', 'a']);
      await ask.expect('by close', list({ closeTimeFilter: ALWAYS }), ['a', 'b']);
    },
  },
  {
    id: 'visibility.closed.moves',
    question: 'Does a run move from the open to the closed ones, and do the counts agree?',
    section: '8.2',
    async story(ask) {
      const [run] = await tagged(ask, ['a']);
      const counts = async () => {
        const query = { ...byTag(ask), ...since };
        const open = await counted(ask, 'CountOpenWorkflowExecutions', query);
        const closed = await counted(ask, 'CountClosedWorkflowExecutions', query);
        return [open, closed];
      };
      await ask.expect('before', counts, [{ count: 1 }, { count: 0 }]);
      await run?.terminate();
      await ask.expect('after', counts, [{ count: 0 }, { count: 1 }]);
      await ask.expect(
        'the open runs',
        () => listed(ask, 'ListOpenWorkflowExecutions', { ...byTag(ask), ...since }),
        [],
      );
      await ask.expect(
        'the closed runs',
        () => listed(ask, 'ListClosedWorkflowExecutions', { ...byTag(ask), ...since }),
        ['a'],
      );
    },
  },
  {
    id: 'visibility.closed.byWorkflowId',
    question: 'Does a filter by workflow id show all its closed runs?',
    section: '8.1',
    async story(ask) {
      for (const _ of [1, 2]) await (await ask.start()).terminate();
      const query = { ...since, executionFilter: { workflowId: ask.name('run') } };
      await ask.expect('the runs', () => listed(ask, 'ListClosedWorkflowExecutions', query), ['run', 'run']);
    },
  },
];

/** Checks of lists and counts of runs. */
export const VISIBILITY_CHECKS: readonly Check[] = [...OPEN, ...CLOSED];
