import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import type { Mutant } from './mutant.js';

const COPIED = ['src', 'test', 'package.json', 'tsconfig.json', 'README.md', 'docs'];

// A type cannot be switched while a program runs.
const TYPES = { shouldIgnore: (path: { isTSType(): boolean }) => (path.isTSType() ? 'a type' : undefined) };
const SILENT = new Proxy({}, { get: () => () => false });

/** Returns the source files of the named parts: a folder of src, or a file. */
export function sourceFiles(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part) => {
    const path = join('src', part);
    if (!existsSync(path)) throw new Error(`mutate: there is no '${path}'; name folders or files of src`);
    if (part.endsWith('.ts')) return [path];
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.ts')).map((name) => join(path, name));
  });
}

/** Makes a copy of the repository in which every mutant of `files` can be switched on. Returns the mutants. */
export async function instrument(files: readonly string[], copy: string): Promise<readonly Mutant[]> {
  rmSync(copy, { recursive: true, force: true });
  for (const name of COPIED) cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  // Stryker's types are those of its own injector: only these members are used.
  const instrumenter = new Instrumenter(SILENT as never);
  const sources = files.toSorted().map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const options = { plugins: null, excludedMutations: [], ignorers: [TYPES] };
  const instrumented = await instrumenter.instrument(sources, options as never);
  for (const { name, content } of instrumented.files) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    writeFileSync(join(copy, name), content);
  }
  const contents = new Map(sources.map(({ name, content }) => [name, content]));
  return named(instrumented.mutants.map((mutant) => placed(mutant, contents.get(mutant.fileName) as string)));
}

type Found = Awaited<ReturnType<Instrumenter['instrument']>>['mutants'][number];
type Placed = Omit<Mutant, 'key'>;

function placed({ id, fileName, location, mutatorName, replacement }: Found, content: string): Placed {
  const lines = content.split('\n');
  const offset = ({ line, column }: { line: number; column: number }): number =>
    lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0) + column;
  const range = [offset(location.start), offset(location.end)] as const;
  const before = content.slice(...range);
  return { id, file: fileName, line: location.start.line + 1, kind: mutatorName, before, after: replacement, range };
}

/** Gives each mutant a key that does not change with the lines above it. */
function named(mutants: readonly Placed[]): readonly Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const name = [mutant.file, mutant.kind, mutant.before, mutant.after].join(' | ');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { ...mutant, key: count === 1 ? name : `${name} #${count}` };
  });
}
