import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../src/history/readHistory.js';
import { arbitraries } from '../../src/property/index.js';
import { mermaid, steps, timeline } from '../../src/render/index.js';
import { type Entry, sdkEvents } from './model/recorded.js';

const CHARGE = { name: 'Charge', version: '1' };
const ORDER = { name: 'Order', version: '1' };

const linesOf = (entries: readonly Entry[], options?: Parameters<typeof steps>[1]): readonly string[] =>
  steps(sdkEvents(entries), options).split('\n');

const STORY: readonly Entry[] = [
  ['WorkflowExecutionStarted', 0, { workflowType: ORDER, input: '{"id": 7}' }],
  ['DecisionTaskScheduled', 0],
  ['DecisionTaskStarted', 0, { scheduledEventId: 2 }],
  ['DecisionTaskCompleted', 0, { scheduledEventId: 2, startedEventId: 3 }],
  ['ActivityTaskScheduled', 0, { activityId: 'charge', activityType: CHARGE, input: '{"cents": 1200}' }],
  ['ActivityTaskStarted', 1, { scheduledEventId: 5 }],
  ['StartChildWorkflowExecutionInitiated', 1, { workflowId: 'ship', workflowType: ORDER }],
  ['LambdaFunctionScheduled', 1, { id: 'resize', name: 'image' }],
  ['TimerStarted', 1, { timerId: 'day', startToFireTimeout: '86400' }],
  ['SignalExternalWorkflowExecutionInitiated', 1, { signalName: 'take', workflowId: 'stock' }],
  ['RequestCancelExternalWorkflowExecutionInitiated', 1, { workflowId: 'stock' }],
  ['WorkflowExecutionSignaled', 2, { signalName: 'paid', input: '2' }],
  ['MarkerRecorded', 2, { markerName: 'v2', details: 'a b' }],
  ['ActivityTaskCompleted', 3, { scheduledEventId: 5, startedEventId: 6, result: 'null' }],
  ['DecisionTaskScheduled', 3],
  ['DecisionTaskTimedOut', 33, { scheduledEventId: 15, timeoutType: 'SCHEDULE_TO_START' }],
  ['TimerFired', 86_401, { timerId: 'day', startedEventId: 9 }],
  ['CompleteWorkflowExecutionFailed', 86_401, { cause: 'UNHANDLED_DECISION' }],
  ['WorkflowExecutionCompleted', 86_401, { result: 'done' }],
];

