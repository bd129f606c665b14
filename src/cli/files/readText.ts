import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { STANDARD_INPUT } from './paths.js';

/** Returns the name of a file for a sentence. */
export const fileWords = (file: string): string => (file === STANDARD_INPUT ? 'standard input' : `file '${file}'`);

const REASONS: Readonly<Record<string, (words: string) => string>> = {
  ENOENT: (words) => `there is no ${words}`,
  EACCES: (words) => `${words} cannot be read: permission denied`,
  EPERM: (words) => `${words} cannot be read: permission denied`,
  EISDIR: (words) => `${words} is a folder`,
};

/**
 * Reads a file, or standard input, as text: UTF-8, or UTF-16 as Windows PowerShell writes it.
 *
 * @throws CommandError if it cannot be read, or has another encoding.
 */
export async function readText(file: string, environment: Environment): Promise<string> {
  const bytes = await bytesOf(file, environment);
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CommandError(`${fileWords(file)} is neither UTF-8 nor UTF-16; save it as UTF-8`, { cause: error });
  }
}

async function bytesOf(file: string, { files, readInput }: Environment): Promise<Uint8Array> {
  try {
    return file === STANDARD_INPUT ? await readInput() : files.read(file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code]?.(fileWords(file)) ?? `${fileWords(file)} cannot be read: ${message}`;
    throw new CommandError(reason, { cause: error });
  }
}

// A byte order mark says it, or a zero byte: JSON begins with two characters of ASCII.
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
