import type { StartThread } from '../../campaign/thread.js';

/** The kind of thing that a path names. `undefined` means that it does not exist. */
export type PathKind = 'file' | 'folder' | undefined;

/** An entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** The file system, as far as the commands use it. */
export interface FileSystem {
  /** Returns the kind of thing that the path names. */
  kindOf(path: string): PathKind;
  /** Returns the entries of a folder. A symbolic link to a folder is left out, so that no walk goes in a circle. */
  entriesOf(folder: string): readonly FolderEntry[];
  /** Reads the bytes of a file. @throws Error if there is no such file. */
  read(file: string): Uint8Array;
  /** Writes a file in one step: a reader, or a later start, finds the old content or the new. @throws Error if it cannot. */
  write(file: string, text: string): void;
}

/** The functions that the commands need from their environment: files, modules, output and signals. */
export interface Environment {
  readonly files: FileSystem;
  /** Reads standard input to its end. */
  readInput(): Promise<Uint8Array>;
  /** Prints to standard output. */
  print(text: string): void;
  /** Prints to standard error. */
  printError(text: string): void;
  /** True if the output shows colours. */
  readonly colors: boolean;
  /** The width of the terminal, in characters. Absent if the output is not a terminal. */
  readonly columns?: number;
  /** Shows a line that the next one replaces; an empty line removes it. Absent if the output is not a terminal. */
  showProgress?(line: string): void;
  /** Imports a module of the user. */
  load(file: string): Promise<{ readonly [name: string]: unknown }>;
  /** Asks the user a question of yes or no. Resolves to false without a terminal. */
  confirm(question: string): Promise<boolean>;
  /** The environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The number of processors. */
  readonly processors: number;
  /** The memory of the machine, in megabytes. */
  readonly memoryMegabytes: number;
  /** Starts a thread of `swfake simulate`. */
  readonly startThread: StartThread;
  /** Resolves when a signal stops the command. */
  interrupted(): Promise<void>;
  /** Returns the version of the package. */
  version(): string;
}
