/** A history cannot be re-enacted any further: why, in a sentence. */
export class Impossible extends Error {}
