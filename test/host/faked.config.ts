import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '../..');

/** The tests of `faked.ts` as one file, which `realTime.test.ts` writes: the runner does not read each source twice. */
export const FAKED = 'build/faked/faked.mjs';

/** The tests under fake timers that are on before anything is imported, by a setup file that the project is named after. */
const project = (name: string) => ({
  extends: true as const,
  test: { name, include: [FAKED], setupFiles: [resolve(root, `test/host/faked.${name}.ts`)] },
});

export default defineConfig({
  root,
  test: { testTimeout: 8000, projects: ['vitest', 'sinon'].map(project) },
});
