import { format } from 'node:util';
import { SWFClient } from '@aws-sdk/client-swf';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { COMMANDS } from '../src/cli/commands.js';
import { ran } from './cli/inMemory.js';
import { definesTests, writeExamples } from './support/examples.js';
import { isThere, linksOf, PAGES, pageExamples, readPage } from './support/pages.js';
import { entries } from './support/sources.js';

// Every example of the README and the guides is a whole test or script: it compiles under strict settings, runs, and prints
// the text below it.

vi.setConfig({ testTimeout: 60_000 });

const written = {
  ts: writeExamples(pageExamples.filter(({ language }) => language === 'ts')),
  js: writeExamples(pageExamples.filter(({ language }) => language === 'js')),
};
afterAll(() => {
  written.ts.remove();
  written.js.remove();
});

// Jest has these in the global scope.
Object.assign(globalThis, { afterAll, afterEach, expect, test });

for (const example of pageExamples) {
  describe(example.name, async () => {
    const printed: string[] = [];
    beforeAll(() => {
      vi.spyOn(console, 'log').mockImplementation((...words) => void printed.push(`${format(...words)}\n`));
    });
    afterAll(() => {
      vi.restoreAllMocks();
      restoreClient();
    });

    if (definesTests(example)) await written[example.language].run(example);
    else it('runs', async () => void printed.push(await written[example.language].run(example)));

    it('prints the text below it', () => {
      expect(printed.join('')).toBe(example.output);
    });
  });
}

/** Takes away a stub that an example left on the class. */
function restoreClient(): void {
  const { send } = SWFClient.prototype as { send: { restore?: () => void } };
  send.restore?.();
}

describe('the examples', () => {
  it('compile under strict settings', () => {
    expect(written.ts.typeErrors()).toBe('');
  });

  it('all print or expect something', () => {
    const silent = pageExamples.filter(({ code }) => !/console\.log|expect\(|export default/.test(code));
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(pageExamples.length).toBeGreaterThan(20);
  });

  it('name scripts that exist', () => {
    const names = PAGES.flatMap((page) =>
      [...readPage(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(names.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });

  it('name commands and flags that exist', async () => {
    const helps = await Promise.all([ran(['help']), ...COMMANDS.map(({ name }) => ran(['help', name]))]);
    const usage = helps.flatMap(({ printed }) => printed);
    const lines = PAGES.flatMap((page) => [...readPage(page).matchAll(/npx (swfake \w+)(.*)/g)]);
    const words = lines.flatMap(([, name = '', rest = '']) => [name, ...(rest.match(/(?<=\W)--[a-z-]+/g) ?? [])]);
    const rows = PAGES.flatMap((page) => readPage(page).match(/(?<=^\| `)--[a-z-]+/gm) ?? []);
    expect([...words, ...rows].filter((word) => !usage.join('\n').includes(word))).toEqual([]);
    expect(words).toContain('swfake serve');
    expect(rows).toContain('--port');
  });
});

describe('the pages', () => {
  it('link to pages and headings that exist', () => {
    const broken = PAGES.flatMap((page) =>
      linksOf(page)
        .filter((link) => !isThere(page, link))
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('are all linked from the README', () => {
    const linked = linksOf('README.md').map((link) => link.split('#')[0]);
    expect(PAGES.filter((page) => page !== 'README.md' && !linked.includes(page))).toEqual([]);
  });
});

describe('the API reference', () => {
  const reference = readPage('README.md').split('## API reference')[1] ?? '';
  // The core's own index is the reference of its many parts.
  const imported = Object.entries(entries).filter(([name]) => name.startsWith('.') && name !== './core');

  it.each(imported)('has every function and class of %s', async (name, source) => {
    const exported = Object.keys(await import(`../${source}`)).filter((member) => member !== 'default');
    expect(reference).toContain(`\`${name.replace('.', manifest.name)}\``);
    expect(exported.filter((member) => !reference.includes(`\`${member}\``))).toEqual([]);
  });
});
