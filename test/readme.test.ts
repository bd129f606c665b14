import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as swfClient from '@aws-sdk/client-swf';
import * as clientMock from 'aws-sdk-client-mock';
import * as fastCheck from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { expect as swfExpect } from '../src/fixtures/vitest.js';
import * as http from '../src/http/index.js';
import * as iam from '../src/iam/index.js';
import * as swfake from '../src/index.js';
import * as property from '../src/property/index.js';
import * as render from '../src/render/index.js';
import * as replay from '../src/replay/index.js';
import * as simulation from '../src/simulation/index.js';

afterEach(() => vi.restoreAllMocks());

/** What the examples may import, by the name that a user writes. */
const MODULES: Readonly<Record<string, object>> = {
  '@aws-sdk/client-swf': swfClient,
  'aws-sdk-client-mock': clientMock,
  'fast-check': fastCheck,
  swfake,
  'swfake/property': property,
  'swfake/iam': iam,
  'swfake/http': http,
  'swfake/render': render,
  'swfake/replay': replay,
  'swfake/simulation': simulation,
};

const PAGES = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)];
const readme = PAGES.map((page) => readFileSync(page, 'utf8')).join('\n');
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
    /^import (\{.*?\}|(\w+)) from '(.*?)';$/gm,
    (_line, names, whole, module) => `const ${names} = modules['${module}']${whole ? '.default' : ''};`,
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

  it('leads to pages that exist, and to each of them', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
    expect(PAGES.slice(1).filter((page) => !links.includes(page))).toEqual([]);
  });

  it('names scripts that exist', () => {
    for (const [, script = ''] of readme.matchAll(/npm run (\w+)/g)) expect(manifest.scripts).toHaveProperty(script);
  });
});
