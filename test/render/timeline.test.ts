import { describe, expect, it } from 'vitest';
import { timeline } from '../../src/render/index.js';
import { durationText } from '../../src/render/timeline.js';
import { rowEventOf, TimelineRows } from '../../src/render/timelineRows.js';

const timer = (eventId: number, eventTimestamp?: number) => ({
  eventId,
  eventType: 'TimerStarted',
  ...(eventTimestamp !== undefined && { eventTimestamp }),
  timerStartedEventAttributes: { timerId: `t${eventId}`, decisionTaskCompletedEventId: 4 },
});
const started = (eventId: number, scheduledEventId: number) => ({
  eventId,
  eventType: 'ActivityTaskStarted',
  activityTaskStartedEventAttributes: { scheduledEventId },
});
const scheduled = (eventId: number, activityId: string) => ({
  eventId,
  eventType: 'ActivityTaskScheduled',
  activityTaskScheduledEventAttributes: { activityId },
});

describe('a timeline', () => {
  it('has its columns as wide as the widest id and the widest time', () => {
    expect(timeline([timer(9, 1), timer(10, 62), timer(11, 62.5)])).toBe(
      [' #9  +0s       TimerStarted t9', '#10  +1m1s     TimerStarted t10', '#11  +1m1s500ms  TimerStarted t11']
        .join('\n')
        .replaceAll(/(\+0s|\+1m1s) +T/g, (_, time: string) => `${time.padEnd(10)}  T`),
    );
  });

  it('has the subject of the event that scheduled the task, wherever it is', () => {
    const events = [scheduled(1, 'a'), scheduled(2, 'b'), started(3, 2), started(4, 1), started(5, 99)];
    expect(timeline(events.toReversed()).split('\n').slice(2)).toEqual([
      '#3  +0s  ActivityTaskStarted b (2)',
      '#4  +0s  ActivityTaskStarted a (1)',
      '#5  +0s  ActivityTaskStarted (99)',
    ]);
  });

  it('takes the first event of an id that is there twice', () => {
    const events = [scheduled(1, 'a'), scheduled(1, 'b'), started(2, 1)];
    expect(timeline(events).split('\n')[2]).toBe('#2  +0s  ActivityTaskStarted a (1)');
  });

  it('has no time since the beginning where a time is missing', () => {
    expect(timeline([timer(1), timer(2, 60)]).split('\n')[1]).toBe('#2  +0s  TimerStarted t2');
    expect(timeline([timer(1, 60), timer(2)]).split('\n')[1]).toBe('#2  +0s  TimerStarted t2');
  });

  it('of no events is empty', () => {
    expect(timeline([])).toBe('');
  });
});

describe('the rows of a timeline', () => {
  it('name the subject whole', () => {
    const events = [scheduled(1, 'x'.repeat(300)), started(2, 1)].map(rowEventOf);
    const rows = new TimelineRows(events);
    expect(events.map((event) => rows.subjectOf(event))).toEqual(['x'.repeat(300), 'x'.repeat(300)]);
  });

  it('are made of events without a type and without attributes', () => {
    const event = rowEventOf({ eventId: 7 });
    expect(new TimelineRows([event]).rowOf(event, true, 'short')).toEqual({
      id: '#7',
      time: '+0s',
      type: '?',
      subject: '',
      refs: '',
      others: [],
    });
  });
});

describe('a duration', () => {
  it.each([
    [0, '0s'],
    [90_500, '1m30s500ms'],
    [-86_400_000, '-1d'],
    [Number.NaN, '0s'],
  ])('of %d ms is %s', (millis, text) => {
    expect(durationText(millis)).toBe(text);
  });
});
