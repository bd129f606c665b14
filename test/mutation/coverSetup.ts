import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';

// Writes down which mutants the code of this test file runs. It is loaded into the instrumented copy only.

interface Hits {
  currentTestId?: string | undefined;
  mutantCoverage?: { static: object; perTest: Readonly<Record<string, object>> };
}

const hits = (): Hits => (globalThis as unknown as { __stryker__?: Hits }).__stryker__ ?? {};
const folder = process.env.SWFAKE_MUTANT_COVERAGE;

beforeAll(() => {
  hits().currentTestId = 'tests';
});

afterAll(() => {
  if (!folder) return;
  const file = expect.getState().testPath as string;
  const { mutantCoverage } = hits();
  const covered = {
    file,
    loaded: Object.keys(mutantCoverage?.static ?? {}),
    run: Object.keys(mutantCoverage?.perTest.tests ?? {}),
  };
  writeFileSync(join(folder, `${file.replaceAll(/[^A-Za-z0-9]/g, '_')}.json`), JSON.stringify(covered));
});
