import type { Decision, HistoryEvent } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { exportHistory, SwfFake } from '../../src/index.js';
import { type Files, ran } from './inMemory.js';

type Decide = (task: { readonly events: HistoryEvent[] }) => Decision[];

const has = (events: readonly HistoryEvent[], type: string): boolean =>
  events.some(({ eventType }) => eventType === type);

const CHARGE: Decision = {
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId: 'charge', activityType: { name: 'Charge', version: '1' } },
};
const WAIT: Decision = {
  decisionType: 'StartTimer',
  startTimerDecisionAttributes: { timerId: 'day', startToFireTimeout: '86400' },
};
const DONE: Decision = { decisionType: 'CompleteWorkflowExecution' };

/** Charges, waits a day, and completes. */
const old: Decide = ({ events }) => {
  if (has(events, 'TimerFired')) return [DONE];
  if (has(events, 'TimerStarted')) return [];
  if (has(events, 'ActivityTaskCompleted')) return [WAIT];
  return has(events, 'ActivityTaskScheduled') ? [] : [CHARGE];
};
/** No longer handles the timer. */
const stuck: Decide = (task) => (has(task.events, 'TimerFired') ? [] : old(task));
const faster: Decide = ({ events }) => {
  if (has(events, 'ActivityTaskCompleted')) return [DONE];
  return has(events, 'ActivityTaskScheduled') ? [] : [CHARGE];
};

/** Returns the history of an order in production: as far as its charge, or as far as its timer. */
async function order(upTo: 'charge' | 'timer' | 'end'): Promise<object> {
  const swf = new SwfFake({ seed: { charge: 7, timer: 8, end: 9 }[upTo] });
  const domain = 'shop';
  swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  const workflowType = { name: 'Order', version: '1' };
  const { runId = '' } = await swf.send('StartWorkflowExecution', { domain, workflowId: upTo, workflowType });
  const decide = async (): Promise<void> => {
    const { taskToken, events = [] } = await swf.send('PollForDecisionTask', { domain, taskList: { name: 'default' } });
    await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions: old({ events }) });
  };
  await decide();
  const { taskToken } = await swf.send('PollForActivityTask', { domain, taskList: { name: 'default' } });
  if (upTo !== 'charge') {
    await swf.send('RespondActivityTaskCompleted', { taskToken, result: 'paid' });
    await decide();
  }
  if (upTo === 'end') {
    swf.clock.advance('1d');
    await decide();
  }
  const ids = { workflowId: upTo, runId };
  return { ...exportHistory(swf.history(ids)), workflowExecution: ids };
}

const FILES: Files = {
  'charge.json': await order('charge'),
  'timer.json': await order('timer'),
  'end.json': await order('end'),
};

const upgraded = (
  to: object,
  { flags = [], files = FILES, from }: { flags?: string[]; files?: Files; from?: object } = {},
) =>
  ran(
    [
      'upgrade',
      '--to',
      'new.js',
      ...(from ? ['--from', 'old.js'] : []),
      ...flags,
      ...Object.keys(files).filter((file) => file !== 'outcomes.json'),
    ],
    { files, modules: { 'new.js': to, ...(from && { 'old.js': from }) } },
  );

