import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { digest } from './digest.js';

/**
 * Other Nodes, as a list of paths in SWFAKE_NODES: npm has them (`npm i node22@npm:node@22`). Without it, the one that
 * runs this is tried as a process of its own.
 */
const nodes = [process.execPath, ...(process.env.SWFAKE_NODES ?? '').split(delimiter).filter((path) => path !== '')];
// In the project: the bundle imports the SDK.
const folder = mkdtempSync(join('node_modules', '.digest-'));

beforeAll(async () => {
  const bundle = await rolldown({ input: 'test/simulation/printDigest.ts', external: [/^@aws-sdk\//, /^node:/] });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs' });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

it('the same seeds give the same bytes twice in one process', async () => {
  expect(await digest()).toBe(await digest());
}, 60_000);

it.each(nodes)(
  'and in a process of %s',
  async (node) => {
    const [version, printed] = execFileSync(node, [join(folder, 'printDigest.mjs')], { encoding: 'utf8' })
      .trim()
      .split(' ');
    expect([version, printed]).toEqual([expect.stringMatching(/^v\d+/), await digest()]);
  },
  60_000,
);
