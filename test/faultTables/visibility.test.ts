import { eventId, runNumber } from '../../src/core/index.js';
import { pageToken } from '../../src/core/model/tokens.js';
import { access, broken, faults, NOT_NULL, type Row, type Scene } from './table.js';
import { type Members, type, world } from './world.js';

const scene = (input: Members) => (): Scene => ({ s: world().s, input });
const domainOf = ({ domain }: Members): unknown => domain;
const ALWAYS = { oldestDate: 0 };
const MORE = 'Cannot specify more than one exclusive filters in the same query:';

const common = (op: 'ListOpen' | 'ListClosed' | 'CountOpen' | 'CountClosed'): readonly Row<Scene>[] => [
  [
    'a date is none',
    { input: { startTimeFilter: { oldestDate: 'then' } } },
    'SerializationException',
    'class java.lang.String can not be converted to milliseconds since epoch',
  ],
  broken('a filter has no name', { executionFilter: {} }, [null, 'executionFilter.workflowId', NOT_NULL]),
  ...access(`${op}WorkflowExecutions`, domainOf),
];

const exclusive: Row = [
  'there are two exclusive filters',
  { input: { typeFilter: type('Order'), tagFilter: { tag: 't' } } },
  'ValidationException',
  `${MORE} [typeFilter, tagFilter]`,
];
const unknownDomain: Row = [
  'there is no such domain',
  { input: { domain: 'nope' } },
  'UnknownResourceFault',
  'Unknown domain: nope',
];
const noTime: Row = [
  'there is no time filter',
  { input: { startTimeFilter: undefined }, about: 'time' },
  'ValidationException',
  'Must specify time filter',
];
const twoTimes: Row = [
  'there are two time filters',
  { input: { closeTimeFilter: ALWAYS }, about: 'time' },
  'ValidationException',
  'Cannot specify both a startTimeFilter and a closeTimeFilter',
];
const badToken: Row = [
  'the token is none',
  { input: { nextPageToken: 'abc' } },
  'ValidationException',
  'Invalid token',
];
const strangeToken = (): Row => {
  const { s } = world();
  const ref = { run: runNumber(0), upTo: eventId(0), offset: 1, issuedAt: s.now };
  const nextPageToken = pageToken(s.config.secret, 'domains page', ref);
  return ['the token is of another list', { input: { nextPageToken } }, 'ValidationException', 'Invalid token'];
};

faults('ListOpenWorkflowExecutions', scene({ domain: 'shop', startTimeFilter: ALWAYS }), [
  ...common('ListOpen'),
  exclusive,
  badToken,
  strangeToken(),
  unknownDomain,
]);
faults('CountOpenWorkflowExecutions', scene({ domain: 'shop', startTimeFilter: ALWAYS }), [
  ...common('CountOpen'),
  exclusive,
  unknownDomain,
]);
faults('ListClosedWorkflowExecutions', scene({ domain: 'shop', startTimeFilter: ALWAYS }), [
  ...common('ListClosed'),
  noTime,
  twoTimes,
  exclusive,
  badToken,
  strangeToken(),
  unknownDomain,
]);
faults('CountClosedWorkflowExecutions', scene({ domain: 'shop', startTimeFilter: ALWAYS }), [
  ...common('CountClosed'),
  noTime,
  twoTimes,
  exclusive,
  unknownDomain,
]);
