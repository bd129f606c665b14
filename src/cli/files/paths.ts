import { sep } from 'node:path';
import type { FileSystem } from '../line/environment.js';

/** The FILE argument for standard input. */
export const STANDARD_INPUT = '-';

/** The files that FILE arguments name, and a message for each argument that names none. */
export interface ExpandedPaths {
  /** The paths, with `/` between their parts. No path is in it twice. */
  readonly paths: readonly string[];
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/**
 * Returns the files that the arguments name. An argument is a file, a folder (every .json file in it), a pattern with `*`,
 * `**` or `?`, or `-`. Shells expand patterns too, but cmd.exe does not, and quotes prevent it. `separator` is that of
 * the platform.
 */
export function expandPaths(args: readonly string[], files: FileSystem, separator: string = sep): ExpandedPaths {
  const paths = new Set<string>();
  const problems: { file: string; message: string }[] = [];
  for (const given of args) {
    const found = expandOne(given.replaceAll(separator, '/'), files);
    if (typeof found === 'string') problems.push({ file: given, message: found });
    else for (const path of found) paths.add(path);
  }
  return { paths: [...paths], problems };
}

/** Returns the paths that an argument names, or the message that there are none. */
function expandOne(path: string, files: FileSystem): readonly string[] | string {
  if (path === STANDARD_INPUT) return [path];
  const kind = files.kindOf(path);
  if (kind === 'file') return [path];
  const isPattern = kind === undefined && /[*?]/.test(path);
  if (!isPattern && kind === undefined) return `there is no file '${path}'`;
  const pattern = isPattern ? path : `${path.replace(/\/$/, '')}/**/*.json`;
  const parts = pattern.split('/');
  const found = [...new Set(matching(parts, files))].toSorted();
  if (found.length > 0) return found;
  return isPattern ? `no file matches '${path}'` : `folder '${path}' holds no .json file`;
}

function matching(parts: readonly string[], files: FileSystem): readonly string[] {
  const first = parts.findIndex((part) => /[*?]/.test(part));
  // The parts before the first pattern are a path: it may have dots, and a drive.
  const root = parts.slice(0, first).join('/');
  const isAbsolute = first > 0 && root === '';
  return walk(isAbsolute ? '/' : root, parts.slice(first), files);
}

function walk(folder: string, [part = '', ...rest]: readonly string[], files: FileSystem): readonly string[] {
  if (part === '**') return rest.length === 0 ? walk(folder, ['**', '*'], files) : walkDeep(folder, rest, files);
  if (!/[*?]/.test(part)) return walkNamed(joined(folder, part), rest, files);
  const matches = matcher(part);
  return entriesIn(folder, files)
    .filter(({ name }) => matches(name))
    .flatMap(({ name, kind }) => {
      const path = joined(folder, name);
      if (rest.length === 0) return kind === 'file' ? [path] : [];
      return kind === 'folder' ? walk(path, rest, files) : [];
    });
}

function walkNamed(path: string, rest: readonly string[], files: FileSystem): readonly string[] {
  const kind = files.kindOf(path);
  if (rest.length === 0) return kind === 'file' ? [path] : [];
  return kind === 'folder' ? walk(path, rest, files) : [];
}

// A folder of packages has thousands of JSON files, none of them a history.
const isWalked = (name: string): boolean => !name.startsWith('.') && name !== 'node_modules';

function walkDeep(folder: string, rest: readonly string[], files: FileSystem): readonly string[] {
  const deeper = entriesIn(folder, files).filter(({ name, kind }) => kind === 'folder' && isWalked(name));
  return [...walk(folder, rest, files), ...deeper.flatMap(({ name }) => walkDeep(joined(folder, name), rest, files))];
}

const entriesIn = (folder: string, files: FileSystem) =>
  files.kindOf(folder === '' ? '.' : folder) === 'folder' ? files.entriesOf(folder === '' ? '.' : folder) : [];

const joined = (folder: string, name: string): string =>
  folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;

/** Returns a function that matches a file name with a pattern of one part. */
function matcher(part: string): (name: string) => boolean {
  const source = part
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${source}$`, 's');
  // As in shells, only a pattern that begins with a dot matches a hidden file.
  return (name) => pattern.test(name) && (part.startsWith('.') || !name.startsWith('.'));
}
