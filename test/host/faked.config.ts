import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests under fake timers that are on before anything is imported. The mode names the setup file. */
export default defineConfig(({ mode }) => ({
  root: resolve(import.meta.dirname, '../..'),
  test: { include: ['test/host/faked.ts'], setupFiles: [`test/host/faked.${mode}.ts`], testTimeout: 8000 },
}));
