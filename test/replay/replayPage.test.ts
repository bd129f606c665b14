import type { HistoryEvent } from '@aws-sdk/client-swf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decision } from '../../src/deciders/decider.js';
import { type Replayed, replay, replayAll, verifyHistory } from '../../src/replay/index.js';
import { CHROMIUM, PageBrowser } from '../page/browser.js';
import { pageDataIn } from '../support/pageData.js';
import { complete, domain, schedule, shop, start, startTimer, taskList } from '../support/shop.js';

/** A history of one task with several decisions, and the run that has it. */
async function recorded(...decisions: readonly Decision[]): Promise<readonly HistoryEvent[]> {
  const swf = shop();
  const client = swf.client();
  await start(client, 'order-7');
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [...decisions], executionContext: 'v1' });
  return swf.history({ workflowId: 'order-7' });
}

const COMPLETED = 4;
const charge = schedule('charge', { input: '1200' });
let history: readonly HistoryEvent[] = [];
beforeAll(async () => {
  history = await recorded(charge, startTimer('remind', '60'));
});

/** The events that the decider would have written, without what is equal in all of them. */
const decidedIn = (result: Replayed) => {
  const [, other] = pageDataIn(result.html()).histories;
  return other?.events.slice(COMPLETED) ?? [];
};

describe('the page of a replay', () => {
  it('has the recorded history beside the one with the decisions of now, and opens them side by side', async () => {
    const result = await replay({ events: history, workflowExecution: { workflowId: 'order-7' } }, () => [charge]);
    const { title, note, view, first, histories } = pageDataIn(result.html());
    expect([title, view, first]).toEqual(['order-7', 'compare', { run: 0, beside: 1, event: COMPLETED }]);
    expect(note).toBe(String(result));
    expect(note).toContain('- StartTimer remind');
    expect(histories.map(({ name, events }) => [name, events.length])).toEqual([
      ['recorded', 6],
      ['decided now', 5],
    ]);
    expect(histories[1]?.events).toEqual(histories[0]?.events.slice(0, 5));
  });

  it('takes from the recorded events what the decider leaves to the service', async () => {
    const attributes = { ...charge.scheduleActivityTaskDecisionAttributes, input: '1000' };
    const result = await replay(history, () => [
      startTimer('nap', '5'),
      { ...charge, scheduleActivityTaskDecisionAttributes: attributes },
    ]);
    const [, before] = pageDataIn(result.html()).histories;
    const [nap, charged] = decidedIn(result);
    expect(nap).toMatchObject({
      eventId: 5,
      eventType: 'TimerStarted',
      timerStartedEventAttributes: { timerId: 'nap', startToFireTimeout: '5', decisionTaskCompletedEventId: COMPLETED },
    });
    const { activityTaskScheduledEventAttributes: was } = before?.events.length ? (history[4] as HistoryEvent) : {};
    expect(charged).toMatchObject({ eventId: 6, eventType: 'ActivityTaskScheduled' });
    expect(charged?.activityTaskScheduledEventAttributes).toEqual({ ...was, input: '1000' });
  });

  it('has the execution context of the answer', async () => {
    const result = await replay(history, () => ({ decisions: [charge], executionContext: 'v2' }));
    const [, other] = pageDataIn(result.html()).histories;
    expect(other?.events[COMPLETED - 1]?.decisionTaskCompletedEventAttributes?.executionContext).toBe('v2');
  });

  it('lets a decision that failed fail again', async () => {
    const cancel: Decision = { decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId: 'none' } };
    const failing = await recorded(cancel, charge);
    const result = await replay(failing, () => [cancel]);
    expect(decidedIn(result).map(({ eventType }) => eventType)).toEqual(['CancelTimerFailed']);
  });

  it('writes the version of a run that continues as new', async () => {
    const again: Decision = {
      decisionType: 'ContinueAsNewWorkflowExecution',
      continueAsNewWorkflowExecutionDecisionAttributes: { workflowTypeVersion: '2' },
    };
    const [event] = decidedIn(await replay(history, () => [again]));
    expect(event?.workflowExecutionContinuedAsNewEventAttributes?.workflowType).toEqual({
      name: 'Order',
      version: '2',
    });
  });

  it('opens at the task if the decider threw, with the recorded history alone', async () => {
    const result = await replay(history, () => {
      throw new Error('no card');
    });
    const { view, first, histories, note } = pageDataIn(result.html());
    expect([view, first]).toEqual(['events', { run: 0, event: 3 }]);
    expect(histories).toHaveLength(1);
    expect(note).toContain('no card');
  });

  it('has the recorded history of a replay that is the same, or skipped', async () => {
    const same = await replay(history, () => ({
      decisions: [charge, startTimer('remind', '60')],
      executionContext: 'v1',
    }));
    const skipped = await replay(history.slice(0, 2), () => []);
    expect([same.verdict, skipped.verdict]).toEqual(['same', 'skipped']);
    for (const result of [same, skipped]) {
      const { note, view, histories } = pageDataIn(result.html());
      expect([note, view, histories.map(({ name }) => name)]).toEqual([String(result), 'summary', ['recorded']]);
    }
  });

  it('stays as it is when the list of the caller changes', async () => {
    const list = [...history];
    const workflowExecution = { workflowId: 'order-7' };
    const exported = { events: list, workflowExecution };
    const [differs, skipped] = [
      await replay(exported, () => [charge]),
      await replay(exported, { 'Other@1': () => [] }),
    ];
    const verified = verifyHistory(exported);
    const pages = [differs, skipped, verified].map((result) => result.html());
    list.splice(0, 6, { eventId: 1, eventType: undefined } as never);
    workflowExecution.workflowId = 'order-8';
    expect([differs, skipped, verified].map((result) => result.html())).toEqual(pages);
    expect(pageDataIn(pages[1] ?? '').histories[0]?.events).toHaveLength(6);
  });

  it('is no member of the result that is compared', async () => {
    expect(Object.keys(await replay(history, () => [charge]))).not.toContain('html');
  });
});

