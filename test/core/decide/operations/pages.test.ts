import { describe, expect, it } from 'vitest';
import {
  eventId,
  instant,
  isFault,
  type Reply,
  runNumber,
  type State,
  settle,
  step,
} from '../../../../src/core/index.js';
import { pageToken } from '../../../../src/core/model/tokens.js';
import { type Members, ok, START, signal, takeDecision, terminate, world } from '../../../faultTables/world.js';

/** A state whose run `busy` has 7 events: 5 signals after its start and its decision task. */
function signaled() {
  const { s, busy } = world();
  for (let n = 0; n < 5; n += 1) signal(s);
  const input = { domain: 'shop', execution: { workflowId: 'busy', runId: busy } };
  const page = (more: Members = {}): Reply<'GetWorkflowExecutionHistory'> =>
    ok(s, 'GetWorkflowExecutionHistory', { ...input, ...more });
  return { s, input, page };
}

const ids = ({ events = [] }: Reply<'GetWorkflowExecutionHistory'>) => events.map(({ eventId }) => eventId);

/** The ids on all pages of a history. */
function allPages(page: (more: Members) => Reply<'GetWorkflowExecutionHistory'>, more: Members) {
  const pages: (readonly unknown[])[] = [];
  let nextPageToken: string | undefined;
  do {
    const next = page({ ...more, ...(nextPageToken && { nextPageToken }) });
    pages.push(ids(next));
    ({ nextPageToken } = next);
  } while (nextPageToken);
  return pages;
}

describe('the pages of a history (docs/swf.md 5.4)', () => {
  it.each([
    [{}, [[1, 2, 3, 4, 5, 6, 7]]],
    [{ maximumPageSize: 0 }, [[1, 2, 3, 4, 5, 6, 7]]],
    [{ maximumPageSize: 7 }, [[1, 2, 3, 4, 5, 6, 7]]],
    [{ maximumPageSize: 6 }, [[1, 2, 3, 4, 5, 6], [7]]],
    [{ maximumPageSize: 3 }, [[1, 2, 3], [4, 5, 6], [7]]],
    [{ maximumPageSize: 3, reverseOrder: true }, [[7, 6, 5], [4, 3, 2], [1]]],
    [{ reverseOrder: true }, [[7, 6, 5, 4, 3, 2, 1]]],
  ])('of %j', (more, pages) => {
    expect(allPages(signaled().page, more)).toEqual(pages);
  });

  it('show the history as it was at the first one', () => {
    const { s, page } = signaled();
    const { nextPageToken } = page({ maximumPageSize: 5 });
    const { nextPageToken: reversed } = page({ maximumPageSize: 5, reverseOrder: true });
    signal(s);
    expect(ids(page({ maximumPageSize: 5, nextPageToken }))).toEqual([6, 7]);
    expect(ids(page({ maximumPageSize: 5, reverseOrder: true, nextPageToken: reversed }))).toEqual([2, 1]);
  });

  it('of a decision task begin at the last one that was completed, if the poll asks for it', () => {
    const { s } = signaled();
    const { taskToken } = takeDecision(s);
    ok(s, 'RespondDecisionTaskCompleted', { taskToken });
    signal(s);
    const poll = { startAtPreviousStartedEvent: true, maximumPageSize: 2 };
    const first = takeDecision(s, poll);
    const rest = takeDecision(s, { ...poll, nextPageToken: first.nextPageToken });
    expect([ids(first as never), ids(rest as never), rest.startedEventId]).toEqual([[8, 9], [10, 11], 12]);
  });
});

describe('a page token (docs/swf.md 5.3)', () => {
  const LIFETIME = 86_400_000;
  const reply = (s: State, input: Members) => step(s, { op: 'GetWorkflowExecutionHistory', input }, s.now).reply;

  it('is valid for 24 hours, to the millisecond', () => {
    const { s, input, page } = signaled();
    const { nextPageToken } = page({ maximumPageSize: 5 });
    settle(s, instant(START + LIFETIME));
    expect(ids(page({ nextPageToken }))).toEqual([6, 7]);
    settle(s, instant(START + LIFETIME + 1));
    expect(reply(s, { ...input, nextPageToken })).toEqual({
      fault: 'ValidationException',
      message: 'Specified token has exceeded its maximum lifetime',
    });
  });

  it('of one run is none of another, and one of a list is none of a history', () => {
    const { s, input, page } = signaled();
    const { nextPageToken } = page({ maximumPageSize: 5 });
    const { executionInfos = [] } = ok(s, 'ListClosedWorkflowExecutions', {
      domain: 'shop',
      startTimeFilter: { oldestDate: 0 },
    });
    const execution = executionInfos[0]?.execution;
    const invalid = { fault: 'ValidationException', message: 'Invalid token' };
    expect(reply(s, { ...input, execution, nextPageToken })).toEqual(invalid);
    const { nextPageToken: ofList } = ok(s, 'ListWorkflowTypes', {
      domain: 'shop',
      registrationStatus: 'REGISTERED',
      maximumPageSize: 1,
    });
    expect(reply(s, { ...input, nextPageToken: ofList })).toEqual(invalid);
  });

  it('of one list is none of another', () => {
    const { s } = signaled();
    const registrationStatus = 'REGISTERED';
    const filter = { domain: 'shop', startTimeFilter: { oldestDate: 0 } };
    const lists = {
      ListDomains: { registrationStatus: 'DEPRECATED' },
      ListWorkflowTypes: { domain: 'shop', registrationStatus },
      ListActivityTypes: { domain: 'shop', registrationStatus },
      ListOpenWorkflowExecutions: filter,
      ListClosedWorkflowExecutions: filter,
    } as const;
    const names = Object.keys(lists) as (keyof typeof lists)[];
    const kinds = [
      'domains page',
      'workflow types page',
      'activity types page',
      'open executions page',
      'closed executions page',
    ] as const;
    const nothing = { run: runNumber(0), upTo: eventId(0), issuedAt: s.now };
    for (const [i, op] of names.entries()) {
      const taken = kinds.map((kind) => {
        const nextPageToken = pageToken(s.config.secret, kind, { ...nothing, offset: 1 });
        return !isFault(step(s, { op, input: { ...lists[op], nextPageToken } }, s.now).reply);
      });
      expect(taken).toEqual(kinds.map((_kind, n) => n === i));
    }
  });

  it('of a poll is invalid in another domain, and once its task has ended', () => {
    const { s } = signaled();
    const { nextPageToken } = takeDecision(s, { maximumPageSize: 5 });
    const poll = (domain: string) =>
      step(s, { op: 'PollForDecisionTask', input: { domain, taskList: { name: 'list' }, nextPageToken } }, s.now).reply;
    const invalid = { fault: 'ValidationException', message: 'Invalid token' };
    expect(poll('old')).toEqual(invalid);
    expect(poll('nope')).toEqual({ fault: 'UnknownResourceFault', message: 'Unknown domain: nope' });
    expect(poll('shop')).toMatchObject({ events: [{ eventId: 6 }, { eventId: 7 }, { eventId: 8 }] });
    terminate(s);
    expect(poll('shop')).toEqual(invalid);
  });
});
