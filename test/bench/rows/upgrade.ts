import { type Decision, everyUpgradePoint, harness, type UpgradeVersion } from '../../../src/simulation/index.js';
import { inTurn, marker, type Shop, scenario, versionOf } from '../../simulation/upgrade/pairs.js';
import { timed } from '../measure.js';
import type { Row } from '../row.js';

const COPIES = 1000;
const PARTS = 3;

const steps = inTurn(['Charge', 'charge'], ['Ship', 'ship-1'], ['Ship', 'ship-2'], ['Ship', 'ship-3']);

/** Charges and ships, and records a marker when it starts: 30 events. */
const version = (): UpgradeVersion<Shop> =>
  versionOf((task) => [...(task.previousStartedEventId ? [] : [marker]), ...(steps(task) as readonly Decision[])]);

/** Tries every point of a sound upgrade: milliseconds a point, with the three plays that are no points. */
async function everyPoint(): Promise<number> {
  const began = performance.now();
  const { ok, tried, tasks } = await everyUpgradePoint({ from: version, to: version }, scenario);
  if (!ok || tried !== tasks * PARTS) throw new Error(`bench: ${tried} points of ${tasks} tasks, ok: ${ok}`);
  return (performance.now() - began) / tried;
}

// A point may cost 3 ms, by the issue: a copy of its history takes about 0.05 ms.
export const upgradeRow: Row = {
  name: 'upgrade point',
  subject: 'a point of everyUpgradePoint, for a run of 30 events',
  limit: 'JSON.parse(JSON.stringify(its history))',
  goal: 15,
  unit: 'ms',
  warmUps: 15,
  prepare: async () => {
    const { history } = await harness({ ...version(), world: scenario.world }).run(scenario.start);
    if (history.length !== EVENTS) throw new Error(`bench: a history of ${history.length} events`);
    return { limit: () => timed(COPIES, () => copies(history)), subject: everyPoint };
  },
};

const EVENTS = 30;

function copies(history: readonly object[]): void {
  for (let i = 0; i < COPIES; i += 1) JSON.parse(JSON.stringify(history));
}
