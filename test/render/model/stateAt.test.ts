import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../src/history/readHistory.js';
import { stateAt } from '../../../src/render/model/stateAt.js';
import { type Entry, recorded, sdkEvents, timeAt } from './recorded.js';

const STORY: readonly Entry[] = [
  ['WorkflowExecutionStarted', 0, { executionStartToCloseTimeout: '3600', taskStartToCloseTimeout: '30' }],
  ['DecisionTaskScheduled', 0, { startToCloseTimeout: '30' }],
  ['DecisionTaskStarted', 10, { scheduledEventId: 2 }],
  ['DecisionTaskCompleted', 10, { scheduledEventId: 2, startedEventId: 3 }],
  [
    'ActivityTaskScheduled',
    10,
    {
      activityId: 'charge',
      scheduleToStartTimeout: '100',
      scheduleToCloseTimeout: 'NONE',
      startToCloseTimeout: '200',
      heartbeatTimeout: '20',
    },
  ],
  ['TimerStarted', 10, { timerId: 'day', startToFireTimeout: '150' }],
  ['ActivityTaskStarted', 20, { scheduledEventId: 5 }],
  ['ActivityTaskCancelRequested', 30, { activityId: 'charge' }],
  ['WorkflowExecutionCancelRequested', 50],
  ['TimerFired', 160, { timerId: 'day', startedEventId: 6 }],
  ['WorkflowExecutionTerminated', 170],
];

/** The open things after an event, in short, with the seconds at which they are due. */
function openAfter(eventId: number) {
  const { open, next } = stateAt(recorded(STORY), eventId);
  const seconds = (at: number | undefined) => (at === undefined ? '' : String((at - timeAt(0)) / 1000));
  return [
    ...open.map(({ row, since, dueAt, cancelRequested }) =>
      [row.kind, row.name, `#${since.id}`, seconds(dueAt), cancelRequested ? 'cancel' : ''].filter(Boolean).join(' '),
    ),
    ...(next ? [`${next.what} at ${seconds(next.at)}`] : []),
  ];
}

describe('the state at an event', () => {
  it('has what is open, and what is due first', () => {
    expect(openAfter(2)).toEqual(['run #1 3600', 'decisions #2', 'run: start-to-close timeout at 3600']);
    expect(openAfter(3)).toEqual(['run #1 3600', 'decisions #3 40', 'decision task: start-to-close timeout at 40']);
    expect(openAfter(6)).toEqual([
      'run #1 3600',
      'activity charge #5 110',
      'timer day #6 160',
      "activity 'charge': schedule-to-start timeout at 110",
    ]);
    expect(openAfter(7)).toEqual([
      'run #1 3600',
      'activity charge #7 40',
      'timer day #6 160',
      "activity 'charge': heartbeat timeout at 40",
    ]);
  });

  it('leaves out a heartbeat timeout that a heartbeat must have put off', () => {
    expect(openAfter(9)).toEqual([
      'run #1 3600 cancel',
      'activity charge #7 220 cancel',
      'timer day #6 160',
      "timer 'day' fires at 160",
    ]);
  });

  it('knows a requested cancellation and a close: then nothing is due', () => {
    const state = (eventId: number) => stateAt(recorded(STORY), eventId);
    expect(state(8)).toMatchObject({ at: timeAt(30), cancelRequested: false, closed: false });
    expect(state(9)).toMatchObject({ at: timeAt(50), cancelRequested: true, closed: false });
    expect(openAfter(11)).toEqual(['activity charge #7 cancel']);
    expect(state(11)).toMatchObject({ closed: true });
    expect(state(11)).not.toHaveProperty('next');
  });

  it('takes the timeout of a decision task from the run, where its event has none', () => {
    const entries = STORY.slice(0, 3).map(
      ([type, at, attributes = {}]): Entry => (type === 'DecisionTaskScheduled' ? [type, at] : [type, at, attributes]),
    );
    expect(stateAt(recorded(entries), 3).open[1]?.dueAt).toBe(timeAt(40));
  });

  it('has no due times without times, and nothing before the first event', () => {
    const untimed = sdkEvents(STORY).map(({ eventTimestamp, ...event }) => event);
    const state = stateAt(readEvents(untimed), 7);
    expect(state.open.map(({ row }) => row.kind)).toEqual(['run', 'activity', 'timer']);
    expect(state.open.some((thing) => 'dueAt' in thing) || 'next' in state).toBe(false);
    expect(stateAt(recorded(STORY), 0)).toEqual({ at: Number.NaN, open: [], cancelRequested: false, closed: false });
  });
});
