import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { vi } from 'vitest';
import { entries } from './sources.js';
import { typeCheck } from './typeCheck.js';

/** A complete program in a page or in a doc comment: a fenced `ts` block. */
export interface Example {
  /** The place of the program: `src/fake.ts:45`. */
  readonly name: string;
  readonly code: string;
}

/** Examples in files of their own, which import the sources where a user imports the package. */
export interface WrittenExamples {
  /** Returns the errors of one strict `tsc` run over all examples; an empty text if there is none. */
  typeErrors(): string;
  /** Runs one example. Resolves to the text that it prints; rejects if it throws. */
  run(example: Example): Promise<string>;
  remove(): void;
}

/** Returns true if the example defines tests: it must run while the runner collects tests, outside of a test. */
export const definesTests = ({ code }: Example): boolean => /^(test|it|describe)\b.*\(/m.test(code);

/** Returns true if the example can fail when the package behaves differently. */
export const asserts = ({ code }: Example): boolean => /'node:assert|\bexpect\(|\bassert[A-Z]\w*\(/.test(code);

const fileName = ({ name }: Example): string => `${name.replaceAll(/\W+/g, '-')}.ts`;

/** Writes examples below `build`, where imports find the packages that this project has installed. */
export function writeExamples(examples: readonly Example[]): WrittenExamples {
  const files = examples.map((example) => [fileName(example), withSources(example.code)] as const);
  mkdirSync('build', { recursive: true });
  const folder = mkdtempSync(join('build', 'examples-'));
  for (const [name, code] of files) writeFileSync(join(folder, name), code);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../test/tsconfig.json', include: ['.'] }));
  return {
    typeErrors: () => typeErrors(folder),
    run: (example) => printedBy(join(folder, fileName(example))),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function typeErrors(project: string): string {
  const { status, stdout, stderr } = typeCheck(project);
  return status === 0 ? '' : `${stdout}${stderr}`;
}

/** Replaces the names of the package by paths of its sources. The line numbers stay the same. */
const withSources = (code: string): string =>
  code.replaceAll(/(?<=^(?:import|\}) .*')swfake(\/[\w/-]+)?(?=';$)/gm, (_name, entry: string = '') => {
    const source = entries[`.${entry}`];
    if (source === undefined) throw new Error(`an example imports swfake${entry}, which the package does not export`);
    return `../../${source.replace(/\.ts$/, '.js')}`;
  });

async function printedBy(path: string): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...words) => void lines.push(format(...words)));
  try {
    await import(pathToFileURL(resolve(path)).href);
    return lines.map((line) => `${line}\n`).join('');
  } finally {
    log.mockRestore();
  }
}
