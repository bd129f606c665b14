import type { TaskKind } from '../../core/index.js';
import type { Decider } from '../../deciders/decider.js';
import type { Activity, Definition } from './definition.js';
import type { Ended } from './ended.js';

/** The deciders and workers that run: the tasks that they serve, and the function that does a task. */
export interface Fleet<W> {
  /** Returns true if a task of a type (`Name@version`) that waits on a task list is served. */
  serves(kind: TaskKind, type: string, list: string): boolean;
  /** Takes a decision task, and returns the decider that does it. */
  takeDecision(type: string, list: string): Decider | undefined;
  /** Takes an activity task, and returns the activity that does it. */
  takeActivity(type: string, list: string): Activity<W> | undefined;
  /** Returns the end of the simulation if it must not go on. */
  end(): Ended | undefined;
}

/** Returns the fleet of one definition: it serves its types, on whatever task list their tasks wait. */
export function fleetOf<W>({ workflows, activities = {} }: Definition<W>): Fleet<W> {
  const types = { decision: workflows, activity: activities };
  return {
    serves: (kind, type) => Object.hasOwn(types[kind], type),
    takeDecision: (type) => workflows[type],
    takeActivity: (type) => activities[type],
    end: () => undefined,
  };
}
