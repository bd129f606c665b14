import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Decision, DecisionTask } from '../../src/deciders/decider.js';
import { explore, type Scenario } from '../../src/simulation/explore/index.js';
import { movesOf } from '../../src/simulation/explore/moves/index.js';
import { Progress } from '../../src/simulation/explore/progress.js';
import { startNode } from '../../src/simulation/explore/search.js';
import { canonical } from '../../src/simulation/explore/state/canonical.js';
import { fingerprint } from '../../src/simulation/explore/state/fingerprint.js';
import { Hash } from '../../src/simulation/explore/state/hash.js';
import { type Node, NodeBuilder } from '../../src/simulation/explore/state/node.js';
import { PreparedScenario } from '../../src/simulation/explore/state/preparedScenario.js';
import { type Ledger, mended, order } from './exploreSample.js';

describe('the fingerprint of a node', () => {
  const scenario = (): Scenario<Ledger> => {
    const { start, ...rest } = order(mended);
    return { ...rest, start: { ...start, events: [{ signal: 'cancel' }, { signal: 'cancel' }] } };
  };

  /** The futures of a node down to some depth, by the words of its moves alone. */
  function futures(prepared: PreparedScenario<Ledger>, node: Node<Ledger>, depth: number): string {
    if (depth === 0) return '';
    const moves = movesOf(prepared, node).map(({ description, apply }) => {
      const builder = new NodeBuilder(prepared, node);
      apply(builder);
      return `${description()}(${futures(prepared, builder.build(), depth - 1)})`;
    });
    return [...new Set(moves)].sort().join();
  }

  it('is the same only for those with the same future', () => {
    const prepared = new PreparedScenario(scenario());
    const known = new Map<number, string>();
    let met = 0;
    const visit = (node: Node<Ledger>, depth: number): void => {
      const print = fingerprint(prepared, node);
      const future = futures(prepared, node, 3);
      if (known.has(print)) met += 1;
      expect(known.get(print) ?? future).toBe(future);
      known.set(print, future);
      if (depth === 0) return;
      for (const { apply } of movesOf(prepared, node)) {
        const builder = new NodeBuilder(prepared, node);
        apply(builder);
        visit(builder.build(), depth - 1);
      }
    };
    visit(startNode(prepared), 6);
    expect(met).toBeGreaterThan(50);
  });

  it('tells worlds apart', () => {
    const again = (): Decision[] => [{ decisionType: 'ContinueAsNewWorkflowExecution' }];
    const decider = ({ events }: DecisionTask): Decision[] =>
      events.some(({ eventType }) => eventType === 'LambdaFunctionCompleted')
        ? again()
        : [
            {
              decisionType: 'ScheduleLambdaFunction',
              scheduleLambdaFunctionDecisionAttributes: { id: 'a', name: 'a' },
            },
          ];
    const once = (step: number): Scenario<{ count: number }> => ({
      workflows: { 'Loop@1': (task) => (asked(task) ? decider(task).slice(0, done(task) ? 1 : 0) : decider(task)) },
      defaults: { workflows: { 'Loop@1': { lambdaRole: 'arn:aws:iam::123456789012:role/swf' } } },
      start: { workflow: 'Loop@1' },
      world: () => ({ count: 0 }),
      outcomes: { a: [{ effect: (world) => Object.assign(world, { count: world.count + step }) }] },
    });
    expect(explore(once(0), { maxSteps: 40 }).exhaustive).toBe(true);
    expect(explore(once(1), { maxSteps: 40 }).exhaustive).toBe(false);
  });
});

const asked = ({ events }: DecisionTask): boolean =>
  events.some(({ eventType }) => eventType === 'LambdaFunctionScheduled');
const done = ({ events }: DecisionTask): boolean =>
  events.some(({ eventType }) => eventType === 'LambdaFunctionCompleted');

describe('the canonical text', () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;

  it.each<readonly [string, unknown, unknown, boolean]>([
    ['of keys in another order is the same', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['of a set in another order is the same', new Set([1, 2]), new Set([2, 1]), true],
    [
      'of a map in another order is the same',
      new Map([
        [1, 2],
        [3, 4],
      ]),
      new Map([
        [3, 4],
        [1, 2],
      ]),
      true,
    ],
    ['of a list in another order is another', [1, 2], [2, 1], false],
    ['of a number is not that of its text', 1, '1', false],
    ['of undefined is not that of null', undefined, null, false],
    ['of a map is not that of an object', new Map([['a', 1]]), { a: 1 }, false],
    ['of dates is by their time', new Date(1), new Date(2), false],
    ['of what contains itself ends', loop, loop, true],
    ['of nested values counts', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, false],
  ])('%s', (_words, one, other, same) => {
    expect(canonical(one) === canonical(other)).toBe(same);
  });
});

describe('the hash', () => {
  it('spreads over 53 bits, and tells near values apart', () => {
    const hashes = Array.from({ length: 50_000 }, (_, i) =>
      new Hash()
        .number(i)
        .text(`order-${i % 7}`)
        .value(),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes.every(Number.isSafeInteger)).toBe(true);
    expect(Math.max(...hashes.slice(0, 1000))).toBeGreaterThan(2 ** 52);
    expect(new Hash().text('ab').text('c').value()).not.toBe(new Hash().text('a').text('bc').value());
    expect(new Hash().number(1).value()).not.toBe(new Hash().number(1 + 2 ** 32).value());
  });
});

describe('progress', () => {
  afterEach(() => vi.restoreAllMocks());

  /** What is written while the clock of the process goes on by so much with each look. */
  function written(isTTY: boolean, millisALook: number): readonly string[] {
    const lines: string[] = [];
    const stderr = { isTTY, write: (text: string) => lines.push(text) };
    let now = 0;
    const progress = new Progress(100_000, stderr, () => {
      now += millisALook;
      return now;
    });
    for (let states = 1; states <= 1024; states += 1) progress.show(states, 5);
    progress.end();
    return lines;
  }

  it('is silent on a log, unless it takes long', () => {
    expect(written(false, 1000)).toEqual([]);
    expect(written(false, 4000)).toEqual(['explore: 768 of at most 100,000 states, 5 steps deep, 64 states/s\n']);
  });

  it('is one line on a terminal, which is taken away at the end', () => {
    const lines = written(true, 600);
    expect(lines.slice(0, -1).map((line) => line.startsWith('\r\u001b[Kexplore: '))).toEqual([true, true, true]);
    expect(lines.at(-1)).toBe('\r\u001b[K');
  });
});
