import { describe, expect, it } from 'vitest';
import {
  type Definition,
  type Plan,
  type PlannedFault,
  type SimulationResult,
  simulate,
} from '../../../src/simulation/index.js';
import { byHand, order, quietStart, slowly, start } from '../sample.js';

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

const often: Plan = [
  { fault: 'lost response', p: 0.1 },
  { fault: 'crash after', p: 0.1 },
  { fault: 'clock jump', by: '1h', p: 0.03 },
  { fault: 'many timers', p: 0.1 },
  { fault: 'empty poll', p: 0.05 },
  { fault: 'duplicate delivery', p: 0.1 },
];

/** The faults that struck, each at its address. */
const addressed = ({ fired }: SimulationResult): Plan =>
  fired.map(({ fault: { p: _p, nth: _nth, ...fault }, address }) => ({ ...fault, at: address }) as PlannedFault);

async function repeat<W>(
  definition: Definition<W>,
  seed: number,
): Promise<readonly [SimulationResult, SimulationResult]> {
  const first = await simulate(definition, { start, seed, plan: often });
  const { schedule } = first;
  return [first, await simulate(definition, { start, seed, plan: addressed(first), schedule })];
}

const strikesOf = ({ fired }: SimulationResult, fault: PlannedFault): readonly string[] =>
  fired.filter((one) => one.fault === fault).map(({ address }) => address);

const happened = ({ choices }: SimulationResult): ReadonlySet<string> => new Set(choices.map(({ chosen }) => chosen));

describe('a simulation', () => {
  it.each([
    ['functions', (seed: number) => repeat(order, seed)],
    ['functions that sleep', (seed: number) => repeat(slowly, seed)],
    ['poll loops', (seed: number) => repeat(byHand, seed)],
  ])('of %s is repeated by its schedule and the addresses of its faults', async (_name, repeatSeed) => {
    for (const seed of seeds(40)) {
      const [first, again] = await repeatSeed(seed);
      expect(again.timeline).toBe(first.timeline);
      expect([again.unfired, again.unusedSchedule]).toEqual([[], []]);
    }
  });

  it('names each step once', async () => {
    for (const seed of seeds(20)) {
      const { choices } = await simulate(order, { start, seed, plan: often });
      const steps = choices.map(({ chosen }) => chosen);
      expect(new Set(steps).size).toBe(steps.length);
      for (const { options, chosen } of choices) expect(options).toContain(chosen);
    }
  });

  it('records every choice: those of one step, and events from outside that could have come', async () => {
    const { choices } = await simulate(order, { start, seed: 2 });
    expect(choices.slice(0, 3)).toEqual([
      {
        kind: 'step',
        options: ['StartWorkflowExecution of starter'],
        chosen: 'StartWorkflowExecution of starter',
      },
      {
        kind: 'step',
        options: ['PollForDecisionTask for decision 1', "SignalWorkflowExecution 'cancel'"],
        chosen: 'PollForDecisionTask for decision 1',
      },
      {
        kind: 'step',
        options: ['RespondDecisionTaskCompleted for decision 1', "SignalWorkflowExecution 'cancel'"],
        chosen: 'RespondDecisionTaskCompleted for decision 1',
      },
    ]);
  });
});

describe('a fault that is left out of a plan of six', () => {
  it('moves no other: in 100 of 100 runs the others strike the same calls, as long as these happen', async () => {
    let compared = 0;
    for (const seed of seeds(100)) {
      const whole = await simulate(order, { start, seed, plan: often });
      const left = often.filter((_, i) => i !== seed % often.length);
      const without = await simulate(order, { start, seed, plan: left });
      const calls = happened(without);
      for (const fault of left) {
        const strikes = strikesOf(whole, fault).filter((address) => calls.has(address));
        expect(strikesOf(without, fault)).toEqual(expect.arrayContaining([...strikes]));
        compared += strikes.length;
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('is struck alone by its address', async () => {
    const at = "RespondActivityTaskCompleted for activity 'Charge-1'";
    const { fired } = await simulate(order, { start, seed: 3, plan: [{ fault: 'lost response', at }] });
    expect(fired.map(({ address, struck }) => [address, struck])).toEqual([
      [at, 'RespondActivityTaskCompleted of worker-1'],
    ]);
  });
});

describe('a schedule', () => {
  const early = { start, schedule: [] };
  const signal = "SignalWorkflowExecution 'cancel'";
  const typesOf = ({ history }: SimulationResult) => history.map(({ eventType }) => eventType);

  it('without entries takes the first step each time', async () => {
    const { choices, schedule } = await simulate(order, early);
    expect(choices.every(({ options, chosen }) => options[0] === chosen)).toBe(true);
    expect(schedule).toEqual([]);
  });

  it('lets a step wait until another one has come', async () => {
    const after = "PollForActivityTask for activity 'Charge-1'";
    const result = await simulate(order, { ...early, schedule: [{ step: signal, after }] });
    const types = typesOf(result);
    expect(types.indexOf('WorkflowExecutionSignaled')).toBe(types.indexOf('ActivityTaskStarted') + 1);
    expect(result.schedule).toEqual([{ step: signal, after }]);
  });

  it('lets an event from outside wait while time passes', async () => {
    const after = "timer 'remind' fires";
    const types = typesOf(await simulate(order, { ...early, schedule: [{ step: signal, after }] }));
    expect(types.indexOf('WorkflowExecutionSignaled')).toBe(types.indexOf('TimerFired') + 2);
  });

  it('lets a step come when nothing else is left to wait for, and tells what it did not use', async () => {
    const schedule = [
      { step: 'RespondDecisionTaskCompleted for decision 1', after: 'a step that never comes' },
      { step: 'a step that never comes', after: signal },
    ];
    const result = await simulate(order, { start: quietStart, schedule });
    expect(result.ok).toBe(true);
    expect(result.unusedSchedule).toEqual(schedule);
    expect(String(result)).toContain('did not wait: a step that never comes');
  });
});
