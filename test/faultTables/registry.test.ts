import type { Limits } from '../../src/core/index.js';
import {
  access,
  atLeast,
  atMost,
  broken,
  DAYS,
  faults,
  misformed,
  NOT_NULL,
  type Row,
  type Scene,
  SECONDS_OR_NONE,
  STD_NAME,
  TRIMMED,
  UP_TO_A_YEAR,
  WHOLE,
  wrongType,
} from './table.js';
import { FULL, type Members, type, world } from './world.js';

const scene =
  (input: Members) =>
  (limits?: Partial<Limits>): Scene => ({ s: world(limits).s, input });

const domainOf = ({ domain }: Members): unknown => domain;
const nameOf = ({ name }: Members): unknown => name;

const UNKNOWN_DOMAIN: Row = [
  'there is no such domain',
  { input: { domain: 'nope' } },
  'UnknownResourceFault',
  'Unknown domain: nope',
];
// The model declares it for DeprecateDomain alone (docs/swf.md 12, doubt 6).
const DEPRECATED_DOMAIN: Row = [
  'the domain is deprecated',
  { input: { domain: 'old' } },
  'DomainDeprecatedFault',
  'old',
];

const RETENTION = 'workflowExecutionRetentionPeriodInDays';
const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}` }));

// Tags, then the name, then the limit (docs/swf.md 2.1).
faults('RegisterDomain', scene({ name: 'new', [RETENTION]: '90', tags: tags(50) }), [
  wrongType({ description: 5 }),
  broken('a tag has no key', { tags: [{ key: 'k' }, { value: '' }] }, [null, 'tags.2.member.key', NOT_NULL]),
  broken(
    'name and retention are bad',
    { [RETENTION]: '', name: null },
    [null, 'name', NOT_NULL],
    ['', RETENTION, atLeast(1)],
  ),
  ...access('RegisterDomain', nameOf),
  misformed('the name is none', { name: 'a:b' }, ['a:b', 'name', TRIMMED]),
  misformed('the name has white space', { name: 'shop ' }, ['shop ', 'name', TRIMMED]),
  misformed('the retention is too long', { [RETENTION]: '91' }, ['91', RETENTION, DAYS]),
  ['there are too many tags', { input: { tags: tags(51) } }, 'TooManyTagsFault', '51 tags'],
  ['the limit on tags is lower', { limits: { domainTags: 2 } }, 'TooManyTagsFault', '50 tags'],
  ['the domain exists', { input: { name: 'shop' } }, 'DomainAlreadyExistsFault', 'shop'],
  ['the domain exists, deprecated', { input: { name: 'old' } }, 'DomainAlreadyExistsFault', 'old'],
  ['there are domains enough', { limits: { domains: FULL.domains } }, 'LimitExceededFault', 'Limit on domains reached'],
]);

const namedDomain = (op: 'DescribeDomain' | 'DeprecateDomain'): readonly Row<Scene>[] => [
  wrongType({ name: 5 }),
  broken('the name is missing', { name: undefined }, [null, 'name', NOT_NULL]),
  broken('the name is empty', { name: '' }, ['', 'name', atLeast(1)]),
  broken('the name is too long', { name: 'a'.repeat(257) }, ['a'.repeat(257), 'name', atMost(256)]),
  ...access(op, nameOf),
  ['there is no such domain', { input: { name: 'nope' } }, 'UnknownResourceFault', 'Unknown domain: nope'],
];

faults('DescribeDomain', scene({ name: 'shop' }), namedDomain('DescribeDomain'));
// A deprecated domain is described all the same (docs/swf.md 1.1).
faults('DescribeDomain', scene({ name: 'old' }), namedDomain('DescribeDomain'), 'DescribeDomain, deprecated');

faults('DeprecateDomain', scene({ name: 'shop' }), [
  ...namedDomain('DeprecateDomain'),
  ['the domain is deprecated', { input: { name: 'old' } }, 'DomainDeprecatedFault', 'old'],
]);

const TOO_LONG = 'v'.repeat(65);
const badRegistration: readonly Row[] = [
  wrongType({ description: 5 }),
  broken('the list has no name', { defaultTaskList: { name: '' } }, ['', 'defaultTaskList.name', atLeast(1)]),
  broken(
    'version and list are bad',
    { defaultTaskList: {}, version: TOO_LONG },
    [TOO_LONG, 'version', atMost(64)],
    [null, 'defaultTaskList.name', NOT_NULL],
  ),
];

const misformedRegistration = (duration: string): readonly Row[] => [
  misformed('the name is none', { name: 'a/b' }, ['a/b', 'name', STD_NAME]),
  misformed('the name is arn', { name: 'arn' }, ['arn', 'name', STD_NAME]),
  misformed('the version is none', { version: '1|2' }, ['1|2', 'version', STD_NAME]),
  misformed('a default is no duration', { [duration]: '1.5' }, ['1.5', duration, SECONDS_OR_NONE]),
];

const noPriority = misformed('the default priority is no number', { defaultTaskPriority: 'high' }, [
  'high',
  'defaultTaskPriority',
  WHOLE,
]);

const inExistence = (kind: 'WorkflowType' | 'ActivityType'): readonly Row[] => [
  UNKNOWN_DOMAIN,
  DEPRECATED_DOMAIN,
  ['the type exists', { input: { name: 'Order' } }, 'TypeAlreadyExistsFault', `${kind}=[name=Order, version=1]`],
  [
    'the type exists, deprecated',
    { input: { name: 'Gone' } },
    'TypeAlreadyExistsFault',
    `${kind}=[name=Gone, version=1]`,
  ],
  [
    'there are types enough',
    { limits: { workflowTypes: FULL.workflowTypes, activityTypes: FULL.activityTypes } },
    'LimitExceededFault',
    `Limit on ${kind} per domain reached`,
  ],
];

faults('RegisterWorkflowType', scene({ domain: 'shop', ...type('New') }), [
  ...badRegistration,
  broken('the child policy is none', { defaultChildPolicy: 'KILL' }, [
    'KILL',
    'defaultChildPolicy',
    'Member must satisfy enum value set: [TERMINATE, REQUEST_CANCEL, ABANDON]',
  ]),
  ...access('RegisterWorkflowType', domainOf),
  ...misformedRegistration('defaultTaskStartToCloseTimeout'),
  misformed('an execution would never end', { defaultExecutionStartToCloseTimeout: 'NONE' }, [
    'NONE',
    'defaultExecutionStartToCloseTimeout',
    UP_TO_A_YEAR,
  ]),
  noPriority,
  ...inExistence('WorkflowType'),
]);

faults('RegisterActivityType', scene({ domain: 'shop', ...type('New') }), [
  ...badRegistration,
  ...access('RegisterActivityType', domainOf),
  ...misformedRegistration('defaultTaskHeartbeatTimeout'),
  noPriority,
  misformed('a later default is no duration', { defaultTaskScheduleToStartTimeout: '-1' }, [
    '-1',
    'defaultTaskScheduleToStartTimeout',
    SECONDS_OR_NONE,
  ]),
  ...inExistence('ActivityType'),
]);

const KINDS = [
  ['WorkflowType', 'workflowType'],
  ['ActivityType', 'activityType'],
] as const;

for (const [kind, member] of KINDS) {
  const unknown = (what: string, name: string, version: string): Row => [
    what,
    { input: { [member]: type(name, version) } },
    'UnknownResourceFault',
    `Unknown type: ${kind}=[name=${name}, version=${version}]`,
  ];
  const named = (op: `${'Describe' | 'Deprecate'}${typeof kind}`): readonly Row<Scene>[] => [
    wrongType({ domain: 5 }),
    broken('the type is missing', { [member]: null }, [null, member, NOT_NULL]),
    broken(
      'domain and type are bad',
      { [member]: { name: '' }, domain: '' },
      ['', 'domain', atLeast(1)],
      ['', `${member}.name`, atLeast(1)],
      [null, `${member}.version`, NOT_NULL],
    ),
    ...access(op, domainOf),
    UNKNOWN_DOMAIN,
    unknown('there is no such type', 'Nope', '1'),
    unknown('there is no such version', 'Order', '2'),
  ];
  const input = { domain: 'shop', [member]: type('Order') };
  faults(`Describe${kind}`, scene(input), named(`Describe${kind}`));
  // Deprecated types, in deprecated domains too, are described all the same (docs/swf.md 1.1, 2.2).
  const deprecated = { domain: 'old', [member]: type('Gone') };
  faults(`Describe${kind}`, scene(deprecated), named(`Describe${kind}`), `Describe${kind}, deprecated`);
  faults(`Deprecate${kind}`, scene(input), [
    ...named(`Deprecate${kind}`),
    [
      'the type is deprecated',
      { input: { [member]: type('Gone') } },
      'TypeDeprecatedFault',
      `${kind}=[name=Gone, version=1]`,
    ],
    // Deprecating a domain deprecates its types (docs/swf.md 1.1).
    [
      'its domain is deprecated',
      { input: { domain: 'old' } },
      'TypeDeprecatedFault',
      `${kind}=[name=Order, version=1]`,
    ],
  ]);
}
