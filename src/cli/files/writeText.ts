import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { fileWords } from './readText.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
};

/**
 * Writes a file. `what` begins the message if that fails: `the page cannot be written to`.
 *
 * @throws CommandError if it cannot be written.
 */
export function writeText(file: string, text: string, what: string, { files }: Environment): void {
  try {
    files.write(file, text);
  } catch (error) {
    throw new CommandError(`${what} ${fileWords(file)}: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
