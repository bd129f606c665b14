// The assertions of the matrix as a test file of each test runner. Vitest's and Jest's own `expect` has the matchers; the
// others call the functions of `swfake/assert`. The runners, their versions and their sample suites are in `samples.mjs`.

const failing = "readFileSync('failing.txt', 'utf8')";
const matcher = '(history, lines) => expect(history).toHaveHistory(lines)';
const runs = 'async () => { await act(); }';
const esm = (head, expectHistory, test = `test(name, ${runs})`) => `import { readFileSync } from 'node:fs';
import { assertions } from './esm/assertions.js';
${head}
for (const [name, act] of Object.entries(assertions(${expectHistory}, ${failing}))) ${test};
`;
const cjs = (head, expectHistory) => `const { readFileSync } = require('node:fs');
const { assertions } = require('./cjs/assertions.js');
${head}
for (const [name, act] of Object.entries(assertions(${expectHistory}, ${failing}))) test(name, ${runs});
`;

const JEST = ['npx', 'jest', '--rootDir', '.', '--ci=false', '--testMatch', '**/matrix.test.cjs'];
const GLOBALS = "const { expect, test } = require('@jest/globals');\nconst { matchers } = require('swfake/jest');\n";
const DENO = `Deno.test({ name, fn: ${runs}, sanitizeOps: false, sanitizeResources: false })`;

/** By the first word of the runner's name: the test files, each with its command. */
const FILES = {
  vitest: [
    {
      file: 'matrix.test.mjs',
      text: esm("import { expect } from 'swfake/vitest';\nimport { test } from 'vitest';", matcher),
      command: ['npx', 'vitest', 'run', 'matrix.test.mjs'],
    },
  ],
  jest: [
    { file: 'matrix.test.cjs', text: cjs("require('swfake/jest');", matcher), command: JEST },
    {
      name: 'injectGlobals: false',
      file: 'matrix.test.cjs',
      text: cjs(`${GLOBALS}expect.extend(matchers);`, matcher),
      command: [...JEST, '--injectGlobals', 'false'],
    },
  ],
  mocha: [
    {
      file: 'matrix.test.mjs',
      text: esm('', 'undefined', `it(name, ${runs})`),
      command: ['npx', 'mocha', 'matrix.test.mjs'],
    },
  ],
  node: [
    {
      file: 'matrix.test.mjs',
      text: esm("import { test } from 'node:test';", 'undefined'),
      command: ['node', '--test', 'matrix.test.mjs'],
    },
  ],
  bun: [
    {
      file: 'matrix.test.mjs',
      text: esm("import { test } from 'bun:test';", 'undefined'),
      command: ['npx', 'bun', 'test', './matrix.test.mjs'],
    },
  ],
  deno: [
    {
      file: 'matrix.test.mjs',
      text: esm('', 'undefined', DENO),
      command: ['npx', 'deno', 'test', '--allow-all', '--no-check', 'matrix.test.mjs'],
    },
  ],
};

/** The test files that a runner of `samples.mjs` runs. */
export const testFilesOf = ({ name }) => FILES[name.toLowerCase().split(/[ :]/)[0]];
