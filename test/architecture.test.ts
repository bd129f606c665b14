import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** What it imports: paths of this project's files, names of packages. */
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[];
}

const sources: readonly Source[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => sourceOf(join('src', name)))
  .toSorted((a, b) => (a.path < b.path ? -1 : 1));

function sourceOf(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const found = [...text.matchAll(/^(?:import|export)( type)?[^;]*?from '([^']+)';/gms)];
  const imports = found.map(([, typeOnly, from = '']) => ({
    from: from.startsWith('.') ? normalize(join(dirname(path), from)).replace(/\.js$/, '.ts') : from,
    typeOnly: typeOnly !== undefined,
  }));
  return { path, text, lines: text.split('\n'), imports };
}

const inFolder = (folder: string): readonly Source[] => sources.filter(({ path }) => path.startsWith(folder));

/** Who may import whom: a folder may import itself, and the folders named beside it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/core/': [],
  'src/render/': [],
  'src/shell/': ['src/core/'],
  'src/wire/': ['src/core/'],
  'src/sdk/': ['src/core/', 'src/shell/', 'src/wire/'],
  'src/replay/': ['src/core/', 'src/simulation/definition.ts'],
  'src/property/': ['src/core/', 'src/render/', 'src/shell/', 'src/sdk/', 'src/simulation/', 'src/fake.ts'],
  'src/iam/': ['src/core/', 'src/shell/near.ts'],
  'src/simulation/explore/': [
    'src/core/',
    'src/render/',
    'src/shell/',
    'src/sdk/reply.ts',
    'src/options.ts',
    'src/simulation/definition.ts',
    'src/simulation/law.ts',
    'src/simulation/outcomes.ts',
  ],
  'src/simulation/': [
    'src/core/',
    'src/render/',
    'src/replay/',
    'src/shell/',
    'src/sdk/',
    'src/options.ts',
    'src/fake.ts',
  ],
  'src/http/': [
    'src/fake.ts',
    'src/sdk/handler.ts',
    'src/shell/durations.ts',
    'src/shell/released.ts',
    'src/shell/views.ts',
    'src/render/',
  ],
  'src/cli/': ['src/replay/', 'src/render/', 'src/http/', 'src/shell/register.ts', 'src/fake.ts'],
  'src/explained.ts': [],
  'src/met/': ['src/core/', 'src/shell/near.ts'],
  'src/fixtures/': [
    'src/core/',
    'src/render/',
    'src/replay/',
    'src/shell/near.ts',
    'src/shell/names.ts',
    'src/met/',
    'src/explained.ts',
    'src/options.ts',
    'src/fake.ts',
  ],
  'src/options.ts': ['src/core/', 'src/shell/', 'src/met/'],
  'src/fake.ts': ['src/core/', 'src/shell/', 'src/sdk/', 'src/met/', 'src/options.ts', 'src/explained.ts'],
  'src/index.ts': ['src/core/', 'src/shell/', 'src/sdk/', 'src/options.ts', 'src/fake.ts'],
};

type Entry = string | { readonly default: string } | { readonly import: { readonly default: string } };

/** The file that an ES module gets of an entry; that of CommonJS is made of the same sources. */
function entryOf(entry: Entry): string {
  if (typeof entry === 'string') return entry;
  return 'import' in entry ? entry.import.default : entry.default;
}

