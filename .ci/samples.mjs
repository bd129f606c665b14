// Sample suites of a user, in a folder that has the packed tarball: vitest, jest as CommonJS and as ESM, and node:test. They
// pass; and with a worker that is broken on purpose they fail with words that name the cause, which are kept beside them.
// After a change that is meant: UPDATE_SAMPLES=1 bash .ci/run, and read what git diff says.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BROKEN = ['late answer', 'no heartbeat', 'double completion', 'wrong list'];
const JEST = ['jest', '--rootDir', '.', '--ci=false', '--testMatch'];
const SUITES = {
  vitest: { command: ['npx', 'vitest', 'run', '--dir', 'vitest'] },
  'jest, CommonJS': { command: ['npx', ...JEST, '**/jest-cjs/*.test.cjs'] },
  'jest, ESM': {
    command: ['npx', ...JEST, '**/jest-esm/*.test.mjs'],
    env: { NODE_OPTIONS: '--experimental-vm-modules' },
  },
  'node:test': { command: ['node', '--test', 'node/'] },
};

export function trySamples(folder, kept) {
  for (const [name, suite] of Object.entries(SUITES)) {
    const { status, said } = run(folder, suite);
    if (status !== 0) throw new Error(`the sample suite of ${name} fails:\n${said}`);
    console.log(`consumer: the sample suite of ${name} passes`);
  }
  for (const broken of BROKEN) for (const name of ['vitest', 'jest, CommonJS']) tryBroken(folder, kept, name, broken);
}

function tryBroken(folder, kept, name, broken) {
  const { command, env } = SUITES[name];
  const suite = { command: [...command, '-t', 'a charge ends'], env };
  const { status, said } = run(folder, suite, { SAMPLE_BROKEN: broken });
  if (status === 0) throw new Error(`the sample suite of ${name} passes with a worker of this kind: ${broken}`);
  const file = join(kept, `${broken.replaceAll(' ', '-')}.${name.split(',')[0]}.txt`);
  const words = wordsIn(said);
  if (process.env.UPDATE_SAMPLES === '1') writeFileSync(file, words);
  else if (readFileSync(file, 'utf8') !== words) throw new Error(`${file} is not what is said now:\n${words}`);
  console.log(`consumer: a worker of this kind is found by ${name}: ${broken}`);
}

function run(folder, { command: [program, ...args], env = {} }, more = {}) {
  const settings = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', CI: '', NODE_NO_WARNINGS: '1', ...env, ...more };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: settings });
  return { status, said: `${stdout}\n${stderr}` };
}

// What a reader is told, without places in files, times that differ from run to run, and the runner's own frame.
function wordsIn(said) {
  const lines = said.split('\n').map((line) => line.trimEnd());
  const told = lines.filter(
    (line) => !/^\s*(at |❯|\d+\||\||>? *\d+ \||\^$)|Duration|Start at|Time:|^ RUN|⎯⎯|npm warn|^\(/.test(line),
  );
  const text = told.join('\n').replaceAll(/\s*[(]?\b\d+(\.\d+)?\s?m?s[)]?$/gm, '');
  return `${text.replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
}
