import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { documentsIn } from './documents.js';
import { fileWords, readText } from './readText.js';

/**
 * Reads a file, or standard input, and parses it as one JSON document.
 *
 * @throws CommandError if it cannot be read, or is not JSON.
 */
export const readJson = (file: string, environment: Environment): Promise<unknown> =>
  readParsed(file, environment, (text) => JSON.parse(text) as unknown);

/**
 * Reads a file, or standard input, and parses its JSON documents, one after the other.
 *
 * @throws CommandError if it cannot be read, or is not JSON.
 */
export const readDocuments = (file: string, environment: Environment): Promise<readonly unknown[]> =>
  readParsed(file, environment, documentsIn);

async function readParsed<T>(file: string, environment: Environment, parse: (text: string) => T): Promise<T> {
  const text = await readText(file, environment);
  if (text.trim() === '') throw new CommandError(`${fileWords(file)} is empty; expected JSON`);
  try {
    return parse(text);
  } catch (error) {
    throw new CommandError(`${fileWords(file)} is not JSON: ${(error as Error).message}`);
  }
}
