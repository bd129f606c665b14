import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** What the compiler printed, and its exit code. */
export interface TypeCheck {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

// The compiler is a Go program. Its garbage collector takes a quarter of its time, and saves only memory. More threads would
// take more of the processor, and hardly less time.
const ENVIRONMENT = { GOGC: 'off' };
const TSC = [resolve('node_modules/typescript/bin/tsc'), '--singleThreaded', '--pretty', 'false'];

/** Checks the types of a project. The folder is where the compiler runs; its messages name files from there. */
export function typeCheck(project: string, folder = process.cwd()): TypeCheck {
  const env = { ...process.env, ...ENVIRONMENT };
  return spawnSync(process.execPath, [...TSC, '--noEmit', '-p', project], { cwd: folder, encoding: 'utf8', env });
}