describe('the page of many replays', () => {
  it('has those that differ, by their names, and names what was skipped', async () => {
    const pages = [
      { id: 'a', pages: history },
      { id: 'b', pages: [] },
      { id: 'c', pages: history },
    ];
    const result = await replayAll(pages, () => [charge]);
    const { title, note, view, histories } = pageDataIn(result.html());
    expect([title, view]).toEqual(['0 same, 2 differing, 1 skipped (2 decision tasks)', 'compare']);
    expect(note).toMatch(/^a: other decisions .*^c: other decisions .*^'b': skipped: /ms);
    expect(histories.map(({ name }) => name)).toEqual([
      'a: recorded',
      'a: decided now',
      'c: recorded',
      'c: decided now',
    ]);
    expect(pageDataIn(result.differing[1]?.html() ?? '').histories.map(({ name }) => name)).toEqual([
      'recorded',
      'decided now',
    ]);
  });

  it('names 100 of the skipped histories at most', async () => {
    const pages = Array.from({ length: 103 }, (_, n) => ({ id: `order-${n}`, pages: [] }));
    const lines = pageDataIn((await replayAll(pages, () => [])).html()).note?.split('\n\n') ?? [];
    expect(lines).toHaveLength(101);
    expect(lines.slice(99)).toEqual(["'order-99': skipped: the history has no events", 'and 3 more']);
    const few = pageDataIn((await replayAll(pages.slice(0, 100), () => [])).html()).note ?? '';
    expect(few).toMatch(/order-99': skipped: the history has no events$/);
  });

  it('has 100 of them at most, and keeps no history of the others', async () => {
    const pages = Array.from({ length: 103 }, (_, n) => ({ id: `order-${n}`, pages: history }));
    const result = await replayAll(pages, () => [charge]);
    const { histories, note } = pageDataIn(result.html());
    expect(histories).toHaveLength(200);
    expect(note).toContain('3 more are not in this page');
    const last = pageDataIn(result.differing[102]?.html() ?? '');
    expect([last.title, last.histories]).toEqual(['order-102', []]);
    expect(last.note).toContain('- StartTimer remind');
  });
});

const altered = (): readonly HistoryEvent[] => {
  const events = structuredClone(history) as HistoryEvent[];
  Object.assign(events[3]?.decisionTaskCompletedEventAttributes ?? {}, { scheduledEventId: 1 });
  return events;
};

describe('the page of a verification', () => {
  it('has the recorded history beside that of the fake, and opens at the first difference', () => {
    const result = verifyHistory(altered());
    const { note, view, first, histories } = pageDataIn(result.html());
    expect([note, view, first]).toEqual([String(result), 'compare', { run: 0, beside: 1, event: COMPLETED }]);
    expect(histories.map(({ name, events }) => [name, events.length])).toEqual([
      ['recorded', 6],
      ['the fake', 6],
    ]);
    const scheduled = histories.map(({ events }) => events[3]?.decisionTaskCompletedEventAttributes?.scheduledEventId);
    expect(scheduled).toEqual([1, 2]);
  });

  it('has the recorded history alone if it was skipped', () => {
    const { note, histories } = pageDataIn(verifyHistory(history.slice(1)).html());
    expect(note).toMatch(/^skipped: events are missing/);
    expect(histories.map(({ name, events }) => [name, events.length])).toEqual([['recorded', 5]]);
  });
});

describe.skipIf(CHROMIUM === undefined)('in a browser (skipped: no Chromium here)', () => {
  const browser = CHROMIUM === undefined ? undefined : new PageBrowser();
  afterAll(() => browser?.close());

  it('the pages of replays and verifications open without an error', { timeout: 60_000 }, async () => {
    const differing = await replay(history, () => [charge]);
    const thrown = await replay(history, () => Promise.reject(new Error('no card')));
    const all = await replayAll([history, history], () => [complete()]);
    for (const result of [differing, thrown, all, verifyHistory(altered())]) {
      const opened = await browser?.open(result.html());
      expect(await opened?.page.textContent('.note')).toBe(pageDataIn(result.html()).note);
      expect(opened?.errors).toEqual([]);
    }
  });
});
