import type { Environment, FileSystem, FolderEntry } from '../../src/cli/line/environment.js';
import { run } from '../../src/cli/run.js';
import { threadsInProcess } from './threadsInProcess.js';

/** The content of files by path: text, bytes, an Error that reading throws, or a value that is written as JSON. */
export type Files = Readonly<Record<string, unknown>>;

const bytesOf = (content: unknown): Uint8Array => {
  if (content instanceof Error) throw content;
  if (content instanceof Uint8Array) return content;
  return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
};

/** A file system in memory. Folders are the parts of the paths. */
export function inMemory(files: Record<string, unknown>): FileSystem {
  const inside = (folder: string) => {
    const prefix = folder === '.' ? '' : folder === '/' ? '/' : `${folder}/`;
    const isInside = (path: string) => path.startsWith(prefix) && (prefix !== '' || !path.startsWith('/'));
    return Object.keys(files).flatMap((path) => (isInside(path) ? [path.slice(prefix.length)] : []));
  };
  return {
    kindOf: (path) => {
      if (Object.hasOwn(files, path)) return 'file';
      return inside(path.replace(/(?<=.)\/$/, '')).length > 0 ? 'folder' : undefined;
    },
    entriesOf: (folder) => {
      const entries = inside(folder).map((path): [string, FolderEntry] => {
        const [name = '', ...rest] = path.split('/');
        return [name, { name, kind: rest.length === 0 ? 'file' : 'folder' }];
      });
      return [...new Map(entries).values()];
    },
    write: (path, text) => {
      if (files[path] instanceof Error) throw files[path];
      files[path] = text;
    },
    read: (path) => {
      if (Object.hasOwn(files, path)) return bytesOf(files[path]);
      throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });
    },
  };
}

/** What a command may find: files, modules by path, standard input, a terminal. */
export interface World {
  readonly files?: Files;
  /** Modules by path. The import of an Error rejects with it. */
  readonly modules?: Readonly<Record<string, object>>;
  readonly input?: unknown;
  readonly colors?: boolean;
  /** The width of the terminal. Without it, the output is a pipe. */
  readonly columns?: number;
  /** Called with the file system, which the command can write. */
  readonly disk?: (files: FileSystem) => void;
  /** What the user answers to a question. */
  readonly confirms?: boolean;
  /** What happens until the user presses Ctrl-C. */
  readonly until?: (printed: readonly string[]) => unknown;
  /** The environment variables. Default: none. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs a command line. Resolves to its exit code, and to what it prints, complains about and shows as progress. */
export async function ran(words: readonly string[], world: World = {}) {
  const {
    files = {},
    modules = {},
    input = '',
    colors = false,
    columns,
    confirms = false,
    until,
    disk,
    variables = {},
  } = world;
  const [printed, complaints, shown]: [string[], string[], string[]] = [[], [], []];
  const system = inMemory({ ...files, ...Object.fromEntries(Object.keys(modules).map((name) => [name, ''])) });
  disk?.(system);
  const load: Environment['load'] = async (file) => {
    const module = modules[file] ?? {};
    if (module instanceof Error) throw module;
    return module as { readonly [name: string]: unknown };
  };
  const environment: Environment = {
    files: system,
    readInput: async () => bytesOf(input),
    print: (text) => void printed.push(text),
    printError: (text) => void complaints.push(text),
    colors,
    ...(columns !== undefined && { columns }),
    showProgress: (line) => void shown.push(line),
    load,
    confirm: async () => confirms,
    interrupted: async () => {
      await Promise.resolve();
      await until?.(printed);
    },
    version: () => '1.2.3',
    variables,
    processors: 2,
    memoryMegabytes: 4000,
    startThread: threadsInProcess({ files: system, load }),
  };
  return { code: await run(words, environment), printed, complaints, shown };
}

/** Runs a command line of words with a space between them. */
export const ranLine = (line: string, world?: World) => ran(line === '' ? [] : line.split(' '), world);
