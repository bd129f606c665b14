import type { CoverageCounts } from '../../coverage/index.js';

const MEMBER = 'swfakeCoverage';

/** Writes the coverage of a test into its meta data, which Vitest passes to reporters. */
export function noteCoverage(meta: object, counts: CoverageCounts): void {
  if (Object.keys(counts).length > 0) Object.assign(meta, { [MEMBER]: counts });
}

/** Returns the coverage from the meta data of a test; no counts if it has none. */
export const coverageIn = (meta: object): CoverageCounts =>
  (meta as { readonly [MEMBER]?: CoverageCounts })[MEMBER] ?? {};
