import type { Plan, PlannedFault } from '../faults/faultKinds.js';

const RETRY = /^(.+), attempt \d+$/;

/**
 * Returns a plan in which a fault strikes the first attempt of its call, in place of the faults that led to its attempt.
 * Returns `undefined` if the plan gets no smaller: the fault strikes no later attempt, or no fault led to it.
 */
export function atFirstAttempt(plan: Plan, fault: PlannedFault): Plan | undefined {
  const [, at] = RETRY.exec(fault.at ?? '') ?? [];
  if (at === undefined) return undefined;
  const others = plan.filter((one) => one === fault || (one.at !== at && RETRY.exec(one.at ?? '')?.[1] !== at));
  return others.length < plan.length ? others.map((one) => (one === fault ? { ...fault, at } : one)) : undefined;
}
