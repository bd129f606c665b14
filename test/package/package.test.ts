import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The package as it would be published, built in a folder of its own.

const MAX_PACKED_BYTES = 1_160_000;
const MAX_FILES = 180;
const API = 'test/package/api.txt';

let folder = '';
let files: readonly string[] = [];
let packedBytes = 0;
let api = '';

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swfake-package-'));
  run('.ci/bundle.mjs', join(folder, 'dist'));
  rmSync(join(folder, 'dist-types'), { recursive: true });
  api = run('.ci/api.mjs', join(folder, 'dist'));
  const { npm } = (await import('../../.ci/npm.mjs' as string)) as { npm(args: readonly string[], o: object): string };
  for (const name of ['package.json', 'README.md', 'LICENSE', ...manifest().files]) {
    if (name !== 'dist') cpSync(name, join(folder, name), { recursive: true });
  }
  const [packed] = JSON.parse(npm(['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder }));
  files = packed.files.map(({ path }: { readonly path: string }) => path);
  packedBytes = packed.size;
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Manifest {
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, Targets | string>>;
  readonly typesVersions: { readonly '*': Readonly<Record<string, readonly string[]>> };
}
interface Targets {
  readonly import: { readonly types: string; readonly default: string };
  readonly require: { readonly types: string; readonly default: string };
}
const manifest = (): Manifest => JSON.parse(readFileSync('package.json', 'utf8'));
const entries = (): readonly (readonly [string, Targets])[] =>
  Object.entries(manifest().exports).filter((entry): entry is [string, Targets] => typeof entry[1] !== 'string');
const inDist = (type: string): readonly string[] =>
  files.filter((path) => path.startsWith('dist/') && path.endsWith(type));

describe('the tarball', () => {
  it(`has at most ${MAX_PACKED_BYTES} bytes and ${MAX_FILES} files`, () => {
    expect(packedBytes).toBeLessThanOrEqual(MAX_PACKED_BYTES);
    expect(files.length).toBeLessThanOrEqual(MAX_FILES);
  });

  it('has the pages, and no source, test or source map', () => {
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', 'docs/swf.md']),
    );
    expect(files.filter((path) => /^(src|test|build|\.ci)\/|\.map$/.test(path))).toEqual([]);
  });

  it('has every file that a link of its pages names', () => {
    const pages = files.filter((path) => path.endsWith('.md'));
    expect(pages.flatMap((page) => brokenLinks(page))).toEqual([]);
  });
});

function brokenLinks(page: string): readonly string[] {
  const prose = read(page).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const local = links.filter((link) => !/^[a-z]+:/.test(link));
  return local.filter((link) => !linkWorks(page, link)).map((link) => `${page}: ${link}`);
}

function linkWorks(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path).replaceAll('\\', '/');
  if (!files.includes(target)) return false;
  return anchor === undefined || headingsOf(target).includes(anchor);
}

const headingsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#+ +(.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );

describe('the manifest', () => {
  it('names files that are there', () => {
    const targets = entries().flatMap(([, { import: a, require: b }]) => [a.types, a.default, b.types, b.default]);
    expect(targets.filter((target) => !files.includes(target.slice(2)))).toEqual([]);
  });

  it('gives moduleResolution node10 the types of every entry', () => {
    const below = entries().filter(([name]) => name !== '.');
    const wanted = Object.fromEntries(below.map(([name, targets]) => [name.slice(2), [targets.require.types]]));
    expect(manifest().typesVersions).toEqual({ '*': wanted });
  });
});

describe('the code', () => {
  // The script and the style of the pages are texts: nobody sets a breakpoint in them.
  it('is not minified: a line is one statement, or one list of names', () => {
    const long = inDist('.js').flatMap((path) =>
      read(path)
        .split('\n')
        .filter((line) => line.length > 400 && !/^(import|export) \{|^const (PAGE|CONSOLE)_[A-Z]+ = /.test(line))
        .map((line) => `${path}: ${line.slice(0, 80)}`),
    );
    expect(long).toEqual([]);
  });

  it('keeps the names of its functions', () => {
    expect(read('dist/shared/composition.js')).toContain('function exceptionOf(');
  });

  it('loads nothing for swfake/render but its own files: not the machine', () => {
    const importsOf = (path: string) =>
      [...read(path).matchAll(/^import .* from "([^"]+)";$/gm)].map(([, from]) => from);
    expect(importsOf('dist/render/index.js').toSorted()).toEqual(['../shared/page.js', '../shared/render.js']);
    expect(importsOf('dist/shared/page.js')).toEqual(['./render.js']);
    expect(importsOf('dist/shared/render.js')).toEqual([]);
  });

  it.each([
    'index',
    'core/index',
    'coverage/index',
    'iam/index',
    'testing/assert',
    'testing/jest',
    'testing/vitest',
    'testing/reporters/jest',
    'testing/reporters/vitest',
  ])('loads the script of the pages only when a test fails: not by %s', (entry) => {
    const loaded = loadedBy(`dist/${entry}.js`);
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.filter((path) => /(page|pageFile|consoleCode)\.js$/.test(path))).toEqual([]);
  });

  it('imports the SDK as a namespace where an old SDK lacks a name', () => {
    const named = [...read('dist/shared/composition.js').matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-swf"/g)];
    expect(named.map(([, names = '']) => names.trim())).toEqual(['SWF, SWFClient']);
  });

  it('says what to do if Vitest’s entries are loaded with require()', () => {
    expect(() => run('-e', `require(${JSON.stringify(join(folder, 'dist/cjs/testing/vitestByRequire.js'))})`)).toThrow(
      "swfake: require('swfake/vitest') cannot work: Vitest has ES modules only. Write import, and run the file with Vitest",
    );
  });
});

/** Returns a file of the package and what it loads as it is loaded, without what it imports when it needs it. */
function loadedBy(path: string, known: readonly string[] = []): readonly string[] {
  if (known.includes(path)) return known;
  const named = [...read(path).matchAll(/^(?:import|export) (?:[^"']*? from )?"(\.[^"]+)"/gm)];
  const files = named.map(([, from = '']) => join(dirname(path), from).replaceAll('\\', '/'));
  return files.reduce<readonly string[]>((all, file) => loadedBy(file, all), [...known, path]);
}

describe('the types', () => {
  it('are one file for each entry, and parts that entries share', () => {
    const own = entries().map(([, targets]) => targets.import.types.slice(2));
    const rest = inDist('.d.ts').filter((path) => !path.startsWith('dist/cjs/') && !own.includes(path));
    expect(rest.filter((path) => !path.startsWith('dist/types/'))).toEqual([]);
    expect(readdirSync(join(folder, 'dist/types')).length).toBeLessThanOrEqual(25);
  });

  it('have their references at the top of a file, where TypeScript reads them', () => {
    const late = inDist('.d.ts').filter((path) => /\n(?!\/\/\/)[^\n]*\n\/\/\/ <reference/.test(read(path)));
    expect(late).toEqual([]);
  });

  it('are those of both formats', () => {
    const esm = inDist('.d.ts').filter((path) => !path.startsWith('dist/cjs/'));
    const different = esm.filter((path) => read(path) !== read(path.replace('dist/', 'dist/cjs/')));
    expect(different).toEqual([]);
  });

  it(`are the API that ${API} lists (UPDATE_API=1 writes it: then read git diff)`, () => {
    if (process.env.UPDATE_API === '1') writeFileSync(API, api);
    expect(existsSync(API) && statSync(API).isFile()).toBe(true);
    expect(api).toBe(readFileSync(API, 'utf8'));
  });
});
