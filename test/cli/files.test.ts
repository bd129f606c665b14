import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/cli/files/nodeFiles.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swfake-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the file system of the machine', () => {
  it('writes a file in place of another, and leaves nothing beside it', () => {
    const file = join(folder, 's.json');
    nodeFiles.write(file, 'one');
    nodeFiles.write(file, 'two');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['s.json']);
  });

  it('fails with the code of Node, and leaves nothing', () => {
    expect(() => nodeFiles.write(join(folder, 'no', 's.json'), '')).toThrow('ENOENT');
    mkdirSync(join(folder, 'sub'));
    expect(() => nodeFiles.write(join(folder, 'sub'), '')).toThrow(/EISDIR|EPERM/);
    expect(readdirSync(folder)).toEqual(['sub']);
  });
});
