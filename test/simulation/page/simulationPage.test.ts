import type { HistoryEvent } from '@aws-sdk/client-swf';
import { afterAll, describe, expect, it } from 'vitest';
import { allRuns } from '../../../src/core/index.js';
import { shellOf } from '../../../src/fake.js';
import type { LaneEntry, PageData } from '../../../src/render/html/pageData.js';
import { explorationPage, type FoundState } from '../../../src/simulation/explore/page.js';
import { type Definition, explore, harness, type Plan, simulate } from '../../../src/simulation/index.js';
import { CHROMIUM, PageBrowser } from '../../page/browser.js';
import { pageDataIn } from '../../support/pageData.js';
import { complete, shop, start as startOrder } from '../../support/shop.js';
import { byHand, chargesTwice, order, quietStart, start } from '../sample.js';

const entriesOf = ({ lanes }: PageData): readonly LaneEntry[] => lanes?.entries ?? [];
const pageOf = async (plan: Plan): Promise<PageData> =>
  pageDataIn((await simulate(order, { start: quietStart, plan })).html());

/** The entries that a fault struck, without their times. */
const struck = (data: PageData) =>
  entriesOf(data)
    .filter(({ fault }) => fault !== undefined)
    .map(({ lane, op = '-', end, text, fault }) => [lane, op, end, text, fault]);

describe('the page of a simulation', () => {
  it('has the history, the actors and their calls in order of time', async () => {
    const result = await simulate(order, { start: quietStart, seed: 3 });
    const data = pageDataIn(result.html());
    expect([data.title, data.note]).toEqual(['order-7 Order@1, seed 3', undefined]);
    expect(data.histories.map(({ name, workflowId, events }) => [name, workflowId, events.length])).toEqual([
      ['order-7', 'order-7', result.history.length],
    ]);
    expect(data.lanes?.lanes).toEqual([
      { name: 'starter', kind: 'caller' },
      { name: 'decider-1', kind: 'decider' },
      { name: 'SWF', kind: 'service' },
      { name: 'worker-1', kind: 'worker' },
    ]);
    const entries = entriesOf(data);
    const times = entries.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(entries.slice(0, 5).map(({ lane, op, text, events }) => [lane, op, text, events])).toEqual([
      ['starter', 'StartWorkflowExecution', 'order-7 Order@1', 2],
      ['decider-1', 'PollForDecisionTask', 'the decision task 3', 3],
      ['decider-1', 'RespondDecisionTaskCompleted', "ScheduleActivityTask 'Charge-1'", 5],
      ['worker-1', 'PollForActivityTask', 'the activity Charge-1', 6],
      ['worker-1', 'RespondActivityTaskCompleted', 'Charge-1', 8],
    ]);
    expect(entries.filter(({ lane }) => lane === 'SWF').map(({ end, text }) => [end, text])).toEqual([
      ['happened', 'TimerFired remind'],
    ]);
    expect(entries).toHaveLength(result.calls + 1);
  });

  it('has the problem and the faults that did not strike', async () => {
    const plan: Plan = [{ fault: 'crash after' }, { fault: 'clock jump', by: '1h', nth: 99 }];
    const data = pageDataIn((await simulate(chargesTwice, { start: quietStart, plan })).html());
    expect(data.note).toBe('invariant violated: charged 2 times\ndid not strike: clock jump (by 1h, nth 99)');
  });

  const op = 'RespondActivityTaskCompleted';
  const cases: readonly (readonly [Plan[number], readonly (readonly string[])[]])[] = [
    [{ fault: 'throttle', op }, [['worker-1', op, 'refused', 'Charge-1; ThrottlingException: Rate exceeded']]],
    [{ fault: 'lost request', op }, [['worker-1', op, 'request lost', 'Charge-1']]],
    [{ fault: 'lost response', op }, [['worker-1', op, 'response lost', 'Charge-1']]],
    [{ fault: 'crash after' }, [['worker-1', op, 'crash', 'Charge-1']]],
    [{ fault: 'crash before' }, [['worker-1', 'PollForActivityTask', 'crash', 'the activity Charge-1']]],
    [{ fault: 'empty poll' }, [['decider-1', 'PollForDecisionTask', 'answered', 'no task']]],
    [{ fault: 'zombie worker' }, [['worker-1', '-', 'happened', `${op} is late; Charge-1`]]],
    [{ fault: 'clock jump', op, by: '1s' }, [['worker-1', op, 'answered', 'Charge-1']]],
    [{ fault: 'many timers' }, [['SWF', '-', 'happened', 'the passing of time']]],
  ];
  it.each(cases)('marks what %j does', async (fault, expected) => {
    const found = struck(await pageOf([fault]));
    expect(found.map((entry) => entry.slice(0, 4))).toEqual(expected);
    expect(found[0]?.[4]).toMatch(new RegExp(`^${fault.fault}`));
  });

  it('shows a request that came twice, and that the second was refused', async () => {
    const [entry] = struck(await pageOf([{ fault: 'duplicate delivery', op }]));
    expect(entry).toEqual([
      'worker-1',
      op,
      'twice',
      expect.stringMatching(/^Charge-1; UnknownResourceFault: /),
      `duplicate delivery (op ${op})`,
    ]);
  });

  it('sends a late response as a call of its own, which is refused', async () => {
    const entries = entriesOf(await pageOf([{ fault: 'zombie worker' }]));
    const late = entries.filter(({ op: made, lane }) => made === op && lane === 'worker-1');
    expect(late.map(({ end }) => end)).toContain('refused');
  });

  it('has a timeout before the calls of its time', async () => {
    const entries = entriesOf(await pageOf([{ fault: 'crash before' }]));
    const place = entries.findIndex(({ text }) => text === 'ActivityTaskTimedOut Charge-1 START_TO_CLOSE');
    expect(entries[place + 1]).toMatchObject({ lane: 'decider-1', op: 'PollForDecisionTask', at: entries[place]?.at });
  });

  it('has a poll loop as an actor by its name', async () => {
    const data = pageDataIn((await simulate(byHand, { start: quietStart })).html());
    expect(data.lanes?.lanes).toContainEqual({ name: 'loop', kind: 'worker' });
  });

  it('has the signals from outside', async () => {
    const data = pageDataIn((await simulate(order, { start, seed: 7 })).html());
    expect(entriesOf(data).find(({ op: made }) => made === 'SignalWorkflowExecution')).toMatchObject({
      lane: 'outside-1',
      end: 'answered',
      text: 'order-7, cancel',
    });
  });
});

