import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/cli/files/nodeFiles.js';
import { expandPaths } from '../../src/cli/files/paths.js';
import { inMemory } from './inMemory.js';

const PATHS = [
  'a.json',
  'b.json',
  'b.txt',
  'order[1].json',
  'h/one.json',
  'h/two.json',
  'h/.hidden.json',
  'h/deep/three.json',
  'h/deep/er/four.json',
  'h/node_modules/p/package.json',
  'h/.git/five.json',
  '/abs/six.json',
];
const files = inMemory(Object.fromEntries(PATHS.map((path) => [path, ''])));
const expanded = (...args: string[]) => expandPaths(args, files, '/');

describe('FILE', () => {
  it.each<[string, string[]]>([
    ['a.json', ['a.json']],
    ['-', ['-']],
    ['order[1].json', ['order[1].json']],
    ['*.json', ['a.json', 'b.json', 'order[1].json']],
    ['?.json', ['a.json', 'b.json']],
    ['b.*', ['b.json', 'b.txt']],
    ['h', ['h/deep/er/four.json', 'h/deep/three.json', 'h/one.json', 'h/two.json']],
    ['h/', ['h/deep/er/four.json', 'h/deep/three.json', 'h/one.json', 'h/two.json']],
    ['h/*.json', ['h/one.json', 'h/two.json']],
    ['h/.*.json', ['h/.hidden.json']],
    ['h/*/*.json', ['h/deep/three.json', 'h/node_modules/p/package.json'].slice(0, 1)],
    ['*/deep/three.json', ['h/deep/three.json']],
    ['**/t*.json', ['h/deep/three.json', 'h/two.json']],
    ['h/**/four.json', ['h/deep/er/four.json']],
    ['h/deep/**', ['h/deep/er/four.json', 'h/deep/three.json']],
    ['/abs/*.json', ['/abs/six.json']],
    ['/abs', ['/abs/six.json']],
    ['h/node_modules', ['h/node_modules/p/package.json']],
  ])('%s names files', (given, paths) => {
    expect(expanded(given)).toEqual({ paths, problems: [] });
  });

  it('that names a file twice is read once', () => {
    expect(expanded('a.json', '*.json', '-', '-').paths).toEqual(['a.json', 'b.json', 'order[1].json', '-']);
  });

  it('that names nothing is reported, and the others are kept', () => {
    const empty = inMemory({ 'a.json': '', 'texts/b.txt': '' });
    expect(expandPaths(['no.json', 'a.json', 'no/*.json', 'texts'], empty, '/')).toEqual({
      paths: ['a.json'],
      problems: [
        { file: 'no.json', message: "there is no file 'no.json'" },
        { file: 'no/*.json', message: "no file matches 'no/*.json'" },
        { file: 'texts', message: "folder 'texts' holds no .json file" },
      ],
    });
  });

  it('may have the separators of Windows', () => {
    expect(expandPaths(['h\\deep\\*.json'], files, '\\').paths).toEqual(['h/deep/three.json']);
  });
});

describe('FILE on the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'swfake-paths-'));
  beforeAll(() => {
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'a.json'), '{}');
    writeFileSync(join(folder, 'in', 'b.json'), '{}');
    symlinkSync(folder, join(folder, 'in', 'circle'), 'junction');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is found in folders and by patterns; a link to a folder is not followed', () => {
    const slashed = folder.replaceAll('\\', '/');
    const both = { paths: [`${slashed}/a.json`, `${slashed}/in/b.json`], problems: [] };
    expect(expandPaths([folder], nodeFiles)).toEqual(both);
    expect(expandPaths([join(folder, '**', '*.json')], nodeFiles)).toEqual(both);
  });
});
