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
 * Reads a file, or standard input, and parses it as JSON.
 *
 * @throws CommandError if it cannot be read, or is not JSON.
 */
export async function readJson(file: string, environment: Environment): Promise<unknown> {
  const text = textOf(await bytesOf(file, environment));
  if (text.trim() === '') throw new CommandError(`${fileWords(file)} is empty; expected JSON`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(`${fileWords(file)} is not JSON: ${(error as Error).message}`);
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

// Windows PowerShell writes UTF-16 when it sends the output of a program to a file.
function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
