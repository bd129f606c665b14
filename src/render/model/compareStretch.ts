/** A part of two lists, of each from an index up to another one, which is excluded. */
export interface Stretch {
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

/** Two indexes of items that correspond. */
export interface Anchor {
  readonly left: number;
  readonly right: number;
}

/** A place in the comparison of two lists: the index in each. It is absent where this list has nothing. */
export interface IndexPair {
  readonly left?: number;
  readonly right?: number;
  /** False in a stretch that is too long and too different to be aligned. */
  readonly isAligned: boolean;
}
