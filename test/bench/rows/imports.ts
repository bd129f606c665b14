import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Row, Sample } from '../row.js';

const run = promisify(execFile);

const CLIENT = '@aws-sdk/client-swf';

export const importRows: readonly Row[] = [
  row('import', 'swfake', "import 'swfake' in a new process"),
  row('import-vitest', 'swfake/vitest', "import 'swfake/vitest' in a new process, less vitest itself"),
];

function row(name: string, entry: string, subject: string): Row {
  const prepare = () => {
    const folder = installed();
    return { limit: importing(CLIENT, folder), subject: importing(entry, folder) };
  };
  return { name, subject, limit: `import '${CLIENT}'`, goal: 1.5, unit: 'ms', warmUps: 1, prepare };
}

/** Outside of its runner vitest cannot be loaded: this stub has the names that the fixtures and the matchers use. */
const VITEST = `export const test = { extend: () => test };
export const expect = { extend() {} };
export const chai = { use() {}, util: {} };
`;

/** A folder that has the built package, as a user's would. */
function installed(): string {
  if (!existsSync('dist/index.js')) throw new Error('bench: there is no dist to import; npm run build makes it');
  const folder = mkdtempSync(join(tmpdir(), 'swfake-imports-'));
  const modules = join(folder, 'node_modules');
  for (const name of ['dist', 'package.json']) cpSync(name, join(modules, 'swfake', name), { recursive: true });
  mkdirSync(join(modules, 'vitest'));
  writeFileSync(join(modules, 'vitest', 'package.json'), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(join(modules, 'vitest', 'index.js'), VITEST);
  symlinkSync(resolve('node_modules/@aws-sdk'), join(modules, '@aws-sdk'));
  return folder;
}

// The child's own clock: how long a process takes to start is not what is asked.
function importing(name: string, cwd: string): Sample {
  const script = `const t = performance.now(); await import('${name}'); console.log(performance.now() - t)`;
  return async () => {
    const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], { cwd });
    return Number(stdout);
  };
}