describe('imports', () => {
  it.each(Object.entries(MAY_IMPORT))('of %s go one way', (folder, others) => {
    for (const { path, imports } of inFolder(folder)) {
      const own = imports.filter(({ from }) => from.startsWith('src/'));
      const strangers = own.filter(({ from }) => ![folder, ...others].some((allowed) => from.startsWith(allowed)));
      expect(strangers, path).toEqual([]);
    }
  });

  it('of packages are the SDK, of which only sdk/ takes more than types; only cli/, http/ and what keeps files know Node, and one file vitest', () => {
    for (const { path, imports } of sources) {
      const packages = imports.filter(({ from }) => !from.startsWith('src/'));
      const allowed = packages.filter(
        ({ from, typeOnly }) =>
          (from === '@aws-sdk/client-swf' && (typeOnly || path.startsWith('src/sdk/'))) ||
          (from === 'fast-check' && typeOnly && path.startsWith('src/property/')) ||
          (from.startsWith('node:') && /^src\/(cli|http|fixtures\/reporters)\//.test(path)) ||
          (from === 'vitest' && path === 'src/fixtures/vitest.ts') ||
          (from.startsWith('vitest/') && typeOnly),
      );
      expect(packages, path).toEqual(allowed);
    }
  });

  it('of the core are types for whoever evaluates policies, and nobody else evaluates them', () => {
    const fromCore = inFolder('src/iam/').flatMap(({ imports }) =>
      imports.filter(({ from }) => from.includes('/core/')),
    );
    expect(fromCore.filter(({ typeOnly }) => !typeOnly)).toEqual([]);
    expect(fromCore.length).toBeGreaterThan(0);
    const users = sources.filter(
      ({ path, imports }) => !path.startsWith('src/iam/') && imports.some(({ from }) => from.startsWith('src/iam/')),
    );
    expect(users.map(({ path }) => path)).toEqual([]);
  });

  it('reach every file from what the package exports', () => {
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const { from } of sources.find((source) => source.path === path)?.imports ?? []) visit(from);
    };
    const exported = Object.values(manifest.exports).map(entryOf);
    for (const entry of [...exported, ...Object.values(manifest.bin)]) {
      visit(entry.replace('./dist', 'src').replace(/\.js$/, '.ts'));
    }
    expect(sources.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });
});

describe('the core', () => {
  /** What it must not know, and what to do instead. */
  const BANNED: readonly (readonly [RegExp, string])[] = [
    [/\bDate\b(?! ?\?)(?!`)/, 'take time as an Instant argument'],
    [/Math\.random|crypto/, 'derive what looks random from the seed'],
    [/\bPromise\b|\basync\b|\bawait\b/, 'answer at once'],
    [/setTimeout|setInterval|setImmediate|queueMicrotask|MessageChannel/, 'set a deadline'],
    [/'node:|process\.|console\.|performance\./, 'leave the world to the shell'],
  ];

  it.each(BANNED)('does not contain %s: %s', (banned) => {
    for (const { path, lines } of inFolder('src/core/')) {
      const code = lines.filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && !line.includes('T extends Date'));
      expect(
        code.filter((line) => banned.test(line)),
        path,
      ).toEqual([]);
    }
  });

  it('writes states in apply/ and store/ only', () => {
    const writers = /^src\/core\/(apply|store)\//;
    for (const { path, lines } of inFolder('src/core/').filter((source) => !writers.test(source.path))) {
      const writes = lines.filter((line) => /^\s*(s|state|run|domain|list|task)(\.\w+)+ (=|\+=|-=) /.test(line));
      // A fork takes from both sides the right to write what they share.
      expect(writes, path).toEqual(path.endsWith('core/state.ts') ? ['  s.owner = newOwner();'] : []);
      expect(
        lines.filter((line) => /\b(byId|shards|chunks)\.(set|delete|push|splice)\(/.test(line)),
        path,
      ).toEqual([]);
    }
  });
});

describe('every file', () => {
  it('is short enough to live in', () => {
    const long = sources
      .filter(({ lines }) => lines.length > 250)
      .map(({ path, lines }) => `${path}: ${lines.length} lines`);
    expect(long).toEqual([]);
  });

  it('has functions of 40 lines at most', () => {
    expect(sources.flatMap(({ path, lines }) => longFunctions(path, lines))).toEqual([]);
  });

  it('leaves no any, no skipped check, and no note for later', () => {
    for (const { path, text } of sources) {
      const offending = text
        .split('\n')
        .filter((line) =>
          /[<:] ?any\b|\bas any\b|@ts-|biome-ignore|TODO|FIXME/.test(line.replace(/^\s*(\/\*|\*|\/\/).*/, '')),
        );
      expect(offending, path).toEqual([]);
    }
  });
});

/** Functions whose closing brace stands more than 40 lines below their first line. */
function longFunctions(path: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, start) => {
    const [, indent] =
      /^(\s*)(?:export )?(?:async )?(?:function\b|(?:const )?[#\w]+(?: = |: )?(?:async )?\([^)]*\).*=> \{$|[#\w]+\(.*\).*\{$)/.exec(
        line,
      ) ?? [];
    if (indent === undefined || /^\s*(if|for|while|switch)\b/.test(line)) return [];
    const end = lines.findIndex((other, index) => index > start && other.startsWith(`${indent}}`));
    return end - start > 40 ? [`${path}:${start + 1} has ${end - start + 1} lines`] : [];
  });
}
