import type { HistoryEvent } from '@aws-sdk/client-swf';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Decider, Decision, DecisionTask } from '../../src/deciders/decider.js';
import {
  type DecisionDifference,
  type ExportedHistory,
  type HistoryLike,
  type HistoryPage,
  type Progress,
  type ReplayAllProgress,
  replay,
  replayAll,
} from '../../src/replay/index.js';
import { progressMeter } from '../../src/replay/progress.js';
import { complete, domain, schedule, shop, start, startTimer, taskList } from '../support/shop.js';

const charge = schedule('charge', { input: '{"card":7,"sum":[1,2]}' });

/** Charges, then ships and starts to remind, and is done. */
function decisionsOf({ events }: Pick<DecisionTask, 'events'>): Decision[] {
  const has = (type: string): boolean => events.some(({ eventType }) => eventType === type);
  if (has('TimerFired')) return [complete('reminded')];
  if (has('ActivityTaskCompleted')) return [startTimer('remind', '259200'), schedule('ship')];
  return [charge];
}

/** Decides otherwise at one task. */
const instead =
  (startedId: number, change: (decisions: readonly Decision[]) => readonly Decision[]): Decider =>
  (task) =>
    task.startedEventId === startedId ? change(decisionsOf(task)) : decisionsOf(task);

/** An order whose first decider falls silent. */
async function written(): Promise<HistoryEvent[]> {
  const swf = shop();
  const client = swf.client();
  await start(client, 'order-7', { taskStartToCloseTimeout: '10' });
  await client.pollForDecisionTask({ domain, taskList });
  swf.clock.advance('10s');
  const decide = async (): Promise<void> => {
    const { taskToken, events = [] } = await client.pollForDecisionTask({ domain, taskList });
    await client.respondDecisionTaskCompleted({ taskToken, decisions: decisionsOf({ events }) });
  };
  await decide();
  const { taskToken } = await client.pollForActivityTask({ domain, taskList });
  await client.respondActivityTaskCompleted({ taskToken });
  await decide();
  swf.clock.advance('3d');
  await decide();
  return swf.history({ workflowId: 'order-7' });
}

let whole: readonly HistoryEvent[];
beforeAll(async () => {
  whole = await written();
});

const differencesOf = async (decider: Decider): Promise<readonly DecisionDifference[]> =>
  (await replay(whole, decider)).difference?.differences ?? [];

