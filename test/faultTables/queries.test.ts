import { expect, it } from 'vitest';
import { instant, type Limits, settle } from '../../src/core/index.js';
import {
  access,
  atLeast,
  atMost,
  broken,
  expectFault,
  faults,
  NOT_NULL,
  type Row,
  type Scene,
  wrongType,
} from './table.js';
import { OTHER_FAKE } from './tokens.js';
import { begin, LIST, type Members, ok, signal, takeDecision, type World, world } from './world.js';

const DAY = 86_400_000;
const domainOf = ({ domain }: Members): unknown => domain;

const UNKNOWN_DOMAIN: Row = [
  'there is no such domain',
  { input: { domain: 'nope' } },
  'UnknownResourceFault',
  'Unknown domain: nope',
];

const scene = (limits?: Partial<Limits>): World & Scene => {
  const w = world(limits);
  return { ...w, input: { domain: 'shop', execution: { workflowId: 'busy', runId: w.busy } } };
};

const unknown = (what: string, execution: (w: World) => { workflowId: string; runId: string }): Row<World & Scene> => [
  what,
  (w) => ({ input: { execution: execution(w) } }),
  'UnknownResourceFault',
  (w) => `Unknown execution: WorkflowExecution=[workflowId=${execution(w).workflowId}, runId=${execution(w).runId}]`,
];

const noSuchRun: readonly Row<World & Scene>[] = [
  unknown('no run has these ids', () => ({ workflowId: 'nope', runId: 'nope' })),
  unknown('no run has that run id', () => ({ workflowId: 'busy', runId: 'nope' })),
  unknown('the run id is that of another workflow', ({ done }) => ({ workflowId: 'busy', runId: done })),
  unknown('the run is in another domain', ({ elsewhere }) => ({ workflowId: 'busy', runId: elsewhere })),
];

const badIds: readonly Row[] = [
  broken('the execution is missing', { execution: null }, [null, 'execution', NOT_NULL]),
  broken(
    'domain and execution are bad',
    { execution: { runId: '' }, domain: '' },
    ['', 'domain', atLeast(1)],
    [null, 'execution.workflowId', NOT_NULL],
    ['', 'execution.runId', atLeast(1)],
  ),
];

faults('DescribeWorkflowExecution', scene, [
  wrongType({ domain: 5 }),
  ...badIds,
  ...access('DescribeWorkflowExecution', domainOf),
  UNKNOWN_DOMAIN,
  ...noSuchRun,
]);

faults('GetWorkflowExecutionHistory', scene, [
  wrongType({ nextPageToken: 5 }),
  ...badIds,
  broken('the page is too large', { maximumPageSize: 1001 }, [
    '1001',
    'maximumPageSize',
    'Member must have value less than or equal to 1000',
  ]),
  broken('the page is too small', { maximumPageSize: -1 }, [
    '-1',
    'maximumPageSize',
    'Member must have value greater than or equal to 0',
  ]),
  ...access('GetWorkflowExecutionHistory', domainOf),
  UNKNOWN_DOMAIN,
  ...noSuchRun,
]);

it.each(['maximumPageSize', 'reverseOrder'])(
  'GetWorkflowExecutionHistory: %s cannot be null (docs/swf.md 9.7)',
  (member) => {
    const { s, input } = scene();
    const asked = { ...input, [member]: null };
    expectFault(
      s,
      'GetWorkflowExecutionHistory',
      asked,
      {},
      expect.objectContaining({ fault: 'SerializationException' }),
    );
  },
);

it.each(['DescribeWorkflowExecution', 'GetWorkflowExecutionHistory'] as const)(
  '%s: shows closed runs, and those of a deprecated domain (docs/swf.md 1.1)',
  (op) => {
    const { s, done, elsewhere } = world();
    expect(ok(s, op, { domain: 'shop', execution: { workflowId: 'done', runId: done } })).toBeDefined();
    expect(ok(s, op, { domain: 'old', execution: { workflowId: 'busy', runId: elsewhere } })).toBeDefined();
  },
);

interface Pages extends World, Scene {
  /** A token of the history of `busy`, as in `input`. */
  readonly own: string;
  /** One of the history of another run. */
  readonly other: string;
  /** One of the history that a poll handed out with a task of `busy`. */
  readonly polled: string;
  /** The same of another run. */
  readonly otherPolled: string;
  readonly task: string;
}

const firstPage = (s: World['s'], execution: Members): string =>
  ok(s, 'GetWorkflowExecutionHistory', { domain: 'shop', execution, maximumPageSize: 1 }).nextPageToken as string;

