import { isStrike } from '../faults/faults.js';
import type { Random } from '../model/random.js';
import { Chance, type EarlierSeed, type Variation } from '../order/chance.js';
import { isArrival } from '../order/stepOrder.js';

/** A simulation of a guided search: its seed, and what differs from the choices of the seed. It is plain data. */
export interface Variant {
  /** The seed of the choices that nothing else decides. */
  readonly seed: number;
  /** The seeds that decide the first choices. */
  readonly earlier: readonly EarlierSeed[];
  /** The random numbers that replace those of the seeds, by what they decide. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** A variant that ran, with the choices that it made. */
export interface Parent {
  readonly variant: Variant;
  /** The names of the random numbers that were drawn, in order. */
  readonly drawn: readonly string[];
  /** The names of the numbers by which faults struck. */
  readonly struck: readonly string[];
}

/** Returns the variant of a seed alone. */
export const ofSeed = (seed: number): Variant => ({ seed, earlier: [], numbers: {} });

/** Returns a variant in the form that a simulation takes. `drawn` gets what it decides. */
export const variationOf = ({ earlier, numbers }: Variant, drawn: string[] = []): Variation => ({
  earlier,
  numbers: new Map(Object.entries(numbers)),
  drawn,
});

/** A fault with a probability strikes at 0, and not at this number. */
const NO_STRIKE = 1 - 2 ** -32;

/** The parts of the ways to vary. The rest keeps the faults of the parent, and draws the other choices anew. */
const FEW_CHANGES = 0.3;
const LATER_CHANGES = 0.35;
/** The probability that a kept part is really kept, so that needless ones disappear. */
const KEPT_STRIKE = 0.8;
const KEPT_ARRIVAL = 0.7;
/** The probabilities of steps to be kept: one of them for each variant. */
const KEPT_STEP = [0, 0.5, 1];
const WITH_OTHER = 0.2;
const MOST_CHANGES = 3;

/** Returns a new variant of a parent. `other` is another variant whose faults it can get. `seed` decides what is new. */
export function varied(parent: Parent, other: Parent, seed: number, random: Random): Variant {
  const way = random.part();
  if (way < FEW_CHANGES) return withFewChanges(parent, random);
  return way < FEW_CHANGES + LATER_CHANGES
    ? withLaterChanges(parent, seed, random)
    : withKept(parent, other, seed, random);
}

/** Changes a few choices: a fault strikes, or does not; an event comes at another time; a step comes sooner or later. */
function withFewChanges({ variant, drawn, struck }: Parent, random: Random): Variant {
  const strikes = drawn.filter(isStrike);
  const others = drawn.filter((what) => !isStrike(what));
  const arrivals = others.filter(isArrival);
  const numbers = { ...variant.numbers };
  for (let left = 1 + random.below(MOST_CHANGES); left > 0; left -= 1) {
    const kind = random.part();
    if (kind < 0.4) set(numbers, random.oneOf(strikes), 0);
    else if (kind < 0.55) set(numbers, random.oneOf(struck), NO_STRIKE);
    else set(numbers, random.oneOf(kind < 0.75 ? arrivals : others), random.part());
  }
  return { ...variant, numbers };
}

/** Repeats the first choices, and draws all later ones anew. */
function withLaterChanges({ variant, drawn }: Parent, seed: number, random: Random): Variant {
  const cut = random.below(drawn.length + 1);
  const earlier = [...variant.earlier.filter(({ until }) => until < cut), { seed: seedAt(variant, cut), until: cut }];
  const first = new Set(drawn.slice(0, cut));
  const numbers = Object.fromEntries(Object.entries(variant.numbers).filter(([what]) => first.has(what)));
  // The times of events from outside are drawn at the start, but most of them are later.
  for (const what of drawn) if (isArrival(what) && random.part() >= KEPT_ARRIVAL) numbers[what] = random.part();
  return { seed, earlier, numbers };
}

/** Returns the seed that decides just before a draw. */
const seedAt = ({ earlier, seed }: Variant, draw: number): number =>
  earlier.find(({ until }) => draw <= until)?.seed ?? seed;

/** Keeps the faults that struck, and most arrivals, and draws the other choices anew. */
function withKept({ variant, drawn, struck }: Parent, other: Parent, seed: number, random: Random): Variant {
  const before = new Chance(variant.seed, variationOf(variant));
  const keptStep = random.oneOf(KEPT_STEP) ?? 0;
  const numbers: Record<string, number> = {};
  for (const what of drawn) {
    // Every number is asked for, because the draws are counted.
    const number = before.of(what);
    if (!isStrike(what) && random.part() < (isArrival(what) ? KEPT_ARRIVAL : keptStep)) numbers[what] = number;
  }
  for (const what of struck) if (random.part() < KEPT_STRIKE) numbers[what] = 0;
  if (random.part() < WITH_OTHER) for (const what of other.struck) numbers[what] = 0;
  return { seed, earlier: [], numbers };
}

function set(numbers: Record<string, number>, what: string | undefined, number: number): void {
  if (what !== undefined) numbers[what] = number;
}
