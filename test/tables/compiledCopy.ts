import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { typeCheck } from '../support/typeCheck.js';

/** One edit of a file: `after` is there exactly once, and the text is put behind it. */
export interface Insertion {
  /** From the root of the project. */
  readonly file: string;
  readonly after: string;
  readonly text: string;
}

const SDK = 'node_modules/@aws-sdk/client-swf';

let copy: string | undefined;

/** Compiles a copy of src with something inserted, and returns the files in which the compiler finds errors. */
export function failingFiles(...insertions: readonly Insertion[]): readonly string[] {
  copy ??= copied();
  const originals = insertions.map(({ file }) => [join(process.cwd(), file), join(copy as string, file)] as const);
  try {
    for (const insertion of insertions) insert(copy, insertion);
    return filesWithErrors(copy);
  } finally {
    for (const [original, edited] of originals) cpSync(original, edited);
  }
}

/** Removes the copy that `failingFiles` keeps for its next call. */
export function removeCopy(): void {
  if (copy !== undefined) rmSync(copy, { recursive: true });
  copy = undefined;
}

function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), 'swfake-tables-'));
  for (const name of ['src', 'tsconfig.json', 'package.json']) cpSync(name, join(folder, name), { recursive: true });
  linkPackages(folder);
  return folder;
}

/** All packages are linked, but for the types of the SDK, which a test may edit. */
function linkPackages(copy: string): void {
  const link = (name: string): void => symlinkSync(join(process.cwd(), name), join(copy, name));
  mkdirSync(join(copy, 'node_modules/@aws-sdk'), { recursive: true });
  for (const name of readdirSync('node_modules')) if (name !== '@aws-sdk') link(`node_modules/${name}`);
  for (const name of readdirSync('node_modules/@aws-sdk')) {
    if (name !== 'client-swf') link(`node_modules/@aws-sdk/${name}`);
  }
  for (const name of ['package.json', 'dist-types']) {
    cpSync(join(SDK, name), join(copy, SDK, name), { recursive: true });
  }
}

function insert(copy: string, { file, after, text }: Insertion): void {
  const path = join(copy, file);
  const [before, rest, ...more] = readFileSync(path, 'utf8').split(after);
  if (before === undefined || rest === undefined || more.length > 0) {
    throw new Error(`${file} has not exactly one ${JSON.stringify(after)}: edit it anew`);
  }
  writeFileSync(path, `${before}${after}${text}${rest}`);
}

function filesWithErrors(copy: string): readonly string[] {
  const { stdout, status } = typeCheck('.', copy);
  const files = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error TS/gm)].map(([, file = '']) => file);
  if (status !== 0 && files.length === 0) throw new Error(`tsc failed otherwise: ${stdout}`);
  return [...new Set(files)].toSorted();
}
