import { SwfFake } from '../../src/index.js';
import {
  always,
  atMostOnce,
  audit,
  event,
  eventually,
  before as first,
  judge,
  leadsTo,
  never,
  type Rule,
} from '../../src/rules/index.js';
import { closed, completed, STARTED, scheduled, withoutTimes, written } from '../rules/histories.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;

const open = written(STARTED, scheduled('charge', 1));
const order = written(
  STARTED,
  scheduled('charge', 1, 'order-7'),
  scheduled('again', 2, 'order-7'),
  completed(2),
  closed(),
);
const fires = never('x', 'TimerFired');

/** The reason of the verdict of a rule that is not kept. */
const reasonOf =
  (rule: Rule, history: Parameters<typeof judge>[1], of = 'x') =>
  () => {
    const { broken, undecided, notJudged } = audit([rule], [{ id: of, history }]);
    return [...broken, ...undecided, ...notJudged][0]?.reason;
  };

const ofFamily = (history: Parameters<typeof judge>[1]) =>
  reasonOf(never('x', 'TimerFired', { of: 'family' }), history);
const child = written([
  'WorkflowExecutionStarted',
  0,
  { parentWorkflowExecution: { workflowId: 'order-7', runId: 'parent' }, parentInitiatedEventId: 5 },
]);

const rows: readonly Row[] = [
  [
    'a rule without a name',
    () => never('', 'TimerFired'),
    "swfake: never() was given the name ''; expected a text, such as 'charged at most once'",
  ],
  [
    'no rules',
    () => judge([], order),
    "swfake: judge() was given [] as rules; expected a list of rules, such as [never('no failure', 'WorkflowExecutionFailed')]",
  ],
  [
    'what is no rule',
    () => judge([wrong('charged once')], order),
    "swfake: judge() was given 'charged once' as a rule; expected what always(), never(), eventually(), leadsTo(), atMostOnce() or before() of swfake/rules returns",
  ],
  [
    'two rules of a name',
    () => judge([fires, fires], order),
    "swfake: judge() was given two rules of the name 'x'; give each its own",
  ],
  [
    'a time that is none',
    () => judge([fires], order, { now: wrong('noon') }),
    "swfake: 'now' was given as 'noon'; expected a Date, such as new Date()",
  ],
  [
    'a type that SWF does not have',
    () => event(wrong('TimerFird')),
    "swfake: SWF has no events of the type 'TimerFird'; did you mean 'TimerFired'?",
  ],
  [
    'no event',
    () => never('x', wrong({})),
    "swfake: the rule 'x' was given {}; expected a line, such as 'TimerFired reminder', what event() returns, a function of an event, or a list of these",
  ],
  [
    'an empty list of events',
    () => never('x', []),
    "swfake: the rule 'x' was given an empty list of events; expected a line, such as 'TimerFired reminder', what event() returns, a function of an event, or a list of these",
  ],
  [
    'dots',
    () => never('x', wrong('...')),
    "swfake: the rule 'x' was given '...', which is no event; expected a line, such as 'TimerFired reminder', what event() returns, a function of an event, or a list of these",
  ],
  [
    'an event that happened',
    reasonOf(never('x', 'ActivityTaskCompleted'), order),
    '#4 ActivityTaskCompleted charge happened',
  ],
  [
    'an event that can still happen',
    reasonOf(eventually('x', 'TimerFired'), open),
    'the run is open, and it can still happen',
  ],
  [
    'an event that did not happen',
    reasonOf(eventually('x', 'TimerFired'), order),
    'the run closed without it: #5 WorkflowExecutionCompleted',
  ],
  [
    'an event that happened twice',
    reasonOf(atMostOnce('x', 'ActivityTaskScheduled', { key: ({ attributes }) => attributes.input }), order),
    "#2 ActivityTaskScheduled charge happened again as #3 ActivityTaskScheduled again with the key 'order-7'",
  ],
  [
    'an event without the one before',
    reasonOf(first('x', 'TimerFired', 'ActivityTaskScheduled again'), order),
    '#3 ActivityTaskScheduled again has no such event before it',
  ],
  [
    'an effect in time that is not there',
    reasonOf(leadsTo('x', 'ActivityTaskScheduled again', 'TimerFired', { within: '1m' }), order),
    '#3 ActivityTaskScheduled again led to no such event within 1m before #5 WorkflowExecutionCompleted',
  ],
  [
    'an effect that can still come',
    reasonOf(leadsTo('x', 'ActivityTaskScheduled', 'TimerFired'), open),
    '#2 ActivityTaskScheduled charge led to no such event yet, and its time is not over',
  ],
  [
    'no times',
    reasonOf(
      leadsTo('x', 'ActivityTaskScheduled charge', 'ActivityTaskCompleted', { within: '1m' }),
      withoutTimes(order),
    ),
    'the history has no times',
  ],
  ['a history without events', reasonOf(fires, []), 'the history has no events'],
  [
    'a condition that does not hold',
    reasonOf(
      always('x', ({ event: { id } }) => id < 2),
      order,
    ),
    'after #2 ActivityTaskScheduled charge: the condition returned false',
  ],
  [
    'a condition that throws nothing',
    reasonOf(
      always('x', () => {
        throw new Error();
      }),
      order,
    ),
    'after #1 WorkflowExecutionStarted: the condition threw an error without a message',
  ],
  [
    'a history whose run is not known',
    ofFamily(child),
    "the history of 'x' does not have its own run id; add the output of describe-workflow-execution to its file",
  ],
  [
    'a member that is missing',
    ofFamily([{ events: child, workflowExecution: { workflowId: 'ship-7', runId: 'child' } }]),
    "the run 'parent' of workflow 'order-7' of the family is not among the histories",
  ],
  [
    'a rule on a fake',
    () => {
      const swf = new SwfFake();
      return String(judge([fires], swf.history(swf.scheduleActivity({ activity: 'Charge@1' }))));
    },
    "1 history, 1 rule: none broken\n'x': 1 case, 1 kept, 0 broken, 0 undecided, 0 not judged",
  ],
];

messageTable('rules over time', { of: ['src/rules'], rows });
