// Sample suites of a user, which run from the packed tarball: under each runner, with the lowest and the newest version that
// fits the Node of this machine. They pass. With a worker that is broken on purpose they fail with words that name the
// cause, which are kept beside them. After a change that is meant: UPDATE_SAMPLES=1 bash .ci/run, and read `git diff`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SDK = '@aws-sdk/client-swf';
const BROKEN = ['late answer', 'no heartbeat', 'double completion', 'wrong list'];
const JEST = ['jest', '--rootDir', '.', '--ci=false', '--testMatch'];
const ESM = { NODE_OPTIONS: '--experimental-vm-modules' };
const VITEST = { command: ['npx', 'vitest', 'run', '--dir', 'vitest'] };
const JEST_SUITES = {
  CommonJS: { command: ['npx', ...JEST, '**/jest-cjs/*.test.cjs'] },
  ESM: { command: ['npx', ...JEST, '**/jest-esm/*.test.mjs'], env: ESM },
  'injectGlobals: false': {
    command: ['npx', ...JEST, '**/jest-globals/*.test.mjs', '--injectGlobals', 'false'],
    env: ESM,
  },
};
const PERMISSIONS = ['--allow-env', '--allow-sys', '--allow-read'];

/** Each runner: the packages that it needs, the lowest Node that it starts on, and its suites. */
export const RUNNERS = [
  { name: 'vitest 3.2', packages: ['vitest@3.2'], suites: { '': VITEST } },
  { name: 'vitest 4.0', packages: ['vitest@4.0'], suites: { '': VITEST } },
  { name: 'vitest 4', packages: ['vitest@4'], suites: { '': VITEST }, broken: 'vitest' },
  { name: 'vitest 5', packages: ['vitest@5'], suites: { '': VITEST }, node: 22 },
  { name: 'jest 29', packages: ['jest@29', '@jest/globals@29'], suites: JEST_SUITES },
  { name: 'jest 30', packages: ['jest@30', '@jest/globals@30'], suites: JEST_SUITES, broken: 'jest' },
  { name: 'node:test', packages: [], suites: { '': { command: ['node', '--test', 'node/'] } } },
  { name: 'mocha 10', packages: ['mocha@10'], suites: { '': { command: ['npx', 'mocha', 'mocha/*.spec.mjs'] } } },
  { name: 'mocha 11', packages: ['mocha@11'], suites: { '': { command: ['npx', 'mocha', 'mocha/*.spec.mjs'] } } },
  {
    name: 'bun test',
    packages: ['bun@1'],
    suites: { '': { command: ['npx', 'bun', 'test', './bun'] } },
    binary: 'bun',
  },
  {
    name: 'Deno',
    packages: ['deno@2'],
    suites: { '': { command: ['npx', 'deno', 'test', ...PERMISSIONS, 'deno'] } },
    binary: 'deno',
  },
];

/** Installs each runner in a folder below `folder` and runs its suites. Returns the names of those that were skipped. */
export function trySamples(folder, tarball, kept, sdk) {
  return RUNNERS.flatMap((runner) => {
    const reason = tryRunner(runner, join(folder, runner.name.replaceAll(/\W+/g, '-')), { tarball, kept, sdk });
    if (reason === undefined) return [];
    console.log(`samples: ${runner.name} is skipped: ${reason}`);
    return [runner.name];
  });
}

function tryRunner({ name, packages, suites, broken, node = 20, binary }, folder, { tarball, kept, sdk }) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < node) return `it needs Node ${node}, and this is Node ${process.versions.node}`;
  mkdirSync(folder, { recursive: true });
  cpSync('test/samples', folder, { recursive: true, filter: (path) => !path.endsWith('failing') });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'samples', private: true, type: 'module' }));
  const words = ['install', '--no-audit', '--no-fund', '--silent', tarball, `${SDK}@${sdk}`, ...packages];
  const installed = run(folder, { command: ['npm', ...words] });
  if (installed.status !== 0 && binary) return `its npm packages cannot be installed: ${lastLine(installed.said)}`;
  if (installed.status !== 0) throw new Error(`${name} cannot be installed:\n${installed.said}`);
  if (binary && run(folder, { command: ['npx', binary, '--version'] }).status !== 0)
    return 'its binary does not run here';
  for (const [kind, suite] of Object.entries(suites)) {
    const title = kind === '' ? name : `${name}, ${kind}`;
    const { status, said } = run(folder, suite);
    if (status !== 0) throw new Error(`the sample suite of ${title} fails:\n${said}`);
    console.log(`samples: the suite of ${title} passes`);
  }
  if (broken)
    for (const kind of BROKEN) tryBroken(folder, kept, { name, broken, kind, suite: Object.values(suites)[0] });
  return undefined;
}

function tryBroken(folder, kept, { name, broken, kind, suite: { command, env } }) {
  const suite = { command: [...command, '-t', 'a charge ends'], env };
  const { status, said } = run(folder, suite, { SAMPLE_BROKEN: kind });
  if (status === 0) throw new Error(`the sample suite of ${name} passes with a worker of this kind: ${kind}`);
  const file = join(kept, `${kind.replaceAll(' ', '-')}.${broken}.txt`);
  const words = wordsIn(said);
  if (process.env.UPDATE_SAMPLES === '1') writeFileSync(file, words);
  else if (readFileSync(file, 'utf8').replaceAll('\r\n', '\n') !== words)
    throw new Error(`${file} is not what is printed now:\n${words}`);
  console.log(`samples: a worker of this kind is found by ${name}: ${kind}`);
}

// npm and npx are scripts of a shell on Windows.
function run(folder, { command: [program, ...args], env = {} }, more = {}) {
  const settings = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', CI: '', NODE_NO_WARNINGS: '1', ...env, ...more };
  const shell = process.platform === 'win32';
  const words = shell ? args.map((word) => JSON.stringify(word)) : args;
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: 'utf8', env: settings, shell });
  return { status, said: `${stdout}\n${stderr}` };
}

const lastLine = (text) => text.trim().split('\n').at(-1);

// The text without places in files, without times that differ from run to run, and without the frame of the runner.
function wordsIn(said) {
  const lines = said.split('\n').map((line) => line.trimEnd());
  const told = lines.filter(
    (line) => !/^\s*(at |❯|\d+\||\||>? *\d+ \||\^$)|Duration|Start at|Time:|^ RUN|⎯⎯|npm warn|^\(/.test(line),
  );
  const text = told.join('\n').replaceAll(/\s*[(]?\b\d+(\.\d+)?\s?m?s[)]?$/gm, '');
  return `${text.replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
}

if (process.argv[1]?.endsWith('samples.mjs')) {
  const [tarball, folder] = process.argv.slice(2);
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const skipped = trySamples(folder, tarball, 'test/samples/broken', devDependencies[SDK]);
  console.log(`samples: done${skipped.length > 0 ? `; skipped: ${skipped.join(', ')}` : ''}`);
}
