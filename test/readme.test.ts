import { readFileSync } from 'node:fs';
import * as swfClient from '@aws-sdk/client-swf';
import * as clientMock from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { expect as swfExpect } from '../src/fixtures/vitest.js';
import * as http from '../src/http/index.js';
import * as swfake from '../src/index.js';
import * as render from '../src/render/index.js';

afterEach(() => vi.restoreAllMocks());

/** What the examples may import, by the name that a user writes. */
const MODULES: Readonly<Record<string, object>> = {
  '@aws-sdk/client-swf': swfClient,
  'aws-sdk-client-mock': clientMock,
  swfake,
  'swfake/http': http,
  'swfake/render': render,
};

const readme = readFileSync('README.md', 'utf8');
// An example prints what stands below it; one that expects something prints nothing.
const examples = [...readme.matchAll(/```ts\n(.*?)```(?:\n\n```text\n(.*?)```)?/gs)].map(
  ([, code = '', output = '\n']) => ({ code, output }),
);

/** Runs an example of the README, which is plain JavaScript but for its imports, and gives what it prints. */
async function printed(code: string): Promise<string> {
  const lines: unknown[][] = [];
  vi.spyOn(console, 'log').mockImplementation((...words) => void lines.push(words));
  const tests: ((fixtures: object) => Promise<void>)[] = [];
  const test = (_name: string, body: (fixtures: object) => Promise<void>): unknown => tests.push(body);
  const body = code.replace(
    /^import (\{.*?\}) from '(.*?)';$/gm,
    (_line, names, module) => `const ${names} = modules['${module}'];`,
  );
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;
  await new AsyncFunction('modules', body)({
    ...MODULES,
    vitest: { test },
    'swfake/vitest': { expect: swfExpect, test },
  });
  for (const run of tests) {
    const swf = new swfake.SwfFake();
    await run({ swf, client: swf.client() });
  }
  return `${lines.map((words) => words.join(' ')).join('\n')}\n`;
}

describe('the README', () => {
  it.each(examples)('example %# prints what it says that it prints', async ({ code, output }) => {
    expect(await printed(code)).toBe(output);
  });

  it('has no example that is not run', () => {
    expect(readme.match(/```ts\n/g)).toHaveLength(examples.length);
    expect(examples.length).toBeGreaterThanOrEqual(4);
    expect(examples.filter(({ code }) => !/console\.log|expect\(/.test(code))).toEqual([]);
  });

  it('names scripts that exist', () => {
    for (const [, script = ''] of readme.matchAll(/npm run (\w+)/g)) expect(manifest.scripts).toHaveProperty(script);
  });
});
