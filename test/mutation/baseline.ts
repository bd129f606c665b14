import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inLanes, type Lane } from './lanes.js';

/** A test file that passes without a mutant, alone in a process. */
export interface TestFile {
  readonly file: string;
  /** A text that changes with the content of the file. */
  readonly content: string;
  /** Milliseconds of a run. */
  readonly took: number;
  /** The mutants whose code it runs in its tests. */
  readonly run: ReadonlySet<string>;
  /** The mutants whose code it runs while it is loaded. */
  readonly loaded: ReadonlySet<string>;
}

// These read or compile sources, which are instrumented here, or run programs that are not.
const LEFT_OUT =
  /^(architecture|words|citations|examples|readme|mistakes)\.test\.ts$|^(package|types|tables|mutation|soak)\/|^cli\/bin|^http\/clients/;
const LIMIT = 300_000;

/** Returns the test files of the copy, below the wanted folders, that can tell something of mutants. */
export function testFiles(copy: string, wanted: readonly string[]): readonly string[] {
  const names = readdirSync(join(copy, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = names.filter((name) => name.endsWith('.test.ts') && !name.includes('samples') && !LEFT_OUT.test(name));
  const chosen = tests.filter((name) => wanted.length === 0 || wanted.some((folder) => name.startsWith(folder)));
  return chosen.map((name) => join(copy, 'test', name));
}

interface Covered {
  readonly file: string;
  readonly loaded: readonly string[];
  readonly run: readonly string[];
}

/** Runs test files alone, without a mutant. Returns those that pass, with the mutants that they run. */
export async function measure(
  files: readonly string[],
  coverage: string,
  lanes: readonly Lane[],
  progress: (text: string) => void,
): Promise<readonly TestFile[]> {
  rmSync(coverage, { recursive: true, force: true });
  mkdirSync(coverage, { recursive: true });
  const took = new Map<string, number>();
  let done = 0;
  await inLanes(files, lanes, async (file, lane) => {
    const answer = await lane.run({ mutant: undefined, files: [file] }, LIMIT);
    done += 1;
    progress(`${done} of ${files.length} test files without a mutant`);
    if (answer && !answer.failed) took.set(file, answer.took);
    else console.log(`left out: ${file} fails without a mutant: ${answer?.failed?.test ?? 'no end'}`);
  });
  const covered = readdirSync(coverage).map(
    (name) => JSON.parse(readFileSync(join(coverage, name), 'utf8')) as Covered,
  );
  return covered.flatMap(({ file, loaded, run }) => {
    const time = took.get(file);
    if (time === undefined) return [];
    return [{ file, content: contentOf(file), took: time, run: new Set(run), loaded: new Set(loaded) }];
  });
}

const contentOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Returns a text that changes with any source file, and with the parts that are mutated. */
export function fingerprint(parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join());
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  for (const name of names.toSorted()) hash.update(name).update(readFileSync(join('src', name)));
  return hash.digest('hex');
}

interface Saved {
  readonly fingerprint: string;
  readonly files: readonly (Omit<TestFile, 'run' | 'loaded'> & Covered)[];
}

/** Writes what was measured to a file. */
export function save(path: string, print: string, files: readonly TestFile[]): void {
  const plain = files.map((file) => ({ ...file, run: [...file.run], loaded: [...file.loaded] }));
  writeFileSync(path, JSON.stringify({ fingerprint: print, files: plain } satisfies Saved));
}

/** Returns what an earlier run measured of test files that have not changed since. */
export function saved(path: string, print: string): readonly TestFile[] {
  if (!existsSync(path)) return [];
  const { fingerprint: old, files } = JSON.parse(readFileSync(path, 'utf8')) as Saved;
  if (old !== print) return [];
  const same = files.filter(({ file, content }) => existsSync(file) && contentOf(file) === content);
  return same.map((file) => ({ ...file, run: new Set(file.run), loaded: new Set(file.loaded) }));
}
