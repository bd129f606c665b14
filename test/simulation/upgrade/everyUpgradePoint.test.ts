import type { HistoryEvent } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import {
  type ActivityContext,
  type ActivityTask,
  everyUpgradePoint,
  type UpgradeFailure,
  type UpgradePoints,
  type UpgradeVersions,
} from '../../../src/simulation/index.js';
import {
  COMPATIBLE,
  complete,
  has,
  INCOMPATIBLE,
  inTurn,
  ONLY_MIXED,
  type Pair,
  type Shop,
  scenario,
  schedule,
  type Unsafe,
  versionOf,
} from './pairs.js';

const { start } = scenario;

/** Returns the tasks of the ranges. */
function unsafeIn({ unsafe }: UpgradePoints<Shop>): Unsafe {
  const of = (part: keyof Unsafe): readonly number[] =>
    unsafe
      .filter(({ upgraded }) => upgraded === part)
      .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  return { both: of('both'), deciders: of('deciders'), workers: of('workers') };
}

function firstOf({ failed: [first] }: UpgradePoints<Shop>): UpgradeFailure<Shop> {
  if (!first) throw new Error('no point failed');
  return first;
}

describe('everyUpgradePoint', () => {
  for (const [name, { a, b, aToB, bToA }] of Object.entries<Pair>(INCOMPATIBLE)) {
    it(`finds exactly the unsafe tasks of ${name}, in both directions`, async () => {
      expect(unsafeIn(await everyUpgradePoint({ from: a, to: b }, scenario))).toEqual(aToB);
      expect(unsafeIn(await everyUpgradePoint({ from: b, to: a }, scenario))).toEqual(bToA);
    });
  }

  for (const [name, [a, b]] of Object.entries(COMPATIBLE)) {
    it(`passes ${name}, with rollbacks and a rolling deployment`, async () => {
      const points = await everyUpgradePoint({ from: a, to: b }, { ...scenario, rollback: true, rolling: true });
      expect(points.failed.map(({ outcome }) => outcome.problem)).toEqual([]);
      expect([points.ok, points.tasks, points.left]).toEqual([true, 5, 0]);
      // Three parts at 5 tasks, 2^5 assignments, and back at each later task.
      expect(points.tried).toBe(15 + 32 + 3 * (4 + 3 + 2 + 1));
    });
  }

  it('finds what only a mix of both versions breaks, within 256 seeds', async () => {
    const still = await everyUpgradePoint(ONLY_MIXED, scenario);
    expect(still.ok).toBe(true);
    expect(still.tasks).toBeGreaterThan(10);
    const rolling = await everyUpgradePoint(ONLY_MIXED, { ...scenario, rolling: true });
    expect([rolling.tried, rolling.unsafe]).toEqual([3 * still.tasks + 256, []]);
    expect(rolling.failed.length).toBeGreaterThan(0);
    const { point, takenBy, outcome } = firstOf(rolling);
    expect([point, outcome.problem]).toEqual([{ takenBy }, 'invariant violated: charged 2 times']);
    const names = takenBy.map((version) => `'${version}'`).join(', ');
    expect(outcome.report()).toContain(`{ ...scenario, only: { takenBy: [${names}] } }`);
    expect(String(rolling)).toContain(`\n  rolling, tasks taken by ${takenBy.join(', ')}: invariant violated`);
    expect(String(rolling)).toContain(`\n  and ${rolling.failed.length - 5} more with a rollback or a rolling`);
  });

  it('finds by a rollback what the old version does not understand', async () => {
    const points = await everyUpgradePoint(ONLY_MIXED, { ...scenario, rollback: true });
    // The new id is made by task 1 alone. From its result on, each later decision of the old version charges again.
    expect(
      points.failed.every(({ point }) => 'task' in point && point.task === 1 && point.upgraded !== 'workers'),
    ).toBe(true);
    const back = points.failed.flatMap(({ point }) =>
      'upgraded' in point && point.upgraded === 'both' ? point.backAt : [],
    );
    expect(back).toEqual(Array.from({ length: points.tasks - 1 }, (_, i) => i + 2));
  });

  it('repeats a failure alone', async () => {
    const rolling = await everyUpgradePoint(ONLY_MIXED, { ...scenario, rolling: true });
    const { point, outcome } = firstOf(rolling);
    const again = await everyUpgradePoint(ONLY_MIXED, { ...scenario, only: point });
    expect([again.tried, again.failed.map((one) => one.outcome.history)]).toEqual([1, [outcome.history]]);
  });

  it('ends a decider that loops once mixed', async () => {
    const answers = (result: string) => ({ 'Charge@1': () => result });
    const looping = (result: string, activities: ReturnType<typeof answers>) =>
      versionOf(({ events }) => {
        const results = events.map((event) => event.activityTaskCompletedEventAttributes?.result);
        return results.includes(result) ? complete : schedule('Charge', `charge-${events.length}`);
      }, activities);
    const versions: UpgradeVersions<Shop> = {
      from: () => looping('ok', answers('ok')),
      to: () => looping('OK', answers('OK')),
    };
    const points = await everyUpgradePoint(versions, { start });
    expect(points.unsafe.map(({ upgraded, first, last }) => [upgraded, first, last])).toContainEqual([
      'deciders',
      1,
      3,
    ]);
    const { outcome } = firstOf(points);
    expect(outcome.problem).toMatch(/more than 110 events, 10 times those of the undisturbed play/);
    const millis: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const since = performance.now();
      // Three plays without an upgrade, and the one that loops.
      await everyUpgradePoint(versions, { start, only: { task: 1, upgraded: 'deciders' }, minimizeRuns: 0 });
      millis.push(performance.now() - since);
    }
    expect(Math.min(...millis)).toBeLessThan(50);
  });

  it('finds a task that times out because no version serves it, though the run goes on', async () => {
    const wanting = (activity: string) =>
      versionOf(
        ({ events }) => {
          const isOver = has(events, 'ActivityTaskCompleted') || has(events, 'ActivityTaskTimedOut');
          if (isOver) return complete;
          return has(events, 'ActivityTaskScheduled') ? [] : schedule(activity, 'work');
        },
        { [`${activity}@1`]: () => 'done' },
      );
    const impatient = { timeouts: { scheduleToStart: '1m' } } as const;
    const version = (activity: string) => () => ({
      ...wanting(activity),
      defaults: { activities: { [`${activity}@1`]: impatient } },
    });
    const points = await everyUpgradePoint({ from: version('Charge'), to: version('Ship') }, { start });
    expect(points.unsafe.map(({ upgraded, first, last }) => [upgraded, first, last])).toEqual([
      ['both', 2, 2],
      ['deciders', 1, 1],
      ['workers', 1, 2],
    ]);
    expect(points.failed[0]?.outcome.problem).toBe(
      "a task of activity type 'Charge@1' waits on task list 'default', and no worker of 'to' serves it",
    );
  });

  it('lets the defaults that are registered first hold, and says so', async () => {
    const listed = (taskList: string) => () => ({
      ...versionOf(inTurn(['Charge', 'charge'])),
      defaults: { activities: { 'Charge@1': { taskList } } },
    });
    const points = await everyUpgradePoint({ from: listed('old'), to: listed('new') }, scenario);
    expect([points.ok, points.tried, points.upgraded.problem]).toEqual([
      false,
      0,
      "a task of activity type 'Charge@1' waits on task list 'old', and no worker of 'to' serves it",
    ]);
    expect(String(points)).toMatch(
      /^version 'to' fails alone.*\nnote: the defaults of activity type 'Charge@1' differ: those of 'from' hold/,
    );
    const same = await everyUpgradePoint({ from: listed('old'), to: listed('old') }, scenario);
    expect([same.ok, same.notes]).toEqual([true, []]);
  });

  it('takes the lists that the deciders of a version name for lists that its workers poll', async () => {
    const naming = (name: string) => () =>
      versionOf((task) => {
        const decisions = inTurn(['Charge', 'charge'])(task) as ReturnType<typeof schedule>;
        return decisions.map((one) => ({
          ...one,
          ...(one.scheduleActivityTaskDecisionAttributes && {
            scheduleActivityTaskDecisionAttributes: {
              ...one.scheduleActivityTaskDecisionAttributes,
              taskList: { name },
            },
          }),
        }));
      });
    expect((await everyUpgradePoint({ from: naming('fast'), to: naming('fast') }, scenario)).ok).toBe(true);
    const points = await everyUpgradePoint({ from: naming('fast'), to: naming('slow') }, scenario);
    expect(unsafeIn(points)).toEqual({ both: [2], deciders: [1], workers: [1, 2] });
  });

  it('takes the list that a decider names for its own next tasks for one that it polls', async () => {
    const naming = (name: string) => () =>
      versionOf((task) => ({
        decisions: [...(inTurn(['Charge', 'charge'])(task) as ReturnType<typeof schedule>)],
        taskList: { name },
      }));
    expect((await everyUpgradePoint({ from: naming('own'), to: naming('own') }, scenario)).ok).toBe(true);
    const points = await everyUpgradePoint({ from: naming('old'), to: naming('new') }, scenario);
    expect(unsafeIn(points)).toEqual({ both: [2, 3], deciders: [2, 3], workers: [] });
  });

  it('expects a close to fail that missed an event', async () => {
    const closing = () => versionOf(() => complete);
    const given = { start: { workflow: 'Order@1', events: [{ signal: 'change' }] } };
    const missed: boolean[] = [];
    for (let seed = 1; seed <= 24; seed += 1) {
      const points = await everyUpgradePoint({ from: closing, to: closing }, { ...given, seed });
      expect(String(points)).toMatch(/, 0 failed$/);
      missed.push(JSON.stringify(points.undisturbed.history).includes('UNHANDLED_DECISION'));
    }
    expect(missed).toContain(true);
  });

  it('says which decision failed, unless the failure is expected', async () => {
    const canceling = (timerId: string) => () =>
      versionOf(({ events }) => {
        const [timer, cancel] = [
          { decisionType: 'StartTimer', startTimerDecisionAttributes: { timerId, startToFireTimeout: '60' } },
          { decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId } },
        ] as const;
        if (!has(events, 'TimerStarted')) return [timer, ...schedule('Charge', 'charge')];
        return has(events, 'ActivityTaskCompleted') ? [cancel, ...complete] : [];
      });
    const versions = { from: canceling('a'), to: canceling('b') };
    const points = await everyUpgradePoint(versions, scenario);
    expect(unsafeIn(points)).toEqual({ both: [2, 3], deciders: [2, 3], workers: [] });
    expect(points.failed[0]?.outcome.problem).toMatch(
      /^a decision failed: CancelTimerFailed of 'b' \(event \d+\): TIMER_ID_UNKNOWN/,
    );
    expect((await everyUpgradePoint(versions, { ...scenario, expectedFailures: ['TIMER_ID_UNKNOWN'] })).ok).toBe(true);
  });

  it('explains an unsafe task with the first decision that differs', async () => {
    const { a, b } = INCOMPATIBLE['a renamed activity id'];
    const points = await everyUpgradePoint({ from: a, to: b }, scenario);
    expect(String(points).split('\n').slice(0, 5).join('\n')).toBe(
      [
        'tried 15 upgrade points of 5 tasks, 8 failed',
        '  both upgraded at tasks 2 to 5: invariant violated: charged 2 times',
        '    first decision that differs, at task 3 (event 9):',
        '        ScheduleActivityTask ship activityType=Ship@1 input="order-7"',
        '          activityId: undisturbed "ship", upgraded "charge-order"',
      ].join('\n'),
    );
    expect(String(points)).toContain("{ ...scenario, only: { task: 2, upgraded: 'both' } }");
    expect(() => points.assert()).toThrow('8 failed');
    expect(points.html()).toMatch(/^<!doctype html>/i);
  });

  it('says how many points it did not try', async () => {
    const { a, b } = INCOMPATIBLE['a changed order of decisions'];
    const seen: (readonly [number, number])[] = [];
    const onProgress = (...told: [number, number]): void => void seen.push(told);
    const few = await everyUpgradePoint({ from: a, to: b }, { ...scenario, maxPoints: 1, onProgress });
    expect([few.ok, few.tried, few.left, seen]).toEqual([false, 1, 14, [[1, 1]]]);
    expect(String(few)).toBe('tried 1 upgrade point of 5 tasks, 0 failed, 14 not tried (maxPoints is 1)');
  });

  it('says which version fails alone', async () => {
    const sound = () => versionOf(inTurn(['Charge', 'charge']));
    const stuck = () => versionOf(() => []);
    const [first, second] = [
      await everyUpgradePoint({ from: stuck, to: sound }, scenario),
      await everyUpgradePoint({ from: sound, to: stuck }, scenario),
    ];
    expect([first.tried, second.tried, first.ok, second.ok]).toEqual([0, 0, false, false]);
    expect(String(first)).toMatch(/^version 'from' fails alone, so no upgrade point was tried:\n\nthe run is stuck/);
    expect(String(second)).toMatch(/^version 'to' fails alone, so no upgrade point was tried:\n\nthe run is stuck/);
  });

  it('lets a task that is in hand end under the version that took it', async () => {
    const worlds: string[][] = [];
    const version = (name: string) => () => ({
      workflows: {
        'Order@1': ({ events }: { readonly events: readonly HistoryEvent[] }) => {
          if (!has(events, 'ActivityTaskScheduled')) return [...schedule('Charge', 'a'), ...schedule('Charge', 'b')];
          return events.filter(({ eventType }) => eventType === 'ActivityTaskCompleted').length === 2 ? complete : [];
        },
      },
      activities: {
        'Charge@1': async ({ activityId }: ActivityTask, ctx: ActivityContext<string[]>) => {
          ctx.world.push(`${name} begins ${activityId}`);
          await ctx.sleep('1h');
          ctx.world.push(`${name} ends ${activityId}`);
        },
      },
    });
    const world = (): string[] => {
      worlds.push([]);
      return worlds.at(-1) as string[];
    };
    const only = { task: 3, upgraded: 'both' } as const;
    const points = await everyUpgradePoint({ from: version('from'), to: version('to') }, { start, world, only });
    expect(points.ok).toBe(true);
    expect(worlds.at(-1)).toEqual(['from begins a', 'to begins b', 'from ends a', 'to ends b']);
  });

  it('takes asynchronous deciders and activities', async () => {
    const { a, b, aToB } = INCOMPATIBLE['a renamed activity id'];
    const slow = (make: Pair['a']) => (): ReturnType<Pair['a']> => {
      const { workflows, activities } = make();
      const decider = workflows['Order@1'] as NonNullable<(typeof workflows)[string]>;
      const slowly = Object.entries(activities ?? {}).map(([type, act]) => [
        type,
        async (...[task, ctx]: Parameters<typeof act>) => {
          await ctx.sleep('5s');
          return act(task, ctx);
        },
      ]);
      return { workflows: { 'Order@1': async (task) => decider(task) }, activities: Object.fromEntries(slowly) };
    };
    expect(unsafeIn(await everyUpgradePoint({ from: slow(a), to: slow(b) }, scenario))).toEqual(aToB);
  });
});

