import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Row, Sample } from '../row.js';

const run = promisify(execFile);

export const importRow: Row = {
  name: 'import',
  subject: "import 'swfake' in a new process",
  limit: "import '@aws-sdk/client-swf'",
  goal: 1.2,
  unit: 'ms',
  warmUps: 1,
  prepare: () => {
    if (!existsSync('dist/index.js')) throw new Error('bench: there is no dist to import; npm run build makes it');
    return { limit: importing('@aws-sdk/client-swf'), subject: importing('swfake') };
  },
};

// The child's own clock: how long a process takes to start is not what is asked.
function importing(name: string): Sample {
  const script = `const t = performance.now(); await import('${name}'); console.log(performance.now() - t)`;
  return async () => {
    const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '-e', script]);
    return Number(stdout);
  };
}