describe('replay()', () => {
  it('gives each task that was answered as it was polled, and leaves out one that timed out', async () => {
    const seen: DecisionTask[] = [];
    const outcome = await replay(whole, async (task) => {
      seen.push(task);
      return decisionsOf(task);
    });
    expect(outcome).toEqual({ verdict: 'same', tasks: 3, unanswered: [{ startedEventId: 3, why: 'timed out' }] });
    expect(seen.map(({ startedEventId, previousStartedEventId }) => [startedEventId, previousStartedEventId])).toEqual([
      [6, 0],
      [12, 6],
      [18, 12],
    ]);
    for (const { events, startedEventId = 0, workflowType } of seen) {
      expect(events).toEqual(whole.slice(0, startedEventId));
      expect(workflowType).toEqual({ name: 'Order', version: '1' });
    }
  });

  it('lets a decider do with its task what it likes', async () => {
    const careless: Decider = (task) => {
      const decisions = decisionsOf(task);
      for (const event of (task.events as HistoryEvent[]).splice(0)) Object.assign(event, { eventType: 'TimerFired' });
      return decisions;
    };
    expect((await replay(whole, careless)).verdict).toBe('same');
  });

  it('stops where it is told to, and says that an open task was not answered', async () => {
    expect(await replay(whole, decisionsOf, { stopAt: 17 })).toMatchObject({ verdict: 'same', tasks: 2 });
    const open = await replay(whole.slice(0, 18), decisionsOf);
    expect(open).toMatchObject({
      tasks: 2,
      unanswered: [{ startedEventId: 3 }, { startedEventId: 18, why: 'not answered' }],
    });
  });

  it('tells the first other decision with both, its task, and all decisions of the task as a picture', async () => {
    const other = instead(12, ([timer]) => [
      timer as Decision,
      schedule('wrap'),
      schedule('ship', { control: 'fast' }),
    ]);
    const { difference, ...outcome } = await replay(whole, other);
    expect(outcome).toMatchObject({ verdict: 'differs', tasks: 2 });
    expect(difference).toMatchObject({ startedEventId: 12, completedEventId: 13, decided: { length: 3 } });
    expect(difference?.recorded.map(({ decisionType }) => decisionType)).toEqual([
      'StartTimer',
      'ScheduleActivityTask',
    ]);
    expect(difference?.differences).toEqual([
      { kind: 'unexpected', about: 'ScheduleActivityTask wrap', decided: schedule('wrap') },
      { kind: 'changed', about: 'ScheduleActivityTask ship', what: 'control', decided: 'fast' },
    ]);
    expect(difference?.diff.split('\n')).toEqual([
      'decision task 12, completed by event 13:',
      '  StartTimer remind startToFireTimeout="259200"',
      '+ ScheduleActivityTask wrap activityType=Charge@1',
      expect.stringMatching(/^ {2}ScheduleActivityTask ship activityType=Charge@1 /),
      '    control: recorded none, decided "fast"',
    ]);
  });

  it('tells a decision that moved once', async () => {
    expect(await differencesOf(instead(12, (both) => both.toReversed()))).toMatchObject([
      { kind: 'moved', about: 'StartTimer remind', recorded: startTimer('remind', '259200') },
    ]);
  });

  it.each([
    ['{"card":7,"sum":[1,3]}', 'input.sum[1]: recorded 2, decided 3'],
    ['{"card":7}', 'input.sum: recorded [1,2], decided none'],
    ['{"sum":[1,2],"card":7}', 'input: the same JSON, but another text: recorded "card\\":7'],
    ['no JSON', 'input: recorded {"card":7,"sum":[1,2]}, decided "no JSON"'],
    [`{"card":7,"sum":[1,2],"note":"${'n'.repeat(200)}"}`, 'input.note: recorded none, decided "nnn'],
    [
      JSON.stringify(Array.from({ length: 9 }, (_, place) => place)),
      'input: recorded {"card":7,"sum":[1,2]}, decided [0',
    ],
    [JSON.stringify({ a: 1, b: 2, c: 3, d: 4, e: 5 }), '2 more members of input differ'],
  ])('says where inside %s an attribute is another', async (input, said) => {
    const { difference } = await replay(
      whole,
      instead(6, () => [schedule('charge', { input })]),
    );
    expect(difference?.diff).toContain(said);
  });

  it('says from where on a long text is another', async () => {
    const of = (result: string) =>
      replay(
        whole.with(19, {
          ...whole[19],
          workflowExecutionCompletedEventAttributes: { result: 'r'.repeat(99), decisionTaskCompletedEventId: 19 },
        } as HistoryEvent),
        instead(18, () => [complete(result)]),
      );
    expect((await of('r'.repeat(99))).verdict).toBe('same');
    expect((await of(`${'r'.repeat(90)}s`)).difference?.diff).toContain(
      'result from character 90 on: recorded "rrrrrrrrr", decided "s"',
    );
  });

  it('tells what a decider throws, and what is no answer', async () => {
    const error = new Error('no such state');
    const thrower = instead(12, () => {
      throw error;
    });
    const { difference } = await replay(whole, thrower);
    expect(difference).toMatchObject({ startedEventId: 12, error, differences: [{ kind: 'thrown', decided: error }] });
    expect(difference?.diff).toContain('the decider threw Error: no such state');
    const silent = instead(12, () => undefined as unknown as Decision[]);
    expect((await replay(whole, silent)).difference?.diff).toContain(
      'but it returned undefined; return [] to make no decision',
    );
    const untyped = instead(12, () => [{} as Decision]);
    expect((await replay(whole, untyped)).difference?.diff).toContain('each with its decisionType, or { decisions }');
  });

  it('passes a difference that is tolerated, and goes on', async () => {
    const slow: Decider = (task) =>
      decisionsOf(task).map((one) => (one.startTimerDecisionAttributes ? startTimer('remind', '60') : one));
    const seen: string[] = [];
    const tolerate = ({ kind, what, recorded, decided }: DecisionDifference): boolean => {
      seen.push(`${kind} ${what} ${recorded} ${decided}`);
      return what === 'startToFireTimeout';
    };
    expect(await replay(whole, slow, { tolerate })).toMatchObject({ verdict: 'same', tasks: 3 });
    expect(seen).toEqual(['changed startToFireTimeout 259200 60']);
  });

  it('compares what else a response says, if the answer says more than decisions', async () => {
    const [head, ...rest] = [whole.slice(0, 6), whole[6] as HistoryEvent, ...whole.slice(7)] as const;
    const attributes = {
      ...(rest[0] as HistoryEvent).decisionTaskCompletedEventAttributes,
      executionContext: 'charged',
    };
    const noted = [
      ...head,
      { ...rest[0], decisionTaskCompletedEventAttributes: attributes },
      ...rest.slice(1),
    ] as HistoryLike[];
    const saying = (executionContext: string) => (task: DecisionTask) =>
      task.startedEventId === 6 ? { decisions: decisionsOf(task), executionContext } : decisionsOf(task);
    expect((await replay(noted, decisionsOf)).verdict).toBe('same');
    expect((await replay(noted, saying('charged'))).verdict).toBe('same');
    expect((await replay(noted, saying('shipped'))).difference?.differences).toEqual([
      {
        kind: 'response',
        about: 'RespondDecisionTaskCompleted',
        what: 'executionContext',
        recorded: 'charged',
        decided: 'shipped',
      },
    ]);
  });

  it('has a decider for each type, if they are named', async () => {
    expect((await replay(whole, { 'Order@1': decisionsOf })).verdict).toBe('same');
    expect(await replay(whole, { 'Order@2': decisionsOf })).toMatchObject({
      verdict: 'skipped',
      reason: "no decider was given for workflow type 'Order@1'",
    });
  });

  it('tells the decider whose history it is', async () => {
    const execution = { workflowId: 'order-7', runId: 'run-1' };
    const names: unknown[] = [];
    const note: Decider = (task) => {
      names.push(task.workflowExecution);
      return decisionsOf(task);
    };
    await replay(whole, note, { workflowExecution: execution, stopAt: 6 });
    await replay({ events: whole, workflowExecution: execution }, note, { stopAt: 6 });
    await replay(whole, note, { stopAt: 6 });
    expect(names).toEqual([execution, execution, { workflowId: 'replayed', runId: 'replayed' }]);
  });
});

