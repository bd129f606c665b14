import type { Check } from '../../story/check.js';
import { ABSENT } from '../../story/match.js';

/** Checks of pages of histories. */
export const PAGE_CHECKS: readonly Check[] = [
  {
    id: 'polls.pages',
    question: 'Do the pages of a decision task have its one token, and its history as of the poll?',
    section: '5.4',
    rows: ['Floci 24'],
    async story(ask) {
      const run = await ask.start();
      const first = await run.take({ maximumPageSize: 2 });
      await ask.expect('the first page', () => first.events?.map(({ eventId }) => eventId), [1, 2]);
      await run.signal();
      const { nextPageToken } = first;
      const taskList = { name: run.list };
      const last = await ask.call('PollForDecisionTask', {
        domain: ask.domain,
        taskList,
        nextPageToken,
        maximumPageSize: 2,
      });
      await ask.expect('the last page', () => last.events?.map(({ eventId }) => eventId), [3]);
      const { taskToken, startedEventId, previousStartedEventId } = first;
      const same = { taskToken, startedEventId, previousStartedEventId, nextPageToken: ABSENT };
      await ask.expect('its task', () => last, same);
    },
  },
  {
    id: 'polls.reverse',
    question: 'Does a poll with reverseOrder return the history from its end, page by page?',
    section: '5.4',
    async story(ask) {
      const run = await ask.start();
      const first = await run.take({ maximumPageSize: 2, reverseOrder: true });
      await ask.expect('the first page', () => first.events?.map(({ eventId }) => eventId), [3, 2]);
    },
  },
  {
    id: 'polls.fromPrevious',
    question:
      'Does startAtPreviousStartedEvent cut the history at the previous DecisionTaskStarted, which it includes?',
    section: '5.4',
    async story(ask) {
      const run = await ask.start();
      const first = await run.take({ startAtPreviousStartedEvent: true });
      await ask.expect('the first task', () => first.events?.map(({ eventId }) => eventId), [1, 2, 3]);
      await run.respond(first, []);
      await run.signal();
      const second = await run.take({ startAtPreviousStartedEvent: true });
      await ask.expect('the second task', () => second.events?.map(({ eventId }) => eventId), [3, 4, 5, 6, 7]);
    },
  },
  {
    id: 'polls.badPage',
    question: 'Is a page token refused that is none?',
    section: '5.3',
    async story(ask) {
      const input = { domain: ask.domain, registrationStatus: 'REGISTERED', nextPageToken: 'nothing' } as const;
      await ask.expectFault('ListWorkflowTypes', input, { name: 'ValidationException', message: 'Invalid token' });
    },
  },
  {
    id: 'polls.history',
    question: 'Does GetWorkflowExecutionHistory return pages in both directions, the last one without a token?',
    section: '5.4',
    rows: ['moto 12'],
    async story(ask) {
      const run = await ask.start();
      await run.signal();
      await run.until('WorkflowExecutionSignaled');
      const page = async (more: object) => {
        const where = { domain: ask.domain, execution: run.execution, maximumPageSize: 2, ...more };
        const { events, nextPageToken } = await ask.call('GetWorkflowExecutionHistory', where);
        return { ids: events?.map(({ eventId }) => eventId), nextPageToken };
      };
      const first = await page({});
      await ask.expect('the first page', () => first.ids, [1, 2]);
      const { nextPageToken } = first;
      await ask.expect('the last page', () => page({ nextPageToken }), { ids: [3], nextPageToken: ABSENT });
      await ask.expect('a full last page', () => page({ maximumPageSize: 3 }), {
        ids: [1, 2, 3],
        nextPageToken: ABSENT,
      });
      await ask.expect('the first page, reversed', async () => (await page({ reverseOrder: true })).ids, [3, 2]);
    },
  },
];
