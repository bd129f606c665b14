import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesIn } from './support/circles.js';
import { EXCEPTIONS, MAY_IMPORT, OWN_FOLDERS_OF_TEST, PAST_THE_INDEX } from './support/mayImport.js';
import { entries, exportsOf, type Source, sources } from './support/sources.js';

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
const inFolder = (folder: string): readonly Source[] => sources.filter(({ path }) => isIn(path, folder));
const ownImports = ({ imports }: Source): readonly string[] =>
  imports.map(({ from }) => from).filter((from) => from.startsWith('src/'));

/** The beginnings of the scripts of the pages: they are built into texts, which `html()` and the server put into pages. */
const PAGES = ['src/page/main.tsx', 'src/page/console/main.tsx'];

/** The row of the table that a file belongs to: the longest that it is in. */
const rowOf = (path: string): string | undefined =>
  Object.keys(MAY_IMPORT)
    .filter((row) => isIn(path, row))
    .toSorted((a, b) => b.length - a.length)[0];

describe('imports', () => {
  it('have a row in the table for every file', () => {
    expect(sources.map(({ path }) => path).filter((path) => rowOf(path) === undefined)).toEqual([]);
    expect(Object.keys(MAY_IMPORT).filter((row) => inFolder(row).length === 0)).toEqual([]);
  });

  it.each(Object.entries(MAY_IMPORT))('of %s go to the folders that its row names', (row, others) => {
    for (const source of sources.filter(({ path }) => rowOf(path) === row)) {
      const strangers = ownImports(source).filter((from) => {
        const theirs = rowOf(from);
        // Past the index of the core goes another test.
        const allowed =
          theirs === row || others.includes(theirs ?? '') || (isIn(from, 'src/core') && others.includes('src/core'));
        return !allowed && EXCEPTIONS[source.path]?.imports !== theirs;
      });
      expect(strangers, source.path).toEqual([]);
    }
  });

  it('have three exceptions at most', () => {
    expect(Object.keys(EXCEPTIONS).length).toBeLessThanOrEqual(3);
  });

  it('form no circle of files', () => {
    expect(circlesIn(new Map(sources.map((source) => [source.path, ownImports(source)])))).toEqual([]);
  });

  it('form no circle of folders', () => {
    const folders = new Map<string, string[]>();
    for (const source of sources) {
      const folder = dirname(source.path);
      const others = ownImports(source).map((from) => dirname(from));
      folders.set(folder, [...(folders.get(folder) ?? []), ...others.filter((other) => other !== folder)]);
    }
    expect(circlesIn(folders)).toEqual([]);
  });

  it('of the core go through its index, with twenty exceptions at most, each with a reason', () => {
    const past = sources
      .filter(({ path }) => !isIn(path, 'src/core'))
      .flatMap((source) =>
        ownImports(source)
          .filter((from) => isIn(from, 'src/core') && from !== 'src/core/index.ts')
          .map(() => source.path),
      );
    expect(past.length).toBeLessThanOrEqual(20);
    expect([...new Set(past)].toSorted()).toEqual(Object.keys(PAST_THE_INDEX).toSorted());
  });

  it('of packages are the SDK, of which only adapters/ and conform/target/ take more than types; Node and runners where they belong', () => {
    for (const { path, imports } of sources) {
      const packages = imports.filter(({ from }) => !from.startsWith('src/'));
      const allowed = packages.filter(
        ({ from, typeOnly }) =>
          (from === '@aws-sdk/client-swf' &&
            (typeOnly || isIn(path, 'src/adapters') || isIn(path, 'src/conform/target'))) ||
          (from.startsWith('preact') && isIn(path, 'src/page')) ||
          (from === 'fast-check' && typeOnly && isIn(path, 'src/property')) ||
          (from.startsWith('node:') && /^src\/(cli|http|testing\/reporters)\//.test(path)) ||
          (from === 'vitest' && path === 'src/testing/vitest.ts') ||
          (from === 'vitest' && typeOnly && path === 'src/testing/testApi.ts') ||
          (from.startsWith('vitest/') && typeOnly),
      );
      expect(packages, path).toEqual(allowed);
    }
  });

  it('of the policy evaluator are tables and checks of options: it needs no core', () => {
    const imports = inFolder('src/iam').flatMap(ownImports);
    expect(imports.filter((from) => isIn(from, 'src/core'))).toEqual([]);
    expect(imports.some((from) => isIn(from, 'src/tables'))).toBe(true);
  });

  it('reach every file from what the package exports', () => {
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const from of ownImports(sources.find((source) => source.path === path) as Source)) visit(from);
    };
    for (const entry of [...Object.values(entries), ...PAGES]) if (!entry.endsWith('.d.ts')) visit(entry);
    expect(sources.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });

  it('are shown in docs/architecture.md (UPDATE_DOCS=1 writes the table)', () => {
    const page = readFileSync('docs/architecture.md', 'utf8');
    const short = (row: string): string => `\`${row.replace('src/', '')}\``;
    const rows = Object.entries(MAY_IMPORT).map(
      ([row, others]) => `| ${short(row)} | ${others.map(short).join(', ') || '–'} |`,
    );
    const table = ['| folder or file | may import |', '|---|---|', ...rows].join('\n');
    const shown = /<!-- who may import whom -->\n([\s\S]*?)\n<!-- end -->/;
    if (process.env.UPDATE_DOCS === '1') {
      writeFileSync(
        'docs/architecture.md',
        page.replace(shown, (whole, old) => whole.replace(old, table)),
      );
    } else expect(shown.exec(page)?.[1]).toBe(table);
  });
});

