import type { Plan, PlannedFault } from '../faults/faultKinds.js';
import type { Schedule } from '../order/schedule.js';

/** The parts of a simulation that name its steps. */
export interface Addressed {
  readonly faults: Plan;
  readonly waits: Schedule;
}

const TASK = / for ((?:activity|decision) .+?)(?:, attempt \d+|, late)?$/;

const taskIn = (address = ''): string | undefined => TASK.exec(address)?.[1];

/**
 * Returns the parts without an earlier fault, and with the task of a later fault replaced by the task of the earlier one: the
 * second attempt of the same work is often needless. Returns `undefined` if the faults are not of two tasks of one kind.
 */
export function atEarlierTask({ faults, waits }: Addressed, earlier: PlannedFault, later: PlannedFault) {
  const [to, from] = [taskIn(earlier.at), taskIn(later.at)];
  if (to === undefined || from === undefined || to === from || kindOf(to) !== kindOf(from)) return undefined;
  const moved = (address: string): string =>
    taskIn(address) === from ? address.replace(` for ${from}`, ` for ${to}`) : address;
  const renamed = waits.map(({ step, after }) => ({ step: moved(step), after: moved(after) }));
  if (new Set(renamed.map(({ step }) => step)).size < renamed.length) return undefined;
  const others = faults.filter((fault) => fault !== earlier);
  return { faults: others.map((fault) => ({ ...fault, at: moved(fault.at ?? '') })), waits: renamed };
}

const kindOf = (task: string): string | undefined => task.split(' ')[0];
