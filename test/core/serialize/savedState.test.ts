import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  allDomains,
  allRuns,
  checkInvariants,
  createState,
  deadlinesInOrder,
  eventId,
  fork,
  instant,
  loadState,
  runAt,
  runNumber,
  runningLambdas,
  type SavedState,
  type State,
  saveState,
  settle,
  step,
} from '../../../src/core/index.js';
import { coreCommand, preparedState, START, walkCore } from '../../../src/property/walks/coreWalk.js';
import { lambdaMoves, walkLambdas } from '../../../src/property/walks/lambdaWalk.js';
import { moves } from '../../../src/property/walks/moves.js';
import { peerMoves } from '../../../src/property/walks/peerMoves.js';
import { PeerWalk, peerState } from '../../../src/property/walks/peerWalk.js';
import { begin, terminate, world } from '../../faultTables/world.js';
import { expectSame } from '../../support/everyStep.js';
import { assertOnSeeds } from '../../support/seeds.js';

vi.setConfig({ testTimeout: 120_000 });

const sequences = moves(fc, { minLength: 30, maxLength: 100 });

/** A saved state as a file has it. */
const throughJson = (s: State): SavedState => JSON.parse(JSON.stringify(saveState(s)));
const textOf = (s: State): string => JSON.stringify(saveState(s));
const reloaded = (s: State): State => loadState(throughJson(s));

describe('a state that was saved and loaded', () => {
  it('is saved as the same bytes again, and shows the same', () =>
    assertOnSeeds(
      fc.property(sequences, (walked) => {
        const s = preparedState(3);
        walkCore(s, walked);
        const loaded = reloaded(s);
        expectSame(textOf(loaded), textOf(s));
        expect([...deadlinesInOrder(loaded)]).toEqual([...deadlinesInOrder(s)]);
      }),
      20,
    ));

  it('goes on with the same replies, changes and histories as one that was not, wherever it is saved', () =>
    assertOnSeeds(
      fc.property(sequences, fc.nat({ max: 60 }), (walked, every) => {
        let shadow = preparedState(3);
        let steps = 0;
        const s = preparedState(3);
        walkCore(s, walked, {
          before: (_s, command) => {
            steps += 1;
            if (steps % (every + 1) === 0) shadow = reloaded(shadow);
            shadowed = JSON.stringify(step(shadow, coreCommand(command), s.now));
          },
          after: (_s, _command, outcome) => {
            const { reply } = JSON.parse(shadowed);
            expectSame(JSON.stringify(reply), JSON.stringify(outcome.reply));
          },
        });
        // The walk may end with a wait.
        step(shadow, { op: 'ListDomains', input: { registrationStatus: 'REGISTERED' } }, s.now);
        step(s, { op: 'ListDomains', input: { registrationStatus: 'REGISTERED' } }, s.now);
        expectSame(textOf(shadow), textOf(s));
      }),
      20,
    ));
  let shadowed = '';

  /** Expects a state to become the same as its loaded copy, when time passes for both. */
  const expectSameFuture = (s: State): void => {
    const [original, copy] = [fork(s), reloaded(s)];
    expectSame(JSON.stringify(runningLambdas(copy)), JSON.stringify(runningLambdas(original)));
    for (const millis of [0, 3000, 100_000]) {
      const at = instant(s.now + millis);
      expectSame(JSON.stringify(settle(copy, at)), JSON.stringify(settle(original, at)));
    }
    expectSame(textOf(copy), textOf(original));
  };

  it('has the same future, with children, signals and steps of a batch on their way', () => {
    const onTheirWay = new Set<string>();
    return assertOnSeeds(
      fc.property(peerMoves(fc, { minLength: 30, maxLength: 60 }), (steps) => {
        let count = 0;
        const s = peerState(60);
        const walk = new PeerWalk(s, () => {
          for (const { kind } of s.deliveries) onTheirWay.add(kind);
          count += 1;
          if (s.deliveries.length > 0 || count % 10 === 0) expectSameFuture(s);
        });
        for (const one of steps) walk.take(one);
      }),
      8,
    ).then(() => {
      const met = ['start child', 'signal external', 'cancel external'];
      expect([...onTheirWay]).toEqual(expect.arrayContaining(met));
    });
  });

  it('has the step that tells the sender of a signal, which settle() leads to and takes at once', () => {
    const reached = { workflowId: 'w', runId: 'r' };
    const delivery = { kind: 'tell sender', order: 2, run: runNumber(0), eventId: eventId(5), reached } as const;
    const { deliveries } = reloaded({ ...preparedState(3), deliveries: [delivery] });
    expect(deliveries).toEqual([delivery]);
  });

  it('has the same future, with Lambda functions that run', () => {
    let running = 0;
    return assertOnSeeds(
      fc.property(lambdaMoves(fc, { minLength: 1, maxLength: 40 }), (walked) => {
        const s = walkLambdas(walked);
        const calls = runningLambdas(s);
        running += calls.length;
        for (const { effect } of calls) expect(runAt(s, effect.lambda.run)?.closed).toBe(undefined);
        expectSameFuture(s);
      }),
      30,
    ).then(() => expect(running).toBeGreaterThan(10));
  });

  it('does not share what it writes with the state that was saved', () => {
    const s = preparedState(3);
    const saved = saveState(s);
    const text = JSON.stringify(saved);
    const copy = loadState(saved);
    for (const one of [s, copy]) {
      step(one, { op: 'RegisterDomain', input: { name: 'x', workflowExecutionRetentionPeriodInDays: '1' } }, START);
    }
    expect(JSON.stringify(saved)).toBe(text);
    expect([...allDomains(s)]).toHaveLength([...allDomains(copy)].length);
  });

  it('has the events of its own fork only', () => {
    const s = preparedState(3);
    const [domain] = [...allDomains(s)].map(({ name }) => name);
    const workflowType = { name: 'Workflow', version: '1' };
    const start = { domain, workflowId: 'w', workflowType };
    expect(step(s, { op: 'StartWorkflowExecution', input: start }, START).reply).toHaveProperty('runId');
    const before = textOf(s);
    const other = fork(s);
    step(other, { op: 'SignalWorkflowExecution', input: { domain, workflowId: 'w', signalName: 's' } }, START);
    expect(textOf(s)).toBe(before);
    expect(textOf(other)).not.toBe(before);
  });

  it('is as long for a thousand runs that were deleted as for one', () => {
    const { s } = world();
    const sizes = [1, 1000, 1000].map((count) => {
      for (let i = 0; i < count; i += 1) {
        begin(s, 'short-lived');
        terminate(s, 'short-lived');
      }
      settle(s, instant(s.now + 86_400_000));
      const { runs } = throughJson(s);
      return (runs as readonly unknown[]).map((run) => typeof run);
    });
    expect(sizes).toEqual([1, 2, 3].map(() => ['number', 'object', 'number', 'object', 'number']));
    const loaded = reloaded(s);
    expect([loaded.runs.length, [...allRuns(loaded)].map(({ number }) => number)]).toEqual([
      s.runs.length,
      [...allRuns(s)].map(({ number }) => number),
    ]);
    expect(begin(loaded, 'next')).toBe(begin(s, 'next'));
  });

  it('keeps its settings, but for limits and assumptions that are given', () => {
    const options = { region: 'eu-west-1', accountId: '210987654321', limits: { domains: 3 } };
    const s = createState({ seed: 2 ** 40 + 1, now: instant(5), ...options, assumptions: { idlePollToken: 'empty' } });
    const { config, now } = reloaded(s);
    expect({ ...config, now }).toEqual({ ...s.config, now: 5 });
    expect(config.limits.openLambdaFunctions).toBe(Number.POSITIVE_INFINITY);
    const changed = loadState(throughJson(s), {
      limits: { openTimers: 2 },
      assumptions: { pollTokenForHistory: 'refused' },
    });
    expect(changed.config.limits).toEqual({ ...s.config.limits, openTimers: 2 });
    expect(changed.config.assumptions).toEqual({ ...s.config.assumptions, pollTokenForHistory: 'refused' });
    expect(() => loadState(throughJson(s), { limits: { openTimers: -1 } })).toThrow("the limit 'openTimers'");
  });
});

