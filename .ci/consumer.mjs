// Installs the packed tarball in an empty folder, as a user would, and uses it: by import, and by types.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, programOf, runNode } from './npm.mjs';
import { trySamples } from './samples.mjs';

const [tarball, folder] = process.argv.slice(2);
const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const node = (...args) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

mkdirSync(folder, { recursive: true });
const write = (name, text) => writeFileSync(join(folder, name), text);
write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
const others = ['@aws-sdk/client-swf', 'aws-sdk-client-mock', 'fast-check', 'typescript', 'vitest'];
const runners = ['jest@30', '@jest/globals@30', '@types/jest@30'];
const versions = others.map((name) => `${name}@${devDependencies[name]}`);
install(folder, [tarball, ...versions, ...runners]);

write(
  'use.ts',
  `import { SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { SwfFake } from 'swfake';
import { createState, instant, step } from 'swfake/core';
import { arbitraries } from 'swfake/property';
import { serve, type SwfServer } from 'swfake/http';
import { timeline } from 'swfake/render';
import { type Definition, type SimulationModule, simulate } from 'swfake/simulation';

const swf = new SwfFake({ seed: 1 });
swf.attach(mockClient(SWFClient));
const run = swf.scheduleActivity({ activity: 'Charge@1' });
const text: string = timeline(swf.history(run));
if (!text.includes('ActivityTaskScheduled Charge-1')) throw new Error(text);
const server: SwfServer = await serve(swf, { admin: true });
const answer = await fetch(\`\${server.url}/_swfake/timeline?workflowId=\${run.workflowId}\`);
if ((await answer.text()).trim() !== text) throw new Error('another timeline over HTTP');
await server.close();
const s = createState({ seed: 1, now: instant(0) });
const { reply } = step(s, { op: 'DescribeDomain', input: { name: 'nope' } }, instant(0));
if (!('fault' in reply)) throw new Error('no fault');
const names: fc.Arbitrary<string> = arbitraries(fc).input('DescribeDomain').map(({ name = '' }) => name);
fc.assert(fc.property(names, (name) => name.length > 0));
const definition: Definition = { workflows: { 'Order@1': () => [{ decisionType: 'CompleteWorkflowExecution' }] } };
const outcome = await simulate(definition, { seed: 7, start: { workflow: 'Order@1' }, plan: [{ fault: 'throttle' }] });
if (!outcome.ok) throw new Error(outcome.report());
export default { definition: () => definition, start: { workflow: 'Order@1' } } satisfies SimulationModule;
`,
);

// What wants a runner is only compiled.
write(
  'types.ts',
  `import { expect as jestExpect } from '@jest/globals';
import { assertClosedWith } from 'swfake/assert';
import type { SwfHandle } from 'swfake/jest';
import { expect, test } from 'swfake/vitest';

export const useTypes = ({ swf }: SwfHandle) => swf;
test('typed', ({ swf, client }) => {
  expect(swf.history({ workflowId: 'w' })).toHaveHistory(['WorkflowExecutionStarted', '...']);
  expect([client]).not.toBeAValidHistory();
  jestExpect([client]).toHaveClosedActivity('a', 'TIMED_OUT');
  assertClosedWith(swf.history({ workflowId: 'w' }), 'COMPLETED', { result: 'ok' });
  expect(1).toBe(1);
});
`,
);

// Whatever a user's settings are, no diagnostic may lie in our files.
for (const [module, resolution] of [
  ['node16', 'node16'],
  ['esnext', 'bundler'],
]) {
  const options = {
    module,
    moduleResolution: resolution,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    strict: true,
    types: [],
  };
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: { ...options, skipLibCheck: false, outDir: 'out' },
      include: ['use.ts', 'types.ts'],
    }),
  );
  const { said } = runNode([programOf(folder, 'typescript', 'tsc'), '-p', '.'], { cwd: folder });
  const ours = said.split('\n').filter((line) => line.includes('node_modules/swfake') || /^(use|types)\.ts/.test(line));
  if (ours.length > 0) throw new Error(`under ${resolution}:\n${ours.join('\n')}`);
  node('out/use.js');
  console.log(`consumer: types and code are good under ${resolution}`);
}