describe('versions', () => {
  const sound = () => versionOf(inTurn(['Charge', 'charge']));
  const refused = (versions: unknown, given: object = scenario): Promise<unknown> =>
    everyUpgradePoint(versions as UpgradeVersions<Shop>, given as typeof scenario);

  it('must be functions that make deciders and workers', async () => {
    await expect(refused({ from: sound(), to: sound })).rejects.toThrow("'from' of everyUpgradePoint() was given as");
    await expect(refused({ from: sound, to: async () => sound() })).rejects.toThrow('to() returned');
    await expect(refused({ from: sound, to: () => ({ ...sound(), world: () => 1 }) })).rejects.toThrow(
      "unknown option 'world' of the version 'to' of everyUpgradePoint(); write it into the scenario",
    );
    await expect(refused({ from: sound, to: () => ({ ...sound(), workers: {} }) })).rejects.toThrow(
      "a poll loop takes tasks by itself; write its work as functions in 'activities'",
    );
  });

  it('come with a scenario that is checked', async () => {
    const versions = { from: sound, to: sound };
    await expect(refused(versions, { ...scenario, plan: [] })).rejects.toThrow("unknown option 'plan'");
    await expect(refused(versions, { ...scenario, rolling: 3 })).rejects.toThrow('rolling was given as 3');
    await expect(refused(versions, { ...scenario, maxPoints: 0 })).rejects.toThrow('maxPoints was given as 0');
    await expect(refused(versions, { ...scenario, only: { task: 0, upgraded: 'both' } })).rejects.toThrow(
      "'task' of 'only'",
    );
    await expect(refused(versions, { ...scenario, only: { task: 1 } })).rejects.toThrow("'upgraded' of 'only'");
    await expect(refused(versions, { ...scenario, only: { takenBy: ['new'] } })).rejects.toThrow(
      "an entry of 'takenBy'",
    );
  });
});
