import fc from 'fast-check';

/** Always the same, so that a failure is one for everybody; the last one is fresh, so that every run looks further. */
const FIXED_SEEDS = [1, 2, 3, 13];

const fresh = Number(process.env.SWFAKE_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Runs a property on every seed. A failure names its seed and path; SWFAKE_SEED repeats a fresh one. */
export async function assertOnSeeds<T>(property: fc.IRawProperty<T>, numRuns: number): Promise<void> {
  for (const seed of [...FIXED_SEEDS, fresh]) await fc.assert(property, { seed, numRuns });
}

export const freshSeedLine = `fresh seed ${fresh}; repeat it with SWFAKE_SEED=${fresh}`;
