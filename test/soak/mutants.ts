/**
 * Plants faults in copies of this repository and soaks each: whoever judges the core must find them all. By hand:
 *
 *     npx tsc -p test --noEmit false --outDir build && node build/test/soak/mutants.js
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLANTED } from './faults.js';
import type { Edit, Planted } from './planted.js';

const COMMANDS = 100_000;
const NOT_FOUND = 'NOT FOUND';
const MISPLANTED = 'no fault';
const COPIED = ['src', 'test', 'package.json', 'tsconfig.json'];

/** Compiles and soaks a copy with the edits made in it: what the soak said. */
function soaked(edits: readonly Edit[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutant-'));
  try {
    for (const name of COPIED) cpSync(name, join(copy, name), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
    for (const edit of edits) plant(copy, edit);
    // A fault may well have a wrong type: what counts is that something was built.
    run(copy, [
      join('node_modules', 'typescript', 'bin', 'tsc'),
      '-p',
      'test',
      '--noEmit',
      'false',
      '--outDir',
      'build',
    ]);
    const main = join('build', 'test', 'soak', 'main.js');
    if (!existsSync(join(copy, main))) return 'nothing was built';
    return run(copy, [main, '--commands', String(COMMANDS), '--brief']);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

const run = (cwd: string, args: readonly string[]): string =>
  spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout;

function plant(copy: string, { file, search, replace }: Edit): void {
  const path = join(copy, file);
  const [before, after, ...more] = readFileSync(path, 'utf8').split(search);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file} has not exactly one ${JSON.stringify(search)}: plant this fault anew`);
  }
  writeFileSync(path, `${before}${replace}${after}`);
}

function row({ fault, edits }: Planted): readonly [fault: string, after: string, shown: string] {
  const said = soaked(edits);
  const [, commands] = /a difference after (\d+) commands/.exec(said) ?? [];
  const [, shown = said.slice(-80).trim()] = /^seed .*\n(.*)/m.exec(said) ?? [];
  // The soak has found no fault of the core then, but a name that the core no longer has.
  if (/^(Reference|Syntax)Error/.test(shown)) return [fault, MISPLANTED, shown];
  return [fault, commands ?? NOT_FOUND, shown];
}

const untouched = soaked([]);
console.log(`no fault planted: ${untouched.trim().split('\n').at(-1)}`);
if (!untouched.includes('0 differences')) process.exitCode = 1;
for (const planted of PLANTED) {
  const [fault, after, shown] = row(planted);
  console.log(`${fault.padEnd(82)} ${after.padStart(9)}  ${shown}`);
  if (after === NOT_FOUND || after === MISPLANTED) process.exitCode = 1;
}