describe('swfake upgrade', () => {
  it('passes where each open history goes on to its end', async () => {
    const { code, printed, complaints } = await upgraded({ default: old });
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(printed).toEqual([
      'passed    charge.json: COMPLETED',
      'passed    timer.json: COMPLETED',
      '2 of 2 open histories go on to their end, 0 skipped, 1 closed before',
    ]);
  });

  it('prints where a run is stuck', async () => {
    const { code, printed } = await upgraded({ default: stuck });
    expect(code).toBe(1);
    expect(printed[0]).toMatch(/^FAILS {5}charge\.json: it is stuck: /);
    expect(printed.at(-1)).toBe('0 of 2 open histories go on to their end, 0 skipped, 1 closed before');
  });

  it('passes a decider that decides otherwise and gets on', async () => {
    const { printed } = await upgraded({ default: faster });
    expect(printed.slice(0, 2)).toEqual(['passed    charge.json: COMPLETED', 'passed    timer.json: COMPLETED']);
  });

  it('prints a decision that fails, a decider that throws, one that goes round, and a type that none serves', async () => {
    const again: Decide = () => [CHARGE];
    const round: Decide = () => [{ ...WAIT, startTimerDecisionAttributes: { timerId: 'x', startToFireTimeout: '0' } }];
    const reasons = await Promise.all(
      [
        { default: again },
        {
          default: () => {
            throw new Error('no such handler');
          },
        },
        { default: round },
        { default: { 'Other@1': old } },
      ].map(async (module) => {
        const { code, printed } = await upgraded(module, { files: { 'charge.json': FILES['charge.json'] } });
        expect(code).toBe(1);
        return printed[0];
      }),
    );
    expect(reasons).toEqual([
      expect.stringMatching(/charge\.json: it goes round/),
      expect.stringMatching(/charge\.json: the decider threw at event \d+: Error: no such handler/),
      expect.stringMatching(/charge\.json: it goes round: it wrote \d+ events without an end/),
      expect.stringMatching(/charge\.json: no decider serves the workflow type 'Order@1'/),
    ]);
    const twice: Decide = ({ events }) => (has(events, 'TimerStarted') ? [WAIT, DONE] : old({ events }));
    const { printed } = await upgraded({ default: twice }, { files: { 'timer.json': FILES['timer.json'] } });
    expect(printed[0]).toMatch(/a decision failed: event \d+ StartTimerFailed: TIMER_ID_ALREADY_IN_USE|passed/);
  });

  it('skips what the old decider did not make, and what it cannot do itself', async () => {
    const other = await upgraded({ default: stuck }, { from: { default: () => [DONE] } });
    expect(other.code).toBe(2);
    expect(other.printed[0]).toMatch(/^skipped {3}charge\.json: the deciders before the upgrade are not those/);
    const both = await upgraded({ default: stuck }, { from: { default: stuck } });
    expect(both.printed[0]).toMatch(/^skipped {3}charge\.json: the deciders before the upgrade have this problem, too/);
    const good = await upgraded({ default: stuck }, { from: { default: old } });
    expect(good).toMatchObject({ code: 1 });
  });

  it('takes scripted outcomes, and names wrong ones', async () => {
    const failing: Decide = (task) => (has(task.events, 'ActivityTaskFailed') ? [DONE] : stuck(task));
    const files = { 'charge.json': FILES['charge.json'], 'outcomes.json': { 'Charge@1': [{ reason: 'declined' }] } };
    const flags = ['--outcomes', 'outcomes.json'];
    expect((await upgraded({ default: failing }, { files, flags })).code).toBe(0);
    const wrong = await upgraded(
      { default: failing },
      { files: { ...files, 'outcomes.json': { 'Charge@1': ['lost'] } }, flags },
    );
    expect(wrong.complaints).toEqual([expect.stringMatching(/the outcomes of 'Charge@1' were given as 'lost'/)]);
  });

  it('registers the types of the new module', async () => {
    const refund: Decide = ({ events }) => {
      if (has(events, 'ScheduleActivityTaskFailed')) return [{ decisionType: 'FailWorkflowExecution' }];
      if (events.filter(({ eventType }) => eventType === 'ActivityTaskCompleted').length === 2) return [DONE];
      const activityType = { name: 'Refund', version: '1' };
      const attributes = { activityId: 'refund', activityType };
      return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
    };
    const files = { 'charge.json': FILES['charge.json'] };
    const without = await upgraded({ default: refund }, { files });
    expect(without.printed[0]).toMatch(
      /a decision failed: event \d+ ScheduleActivityTaskFailed: ACTIVITY_TYPE_DOES_NOT_EXIST/,
    );
    const registration = { domain: 'shop', activities: { 'Refund@1': {} } };
    expect((await upgraded({ default: refund, registration }, { files })).code).toBe(0);
  });

  it('prints one JSON document', async () => {
    const { printed } = await upgraded({ default: stuck }, { flags: ['--json'] });
    const document = JSON.parse(printed.join('\n'));
    expect(document).toMatchObject({ command: 'upgrade', exitCode: 1, counts: { fails: 2, closed: 1 } });
    expect(document.histories[0]).toMatchObject({ id: 'charge.json', verdict: 'fails', ended: 'OPEN' });
  });

  it('names a wrong time', async () => {
    const { code, complaints } = await upgraded({ default: old }, { flags: ['--now', 'soon'] });
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: ["swfake: --now was given 'soon'; expected a time such as 2026-01-31T12:00:00Z"],
    });
  });
});
