import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type HistoryLike, type VerifyOptions, verifyHistory } from '../../src/replay/index.js';
import { shop, start } from '../support/shop.js';
import { sources } from '../support/sources.js';
import { messageTable, type Row } from './frame.js';

const AT = 1_577_836_800;
const LIST = { taskList: { name: 'list' } };
const TYPE = { workflowType: { name: 'Order', version: '1' } };
const RUN = {
  childPolicy: 'TERMINATE',
  executionStartToCloseTimeout: '60',
  parentInitiatedEventId: 0,
  taskStartToCloseTimeout: '30',
  ...LIST,
  ...TYPE,
};

type Told = readonly [type: string, attributes?: object, seconds?: number];

const eventOf = ([eventType, attributes = {}, seconds = 0]: Told, index: number): HistoryLike => ({
  eventId: index + 1,
  eventType,
  eventTimestamp: AT + seconds,
  [`${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`]: attributes,
});

const begun: readonly Told[] = [
  ['WorkflowExecutionStarted', RUN],
  ['DecisionTaskScheduled', { startToCloseTimeout: '30', ...LIST }],
  ['DecisionTaskStarted', { scheduledEventId: 2 }],
];
const decided: readonly Told[] = [...begun, ['DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 3 }]];
const OF_BATCH = { decisionTaskCompletedEventId: 4 };
const EXECUTION = { workflowId: 'refund', runId: 'r' };

/** The report of a verification, and the choices that it made. */
function verified(events: readonly Told[], options: VerifyOptions = { lenientAbsent: true }): string {
  const result = verifyHistory(events.map(eventOf), options);
  return [String(result), ...result.freedoms.map((freedom) => `(${freedom})`)].join('\n');
}

const rest =
  (...events: readonly Told[]) =>
  () =>
    verified([...decided, ...events]);
const child = (close: string, attributes: object = {}) =>
  rest(
    ['StartChildWorkflowExecutionInitiated', { ...RUN, ...OF_BATCH, workflowId: 'refund' }],
    ['ChildWorkflowExecutionStarted', { ...TYPE, initiatedEventId: 5, workflowExecution: EXECUTION }],
    ['DecisionTaskScheduled', { startToCloseTimeout: '30', ...LIST }],
    [close, { ...TYPE, initiatedEventId: 5, startedEventId: 6, workflowExecution: EXECUTION, ...attributes }],
  );

async function sameHistory(): Promise<string> {
  const swf = shop();
  await start(swf.client());
  return String(verifyHistory(swf.history({ workflowId: 'order-7' })));
}

function asserted(): void {
  verifyHistory([eventOf(['WorkflowExecutionStarted', RUN], 0), eventOf(['DecisionTaskScheduled', LIST], 1)]).assert();
}

const rows: readonly Row[] = [
  ['a history of the fake', sameHistory, 'verified'],
  ['a history with absent values', () => verified(begun), 'verified, with 1 absent value accepted'],
  [
    'a history without values that are always there',
    asserted,
    [
      'the fake writes another history than the recorded one:',
      "  event 2 DecisionTaskScheduled: startToCloseTimeout: recorded none, fake '30'",
      "  event 2 DecisionTaskScheduled: scheduleToStartTimeout: recorded none, fake 'NONE'",
      '  lenientAbsent: true accepts 1 of 2 differences',
    ].join('\n'),
  ],
  ['a history without events', () => verified([]), 'skipped: the history has no events'],
  [
    'a history with a gap',
    () =>
      String(
        verifyHistory(begun.toSpliced(1, 1).map((one, index) => ({ ...eventOf(one, index), eventId: index * 2 + 1 }))),
      ),
    'skipped: events are missing before event 3; export every page',
  ],
  [
    'a history that the AWS CLI cut',
    () => {
      const { freedoms, verdict } = verifyHistory(
        { events: begun.map(eventOf), NextToken: 'more' },
        { lenientAbsent: true },
      );
      return `${verdict}: ${freedoms}`;
    },
    'verified: compared no event after event 3: the export is cut there',
  ],
  [
    'a history at its limit',
    () =>
      verified([
        ...begun,
        ['WorkflowExecutionTerminated', { cause: 'EVENT_LIMIT_EXCEEDED', childPolicy: 'TERMINATE' }],
      ]),
    'skipped: event 4 WorkflowExecutionTerminated was written at the event limit of a history, which Amazon SWF does not apply exactly',
  ],
  [
    'an event without its cause',
    () => verified([...decided, ['ContinueAsNewWorkflowExecutionFailed', OF_BATCH]]),
    [
      'the fake writes another history than the recorded one:',
      '  event 5 ContinueAsNewWorkflowExecutionFailed has no complete cause; expected a text',
    ].join('\n'),
  ],
  [
    'an event of an unknown type',
    () => verified([...begun, ['WorkflowExecutionReopened']]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 4: no call and no timeout writes an event WorkflowExecutionReopened',
    ].join('\n'),
  ],
  [
    'an event of another type',
    () => verified([...begun.slice(0, 1), ['ActivityTaskScheduled', { activityType: { name: 'A', version: '1' } }]]),
    [
      'the fake writes another history than the recorded one:',
      "  event 2 ActivityTaskScheduled: eventType: recorded 'ActivityTaskScheduled', fake 'DecisionTaskScheduled'",
    ].join('\n'),
  ],
  [
    'a timeout that is too early',
    () =>
      verified([
        ...begun.slice(0, 2),
        ['WorkflowExecutionTimedOut', { timeoutType: 'START_TO_CLOSE', childPolicy: 'TERMINATE' }, 59],
      ]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 3: WorkflowExecutionTimedOut is 1000 ms too early',
    ].join('\n'),
  ],
  [
    'a timeout that is late',
    () =>
      verified([
        ...begun.slice(0, 2),
        ['WorkflowExecutionTimedOut', { timeoutType: 'START_TO_CLOSE', childPolicy: 'TERMINATE' }, 60.5],
      ]),
    ['verified, with 1 absent value accepted', '(let event 3 WorkflowExecutionTimedOut be 500 ms late)'].join('\n'),
  ],
  [
    'a timeout that no event shows',
    () => verified([...begun, ['WorkflowExecutionSignaled', { signalName: 'go' }, 40]]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 4: the decision start-to-close of event 3 was due 10000 ms before, but no event shows it',
    ].join('\n'),
  ],
  [
    'a timer that never started',
    rest(['TimerFired', { startedEventId: 2, timerId: 'day' }]),
    ['the fake writes another history than the recorded one:', '  at event 5: TimerFired is 60000 ms too early'].join(
      '\n',
    ),
  ],
  [
    'a decision that is none',
    rest(['TimerFired', { ...OF_BATCH, startedEventId: 2, timerId: 'day' }]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 4: no decision writes event 5 TimerFired',
    ].join('\n'),
  ],
  [
    'a task that no event scheduled',
    () => verified([...begun.slice(0, 1), ['DecisionTaskStarted', { scheduledEventId: 1 }]]),
    [
      'the fake writes another history than the recorded one:',
      "  event 2 DecisionTaskStarted: eventType: recorded 'DecisionTaskStarted', fake 'DecisionTaskScheduled'",
    ].join('\n'),
  ],
  [
    'a response without a task',
    () => verified([...begun.slice(0, 2), ['DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 7 }]]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 3: no poll returned the task that event 7 started',
    ].join('\n'),
  ],
  [
    'an event before the start',
    () => verified([['DecisionTaskStarted', { scheduledEventId: 2 }]]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 1: the run has not started before this event',
    ].join('\n'),
  ],
  [
    'a second start of a decision task',
    () => verified([...begun, ['DecisionTaskStarted', { scheduledEventId: 2 }]]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 4: no poll returns the task of event 2',
    ].join('\n'),
  ],
  [
    'a child',
    child('ChildWorkflowExecutionCompleted', { result: 'paid' }),
    [
      'the fake writes another history than the recorded one:',
      '  event 5 StartChildWorkflowExecutionInitiated: parentInitiatedEventId: recorded 0, fake none',
      '(started the child run of event 5)',
    ].join('\n'),
  ],
  [
    'a child that continued as new',
    child('ChildWorkflowExecutionCompleted', { workflowExecution: { workflowId: 'refund', runId: 's' } }),
    [
      'the fake writes another history than the recorded one:',
      '  event 5 StartChildWorkflowExecutionInitiated: parentInitiatedEventId: recorded 0, fake none',
      '(started the child run of event 5)',
      '(continued the child run of event 5 as new)',
    ].join('\n'),
  ],
  [
    'a child that is not open',
    rest(['ChildWorkflowExecutionCompleted', { ...TYPE, initiatedEventId: 5, workflowExecution: EXECUTION }]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 5: the child run of event 5 is not open',
    ].join('\n'),
  ],
  [
    'a parent',
    () =>
      verified([
        ['WorkflowExecutionStarted', { ...RUN, parentInitiatedEventId: 5, parentWorkflowExecution: EXECUTION }],
        ...begun.slice(1),
      ]),
    ['verified, with 1 absent value accepted', '(started the parent run)'].join('\n'),
  ],
  [
    'a parent with an impossible event id',
    () =>
      verified([
        ['WorkflowExecutionStarted', { ...RUN, parentInitiatedEventId: 2, parentWorkflowExecution: EXECUTION }],
        ...begun.slice(1),
      ]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 1: event 2 of another run cannot be of a decision; expected an id from 5 to 25000',
      '(started the parent run)',
    ].join('\n'),
  ],
  [
    'a run that continues another one',
    () => verified([['WorkflowExecutionStarted', { ...RUN, continuedExecutionRunId: 'r' }], ...begun.slice(1)]),
    ['verified, with 1 absent value accepted', '(started the run that this run continues)'].join('\n'),
  ],
  [
    'a close by a parent that is not there',
    () =>
      verified([
        ...begun,
        ['WorkflowExecutionTerminated', { cause: 'CHILD_POLICY_APPLIED', childPolicy: 'TERMINATE' }],
      ]),
    [
      'the fake writes another history than the recorded one:',
      '  at event 4: no parent run is open whose child policy writes event 4 WorkflowExecutionTerminated',
    ].join('\n'),
  ],
  [
    'a signal of another run',
    () =>
      verified([
        ...begun,
        [
          'WorkflowExecutionSignaled',
          { signalName: 'go', externalInitiatedEventId: 5, externalWorkflowExecution: EXECUTION },
        ],
      ]),
    [
      'the fake writes another history than the recorded one:',
      "  event 5 DecisionTaskScheduled: eventType: recorded none, fake 'DecisionTaskScheduled'",
      "(started the run 'refund' (run id 'r'))",
    ].join('\n'),
  ],
  [
    'a start that SWF refuses',
    () => verified([['WorkflowExecutionStarted', { ...RUN, executionStartToCloseTimeout: 'NONE' }], ...begun.slice(1)]),
    [
      'the fake writes another history than the recorded one:',
      "  at event 1: the fake refused StartWorkflowExecution with ValidationException: 1 validation error detected: Value 'NONE' at 'executionStartToCloseTimeout' failed to satisfy constraint: Member must be a whole number of seconds, at most 31536000",
    ].join('\n'),
  ],
  [
    'a call that the fake refuses',
    rest(['ActivityTaskScheduled', { ...OF_BATCH, activityId: 'a', activityType: { name: '', version: '1' } }]),
    [
      'the fake writes another history than the recorded one:',
      "  at event 4: the fake refused RegisterActivityType with ValidationException: 1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ].join('\n'),
  ],
];

messageTable('verifyHistory()', { of: ['src/verify'], rows });

/** Sentences that no row has, and why. */
const UNREACHED: Readonly<Record<string, string>> = {
  ' before an earlier task of its list': 'a choice: recordings of two tasks of one list have it',
  ' has another workflow id in another event': 'two events that contradict each other',
  ' ms before the event in its parent': 'a choice: test/verify has it',
  ' schedules no task': 'a recorded task is on a list',
  'assumed that no run ': 'a choice: recordings of failed signals have it',
  'delayed an after-batch step': 'a choice: recordings have it',
  'made after-batch steps in another order': 'a choice: recordings have it',
  'no after-batch step waits that writes event ': 'an event of an after-batch step without its decision',
  'no deadline is due that writes event ': 'a run always has a timeout that is due',
  'sent a heartbeat of the task that event ': 'a choice: recordings of heartbeats have it',
  'the fake did not start the run that the history shows': 'a start that fails is refused first',
  'the parent run could not start this run by its event ': 'a parent always starts its child',
};

/** The longest fixed part of a text in the sources. */
const fixedPart = (text: string): string =>
  text.split(/\$\{(?:[^{}]|\{[^}]*\})*\}/).toSorted((a, b) => b.length - a.length)[0] as string;

describe('a reason', () => {
  it('and a choice have a row, or a reason why not', () => {
    const said = sources
      .filter(({ path }) => path.startsWith('src/verify/'))
      .flatMap(({ path }) => [
        ...readFileSync(path, 'utf8').matchAll(/(?:new HistoryError|freedoms\.add)\(\s*(['`])([\s\S]*?)\1,?\s*\)/g),
      ])
      .map(([, , text = '']) => fixedPart(text));
    const known = rows.map(([, , text]) => text).join('\n');
    expect(said.filter((part) => !known.includes(part)).toSorted()).toEqual(Object.keys(UNREACHED).toSorted());
    expect(said.length).toBeGreaterThan(25);
  });
});
