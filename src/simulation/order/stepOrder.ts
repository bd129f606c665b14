import type { Step } from '../model/step.js';
import type { Chance } from './chance.js';
import { ChoiceLog } from './choiceLog.js';
import type { Choice, HeldStep, Schedule } from './schedule.js';

// The logarithm is random, so that early and late steps are equally frequent in runs of tens and of hundreds of steps.
const MAX_EXPONENT = 8;

const NONE: readonly string[] = [];

const ARRIVAL = 'arrival';

/** Returns true for the name of a random number that decides when an event from outside comes. */
export const isArrival = (what: string): boolean => what.startsWith(ARRIVAL);

/** The order of the steps of a simulation. It takes each choice from a schedule or from chance, and records it. */
export class StepOrder {
  readonly #log = new ChoiceLog();
  readonly #chance: Chance;
  /** The step that each step waits for; `undefined` if chance decides. */
  readonly #after: ReadonlyMap<string, string> | undefined;
  readonly #taken = new Set<string>();
  /** The events from outside that a seed lets come later, each with a function that tells if it could come now. */
  readonly #arriving = new Map<string, () => boolean>();
  /** The last step that was taken before each step that was possible already. */
  readonly #held = new Map<string, string>();

  constructor(chance: Chance, schedule?: Schedule) {
    this.#chance = chance;
    this.#after = schedule && new Map(schedule.map(({ step, after }) => [step, after]));
  }

  /** Returns the last choices. */
  choices(): readonly Choice[] {
    return this.#log.all();
  }

  /** Returns the steps that waited, each with the last one before it. As option `schedule`, they repeat the simulation. */
  schedule(): Schedule {
    return [...this.#held].map(([step, after]): HeldStep => ({ step, after }));
  }

  /** Returns the entries of the given schedule for which no step waited: their step never came, or came later by itself. */
  unused(): Schedule {
    const entries = [...(this.#after ?? [])].map(([step, after]): HeldStep => ({ step, after }));
    return entries.filter(({ step }) => !this.#held.has(step));
  }

  /** Returns the number of steps before an event that can come at any time. `isPossible` tells if it could come now. */
  arrivalOf(address: string, isPossible: () => boolean): number {
    if (this.#after) return 0;
    const exponent = Math.floor(this.#chance.of(`${ARRIVAL} range of ${address}`) * (MAX_EXPONENT + 1));
    const steps = Math.floor(this.#chance.of(`${ARRIVAL} of ${address}`) * 2 ** exponent);
    this.#arriving.set(address, isPossible);
    return steps;
  }

  /** Chooses one of the steps that are possible; `undefined` if all of them can wait, and do. */
  choose<S extends Step>(kind: Choice['kind'], steps: readonly S[]): S | undefined {
    const index = this.#after ? firstFree(steps, this.#after, this.#taken) : this.#first(steps);
    const chosen = steps[index];
    if (chosen) this.#note(kind, steps, index, chosen.address);
    return chosen;
  }

  /** Notes a step that nothing else could replace. */
  take(address: string): void {
    this.#note('step', [{ address }], 0, address);
  }

  /** Returns the index of the step with the lowest random number. */
  #first(steps: readonly Step[]): number {
    let first = 0;
    let lowest = 1;
    if (steps.length === 1) return first;
    for (const [index, { address }] of steps.entries()) {
      const number = this.#chance.of(address);
      if (number >= lowest) continue;
      [first, lowest] = [index, number];
    }
    return first;
  }

  #note(kind: Choice['kind'], steps: readonly Step[], index: number, chosen: string): void {
    for (let i = 0; i < index; i += 1) this.#held.set((steps[i] as Step).address, chosen);
    if (this.#after) this.#taken.add(chosen);
    this.#log.add(kind, steps, index, this.#arriving.size > 0 ? this.#heldArrivals(steps, chosen) : NONE);
  }

  /** Returns the events that chance holds back, though they could have come too. */
  #heldArrivals(steps: readonly Step[], chosen: string): readonly string[] {
    this.#arriving.delete(chosen);
    const held: string[] = [];
    for (const [address, isPossible] of this.#arriving) {
      if (steps.some((step) => step.address === address) || !isPossible()) continue;
      held.push(address);
      this.#held.set(address, chosen);
    }
    return held;
  }
}

/** Returns the index of the first step that does not wait. If all do, returns that of the first one that cannot wait longer. */
function firstFree(steps: readonly Step[], after: ReadonlyMap<string, string>, taken: ReadonlySet<string>): number {
  const free = steps.findIndex(({ address }) => {
    const first = after.get(address);
    return first === undefined || taken.has(first);
  });
  return free >= 0 ? free : steps.findIndex(({ isPatient }) => !isPatient);
}
