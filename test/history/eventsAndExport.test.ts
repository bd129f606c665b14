import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../src/history/readHistory.js';
import { eventsOf, exportHistory, SwfFake } from '../../src/index.js';
import { arbitraries } from '../../src/property/index.js';
import { replay, verifyHistory } from '../../src/replay/index.js';

const swf = new SwfFake({ startTime: new Date('2020-01-01T00:00:00.250Z') });
const history = swf.history(
  swf.scheduleActivity({ activity: 'Charge@1', input: '1200', timeouts: { heartbeat: '30s' } }),
);

describe('exportHistory()', () => {
  it('gives what AWS CLI version 2 prints: ISO 8601 with an offset, and microseconds unless they are 0', () => {
    const { events } = exportHistory(history);
    expect(Object.keys(exportHistory(history))).toEqual(['events']);
    expect(Object.keys(events[0] ?? {})).toEqual([
      'eventTimestamp',
      'eventType',
      'eventId',
      'workflowExecutionStartedEventAttributes',
    ]);
    expect(events[0]?.eventTimestamp).toBe('2020-01-01T00:00:00.250000+00:00');
    const whole = exportHistory([{ ...history[0], eventTimestamp: new Date('2020-01-01T00:00:07Z') }]);
    expect(whole.events[0]?.eventTimestamp).toBe('2020-01-01T00:00:07+00:00');
  });

  it("gives what AWS CLI version 1 prints with timestamps: 'wire'", () => {
    const { events } = exportHistory(history, { timestamps: 'wire' });
    expect(events[0]?.eventTimestamp).toBe(1577836800.25);
  });

  it('exports an export, and events of its own, once more to the same', () => {
    const once = exportHistory(history);
    expect(exportHistory(once.events)).toEqual(once);
    expect(exportHistory(exportHistory(history, { timestamps: 'wire' }).events)).toEqual(once);
  });

  it.each(['iso8601', 'wire'] as const)('reads back as it was: any history, with timestamps %s', (timestamps) => {
    fc.assert(
      fc.property(arbitraries(fc).history({ maxMoves: 30 }), (drawn) => {
        const text = JSON.stringify(exportHistory(drawn, { timestamps }));
        expect(readHistory(JSON.parse(text))).toEqual(readHistory(drawn));
      }),
      { numRuns: 30 },
    );
  });

  it('reads back through replay() and verifyHistory()', async () => {
    const exported = JSON.parse(JSON.stringify(exportHistory(history)));
    expect(verifyHistory(exported.events).verdict).toBe('verified');
    const scheduled = eventsOf(history, 'ActivityTaskScheduled').map(
      (event) => event.activityTaskScheduledEventAttributes,
    );
    const decisions = scheduled.map(({ activityId, activityType, input, heartbeatTimeout }) => ({
      decisionType: 'ScheduleActivityTask' as const,
      scheduleActivityTaskDecisionAttributes: { activityId, activityType, input, heartbeatTimeout },
    }));
    expect((await replay(exported, () => decisions)).verdict).toBe('same');
  });

  it('shares nothing with the history', () => {
    const { events } = exportHistory(history);
    (
      events[0] as never as { workflowExecutionStartedEventAttributes: { input: string } }
    ).workflowExecutionStartedEventAttributes.input = 'x';
    expect(history[0]?.workflowExecutionStartedEventAttributes?.input).toBeUndefined();
  });

  it('refuses what is no history', () => {
    expect(() => exportHistory({ history } as never)).toThrow(TypeError);
    expect(() => exportHistory([{ eventId: 1, eventType: 'WorkflowExecutionStarted' }])).toThrow(
      'swfake: event 1 of the history has no valid eventTimestamp; expected a Date, seconds since the epoch or a text of ISO 8601',
    );
    expect(() => exportHistory(history, { timestamps: 'iso' as never })).toThrow(
      "swfake: timestamps was given as 'iso'; expected 'iso8601' or 'wire'",
    );
  });
});

describe('eventsOf()', () => {
  it('gives the events of one type, in order, and no copies', () => {
    const started = eventsOf(history, 'WorkflowExecutionStarted');
    expect(started).toEqual([history[0]]);
    expect(started[0]).toBe(history[0]);
    expect(eventsOf(history, 'DecisionTaskScheduled').map(({ eventId }) => eventId)).toEqual([2]);
    expect(eventsOf(history, 'TimerFired')).toEqual([]);
  });

  it('gives attributes where the history has none', () => {
    const bare = [{ eventId: 1, eventType: 'TimerFired', eventTimestamp: new Date() } as const];
    expect(eventsOf(bare, 'TimerFired')[0]?.timerFiredEventAttributes).toEqual({});
  });

  it('refuses an unknown type, and what is no history', () => {
    expect(() => eventsOf(history, 'TimerFire' as never)).toThrow(
      new TypeError("swfake: SWF has no events of the type 'TimerFire'; did you mean 'TimerFired'?"),
    );
    expect(() => eventsOf(history, 'x' as never)).toThrow("expected one of 'WorkflowExecutionStarted', ");
    expect(() => eventsOf('history' as never, 'TimerFired')).toThrow(
      "swfake: eventsOf() was given 'history'; expected the events of a history, for example " +
        "swf.history({ workflowId: 'order-7' })",
    );
    expect(() => eventsOf([1] as never, 'TimerFired')).toThrow('a list with an entry that is no event');
  });
});
