import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sources } from '../support/sources.js';

// No machine here has Windows: a test reads for what works on POSIX only.

/** A pattern of code, and what works everywhere. */
const POSIX: readonly (readonly [RegExp, string])[] = [
  [/['"`]\/(tmp|dev|usr|bin|home|etc)\b/, 'tmpdir() of node:os'],
  [/import\.meta\.url\)\.pathname|new URL\([^)]*import\.meta\.url\)\.pathname/, 'fileURLToPath() of node:url'],
  [
    /\b(spawn|spawnSync|execFile|execFileSync)\(\s*['"](?!git['"])[a-z]/,
    'process.execPath and a script: Windows has npm.cmd',
  ],
  [/(?<![.\w])exec(Sync)?\(/, 'execFile: a shell reads quotes in its own way'],
  [/process\.env\.HOME\b/, 'homedir() of node:os'],
  [/\bsymlinkSync\(/, 'cpSync(): a link needs rights on Windows'],
  [/\bimport\((resolve|join)\(/, 'pathToFileURL(): C: is no scheme'],
  [/\.startsWith\(['"]\/['"]\)[^\n]*(path|file)/i, 'isAbsolute() of node:path'],
  [/\b(SIGHUP|SIGKILL|SIGUSR[12])\b/, 'SIGINT or SIGTERM'],
];

const SCRIPTS = readdirSync('.ci', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(mjs|ts)$/.test(name))
  .map((name) => ({ path: `.ci/${name.replaceAll('\\', '/')}`, text: readFileSync(join('.ci', name), 'utf8') }));

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

function posixIn(files: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  return files.flatMap(({ path, text }) =>
    POSIX.filter(([pattern]) => pattern.test(withoutComments(text))).map(([pattern, better]) => {
      return `${path}: ${withoutComments(text).match(pattern)?.[0]}: write ${better}`;
    }),
  );
}

describe('Windows', () => {
  it('has all that the sources use', () => {
    expect(posixIn(sources)).toEqual([]);
  });

  it('has all that the scripts of the project use', () => {
    expect(posixIn(SCRIPTS)).toEqual([]);
  });

  it('reads text files with its line ends: no source splits a file at a bare \\n', () => {
    const readers = sources.filter(({ text }) => /readFile(Sync)?\(/.test(text));
    expect(readers.filter(({ text }) => /split\('\\n'\)/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('gets the bytes of the repository: .gitattributes forbids other line ends', () => {
    expect(readFileSync('.gitattributes', 'utf8')).toContain('* text=auto eol=lf\n');
  });

  it('runs every script of package.json: no shell but &&, no single quotes, no variables', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly scripts: Record<string, string>;
    };
    const wrong = Object.entries(scripts).filter(([, script]) =>
      /['$;|<>*~]|^\w+=|\b(rm|cp|mv|mkdir|bash|sh|cat|export)\b|\.\//.test(script),
    );
    expect(wrong).toEqual([]);
  });

  it('finds what this test looks for', () => {
    const text = "execFileSync('npm', []); const file = '/tmp/x'; await import(resolve(file));";
    expect(posixIn([{ path: 'a.ts', text }]).length).toBe(3);
  });

  // contributing.md is for who works on the project, and says how PowerShell sets a variable.
  it.each([
    'README.md',
    ...readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ])('has all shell commands of %s', (page) => {
    const blocks = [...readFileSync(page, 'utf8').matchAll(/```(?:sh|bash|console)\n([\s\S]*?)```/g)];
    const lines = blocks.flatMap(([, block = '']) => block.split('\n'));
    const wrong = lines.filter((line) =>
      /^\s*(\w+=\S* |export |rm |cp |mv |bash |sh |chmod )|\\$|\$\(|\$[A-Z{]/.test(line),
    );
    expect(wrong).toEqual([]);
  });

  it('is told how to set a variable where the project uses one', () => {
    expect(readFileSync('docs/contributing.md', 'utf8')).toContain("$env:SWFAKE_SEED = '7'");
  });
});