/** The paths of all values in a JSON value. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, part]) => pathsOf(part, [...path, name]))];
}

function damaged(saved: SavedState, path: readonly string[], value: unknown): SavedState {
  const copy = JSON.parse(JSON.stringify(saved));
  let place = copy;
  for (const name of path.slice(0, -1)) place = place[name];
  const last = path.at(-1) as string;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

const damages = fc.record({
  at: fc.nat(),
  value: fc.constantFrom(undefined, null, -1, 0, 7, 1e300, '', 'x', true, [], {}),
});

function expectRefusedOrWhole(copy: SavedState): void {
  let loaded: State;
  try {
    loaded = loadState(copy);
  } catch (error) {
    expect((error as Error).message).toMatch(
      /^swfake: (the saved state|seed was|the limit|the assumption|unknown assumption) /,
    );
    expect(error).toBeInstanceOf(TypeError);
    return;
  }
  expect(checkInvariants(loaded)).toEqual([]);
  step(loaded, { op: 'ListDomains', input: { registrationStatus: 'REGISTERED' } }, instant(loaded.now + 1e9));
}

describe('a saved state that was damaged', () => {
  it('is refused with a sentence, or is a state that holds all rules', () =>
    assertOnSeeds(
      fc.property(sequences, fc.array(damages, { minLength: 6, maxLength: 6 }), (walked, drawn) => {
        const s = preparedState(3);
        walkCore(s, walked);
        const saved = throughJson(s);
        const paths = pathsOf(saved).slice(1);
        for (const { at, value } of drawn)
          expectRefusedOrWhole(damaged(saved, paths[at % paths.length] as readonly string[], value));
      }),
      12,
    ));
});
