/** A shift of some more than 400 days: year, day, hour, minute and second all differ. */
const SHIFT_MILLIS = 34_601_471_234;

/** The random numbers that a function drew. */
export interface Draws {
  readonly drawn: number[];
}

/** Calls a function, and records what it draws from `Math.random`; of an async function, up to its first `await`. */
export function recordDraws<T>(draws: Draws, act: () => T): T {
  const { random } = Math;
  const recorded = (): number => {
    const value = random();
    draws.drawn.push(value);
    return value;
  };
  return withGlobals({ Date: globalThis.Date, random: recorded }, act);
}

/**
 * Calls a function again while `Date` is more than a year ahead, and `Math.random` returns other numbers, each in the other
 * half of its range. Without the shift, two decisions that depend on the time would be equal within one millisecond.
 */
export function perturb<T>({ drawn }: Draws, act: () => T): T {
  const { random } = Math;
  let index = 0;
  const other = (): number => {
    const value = ((drawn[index] ?? random()) + 0.5) % 1;
    index += 1;
    return value;
  };
  return withGlobals({ Date: shiftedDate(globalThis.Date), random: other }, act);
}

function withGlobals<T>(world: { readonly Date: DateConstructor; readonly random: () => number }, act: () => T): T {
  const { Date: date } = globalThis;
  const { random } = Math;
  try {
    globalThis.Date = world.Date;
    Math.random = world.random;
    return act();
  } finally {
    globalThis.Date = date;
    Math.random = random;
  }
}

function shiftedDate(date: DateConstructor): DateConstructor {
  const now = (): number => date.now() + SHIFT_MILLIS;
  return new Proxy(date, {
    apply: () => new date(now()).toString(),
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget) as Date,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}