// The command: it explains itself, and verifies a history that the fake wrote.
write(
  'history.mjs',
  `import { SwfFake } from 'swfake';
const swf = new SwfFake();
const run = swf.scheduleActivity({ activity: 'Charge@1' });
console.log(JSON.stringify({ events: swf.history(run) }));`,
);
write('history.json', node('history.mjs'));
// CommonJS gets the same.
node(
  '-e',
  `const { SwfFake } = require('swfake'); const { timeline } = require('swfake/render');
const swf = new SwfFake(); const run = swf.scheduleActivity({ activity: 'Charge@1' });
if (!timeline(swf.history(run)).includes('Charge-1')) throw new Error('nothing');
for (const name of ['core', 'replay', 'iam', 'http']) if (Object.keys(require('swfake/' + name)).length === 0) throw new Error(name);`,
);
console.log('consumer: CommonJS is good');

const said = node(programOf(folder, 'swfake'), 'verify', 'history.json');
if (!said.includes('verified 1 of 1 histories, 0 skipped')) throw new Error(said);
console.log('consumer: swfake verify is good');

// Threads, which import a module of the user by themselves: one in CommonJS, and the types of one in TypeScript.
write(
  'order.simulation.cjs',
  `const { FAULT_KINDS } = require('swfake/simulation');
exports.definition = { workflows: { 'Order@1': () => [{ decisionType: 'CompleteWorkflowExecution' }] } };
exports.start = { workflow: 'Order@1' };
exports.plan = FAULT_KINDS.filter((fault) => fault === 'throttle').map((fault) => ({ fault, p: 0.2 }));
`,
);
const simulated = node(programOf(folder, 'swfake'), 'simulate', 'order.simulation.cjs', '--seeds', '50', '--jobs', '2');
if (!simulated.startsWith('passed: 50 runs of 50\nstruck ')) throw new Error(simulated);
console.log('consumer: swfake simulate is good');

// A process of its own, which a signal ends.
const serving = spawn(process.execPath, [programOf(folder, 'swfake'), 'serve', '--port', '0', '--admin'], {
  stdio: 'pipe',
});
const [first] = await once(serving.stdout, 'data');
const [url] = /http:[^\s]+/.exec(String(first)) ?? [];
const clock = await (await fetch(`${url}/_swfake/clock`)).json();
const ended = once(serving, 'exit');
serving.kill('SIGTERM');
const [code, signal] = await ended;
if (!clock.now || code !== 0) throw new Error(`swfake serve: ${first} ${JSON.stringify(clock)} ${code} ${signal}`);
console.log('consumer: swfake serve is good');

// vitest's own expect learns the matchers by a file for each of its majors; 5 wants a newer Node to run, but not for its types.
for (const major of ['4', '5']) {
  const place = join(folder, `vitest-${major}`);
  mkdirSync(place);
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ name: `vitest-${major}`, private: true, type: 'module' }),
  );
  const packages = [
    tarball,
    `typescript@${devDependencies.typescript}`,
    `@aws-sdk/client-swf@${devDependencies['@aws-sdk/client-swf']}`,
    `vitest@${major}`,
  ];
  install(place, ['--force', '--ignore-scripts', ...packages]);
  writeFileSync(
    join(place, 'types.ts'),
    `import 'swfake/vitest/extend-${major}';
import { expect as own, test } from 'swfake/vitest';
import { expect } from 'vitest';
test('typed', ({ swf }) => {
  expect(swf.history({ workflowId: 'w' })).toHaveHistory(['...']);
  own(swf.history({ workflowId: 'w' })).not.toBeAValidHistory();
});
`,
  );
  const flags = '--noEmit --strict --skipLibCheck false --module nodenext --moduleResolution nodenext --target es2022';
  const tsc = programOf(place, 'typescript', 'tsc');
  const { said } = runNode([tsc, ...flags.split(' '), 'types.ts'], { cwd: place });
  const found = said.split('\n').filter((line) => /^types\.ts|^node_modules\/swfake/.test(line));
  if (found.length > 0) throw new Error(`beside vitest ${major}:\n${found.join('\n')}`);
  console.log(`consumer: types are good beside vitest ${major}`);
}

const skipped = trySamples(
  join(folder, 'samples'),
  tarball,
  'test/samples/broken',
  devDependencies['@aws-sdk/client-swf'],
);
if (skipped.length > 0) console.log(`consumer: sample suites that were skipped: ${skipped.join(', ')}`);