describe('steps', () => {
  it('have a line for each thing, in columns, below a line about the run', () => {
    expect(linesOf(STORY)).toEqual([
      'Order@1  COMPLETED after 1d1s  19 events  {"id":7} -> done',
      '+0s    charge         Charge@1                 completed  3s   {"cents":1200} -> null  #5-14',
      '+1s    ship           Order@1 (child)          scheduled                               #7',
      '+1s    resize         image (lambda function)  scheduled                               #8',
      '+1s    day            timer 1d                 fired      1d                           #9-17',
      '+1s    take           sent signal to stock     scheduled                               #10',
      '+1s    stock          sent cancel request      scheduled                               #11',
      '+2s    paid           received signal          received        2                       #12',
      '+2s    v2             marker                   recorded        "a b"                   #13',
      '+3s    decision task                           timed out  30s  -> SCHEDULE_TO_START    #15-16',
      '+1d1s  run            Order@1                  refused         -> UNHANDLED_DECISION   #18',
    ]);
  });

  it('have the run and every decision task with all', () => {
    const lines = linesOf(STORY, { all: true });
    expect(lines).toHaveLength(13);
    expect(lines[1]).toMatch(/^\+0s +run +Order@1 +completed +1d1s +\{"id":7\} -> done +#1-19$/);
    expect(lines[2]).toMatch(/^\+0s +decision task +completed +0s +#2-4$/);
  });

  it('begin with the workflow id, where the export has it', () => {
    const page = { events: sdkEvents(STORY.slice(0, 1)), workflowExecution: { workflowId: 'order-7' } };
    expect(steps(page)).toBe('order-7  Order@1  OPEN for 0s  1 event  {"id":7}');
    expect(steps([])).toBe('OPEN  0 events');
    expect(steps([{ eventId: 1, eventType: 'TimerFired' }])).toBe('OPEN  1 event\ntimer  fired  #1');
  });

  it('say after how many events a history is cut that continues on another page', () => {
    const [first, second] = [sdkEvents(STORY.slice(0, 2)), sdkEvents(STORY)];
    expect(steps({ events: first, nextPageToken: 'more' })).toMatch(/^Order@1 {2}cut after 2 events {2}\{"id":7\}/);
    expect(steps({ events: first.slice(0, 1), NextToken: 'more' })).toMatch(/^Order@1 {2}cut after 1 event {2}\{/);
    expect(steps({ events: second, nextPageToken: 'more' })).toMatch(/^Order@1 {2}COMPLETED after 1d1s {2}19 events/);
    const pages = [{ events: first, nextPageToken: 'more' }, { events: second.slice(2, 4) }];
    expect(steps(pages)).toMatch(/^Order@1 {2}OPEN for 0s {2}4 events/);
  });

  it('have the kind of an activity whose type is in no event, and no time where the history has none', () => {
    const attributes = { scheduledEventId: 5 };
    const entries: readonly Entry[] = [
      ['ActivityTaskStarted', 0, attributes],
      ['ActivityTaskCompleted', 0, attributes],
      ['TimerStarted', 0],
    ];
    const untimed = sdkEvents(entries, 7).map(({ eventTimestamp: _time, ...event }) => event);
    expect(steps(untimed).split('\n')).toEqual([
      'OPEN  3 events',
      'activity  completed  #7-8',
      'timer     started    #9',
    ]);
  });

  it('take the order of the events from their ids', () => {
    const events = sdkEvents(STORY);
    expect(steps(events.toReversed())).toBe(steps(events));
    expect(steps([...events.slice(5), ...events.slice(0, 5)])).toBe(steps(events));
  });

  it('stay in columns where values are long, and cut them', () => {
    const entries: readonly Entry[] = [
      ['ActivityTaskScheduled', 0, { activityId: 'a'.repeat(70), activityType: CHARGE, input: 'x'.repeat(32_000) }],
      ['ActivityTaskFailed', 1, { scheduledEventId: 1, reason: 'r s'.repeat(100) }],
      ['MarkerRecorded', 1, { markerName: 'm\n\u001b' }],
    ];
    const [, first = '', second = ''] = linesOf(entries);
    expect(first).toBe(
      `+0s  ${'a'.repeat(59)}…  Charge@1  failed    1s  ${'x'.repeat(59)}… -> "${'r s'.repeat(19)}r…  #1-2`,
    );
    expect(second.indexOf('#3')).toBe(first.indexOf('#1-2'));
    expect(second).toContain('  m\\u000a\\u001b  ');
    const whole = linesOf(entries, { values: 'whole' });
    expect(whole[1]).toContain(`${'x'.repeat(32_000)} -> "r s`);
    expect(whole[2]?.length).toBeLessThan(300);
  });

  it('are as wide as asked for at most: values are cut first', () => {
    for (const width of [70, 80, 90]) {
      const lines = linesOf(STORY, { width });
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(lines[1]).toMatch(width < 80 ? /…$/ : /… +#5-14$/);
    }
    expect(linesOf(STORY, { width: 1 }).join('')).toBe('…'.repeat(11));
  });

  it('reject options that are unknown or wrong', () => {
    expect(() => steps([], { width: 0 })).toThrow(
      new TypeError('swfake: width was given as 0; expected a whole number of characters from 1 on'),
    );
    expect(() => steps([], { values: 'long' } as never)).toThrow("swfake: values was given as 'long'");
    expect(() => steps([], { all: 'yes' } as never)).toThrow(
      new TypeError("swfake: all was given as 'yes'; expected true or false"),
    );
    expect(() => steps([], { widht: 1 } as never)).toThrow("unknown option 'widht' of steps(); did you mean 'width'?");
  });

  it('reject two histories, which would look like one', () => {
    const [one, two] = [sdkEvents(STORY.slice(0, 3)), sdkEvents(STORY.slice(2, 4), 3)];
    const message = (call: string) =>
      new TypeError(
        `swfake: event 3 is in entry 1 and in entry 2 of the list; expected the pages of one history; for several histories, call ${call}() for each`,
      );
    expect(() => steps([one, two])).toThrow(message('steps'));
    expect(() => steps([{ events: one }, two])).toThrow(message('steps'));
    expect(() => mermaid([one, two])).toThrow(message('mermaid'));
    expect(() => timeline([one, two])).toThrow(message('timeline'));
    expect(steps([one, two.slice(1)])).toBe(steps([...one, ...two.slice(1)]));
  });

  it('show every attempt once with all, and end each line with its events, whatever the history', () => {
    fc.assert(
      fc.property(arbitraries(fc).history(), fc.nat({ max: 20 }), (history, cut) => {
        const [, ...lines] = steps(history.slice(cut), { all: true }).split('\n');
        const firsts = lines.map((line) => Number(/#(\d+)(?:-\d+)?$/.exec(line)?.[1]));
        expect(firsts).toEqual([...new Set(firsts)].toSorted((a, b) => a - b));
        const opened = readHistory(history.slice(cut)).filter(({ type }) =>
          /(Scheduled|Initiated|TimerStarted)$/.test(type),
        );
        expect(opened.filter(({ id }) => !firsts.includes(id))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