function pages(limits?: Partial<Limits>, seed = 1): Pages {
  const w = world(limits, seed);
  const also = begin(w.s, 'also');
  signal(w.s);
  const first = takeDecision(w.s, { maximumPageSize: 1 });
  const second = takeDecision(w.s, { maximumPageSize: 1 });
  const own = firstPage(w.s, { workflowId: 'busy', runId: w.busy });
  const other = firstPage(w.s, { workflowId: 'also', runId: also });
  const execution = { workflowId: 'busy', runId: w.busy };
  return {
    ...w,
    own,
    other,
    polled: first.nextPageToken as string,
    otherPolled: second.nextPageToken as string,
    task: first.taskToken as string,
    input: { domain: 'shop', execution, nextPageToken: own },
  };
}

const invalidToken = (what: string, token: (w: Pages) => string, text = 'Invalid token'): Row<Pages> => [
  what,
  (w) => ({ input: { nextPageToken: token(w) } }),
  'ValidationException',
  text,
];

const past = (millis: number) => ({
  about: 'time',
  after: ({ s }: Pages) => void settle(s, instant(s.now + millis)),
});

const EXPIRED = 'Specified token has exceeded its maximum lifetime';
const OVERLONG = 'a'.repeat(2049);
const fromOtherSeed = (): string => pages({}, 2).own;

// What makes a page token bad (docs/swf.md 5.3).
faults(
  'GetWorkflowExecutionHistory',
  pages,
  [
    broken('the token is too long', { nextPageToken: OVERLONG }, [OVERLONG, 'nextPageToken', atMost(2048)]),
    ...access('GetWorkflowExecutionHistory', domainOf),
    invalidToken('the token is no token', () => 'garbage'),
    invalidToken('the token has been cut', ({ own }) => own.slice(0, -1)),
    invalidToken('the token is that of a task', ({ task }) => task),
    invalidToken('the token is of another fake', fromOtherSeed, OTHER_FAKE),
    ['the token is older than a day', past(DAY + 1), 'ValidationException', EXPIRED],
    [
      'the token is older than planned',
      { ...past(1001), limits: { pageTokenLifetime: 1000 } },
      'ValidationException',
      EXPIRED,
    ],
    invalidToken('the token is of another run', ({ other }) => other),
    invalidToken('the token is of a poll for another run', ({ otherPolled }) => otherPolled),
  ],
  'GetWorkflowExecutionHistory, next page',
);

const poll = (limits?: Partial<Limits>): Pages => {
  const w = pages(limits);
  return { ...w, input: { domain: 'shop', taskList: LIST, nextPageToken: w.polled } };
};

faults(
  'PollForDecisionTask',
  poll,
  [
    broken('the token is too long', { nextPageToken: OVERLONG }, [OVERLONG, 'nextPageToken', atMost(2048)]),
    ...access('PollForDecisionTask', domainOf),
    invalidToken('the token is no token', () => 'garbage'),
    invalidToken('the token is that of a task', ({ task }) => task),
    invalidToken('the token is of GetWorkflowExecutionHistory', ({ own }) => own),
    invalidToken('the token is of another fake', () => pages({}, 2).polled, OTHER_FAKE),
    ['the token is older than a day', past(DAY + 1), 'ValidationException', EXPIRED],
    [
      'its task is completed',
      { about: 'task', after: ({ s, task }) => void ok(s, 'RespondDecisionTaskCompleted', { taskToken: task }) },
      'ValidationException',
      'Invalid token',
    ],
    [
      'its run is closed',
      {
        about: 'task',
        after: ({ s }) => void ok(s, 'TerminateWorkflowExecution', { domain: 'shop', workflowId: 'busy' }),
      },
      'ValidationException',
      'Invalid token',
    ],
    ['its run is in another domain', { input: { domain: 'old' } }, 'ValidationException', 'Invalid token'],
  ],
  'PollForDecisionTask, next page',
);

it('a page token is good for a day, as often as it is used, and the empty one is the first page', () => {
  const { s, input, own, polled } = pages();
  settle(s, instant(s.now + DAY - 1));
  for (const nextPageToken of [own, own, '']) ok(s, 'GetWorkflowExecutionHistory', { ...input, nextPageToken });
  ok(s, 'PollForDecisionTask', { domain: 'shop', taskList: LIST, nextPageToken: polled });
});

// AWS's Java framework does so (docs/swf.md 12, doubt 28).
it('GetWorkflowExecutionHistory goes on where a poll for the same run left off', () => {
  const { s, input, polled } = pages();
  const { events } = ok(s, 'GetWorkflowExecutionHistory', { ...input, nextPageToken: polled });
  expect(events?.[0]).toMatchObject({ eventId: 2 });
});

// A page token belongs to step 5, the domain to step 6 (docs/swf.md 2).
it.each([
  ['GetWorkflowExecutionHistory', pages],
  ['PollForDecisionTask', poll],
] as const)('%s: a page token that is none goes before a domain that is none', (op, setUp) => {
  const { s, input } = setUp();
  const asked = { ...input, domain: 'nope', nextPageToken: 'garbage' };
  expectFault(s, op, asked, {}, { fault: 'ValidationException', message: 'Invalid token' });
});
