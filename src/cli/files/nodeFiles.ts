import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileSystem, FolderEntry, PathKind } from '../line/environment.js';

/** The file system of the machine. */
export const nodeFiles: FileSystem = {
  kindOf,
  read: (file) => readFileSync(file),
  write,
  entriesOf: (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly FolderEntry[] => {
      if (!entry.isSymbolicLink()) return [{ name: entry.name, kind: entry.isDirectory() ? 'folder' : 'file' }];
      return kindOf(join(folder, entry.name)) === 'file' ? [{ name: entry.name, kind: 'file' }] : [];
    }),
};

// A pipe of the shell, such as that of <(...), is read like a file.
function kindOf(path: string): PathKind {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  return stats.isDirectory() ? 'folder' : 'file';
}

// A process that is ended while it writes leaves the old file as it was.
function write(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    const open = openSync(unfinished, 'w');
    try {
      writeFileSync(open, text);
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
