/** Something that a fake does for ever: its heap must not grow with it. */
export interface Scenario {
  /** The name for `--only`. */
  readonly name: string;
  /** The unit that is counted, in words: `closed run, forgotten`. */
  readonly unit: string;
  /** The units of a whole soak. A scenario without a number goes on for `--minutes`. */
  readonly count?: number;
  /** The most bytes that may stay of each unit. */
  readonly goal: number;
  /**
   * Begins. What it returns is one fake, or one server, to which everything is done. The part, up to 1, is that of the units
   * that an act of a soak does; default: 1.
   */
  prepare(part?: number): Promise<Work> | Work;
}

/** A scenario that goes on. */
export interface Work {
  /** Does a few units, and returns how many. */
  act(): Promise<number> | number;
  /** Throws if the scenario has not done what it says. */
  check(): void;
  end(): Promise<void> | void;
}
