import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mutant } from './mutant.js';

const COPIED = ['src', 'package.json', 'tsconfig.json'];

/** Tells whether the type checker refuses a mutant. It works on a copy of the sources that is not instrumented. */
export class Compiler {
  readonly #copy: string;

  constructor(copy: string) {
    this.#copy = copy;
    rmSync(copy, { recursive: true, force: true });
    for (const name of COPIED) cpSync(name, join(copy, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  }

  /** Returns true if the source with this mutant does not compile. */
  refuses({ file, range: [start, end], after }: Mutant): boolean {
    const path = join(this.#copy, file);
    const content = readFileSync(path, 'utf8');
    writeFileSync(path, `${content.slice(0, start)}${after}${content.slice(end)}`);
    const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
    // A mutant may leave a name unused; the compiler would say so of a correct change, too.
    const flags = ['-p', '.', '--noEmit', '--noUnusedLocals', 'false', '--noUnusedParameters', 'false'];
    const { status } = spawnSync(process.execPath, [tsc, ...flags], { cwd: this.#copy });
    writeFileSync(path, content);
    return status !== 0;
  }
}
