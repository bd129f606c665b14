import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sources } from './support/sources.js';

// Citations are true in both directions: the code cites sections of docs/swf.md and reads variables that
// docs/contributing.md lists; the pages for maintainers name files, folders and functions of the code.

const files = ['src', 'test', '.ci'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => `${root}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(tsx?|mjs|cjs|txt)$|^\.ci\/run$/.test(name) && !name.includes('node_modules')),
);
const texts = files.map((path) => [path, readFileSync(path, 'utf8')] as const);

describe('docs/swf.md', () => {
  const headings = readFileSync('docs/swf.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  const sections = new Set(headings.flatMap((line) => line.match(/\b\d+(\.\d+)?\b/g) ?? []));
  const doubts = new Set(headings.flatMap((line) => [...line.matchAll(/Doubt (\d+)/g)].map(([, number]) => number)));
  const sequences = new Set(headings.flatMap((line) => line.match(/\bG\d+\b/g) ?? []));

  it('has every section, doubt and sequence that is cited', () => {
    const missing: string[] = [];
    let cited = 0;
    for (const [path, text] of texts) {
      const flat = text.replaceAll(/\n\s*(\*|\/\/|#)?\s*/g, ' ');
      for (const [, after = ''] of flat.matchAll(/docs\/swf\.md((?:[ ,;]| and| to| doubts?|\.\d|\d|G\d+)*)/g)) {
        const [plain = '', ...doubted] = after.split(/doubts?/);
        const numbers = plain.match(/(?<![G\d.])\d+(\.\d+)?/g) ?? [];
        cited += numbers.length;
        missing.push(...numbers.filter((number) => !sections.has(number)).map((number) => `${path}: ${number}`));
        const named = doubted.join(' ').match(/(?<![\d.])\d+(?![\d.])/g) ?? [];
        missing.push(...named.filter((number) => !doubts.has(number)).map((number) => `${path}: doubt ${number}`));
        const golden = after.match(/G\d+/g) ?? [];
        missing.push(...golden.filter((name) => !sequences.has(name)).map((name) => `${path}: ${name}`));
      }
    }
    expect(missing).toEqual([]);
    expect(cited).toBeGreaterThan(200);
  });
});

describe('docs/contributing.md', () => {
  it('has every environment variable that is read', () => {
    const page = readFileSync('docs/contributing.md', 'utf8');
    const read = new Set(
      texts.flatMap(([, text]) =>
        [...text.matchAll(/(?:process\.)?\benv(?:\.|\[')([A-Z][A-Z_]+)|\$\{?(SWFAKE_[A-Z_]+|UPDATE_[A-Z_]+)/g)].map(
          ([, one, other]) => one ?? other ?? '',
        ),
      ),
    );
    expect([...read].filter((name) => !page.includes(`\`${name}\``)).toSorted()).toEqual([]);
    expect(read.size).toBeGreaterThan(4);
  });
});

describe.each(['docs/architecture.md', 'docs/contributing.md', 'docs/decisions.md'])('%s', (file) => {
  const page = readFileSync(file, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
  const spans = [...page.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  // What a user imports looks like a path.
  const paths = spans.filter((span) => /^(?!swfake\/|@)[\w.-]*(\/|\.(ts|md|mjs|json|txt)$)[\w./-]*$/.test(span));

  it('names paths that exist, from the root of the project or from src', () => {
    expect(paths.filter((path) => !existsSync(path) && !existsSync(`src/${path}`))).toEqual([]);
    expect(paths.length).toBeGreaterThan(10);
  });

  it('names functions that are where it says', () => {
    const named = [...page.matchAll(/`(\w+)`[^`.;:]*? in\s+`(src\/[\w./-]+\.ts)`/g)];
    const wrong = named.filter(
      ([, name, path = '']) => !existsSync(path) || !new RegExp(`\\b${name}\\b`).test(readFileSync(path, 'utf8')),
    );
    expect(wrong.map(([whole]) => whole)).toEqual([]);
  });
});

describe('docs/architecture.md, "The tree"', () => {
  it('has a line for every folder of src', () => {
    const [, tree = ''] = readFileSync('docs/architecture.md', 'utf8').split('## The tree');
    const folders = [...new Set(sources.map(({ path }) => dirname(path)))].filter((folder) => folder !== 'src');
    expect(folders.filter((folder) => !tree.includes(`| \`${folder}\` |`))).toEqual([]);
  });
});
