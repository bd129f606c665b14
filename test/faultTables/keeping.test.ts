import { eventId, runNumber } from '../../src/core/index.js';
import { pageToken } from '../../src/core/model/tokens.js';
import { access, atLeast, broken, faults, NOT_NULL, type Row, type Scene, wrongType } from './table.js';
import { LIST, type Members, type, world } from './world.js';

const scene = (input: Members) => (): Scene => ({ s: world().s, input });
const ARN = 'arn:aws:swf:us-east-1:123456789012:/domain/';
const STATUS = 'Member must satisfy enum value set: [REGISTERED, DEPRECATED]';

const UNKNOWN_DOMAIN: Row = [
  'there is no such domain',
  { input: { domain: 'nope' } },
  'UnknownResourceFault',
  'Unknown domain: nope',
];

faults('UndeprecateDomain', scene({ name: 'old' }), [
  wrongType({ name: 5 }),
  broken('the name is empty', { name: '' }, ['', 'name', atLeast(1)]),
  ...access('UndeprecateDomain', ({ name }) => name),
  ['there is no such domain', { input: { name: 'nope' } }, 'UnknownResourceFault', 'Unknown domain: nope'],
  ['the domain is registered', { input: { name: 'shop' } }, 'DomainAlreadyExistsFault', 'shop'],
]);

for (const [kind, member] of [
  ['WorkflowType', 'workflowType'],
  ['ActivityType', 'activityType'],
] as const) {
  const unknown: Row = [
    'there is no such type',
    { input: { [member]: type('Nope') } },
    'UnknownResourceFault',
    `Unknown type: ${kind}=[name=Nope, version=1]`,
  ];
  const rows = (op: `${'Undeprecate' | 'Delete'}${typeof kind}`): readonly Row<Scene>[] => [
    wrongType({ domain: 5 }),
    broken('the version is missing', { [member]: { name: 'Gone' } }, [null, `${member}.version`, NOT_NULL]),
    ...access(op, ({ domain }) => domain),
    UNKNOWN_DOMAIN,
    unknown,
  ];
  const input = { domain: 'shop', [member]: type('Gone') };
  faults(`Undeprecate${kind}`, scene(input), [
    ...rows(`Undeprecate${kind}`),
    [
      'the type is registered',
      { input: { [member]: type('Order') } },
      'TypeAlreadyExistsFault',
      `${kind}=[name=Order, version=1]`,
    ],
  ]);
  faults(`Delete${kind}`, scene(input), [
    ...rows(`Delete${kind}`),
    [
      'the type is registered',
      { input: { [member]: type('Order') } },
      'TypeNotDeprecatedFault',
      'The type is currently registered and cannot be deleted in its current state',
    ],
  ]);
}

/** A token of one kind of list, good or of another time. */
const token = (kind: 'domains page' | 'workflow types page' | 'activity types page', issuedAt?: number) => {
  const { s } = world();
  const at = (issuedAt ?? s.now) as typeof s.now;
  return pageToken(s.config.secret, kind, { run: runNumber(0), upTo: eventId(0), offset: 1, issuedAt: at });
};

const paging = (other: Parameters<typeof token>[0], own: Parameters<typeof token>[0]): readonly Row[] => [
  ['the token is none', { input: { nextPageToken: 'abc' } }, 'ValidationException', 'Invalid token'],
  ['the token is of another list', { input: { nextPageToken: token(other) } }, 'ValidationException', 'Invalid token'],
  [
    'the token is a day old',
    { input: { nextPageToken: token(own, world().s.now - 86_400_001) } },
    'ValidationException',
    'Specified token has exceeded its maximum lifetime',
  ],
];

faults('ListDomains', scene({ registrationStatus: 'REGISTERED' }), [
  wrongType({ nextPageToken: 5 }),
  broken('the status is missing', { registrationStatus: null }, [null, 'registrationStatus', NOT_NULL]),
  broken('the status is none', { registrationStatus: 'GONE' }, ['GONE', 'registrationStatus', STATUS]),
  ...access('ListDomains', () => '*'),
  ...paging('workflow types page', 'domains page'),
]);

for (const [kind, page, other] of [
  ['Workflow', 'workflow types page', 'activity types page'],
  ['Activity', 'activity types page', 'domains page'],
] as const) {
  faults(`List${kind}Types`, scene({ domain: 'shop', registrationStatus: 'REGISTERED' }), [
    wrongType({ name: 5 }),
    broken('the name is empty', { name: '' }, ['', 'name', atLeast(1)]),
    ...access(`List${kind}Types`, ({ domain }) => domain),
    ...paging(other, page),
    UNKNOWN_DOMAIN,
  ]);
}

for (const kind of ['Decision', 'Activity'] as const) {
  faults(`CountPending${kind}Tasks`, scene({ domain: 'shop', taskList: LIST }), [
    wrongType({ domain: 5 }),
    broken('the list has no name', { taskList: {} }, [null, 'taskList.name', NOT_NULL]),
    ...access(`CountPending${kind}Tasks`, ({ domain }) => domain),
    UNKNOWN_DOMAIN,
  ]);
}

const unknownArn = (arn: string): Row => [
  `there is no ${arn}`,
  { input: { resourceArn: arn } },
  'UnknownResourceFault',
  `Unknown resource: ${arn}`,
];
const byArn: readonly Row[] = [
  unknownArn(`${ARN}nope`),
  unknownArn('arn:aws:swf:eu-west-1:123456789012:/domain/shop'),
  unknownArn('shop'),
];
const domainOf = ({ resourceArn }: Members): string =>
  String(resourceArn).slice(String(resourceArn).lastIndexOf('/') + 1);
const tags = Array.from({ length: 51 }, (_, i) => ({ key: `k${i}` }));

faults('TagResource', scene({ resourceArn: `${ARN}shop`, tags: [{ key: 'k' }] }), [
  wrongType({ resourceArn: 5 }),
  broken('a tag has no key', { tags: [{}] }, [null, 'tags.1.member.key', NOT_NULL]),
  ...access('TagResource', domainOf),
  ...byArn,
  ['there are too many tags', { input: { tags } }, 'TooManyTagsFault', '51 tags'],
]);

faults('UntagResource', scene({ resourceArn: `${ARN}shop`, tagKeys: ['k'] }), [
  wrongType({ resourceArn: 5 }),
  broken('the keys are missing', { tagKeys: null }, [null, 'tagKeys', NOT_NULL]),
  ...access('UntagResource', domainOf),
  ...byArn,
]);

faults('ListTagsForResource', scene({ resourceArn: `${ARN}shop` }), [
  wrongType({ resourceArn: 5 }),
  ...access('ListTagsForResource', domainOf),
  ...byArn,
]);
