import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Row, Sample } from '../row.js';

const run = promisify(execFile);

/** Outside of its runner vitest cannot be loaded: what stands for it here has the three names that the fixtures use. */
const RUNNER = `import { register } from 'node:module';
const stub = 'data:text/javascript,' + encodeURIComponent(
  'export const test = { extend: () => test }; export const expect = { extend() {} }; export const Snapshots = {};');
const hook = \`export const resolve = (name, context, next) =>
  name === 'vitest' ? { url: \${JSON.stringify(stub)}, shortCircuit: true } : next(name, context);\`;
register('data:text/javascript,' + encodeURIComponent(hook));`;

const CLIENT = '@aws-sdk/client-swf';

export const importRows: readonly Row[] = [
  {
    name: 'import',
    subject: "import 'swfake' in a new process",
    limit: `import '${CLIENT}'`,
    goal: 1.2,
    unit: 'ms',
    warmUps: 1,
    prepare: () => built({ limit: importing(CLIENT), subject: importing('swfake') }),
  },
  {
    name: 'import-vitest',
    subject: "import 'swfake/vitest' in a new process, less vitest itself",
    limit: `import '${CLIENT}'`,
    goal: 1.2,
    unit: 'ms',
    warmUps: 1,
    prepare: () => built({ limit: importing(CLIENT, RUNNER), subject: importing('swfake/vitest', RUNNER) }),
  },
];

function built<C>(contest: C): C {
  if (existsSync('dist/index.js')) return contest;
  throw new Error('bench: there is no dist to import; npm run build makes it');
}

// The child's own clock: how long a process takes to start is not what is asked.
function importing(name: string, first = ''): Sample {
  const script = `${first}\nconst t = performance.now(); await import('${name}'); console.log(performance.now() - t)`;
  return async () => {
    const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '-e', script]);
    return Number(stdout);
  };
}