describe('the histories of the page of a simulation', () => {
  const child = { workflowId: 'ship-7', workflowType: { name: 'Ship', version: '1' } };
  const again = [
    { decisionType: 'ContinueAsNewWorkflowExecution' as const, continueAsNewWorkflowExecutionDecisionAttributes: {} },
  ];
  let runs = 0;
  const definition: Definition = {
    workflows: {
      'Order@1': ({ events }) => {
        if (runs === 0) {
          runs += 1;
          return again;
        }
        if (events.some(({ eventType }) => eventType === 'ChildWorkflowExecutionCompleted')) return [complete()];
        return events.length > 4
          ? []
          : [
              {
                decisionType: 'StartChildWorkflowExecution',
                startChildWorkflowExecutionDecisionAttributes: child,
              },
            ];
      },
      'Ship@1': () => [complete()],
    },
  };

  it('are those of the runs that continued it and of its children; it begins with the last run', async () => {
    runs = 0;
    const result = await simulate(definition, { start: quietStart });
    const { histories, first, lanes } = pageDataIn(result.html());
    expect(histories.map(({ name }) => name)).toEqual(['order-7 (run 1 of 2)', 'order-7 (run 2 of 2)', 'ship-7']);
    expect(first).toEqual({ run: 1 });
    expect(histories[1]?.events).toHaveLength(result.history.length);
    expect(histories[0]?.events.at(-1)?.eventType).toBe('WorkflowExecutionContinuedAsNew');
    expect(new Set(lanes?.entries.map(({ history }) => history))).toEqual(new Set([0, 1, 2]));
  });

  it('stay those of the end, also if the fake of a harness goes on', async () => {
    const { run, swf } = harness({ workflows: { 'Order@1': () => [] } });
    const result = await run({ workflow: 'Order@1', workflowId: 'order-7' });
    const before = pageDataIn(result.html());
    await swf.send('SignalWorkflowExecution', { domain: 'test', workflowId: 'order-7', signalName: 'pay' });
    await run({ workflow: 'Order@1', workflowId: 'order-8' });
    expect(pageDataIn(result.html())).toEqual(before);
    expect(before.note).toMatch(/^the run is stuck/);
    expect(before.histories.map(({ explanation }) => explanation)).toEqual([expect.stringContaining("Run 'order-7'")]);
  });

  it('are 100 at most', async () => {
    const start = (n: number) => ({
      decisionType: 'StartChildWorkflowExecution' as const,
      startChildWorkflowExecutionDecisionAttributes: { ...child, workflowId: `ship-${n}` },
    });
    const many: Definition = {
      workflows: {
        'Order@1': ({ events }) =>
          events.length > 4
            ? [complete()]
            : Array.from({ length: 60 }, (_, n) => start(n)).concat(
                Array.from({ length: 60 }, (_, n) => start(60 + n)),
              ),
        'Ship@1': () => [complete()],
      },
    };
    const { histories, note } = pageDataIn((await simulate(many, { start: quietStart })).html());
    expect(histories).toHaveLength(100);
    expect(note).toBe('This page has 100 runs; more were started.');
  });
});

