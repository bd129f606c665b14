import { checkNames } from '../../args/checkOptions.js';
import { checkList, wrongValue } from '../model/checkValues.js';

/** A step that waits, although it could come, until another step has come. */
export interface HeldStep {
  /** The address of the step that waits. */
  readonly step: string;
  /** The address of the step that must come first. */
  readonly after: string;
}

/** The order of the steps of a simulation. A step that it does not name comes as soon as it can, the oldest first. */
export type Schedule = readonly HeldStep[];

/** A choice of a simulation. */
export interface Choice {
  /** The kind: the next step of a decider, a worker or a caller; or the next of the things that are due at one instant. */
  readonly kind: 'step' | 'due';
  /** The addresses of all steps that were possible. */
  readonly options: readonly string[];
  /** The address of the step that was taken. */
  readonly chosen: string;
}

const EXPECTED = "a list of steps that wait, { step, after }, such as 'schedule' of a result";

/**
 * Checks a schedule.
 *
 * @throws TypeError if it is no list of steps that wait: the numbers of earlier versions name no step.
 */
export function checkSchedule(schedule: Schedule): void {
  checkList('schedule', schedule, EXPECTED);
  const waiting = new Set<string>();
  for (const held of schedule) {
    checkHeld(held);
    if (waiting.has(held.step))
      throw wrongValue("a second entry of 'schedule' for one step", held.step, 'one entry for each step');
    waiting.add(held.step);
  }
}

function checkHeld(held: unknown): void {
  if (typeof held === 'number')
    throw wrongValue(
      "an entry of 'schedule'",
      held,
      `${EXPECTED}; a schedule of numbers is of an earlier version: run its seed again`,
    );
  if (typeof held !== 'object' || held === null) throw wrongValue("an entry of 'schedule'", held, EXPECTED);
  checkNames("an entry of 'schedule'", held, { step: true, after: true });
  for (const [member, address] of Object.entries({ step: undefined, after: undefined, ...held }))
    if (typeof address !== 'string' || address === '')
      throw wrongValue(`'${member}' of an entry of 'schedule'`, address, 'the address of a step');
}
