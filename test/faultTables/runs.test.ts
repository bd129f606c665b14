import { expect, it } from 'vitest';
import { type Limits, step } from '../../src/core/index.js';
import {
  access,
  atLeast,
  atMost,
  broken,
  faults,
  misformed,
  NOT_NULL,
  type Row,
  type Scene,
  SECONDS_OR_NONE,
  TRIMMED,
  UP_TO_A_YEAR,
  WHOLE,
  wrongType,
} from './table.js';
import { FULL, LIST, type Members, ok, type, type World, world } from './world.js';

type RunScene = World & Scene;

const scene =
  (input: Members) =>
  (limits?: Partial<Limits>): RunScene => ({ ...world(limits), input });

const domainOf = ({ domain }: Members): unknown => domain;

const UNKNOWN_DOMAIN: Row = [
  'there is no such domain',
  { input: { domain: 'nope' } },
  'UnknownResourceFault',
  'Unknown domain: nope',
];

const explicit = {
  executionStartToCloseTimeout: '31536000',
  taskList: LIST,
  taskStartToCloseTimeout: 'NONE',
  childPolicy: 'TERMINATE',
  taskPriority: '-2147483648',
  tagList: ['1', '2', '3', '4', ''],
};

const noDefault = (member: keyof typeof explicit): Row => [
  `${member} comes from nowhere`,
  { input: { [member]: undefined } },
  'DefaultUndefinedFault',
  // The name in the text is the type's member (docs/swf.md 12, doubt 10).
  `default${member.charAt(0).toUpperCase()}${member.slice(1)}`,
];

const sixTags = ['1', '2', '3', '4', '5', '6'];

// The order is that of docs/swf.md 2.4; defaults before the open run: 12, doubt 16.
faults(
  'StartWorkflowExecution',
  scene({ domain: 'shop', workflowId: 'new', workflowType: type('Bare'), ...explicit }),
  [
    wrongType({ input: 5 }),
    broken('the role is empty', { lambdaRole: '' }, ['', 'lambdaRole', atLeast(1)]),
    broken(
      'tags and child policy are bad',
      { childPolicy: 'KILL', tagList: sixTags },
      ['[1, 2, 3, 4, 5, 6]', 'tagList', atMost(5)],
      ['KILL', 'childPolicy', 'Member must satisfy enum value set: [TERMINATE, REQUEST_CANCEL, ABANDON]'],
    ),
    ...access('StartWorkflowExecution', domainOf),
    misformed('the domain name has white space', { domain: ' shop' }, [' shop', 'domain', TRIMMED]),
    misformed('the list is none', { taskList: { name: 'a|b' } }, ['a|b', 'taskList.name', TRIMMED]),
    misformed('the priority is no number', { taskPriority: '2147483648' }, ['2147483648', 'taskPriority', WHOLE]),
    misformed('the execution would never end', { executionStartToCloseTimeout: 'NONE' }, [
      'NONE',
      'executionStartToCloseTimeout',
      UP_TO_A_YEAR,
    ]),
    misformed('the task timeout is no duration', { taskStartToCloseTimeout: 'none' }, [
      'none',
      'taskStartToCloseTimeout',
      SECONDS_OR_NONE,
    ]),
    UNKNOWN_DOMAIN,
    ['the domain is deprecated', { input: { domain: 'old' } }, 'DomainDeprecatedFault', 'old'],
    [
      'there is no such type',
      { input: { workflowType: type('Nope') } },
      'UnknownResourceFault',
      'Unknown type: WorkflowType=[name=Nope, version=1]',
    ],
    [
      'there is no such version',
      { input: { workflowType: type('Bare', '2') } },
      'UnknownResourceFault',
      'Unknown type: WorkflowType=[name=Bare, version=2]',
    ],
    [
      'the type is deprecated',
      { input: { workflowType: type('Gone') } },
      'TypeDeprecatedFault',
      'WorkflowType=[name=Gone, version=1]',
    ],
    noDefault('executionStartToCloseTimeout'),
    noDefault('taskList'),
    noDefault('taskStartToCloseTimeout'),
    noDefault('childPolicy'),
    ['the workflow id has an open run', { input: { workflowId: 'busy' } }, 'WorkflowExecutionAlreadyStartedFault', ''],
    [
      'there are open runs enough',
      { limits: { openExecutions: FULL.openExecutions } },
      'LimitExceededFault',
      'Limit on open workflow executions per domain reached',
    ],
  ],
);

it.each([
  ['an empty text is as if absent (docs/swf.md 12, doubt 18)', { executionStartToCloseTimeout: '', taskPriority: '' }],
  ['a closed run does not hinder another (docs/swf.md 2.4)', { workflowId: 'done' }],
  ['a tag may be null (docs/swf.md 2.4, recorded)', { tagList: [null] }],
])('StartWorkflowExecution: %s', (_what, change) => {
  const { s, input } = scene({ domain: 'shop', workflowId: 'new', workflowType: type('Order') })();
  expect(ok(s, 'StartWorkflowExecution', { ...input, ...change }).runId).toMatch(/^22.{43}=$/);
});

