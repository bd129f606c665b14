/** 400 days and some: another year, day, hour, minute and second. */
const LATER_MILLIS = 34_601_471_234;

/** What was drawn at random while something was done. */
export interface Draws {
  readonly drawn: number[];
}

/** Does something, and notes what it draws from `Math.random`. Of what is asynchronous: up to its first wait. */
export function noting<T>(draws: Draws, act: () => T): T {
  const { random } = Math;
  const noted = (): number => {
    const value = random();
    draws.drawn.push(value);
    return value;
  };
  return patched({ Date: globalThis.Date, random: noted }, act);
}

/**
 * Does something again in another world: the clock is more than a year on, and `Math.random` draws other numbers, each in
 * the other half. Two decisions within one millisecond would be the same if they depended on the time.
 */
export function disturbed<T>({ drawn }: Draws, act: () => T): T {
  const { random } = Math;
  let place = 0;
  const other = (): number => {
    const value = ((drawn[place] ?? random()) + 0.5) % 1;
    place += 1;
    return value;
  };
  return patched({ Date: later(globalThis.Date), random: other }, act);
}

function patched<T>(world: { readonly Date: DateConstructor; readonly random: () => number }, act: () => T): T {
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

function later(date: DateConstructor): DateConstructor {
  const now = (): number => date.now() + LATER_MILLIS;
  return new Proxy(date, {
    apply: () => new date(now()).toString(),
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget) as Date,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}