describe('exported names', () => {
  it('mean one thing each, over all entry points', () => {
    const declared = new Map<string, Set<string>>();
    for (const entry of Object.values(entries)) {
      for (const [name, path] of exportsOf(entry)) declared.set(name, (declared.get(name) ?? new Set()).add(path));
    }
    // `test` and `expect` are what each runner's own are called.
    const twice = [...declared]
      .filter(([, paths]) => paths.size > 1)
      .map(([name, paths]) => `${name}: ${[...paths].join(', ')}`);
    expect(twice).toEqual([]);
    expect(declared.size).toBeGreaterThan(100);
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
    for (const { path, lines } of inFolder('src/core')) {
      const code = lines.filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && !line.includes('T extends Date'));
      expect(
        code.filter((line) => banned.test(line)),
        path,
      ).toEqual([]);
    }
  });

  it('writes states in apply/ and store/ only', () => {
    const writers = /^src\/core\/(apply|store)\//;
    for (const { path, lines } of inFolder('src/core').filter((source) => !writers.test(source.path))) {
      const writes = lines.filter((line) => /^\s*(s|state|run|domain|list|task)(\.\w+)+ (=|\+=|-=) /.test(line));
      // A fork takes from both sides the right to write what they share.
      expect(writes, path).toEqual(path.endsWith('model/state.ts') ? ['  s.owner = newOwner();'] : []);
      expect(
        lines.filter((line) => /\b(byId|shards|chunks)\.(set|delete|push|splice)\(/.test(line)),
        path,
      ).toEqual([]);
    }
  });
});

describe('the tree', () => {
  const folders = [...new Set(sources.map(({ path }) => dirname(path)))];

  it('has no folder with more than 20 files side by side', () => {
    const large = folders.filter((folder) => sources.filter(({ path }) => dirname(path) === folder).length > 20);
    expect(large).toEqual([]);
  });

  it('of test is the tree of src, but for the folders that are named', () => {
    const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => statSync(`test/${name}`).isDirectory() && !name.endsWith('__snapshots__'));
    const strangers = tests.filter((name) => {
      const [first = ''] = name.split('/');
      return !(first in OWN_FOLDERS_OF_TEST) && !folders.some((folder) => isIn(folder, `src/${name}`));
    });
    expect(strangers).toEqual([]);
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
    // The input of a Lambda function is the user's JSON: only with `any` does `({ boxes }) => boxes * 2` compile.
    const allowed = ['export type LambdaHandler = (input: any, context: LambdaContext) => unknown;'];
    for (const { path, text } of sources) {
      const offending = text
        .split('\n')
        .filter((line) => !allowed.includes(line))
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
