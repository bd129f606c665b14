import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSystem, FolderEntry, PathKind } from '../line/environment.js';

/** The file system of the machine. */
export const nodeFiles: FileSystem = {
  kindOf,
  read: (file) => readFileSync(file),
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