const unknown = (what: string, input: (w: RunScene) => Members): Row<RunScene> => [
  what,
  (w) => ({ input: input(w), about: 'run' }),
  'UnknownResourceFault',
  (_w, { workflowId, runId }) => `Unknown execution: WorkflowExecution=[workflowId=${workflowId}, runId=${runId}]`,
];

const noneOpen = (what: string, input: Members): Row<RunScene> => [
  what,
  { input, about: 'run' },
  'UnknownResourceFault',
  (_w, { workflowId }) => `Unknown execution, workflowId = ${workflowId}`,
];

// With the run id or without (docs/swf.md 2, table of messages).
const noSuchRun: readonly Row<RunScene>[] = [
  noneOpen('no run has that workflow id', { workflowId: 'nope' }),
  noneOpen('no run has that workflow id, and the run id is empty', { workflowId: 'nope', runId: '' }),
  noneOpen('the only run is closed', { workflowId: 'done' }),
  unknown('no run has that run id', () => ({ runId: 'nope' })),
  unknown('the run id is that of another workflow', ({ done }) => ({ runId: done })),
  unknown('the run is in another domain', ({ elsewhere }) => ({ runId: elsewhere })),
  unknown('the run is closed', ({ done }) => ({ workflowId: 'done', runId: done })),
  unknown('the workflow id is that of another run', ({ busy }) => ({ workflowId: 'done', runId: busy })),
];

const LONG = 'a'.repeat(257);
const LONG_RUN_ID = 'r'.repeat(65);

const OPERATIONS = [
  ['SignalWorkflowExecution', { signalName: 'go' }],
  ['RequestCancelWorkflowExecution', {}],
  ['TerminateWorkflowExecution', { reason: 'why' }],
] as const;

for (const [op, more] of OPERATIONS) {
  const rows: readonly Row<RunScene>[] = [
    wrongType({ runId: 5 }),
    broken('the workflow id is empty', { workflowId: '' }, ['', 'workflowId', atLeast(1)]),
    broken(
      'both ids are too long',
      { runId: LONG_RUN_ID, workflowId: LONG },
      [LONG, 'workflowId', atMost(256)],
      [LONG_RUN_ID, 'runId', atMost(64)],
    ),
    ...access(op, domainOf),
    UNKNOWN_DOMAIN,
    ...noSuchRun,
  ];
  faults(op, scene({ domain: 'shop', workflowId: 'busy', ...more }), rows);

  it(`${op}: takes a run id, and the empty one as none`, () => {
    for (const runId of [world().busy, '']) {
      expect(ok(world().s, op, { domain: 'shop', workflowId: 'busy', ...more, runId })).toEqual({});
    }
  });

  // Running executions of a deprecated domain go on (docs/swf.md 1.1).
  it(`${op}: reaches a run in a deprecated domain`, () => {
    expect(ok(world().s, op, { domain: 'old', workflowId: 'busy', ...more })).toEqual({});
  });
}

faults(
  'SignalWorkflowExecution',
  scene({ domain: 'shop', workflowId: 'busy', signalName: 'go' }),
  [
    broken('the signal has no name', { signalName: undefined }, [null, 'signalName', NOT_NULL]),
    broken('the signal says too much', { input: 'x'.repeat(32_769) }, ['x'.repeat(32_769), 'input', atMost(32_768)]),
    UNKNOWN_DOMAIN,
  ],
  'SignalWorkflowExecution, its own members',
);

faults(
  'TerminateWorkflowExecution',
  scene({ domain: 'shop', workflowId: 'busy' }),
  [
    broken('the reason is too long', { reason: LONG }, [LONG, 'reason', atMost(256)]),
    broken('the child policy is none', { childPolicy: '' }, [
      '',
      'childPolicy',
      'Member must satisfy enum value set: [TERMINATE, REQUEST_CANCEL, ABANDON]',
    ]),
    UNKNOWN_DOMAIN,
  ],
  'TerminateWorkflowExecution, its own members',
);

it('a run can be started again at the moment when it closes', () => {
  const { s } = world({ openExecutions: FULL.openExecutions });
  const again = { domain: 'shop', workflowId: 'busy', workflowType: type('Order') };
  expect(step(s, { op: 'StartWorkflowExecution', input: again }, s.now).reply).toHaveProperty('fault');
  ok(s, 'TerminateWorkflowExecution', { domain: 'shop', workflowId: 'busy' });
  expect(ok(s, 'StartWorkflowExecution', again)).toHaveProperty('runId');
});
