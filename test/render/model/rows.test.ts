import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents, readHistory } from '../../../src/history/readHistory.js';
import { arbitraries } from '../../../src/property/index.js';
import { effectOf } from '../../../src/render/model/effects.js';
import { type Row, rowsOf } from '../../../src/render/model/rows.js';
import { type Entry, recorded, timeAt } from './recorded.js';

const CHARGE = { name: 'Charge', version: '1' };
const ORDER = { name: 'Order', version: '1' };

/** Each attempt in short: the row, the status, the ids of its events. */
const shortOf = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap(({ kind, name, type, attempts }) =>
    attempts.map(({ status, isOpen, events }) =>
      [kind, name, type, status, isOpen ? 'open' : 'closed', events.join(',')].filter(Boolean).join(' '),
    ),
  );

const shortRows = (entries: readonly Entry[], firstId?: number) => shortOf(rowsOf(recorded(entries, firstId)));

const scheduled = (activityId: string, more: object = {}): Entry => [
  'ActivityTaskScheduled',
  0,
  { activityId, activityType: CHARGE, ...more },
];

describe('the rows of a history', () => {
  it('are one for each thing: the run, its decisions, then the rest in order', () => {
    const rows = shortRows([
      ['DecisionTaskScheduled', 0],
      ['TimerStarted', 0, { timerId: 'day', startToFireTimeout: '86400' }],
      ['WorkflowExecutionStarted', 0, { workflowType: ORDER }],
      ['DecisionTaskStarted', 0, { scheduledEventId: 1 }],
      ['DecisionTaskTimedOut', 9, { scheduledEventId: 1, startedEventId: 4, timeoutType: 'START_TO_CLOSE' }],
      ['DecisionTaskScheduled', 9],
      ['WorkflowExecutionSignaled', 9, { signalName: 'paid' }],
      ['WorkflowExecutionSignaled', 10, { signalName: 'paid' }],
      ['MarkerRecorded', 10, { markerName: 'v2' }],
      ['TimerFired', 86400, { timerId: 'day', startedEventId: 2 }],
      ['WorkflowExecutionCompleted', 86400],
    ]);
    expect(rows).toEqual([
      'run Order@1 completed closed 3,11',
      'decisions timed out closed 1,4,5',
      'decisions scheduled open 6',
      'timer day fired closed 2,10',
      'received signal paid received closed 7',
      'received signal paid received closed 8',
      'marker v2 recorded closed 9',
    ]);
  });

  it('have the attempts of one activity id and type together, with input, outcome and moments', () => {
    const entries: readonly Entry[] = [
      scheduled('charge', { input: '7' }),
      ['ActivityTaskStarted', 1, { scheduledEventId: 1 }],
      ['ActivityTaskCancelRequested', 2, { activityId: 'charge' }],
      ['ActivityTaskFailed', 3, { scheduledEventId: 1, startedEventId: 2, reason: 'Declined', details: 'no funds' }],
      scheduled('charge'),
      scheduled('other'),
      ['ActivityTaskCompleted', 4, { scheduledEventId: 5, result: 'ok' }],
      ['ActivityTaskScheduled', 5, { activityId: 'charge', activityType: { name: 'Refund', version: '2' } }],
    ];
    expect(shortRows(entries)).toEqual([
      'activity charge Charge@1 failed closed 1,2,3,4',
      'activity charge Charge@1 completed closed 5,7',
      'activity other Charge@1 scheduled open 6',
      'activity charge Refund@2 scheduled open 8',
    ]);
    expect(rowsOf(recorded(entries))[0]?.attempts).toEqual([
      {
        status: 'failed',
        isOpen: false,
        events: [1, 2, 3, 4],
        scheduled: { id: 1, at: timeAt(0) },
        started: { id: 2, at: timeAt(1) },
        closed: { id: 4, at: timeAt(3) },
        cancelRequested: { id: 3, at: timeAt(2) },
        input: '7',
        outcome: 'Declined: no funds',
      },
      expect.objectContaining({ outcome: 'ok', closed: { id: 7, at: timeAt(4) } }),
    ]);
  });

  it('know when a timer is due, if its time is known', () => {
    const due = (entry: Entry) => rowsOf(recorded([entry]))[0]?.attempts[0]?.due;
    expect(due(['TimerStarted', 5, { timerId: 'a', startToFireTimeout: '60' }])).toBe(timeAt(65));
    expect(due(['TimerStarted', 5, { timerId: 'a' }])).toBeUndefined();
    const untimed = [
      { eventId: 1, eventType: 'TimerStarted', timerStartedEventAttributes: { startToFireTimeout: '60' } },
    ];
    const [attempt] = rowsOf(readEvents(untimed))[0]?.attempts ?? [];
    expect(attempt).toMatchObject({ status: 'started', scheduled: { id: 1, at: Number.NaN } });
    expect(attempt).not.toHaveProperty('due');
  });

  it('tell what the service or the other run did with what the decider sent', () => {
    const other = { workflowId: 'stock', runId: 'r' };
    expect(
      shortRows([
        ['StartChildWorkflowExecutionInitiated', 0, { workflowId: 'ship', workflowType: ORDER }],
        ['ChildWorkflowExecutionStarted', 0, { initiatedEventId: 1, workflowExecution: { workflowId: 'ship' } }],
        ['ChildWorkflowExecutionTerminated', 1, { initiatedEventId: 1, startedEventId: 2 }],
        ['SignalExternalWorkflowExecutionInitiated', 1, { signalName: 'take', workflowId: 'stock' }],
        ['SignalExternalWorkflowExecutionInitiated', 1, { signalName: 'take', workflowId: 'store' }],
        ['ExternalWorkflowExecutionSignaled', 2, { initiatedEventId: 4, workflowExecution: other }],
        [
          'SignalExternalWorkflowExecutionFailed',
          2,
          { initiatedEventId: 5, cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION' },
        ],
        ['RequestCancelExternalWorkflowExecutionInitiated', 2, { workflowId: 'stock' }],
        ['ExternalWorkflowExecutionCancelRequested', 3, { initiatedEventId: 8, workflowExecution: other }],
        ['StartChildWorkflowExecutionFailed', 3, { workflowId: 'ship', workflowType: ORDER, initiatedEventId: 0 }],
        ['LambdaFunctionScheduled', 3, { id: 'resize', name: 'image' }],
        ['StartLambdaFunctionFailed', 3, { scheduledEventId: 11, cause: 'ASSUME_ROLE_FAILED' }],
      ]),
    ).toEqual([
      'child ship Order@1 terminated closed 1,2,3',
      'child ship Order@1 refused closed 10',
      'sent signal take delivered closed 4,6',
      'sent signal take refused closed 5,7',
      'sent cancel request stock delivered closed 8,9',
      'lambda function resize image failed closed 11,12',
    ]);
  });

  it('have a refused decision in the row that it names', () => {
    const entries: readonly Entry[] = [
      ['WorkflowExecutionStarted', 0, { workflowType: ORDER }],
      [
        'ScheduleActivityTaskFailed',
        0,
        { activityId: 'charge', activityType: CHARGE, cause: 'OPEN_ACTIVITIES_LIMIT_EXCEEDED' },
      ],
      scheduled('charge'),
      ['RequestCancelActivityTaskFailed', 0, { activityId: 'charge', cause: 'ACTIVITY_ID_UNKNOWN' }],
      ['CompleteWorkflowExecutionFailed', 0, { cause: 'UNHANDLED_DECISION' }],
      ['WorkflowExecutionContinuedAsNew', 0],
    ];
    expect(shortRows(entries)).toEqual([
      'run Order@1 continued as new closed 1,6',
      'run Order@1 refused closed 5',
      'activity charge Charge@1 refused closed 2',
      'activity charge Charge@1 scheduled open 3',
      'activity charge Charge@1 refused closed 4',
    ]);
    expect(rowsOf(recorded(entries))[0]?.attempts[1]?.outcome).toBe('UNHANDLED_DECISION');
  });

  it('show what is there of a cut history, and pass over types that SWF does not have', () => {
    const rows = shortRows(
      [
        ['ActivityTaskStarted', 0, { scheduledEventId: 5 }],
        ['ActivityTaskCompleted', 1, { scheduledEventId: 5, startedEventId: 40 }],
        ['ChildWorkflowExecutionCompleted', 1, { initiatedEventId: 6, workflowExecution: { workflowId: 'ship' } }],
        ['SomethingNew', 1, { scheduledEventId: 5 }],
        ['WorkflowExecutionCancelRequested', 2],
      ],
      40,
    );
    expect(rows).toEqual([
      'run scheduled open 44',
      'activity completed closed 40,41',
      'child ship completed closed 42',
    ]);
    expect(rowsOf([])).toEqual([]);
  });

  it('have a row for each thing whose first event is missing', () => {
    const rows = rowsOf(
      recorded(
        [
          ['ActivityTaskCompleted', 0, { scheduledEventId: 5, startedEventId: 7 }],
          ['ActivityTaskStarted', 0, { scheduledEventId: 6 }],
          ['LambdaFunctionStarted', 0, { scheduledEventId: 8 }],
          ['LambdaFunctionStarted', 0, { scheduledEventId: 9 }],
          ['ActivityTaskFailed', 1, { scheduledEventId: 6, startedEventId: 41 }],
        ],
        40,
      ),
    );
    expect(rows.map(({ kind, attempts }) => [kind, attempts.map(({ events }) => events)])).toEqual([
      ['activity', [[40]]],
      ['activity', [[41, 44]]],
      ['lambda function', [[42]]],
      ['lambda function', [[43]]],
    ]);
  });

  it('have one attempt of a canceled activity whose first event is missing', () => {
    const asked: Entry = ['ActivityTaskCancelRequested', 0, { activityId: 'charge' }];
    const canceled = (latestCancelRequestedEventId: number): Entry => [
      'ActivityTaskCanceled',
      1,
      { scheduledEventId: 5, latestCancelRequestedEventId },
    ];
    expect(shortRows([asked, canceled(40)], 40)).toEqual(['activity charge canceled closed 40,41']);
    expect(shortRows([asked, asked, canceled(41)], 40)).toEqual(['activity charge canceled closed 40,41,42']);
    const marker: Entry = ['MarkerRecorded', 0, { markerName: 'm' }];
    const started: Entry = ['ActivityTaskStarted', 0, { scheduledEventId: 5 }];
    expect(shortRows([started, marker, asked, canceled(42)], 40)).toEqual([
      'activity charge canceled closed 40,42,43',
      'marker m recorded closed 41',
    ]);
    const [row] = rowsOf(recorded([started, asked, canceled(41)], 40));
    expect(row?.attempts[0]).toMatchObject({ scheduled: { id: 40 }, started: { id: 40 }, closed: { id: 42 } });
    // A damaged history names the request of another activity.
    expect(
      shortRows([
        scheduled('mail'),
        asked,
        ['ActivityTaskCanceled', 1, { scheduledEventId: 1, latestCancelRequestedEventId: 2 }],
      ]),
    ).toEqual(['activity mail Charge@1 canceled closed 1,3', 'activity charge scheduled open 2']);
  });

  it('have the type of the run itself, not that of the next run', () => {
    const next: Entry = ['WorkflowExecutionContinuedAsNew', 1, { workflowType: { name: 'Order', version: '2' } }];
    expect(shortRows([next], 40)).toEqual(['run continued as new closed 40']);
    expect(shortRows([['WorkflowExecutionStarted', 0, { workflowType: ORDER }], next])).toEqual([
      'run Order@1 continued as new closed 1,2',
    ]);
  });

  it('keep every cancel request', () => {
    const asked: Entry = ['ActivityTaskCancelRequested', 0, { activityId: 'charge' }];
    const [row] = rowsOf(recorded([scheduled('charge'), asked, asked, asked]));
    expect(row?.attempts[0]).toMatchObject({
      cancelRequested: { id: 4 },
      earlierCancelRequests: [{ id: 2 }, { id: 3 }],
    });
  });

  it('have unique keys, and every event once, whatever the history, cut or whole', () => {
    fc.assert(
      fc.property(arbitraries(fc).history(), fc.nat({ max: 40 }), (history, cut) => {
        const events = readHistory(history).slice(cut);
        const rows = rowsOf(events);
        const ids = rows.flatMap(({ attempts }) => attempts.flatMap((attempt) => attempt.events));
        expect(ids.toSorted((a, b) => a - b)).toEqual(events.map(({ id }) => id));
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        const asOf = (row: Row) => rows.find(({ key }) => key === row.key);
        const named = rowsOf(events.slice(0, -1)).filter(({ name, type }) => name !== '' || type !== '');
        for (const row of named) expect(asOf(row)).toMatchObject({ name: row.name });
      }),
      { numRuns: 100 },
    );
  });
});

describe('the effect of an event', () => {
  it('is undefined for a text that is no type of event', () => {
    expect(effectOf('toString')).toBeUndefined();
    expect(effectOf('TimerFired')).toEqual({ does: 'closes', status: 'fired' });
  });
});
