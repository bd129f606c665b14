import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDeciders } from '../../src/cli/commands/loadDeciders.js';
import { nodeFiles } from '../../src/cli/files/nodeFiles.js';
import type { Environment } from '../../src/cli/line/environment.js';
import type { Decider } from '../../src/deciders/decider.js';

const folder = mkdtempSync(join(tmpdir(), 'swfake-deciders-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Vitest would replace an import in this file. One in a file that Node requires is Node's own.
writeFileSync(join(folder, 'import.cjs'), 'module.exports = (url) => import(url);');
const importOfNode = createRequire(import.meta.url)(join(folder, 'import.cjs')) as Environment['load'];

const load = (file: string) => importOfNode(pathToFileURL(file).href);
const environment = { files: nodeFiles, load } as unknown as Environment;

/** Writes a module, and loads its deciders as the command does. */
function loaded(name: string, source: string) {
  const file = join(folder, name);
  writeFileSync(file, source);
  return loadDeciders(file, environment);
}

/** CommonJS as tsc and esbuild make it of an ES module. */
const compiled = (...exported: readonly string[]): string =>
  ["'use strict';", "Object.defineProperty(exports, '__esModule', { value: true });", ...exported].join('\n');

const DECIDER = 'export default () => [];';
const TABLE = "const orders = () => [];\nexport default { 'Order@1': orders };";
const NAMED = 'export const helper = 7;\nexport default () => [];';

const MODULES: readonly (readonly [kind: string, file: string, source: string])[] = [
  ['an ES module', 'a.mjs', DECIDER],
  ['an ES module with other exports', 'b.mjs', NAMED],
  ['an ES module with a table', 'c.mjs', TABLE],
  ['CommonJS', 'd.cjs', 'module.exports = () => [];'],
  ['CommonJS with a table', 'e.cjs', "module.exports = { 'Order@1': () => [] };"],
  ['CommonJS that tsc made', 'f.cjs', compiled('exports.default = () => [];')],
  [
    'CommonJS that tsc made, with other exports',
    'g.cjs',
    compiled('exports.helper = 7;', 'exports.default = () => [];'),
  ],
  ['CommonJS that tsc made, with a table', 'h.cjs', compiled("exports.default = { 'Order@1': () => [] };")],
  ['CommonJS that tsc made of export =', 'i.cjs', "'use strict';\nconst decide = () => [];\nmodule.exports = decide;"],
  ['CommonJS with a default and no mark', 'j.cjs', 'exports.default = () => [];'],
  ['CommonJS of a plugin for both', 'k.cjs', 'module.exports = () => [];\nmodule.exports.default = module.exports;'],
  ['an ES module that wraps CommonJS', 'l.mjs', "import wrapped from './f.cjs';\nexport default wrapped;"],
];

describe('the module of --decider', () => {
  it.each(MODULES)('can be %s', async (_kind, file, source) => {
    const deciders = await loaded(file, source);
    const [decider] = typeof deciders === 'function' ? [deciders] : Object.values(deciders);
    expect((decider as Decider)({} as never)).toEqual([]);
  });

  it.each([
    [
      'a named export, compiled',
      'm.cjs',
      compiled('exports.decide = () => [];'),
      "an object with 'decide', which is no type",
    ],
    ['a named export', 'n.mjs', 'export const decide = () => [];', "missing (it exports 'decide')"],
    [
      'a type without a version',
      'o.mjs',
      'export default { Order: () => [] };',
      "an object with 'Order', which is no type",
    ],
    ['a promise', 'p.mjs', 'export default Promise.resolve(() => []);', '{}'],
    ['an empty file', 'q.cjs', '', '{}'],
  ])('is refused with %s', async (_kind, file, source, found) => {
    await expect(loaded(file, source)).rejects.toThrow(
      `the default export of '${join(folder, file)}' is ${found}; expected a decider, or {"Order@1": decider}`,
    );
  });

  it('can be TypeScript where Node runs it, and says so where it does not', async () => {
    const source = 'const decide = (): never[] => [];\nexport default decide;';
    const result = await loaded('r.mts', source).catch(({ message }: Error) => message);
    const runs = 'typescript' in process.features && Boolean(process.features.typescript);
    expect(result).toEqual(
      runs
        ? expect.any(Function)
        : `'${join(folder, 'r.mts')}' cannot be imported: this version of Node runs no TypeScript: compile the file, or install jiti: npm install --save-dev jiti, or use Node 22.18 or later`,
    );
  });
});
