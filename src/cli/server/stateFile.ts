import type { SavedState } from '../../core/index.js';
import type { SwfFake } from '../../fake.js';
import { readJson } from '../files/readJson.js';
import { fileWords } from '../files/readText.js';
import { writeText } from '../files/writeText.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/** The form of the file: the states of all fakes of a server. */
const FORMAT = 'swfake server';
const VERSION = 1;

interface SavedServer {
  readonly format: string;
  readonly version: number;
  readonly fakes: readonly SavedState[];
}

/**
 * Reads the states of a state file. A file that `JSON.stringify(swf.save())` made is read too. There are none if the file does
 * not exist.
 *
 * @throws CommandError if the file cannot be read, or holds no state.
 */
export async function readStates(file: string, environment: Environment): Promise<readonly SavedState[]> {
  if (environment.files.kindOf(file) === undefined) return [];
  const content = Object(await readJson(file, environment)) as SavedServer;
  if (content.format === 'swfake state') return [content as unknown as SavedState];
  if (content.format !== FORMAT || !Array.isArray(content.fakes)) {
    throw new CommandError(
      `${fileWords(file)} holds no state; expected a file that 'swfake serve --state' wrote, or JSON of swf.save()`,
    );
  }
  if (content.version === VERSION) return content.fakes;
  throw new CommandError(
    `${fileWords(file)} has version ${String(content.version)}; expected version ${VERSION}: use the version of swfake that wrote it`,
  );
}

/**
 * Writes the states of all fakes to a state file.
 *
 * @throws CommandError if it cannot be written.
 */
export function writeStates(file: string, fakes: readonly SwfFake[], environment: Environment): void {
  const content: SavedServer = { format: FORMAT, version: VERSION, fakes: fakes.map((swf) => swf.save()) };
  writeText(file, `${JSON.stringify(content)}\n`, 'the state cannot be saved in', environment);
}
