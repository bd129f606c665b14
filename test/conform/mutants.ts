/**
 * Plants the faults of the soak in copies of the sources, and asks each copy all checks. By hand, a few minutes:
 *
 *     npx tsc -p test --noEmit false --outDir build && node build/test/conform/mutants.js
 *
 * Words behind it choose the faults whose text has one of them. It prints the checks that find each fault, and fails if `test/conform/planted.ts` says otherwise.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { PLANTED } from '../soak/faults.js';
import type { Edit } from '../soak/planted.js';
import { FOUND_BY } from './planted.js';

function plant(copy: string, { file, search, replace }: Edit): void {
  const path = join(copy, file);
  const [before, after, ...more] = readFileSync(path, 'utf8').split(search);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} has not exactly one ${JSON.stringify(search)}: plant this fault anew`);
  writeFileSync(path, `${before}${replace}${after}`);
}

/** Asks a copy of the sources with these edits. Returns the checks that find them. */
async function foundIn(edits: readonly Edit[]): Promise<readonly string[]> {
  mkdirSync('build', { recursive: true });
  const copy = mkdtempSync(join('build', 'planted-'));
  try {
    for (const name of ['src', 'test/conform']) cpSync(name, join(copy, name), { recursive: true });
    for (const edit of edits) plant(copy, edit);
    const input = join(copy, 'test', 'conform', 'foundBy.ts');
    const bundle = await rolldown({ input, platform: 'node', external: [/^node:/, /^@aws-sdk/, /^rolldown/] });
    const file = join(copy, 'foundBy.mjs');
    await bundle.write({ file, format: 'esm' });
    await bundle.close();
    const { stdout } = spawnSync(process.execPath, [file], { encoding: 'utf8', maxBuffer: 2 ** 26, timeout: 120_000 });
    return JSON.parse(stdout || '["broken: no output"]');
  } finally {
    rmSync(copy, { recursive: true });
  }
}

const untouched = await foundIn([]);
console.log(`no fault planted: ${untouched.length} checks differ ${untouched.join(', ')}`);
if (untouched.length > 0) process.exitCode = 1;
const words = process.argv.slice(2);
const isWanted = (fault: string): boolean => words.length === 0 || words.some((word) => fault.includes(word));
for (const { fault, edits } of PLANTED.filter((one) => isWanted(one.fault))) {
  const found = await foundIn(edits);
  const expected = FOUND_BY[fault];
  const isRight = expected !== undefined && (!('check' in expected) || found.includes(expected.check));
  if (!isRight) process.exitCode = 1;
  console.log(JSON.stringify({ fault, isRight, count: found.length, found: found.slice(0, 5) }));
}
