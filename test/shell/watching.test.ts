import { describe, expect, it } from 'vitest';
import type { Duration } from '../../src/index.js';
import { complete, domain, schedule, shop, start, startTimer, story, taskList } from '../support/shop.js';

const signal = (swf: ReturnType<typeof shop>, signalName = 'cancel') =>
  swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName });

describe('at() and after()', () => {
  it('act at their instant, in order, after what is due then', async () => {
    const swf = shop();
    await start(swf.client());
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [startTimer('reminder', '60')] });
    swf.after('2m', () => signal(swf, 'late'));
    swf.after('1m', () => signal(swf, 'with the timer'));
    swf.at(new Date('2020-01-01T00:00:30Z'), () => signal(swf, 'early'));
    swf.clock.advance('1h');
    const told = swf
      .history({ workflowId: 'order-7' })
      .map(({ eventTimestamp, ...event }) => [
        (eventTimestamp?.getTime() ?? 0) / 1000 - Date.UTC(2020, 0, 1) / 1000,
        event.workflowExecutionSignaledEventAttributes?.signalName ?? event.eventType,
      ]);
    expect(told.slice(5)).toEqual([
      [30, 'early'],
      [30, 'DecisionTaskScheduled'],
      [60, 'TimerFired'],
      [60, 'with the timer'],
      [120, 'late'],
    ]);
  });

  it('act in the order in which they were added, if they have the same instant', () => {
    const swf = shop();
    const acts: string[] = [];
    for (const name of ['first', 'second', 'third']) swf.after('1m', () => acts.push(name));
    swf.at(new Date('2020-01-01T00:01:00Z'), () => acts.push('fourth'));
    swf.clock.advance('1m');
    expect(acts).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('may let more time pass than was asked for', async () => {
    const swf = shop();
    swf.after('1s', () => swf.clock.advance('1h'));
    swf.clock.advance('2s');
    expect(swf.clock.now()).toEqual(new Date('2020-01-01T01:00:01Z'));
    swf.after('1s', () => swf.clock.advance('1h'));
    await swf.clock.advanceAsync('2s');
    expect(swf.clock.now()).toEqual(new Date('2020-01-01T02:00:02Z'));
  });

  it('stop the clock of advanceToNext()', () => {
    const swf = shop();
    const acts: string[] = [];
    swf.after('1s', () => acts.push('one'));
    swf.after('2s', () => acts.push('two'));
    expect(swf.clock.advanceToNext()).toEqual(new Date('2020-01-01T00:00:01Z'));
    expect(acts).toEqual(['one']);
  });

  it('refuse the past', () => {
    const swf = shop();
    expect(() => swf.at(new Date(0), () => undefined)).toThrow('time cannot go back');
    expect(() => swf.after('5' as Duration, () => undefined)).toThrow("did you mean '5s'?");
  });
});

describe('when()', () => {
  it('acts once, as soon as the condition holds', async () => {
    const swf = shop();
    await start(swf.client());
    swf.when(
      (now) => now.runs().some(({ openActivities }) => openActivities === 1),
      () => signal(swf),
    );
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [schedule()] });
    const task = await swf.client().pollForActivityTask({ domain, taskList });
    await swf.client().respondActivityTaskCompleted({ taskToken: task.taskToken });
    expect(story(swf)).toEqual([
      'WorkflowExecutionStarted',
      'ActivityTaskScheduled',
      'WorkflowExecutionSignaled',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
    ]);
  });
});

describe('when() of what is true already', () => {
  it('acts at once, once, before it returns', async () => {
    const swf = shop();
    await start(swf.client());
    let acts = 0;
    swf.when(
      (now) => now.runs().length === 1,
      () => (acts += 1),
    );
    expect(acts).toBe(1);
    await signal(swf);
    expect(acts).toBe(1);
    expect(() => swf.assertNothingOpen()).not.toThrow('a condition was never true');
  });

  it('can be said by an action of when()', () => {
    const swf = shop();
    const acts: string[] = [];
    swf.when(
      () => true,
      () => {
        swf.when(
          () => true,
          () => acts.push('inner'),
        );
        acts.push('outer');
      },
    );
    expect(acts).toEqual(['inner', 'outer']);
  });

  it('leaves the conditions before it to the next change, so that many cost little', async () => {
    const swf = shop();
    const acts: string[] = [];
    let open = false;
    swf.when(
      () => open,
      () => acts.push('first'),
    );
    open = true;
    swf.when(
      () => true,
      () => acts.push('second'),
    );
    expect(acts).toEqual(['second']);
    await start(swf.client());
    expect(acts).toEqual(['second', 'first']);
  });
});

describe('onChange()', () => {
  it('tells of every event as a copy, until it is taken off', async () => {
    const swf = shop();
    const told: unknown[] = [];
    const off = swf.onChange(({ workflowId, event }) => {
      told.push([workflowId, event.eventId, event.eventType]);
      event.eventTimestamp?.setTime(0);
    });
    await start(swf.client());
    off();
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [complete()] });
    expect(told).toEqual([
      ['order-7', 1, 'WorkflowExecutionStarted'],
      ['order-7', 2, 'DecisionTaskScheduled'],
    ]);
    expect(swf.history({ workflowId: 'order-7' })[0]?.eventTimestamp).toEqual(new Date('2020-01-01T00:00:00Z'));
  });
});