describe('the calls of a page', () => {
  const timer = (seconds: string) => ({
    decisionType: 'StartTimer' as const,
    startTimerDecisionAttributes: { timerId: 'nap', startToFireTimeout: seconds },
  });
  const has = (events: readonly HistoryEvent[], type: string): boolean =>
    events.some(({ eventType }) => eventType === type);
  const start = { workflow: 'Order@1', workflowId: 'order-7' };
  const shown = async (definition: Definition): Promise<readonly (readonly unknown[])[]> =>
    entriesOf(pageDataIn((await simulate(definition, { start })).html())).map(({ op, text, events, history }) => [
      op ?? text,
      text,
      events,
      history,
    ]);
  const opsOf = async (definition: Definition): Promise<readonly unknown[]> =>
    (await shown(definition)).map(([op]) => op);

  it('come before what they lead to at once', async () => {
    const naps: Definition = {
      workflows: { 'Order@1': ({ events }) => (has(events, 'TimerFired') ? [complete()] : [timer('0')]) },
    };
    expect(await opsOf(naps)).toEqual([
      'StartWorkflowExecution',
      'PollForDecisionTask',
      'RespondDecisionTaskCompleted',
      'TimerFired nap',
      'PollForDecisionTask',
      'RespondDecisionTaskCompleted',
    ]);
  });

  it('come before the Lambda functions that they start', async () => {
    const charge = {
      decisionType: 'ScheduleLambdaFunction' as const,
      scheduleLambdaFunctionDecisionAttributes: { id: 'charge-7', name: 'charge' },
    };
    const lambdas: Definition = {
      workflows: {
        'Order@1': ({ events }) =>
          has(events, 'LambdaFunctionCompleted') || has(events, 'LambdaFunctionFailed') ? [complete()] : [charge],
      },
      fake: { lambda: { charge: () => 'paid' } },
      defaults: { workflows: { 'Order@1': { lambdaRole: 'arn:aws:iam::123456789012:role/lambda' } } },
    };
    expect(await opsOf(lambdas)).toEqual([
      'StartWorkflowExecution',
      'PollForDecisionTask',
      'RespondDecisionTaskCompleted',
      'LambdaFunctionStarted charge-7',
      'LambdaFunctionCompleted charge-7',
      'PollForDecisionTask',
      'RespondDecisionTaskCompleted',
    ]);
  });

  it('of a child have its name, and lead to its history', async () => {
    const child = {
      decisionType: 'StartChildWorkflowExecution' as const,
      startChildWorkflowExecutionDecisionAttributes: {
        workflowId: 'ship-7',
        workflowType: { name: 'Ship', version: '1' },
      },
    };
    const parent: Definition = {
      workflows: {
        'Order@1': ({ events }) => {
          if (has(events, 'ChildWorkflowExecutionCompleted')) return [complete()];
          return has(events, 'StartChildWorkflowExecutionInitiated') ? [] : [child];
        },
        'Ship@1': ({ events }) => (has(events, 'TimerFired') ? [complete()] : [timer('60')]),
      },
    };
    const calls = await shown(parent);
    const ofChild = calls.filter(([, text]) => String(text).startsWith('ship-7: '));
    expect(ofChild).toEqual([
      ['PollForDecisionTask', 'ship-7: the decision task 3', 3, 1],
      ['RespondDecisionTaskCompleted', "ship-7: StartTimer 'nap'", 5, 1],
      ['ship-7: TimerFired nap', 'ship-7: TimerFired nap', 6, 1],
      ['PollForDecisionTask', 'ship-7: the decision task 8', 8, 1],
      ['RespondDecisionTaskCompleted', 'ship-7: CompleteWorkflowExecution', 10, 1],
    ]);
    const firstPoll = calls.find(([, text]) => text === 'order-7: the decision task 3');
    expect(firstPoll).toEqual(['PollForDecisionTask', 'order-7: the decision task 3', 3, 0]);
    const fired = calls.findIndex(([, text]) => text === 'ship-7: TimerFired nap');
    expect(calls.slice(fired + 1).map(([op, , , history]) => [op, history])).toEqual([
      ['PollForDecisionTask', 1],
      ['RespondDecisionTaskCompleted', 1],
      ['PollForDecisionTask', 0],
      ['RespondDecisionTaskCompleted', 0],
    ]);
  });

  it('keep the decisions that were made, also if the decider uses their list again', async () => {
    const decisions: object[] = [];
    const reuses: Definition = {
      workflows: {
        'Order@1': ({ events }) => {
          decisions.splice(0, 1, has(events, 'TimerFired') ? complete() : timer('5'));
          return decisions as never;
        },
      },
    };
    const responses = (await shown(reuses)).filter(([op]) => op === 'RespondDecisionTaskCompleted');
    expect(responses.map(([, text]) => text)).toEqual(["StartTimer 'nap'", 'CompleteWorkflowExecution']);
  });

  it.each(['simulate', 'harness'])('of %s keep the start, also if it is changed later', async (by) => {
    const one = { workflow: 'Order@1', workflowId: 'order-7', tagList: ['a'], events: [{ signal: 'pay' }] };
    const definition: Definition = { workflows: { 'Order@1': () => [complete()] } };
    const result = await (by === 'simulate' ? simulate(definition, { start: one }) : harness(definition).run(one));
    const [page, source] = [result.html(), result.reproduction()];
    one.workflowId = 'changed';
    one.tagList.push('b');
    for (const event of one.events) event.signal = 'changed';
    expect([result.html(), result.reproduction()]).toEqual([page, source]);
    expect(pageDataIn(page).title).toMatch(/^order-7 Order@1/);
  });
});