describe('an export', () => {
  const other = instead(18, () => []);
  const cut = (events: readonly HistoryLike[]): HistoryPage[] => {
    const starts = events.map((_, index) => index).filter((index) => index % 6 === 0);
    return starts.map((from) => ({
      events: events.slice(from, from + 6),
      ...(from + 6 < events.length && { nextPageToken: `after ${from}` }),
    }));
  };
  const retimed = (of: (at: Date) => HistoryLike['eventTimestamp']): HistoryLike[] =>
    whole.map((event) => ({ ...event, eventTimestamp: of(event.eventTimestamp as Date) }));

  const EXPORTS: readonly (readonly [string, () => ExportedHistory])[] = [
    ["the SDK's events", () => whole],
    ['newest first', () => whole.toReversed()],
    ['what the SDK answers', () => ({ events: whole })],
    ['pages', () => cut(whole)],
    ['pages of a history newest first', () => cut(whole.toReversed())],
    ['pages in any order', () => cut(whole).toReversed()],
    ['seconds, as the CLI prints them', () => ({ events: retimed((at) => at.getTime() / 1000) })],
    [
      'ISO dates, as the newer CLI prints them',
      () => ({ events: retimed((at) => at.toISOString().replace('Z', '000+00:00')) }),
    ],
  ];

  it.each(EXPORTS)('may be %s', async (_, exported) => {
    const tasks: DecisionTask[] = [];
    const note: Decider = (task) => {
      tasks.push(task);
      return decisionsOf(task);
    };
    expect(await replay(exported(), note)).toMatchObject({ verdict: 'same', tasks: 3 });
    expect(tasks.at(-1)?.events).toEqual(whole.slice(0, 18));
    expect(await replay(exported(), other)).toMatchObject({ verdict: 'differs', difference: { startedEventId: 18 } });
  });

  it('without its last page proves nothing of decisions that it does not show', async () => {
    const decider = instead(12, (both) => [...both, schedule('wrap')]);
    const part = whole.slice(0, 14);
    expect((await replay({ events: part, nextPageToken: 'more' }, decisionsOf)).verdict).toBe('same');
    expect((await replay({ events: part, nextPageToken: 'more' }, decider)).verdict).toBe('same');
    expect((await replay({ events: part }, decisionsOf)).verdict).toBe('differs');
    expect((await replay({ events: whole.slice(0, 16), nextPageToken: 'more' }, decider)).verdict).toBe('differs');
  });

  it.each([
    ['without its first page', () => cut(whole).slice(1), 'events are missing before event 7; export every page'],
    [
      'without a page amid it',
      () => cut(whole).toSpliced(1, 1),
      'events are missing before event 13; export every page',
    ],
    ['with a page twice', () => [...cut(whole), ...cut(whole).slice(0, 1)], 'event 1 is in the history twice'],
    ['of nothing', () => [], 'the history has no events'],
    [
      'of a run that nobody decided',
      () => whole.slice(0, 3),
      'the history has no completed decision task, so there are no decisions to compare',
    ],
    [
      'without a type',
      () => whole.with(0, { eventId: 1, eventType: 'WorkflowExecutionStarted', eventTimestamp: new Date(0) }),
      'event 1 WorkflowExecutionStarted has no complete workflowType; expected { name, version }',
    ],
  ])('%s is skipped', async (_, exported, reason) => {
    expect(await replay(exported(), decisionsOf)).toEqual({ verdict: 'skipped', reason, tasks: 0, unanswered: [] });
  });

  it('that holds no events is refused', async () => {
    await expect(replay({} as HistoryPage, decisionsOf)).rejects.toThrow(
      'swfake: expected a history (a list of events, a page { events }, or a list of pages), but got {}',
    );
    await expect(replay([{ eventId: 1 }], decisionsOf)).rejects.toThrow(
      "entry 1 of the history is no event: its eventType is undefined; expected a text such as 'TimerFired'",
    );
  });
});