const stuck = { workflows: { 'Order@1': () => [] }, start: { workflow: 'Order@1', events: [{ signal: 'pay' }] } };

describe('the page of an exploration', () => {
  it('has each finding with its steps and its history', () => {
    const report = explore(stuck);
    const { title, note, view, histories, findings } = pageDataIn(report.html());
    const [finding] = report.findings;
    expect([title, view]).toEqual(['explore Order@1', 'findings']);
    expect(note).toBe(String(report).split('\n')[0]);
    expect(findings).toEqual([{ kind: 'stuck', message: finding?.message, steps: finding?.steps, history: 0 }]);
    expect(histories[0]?.events).toHaveLength(finding?.history.length ?? 0);
  });

  it('of one path has the findings of the path', () => {
    const path = explore(stuck).findings[0]?.path ?? '';
    expect(pageDataIn(explore(stuck, { path }).html()).findings).toHaveLength(1);
  });

  it('has the run of the finding first, however many runs there are, and counts those that are left out', async () => {
    const swf = shop();
    for (let n = 0; n < 102; n += 1) await startOrder(swf.client(), `order-${n}`);
    const { state } = shellOf(swf);
    const [main] = [...allRuns(state)].slice(-1);
    const [finding] = explore(stuck).findings;
    if (!main || !finding) throw new Error('expected a run and a finding');
    const page = (times: number): PageData =>
      pageDataIn(explorationPage('', 'text', Array<FoundState>(times).fill({ finding, state, main: main.number })));
    expect(
      page(1)
        .histories.slice(0, 2)
        .map(({ name }) => name),
    ).toEqual(['order-101', 'order-0']);
    expect(page(1).note).toBe('text\n2 more runs are not in this page');
    const { note, histories, findings } = page(2);
    expect(note?.split('\n').slice(1)).toEqual([
      'finding 1: 2 more runs are not in this page',
      'finding 2: 2 more runs are not in this page',
    ]);
    expect(findings?.map(({ history = -1 }) => histories[history]?.name)).toEqual([
      'finding 1: order-101',
      'finding 2: order-101',
    ]);
  });

  it('has no history without a finding', () => {
    const { histories, findings, note } = pageDataIn(
      explore({ ...stuck, workflows: { 'Order@1': () => [complete()] } }).html(),
    );
    expect([histories, findings]).toEqual([[], []]);
    expect(note).toMatch(/: no findings$/);
  });

  it('is no member of the result that is compared', () => {
    expect(Object.keys(explore(stuck))).not.toContain('html');
  });
});

describe.skipIf(CHROMIUM === undefined)('in a browser (skipped: no Chromium here)', () => {
  const browser = CHROMIUM === undefined ? undefined : new PageBrowser();
  afterAll(() => browser?.close());

  it('a simulation and an exploration open without an error', { timeout: 60_000 }, async () => {
    const result = await simulate(order, { start, plan: [{ fault: 'crash after' }, { fault: 'lost response' }] });
    for (const [html, hash] of [
      [result.html(), ''],
      [result.html(), '#view=lanes'],
      [explore(stuck).html(), ''],
    ] as const) {
      const opened = await browser?.open(html, {}, hash);
      expect(await opened?.page.textContent('main')).not.toBe('');
      expect(opened?.errors).toEqual([]);
    }
  });
});