describe('replayAll()', () => {
  it('counts what is the same, and names what differs or is skipped', async () => {
    const wrong = whole.with(19, {
      ...whole[19],
      workflowExecutionCompletedEventAttributes: { result: 'lost', decisionTaskCompletedEventId: 19 },
    } as HistoryEvent);
    const histories = [
      whole,
      { id: 'wrong', events: wrong },
      whole.slice(1),
      { events: wrong, workflowExecution: { workflowId: 'order-9' } },
    ];
    const { same, tasks, differing, skipped } = await replayAll(histories, decisionsOf);
    expect([same, tasks]).toEqual([1, 9]);
    expect(differing.map(({ id, difference }) => [id, difference?.startedEventId])).toEqual([
      ['wrong', 18],
      ['order-9', 18],
    ]);
    expect(skipped).toMatchObject([
      { id: 'history 3', reason: 'events are missing before event 2; export every page' },
    ]);
  });

  it.each([
    [{ id: 'torn', events: [{}] }, "swfake: 'torn': entry 1 of the history is no event"],
    [{ id: 'bare' }, "swfake: 'bare': expected a history (a list of events, a page { events }, or a list of pages)"],
    [null, "swfake: 'history 2': expected a history (a list of events, a page { events }, or a list of pages)"],
  ])('says which of them is no history: %j', async (stray, said) => {
    await expect(replayAll([whole, stray as never], decisionsOf)).rejects.toThrow(said);
  });

  it('leaves what the caller throws as it is', async () => {
    const thrown = new TypeError('no such difference');
    const tolerate = (): boolean => {
      throw thrown;
    };
    await expect(replayAll([whole], () => [], { tolerate })).rejects.toBe(thrown);
  });

  it('takes histories one by one, and tells at the end how many there were', async () => {
    const told: ReplayAllProgress[] = [];
    async function* one() {
      yield whole;
      yield whole.slice(0, 14);
    }
    await replayAll(one(), decisionsOf, { onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toEqual({ done: 2, perSecond: expect.any(Number), differing: 1 });
  });
});

describe('progress', () => {
  function metered(total: number | undefined, steps: number, millisEach: number): readonly Progress[] {
    const told: Progress[] = [];
    let now = 0;
    const { countOne, finish } = progressMeter(
      total,
      (progress) => told.push(progress),
      () => now,
    );
    for (let step = 0; step < steps; step += 1) {
      now += millisEach;
      countOne();
    }
    finish();
    return told;
  }

  it('tells the speed, and how long the rest takes at that speed', () => {
    expect(metered(4, 4, 500)).toEqual([
      { done: 1, total: 4, perSecond: 2, secondsLeft: 1.5 },
      { done: 2, total: 4, perSecond: 2, secondsLeft: 1 },
      { done: 3, total: 4, perSecond: 2, secondsLeft: 0.5 },
      { done: 4, total: 4, perSecond: 2, secondsLeft: 0 },
    ]);
  });

  it('is told no more often than anybody reads, and always at the end', () => {
    expect(metered(1000, 1000, 1).map(({ done }) => done)).toEqual([200, 400, 600, 800, 1000]);
    expect(metered(undefined, 3, 0)).toEqual([{ done: 3, perSecond: 0 }]);
    expect(metered(0, 0, 0)).toEqual([{ done: 0, total: 0, perSecond: 0, secondsLeft: 0 }]);
  });

  it('of one history counts its tasks', async () => {
    const told: Progress[] = [];
    await replay(whole, decisionsOf, { onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({ done: 3, total: 3 });
  });
});
