import type { Registration } from '../../shell/setup/register.js';
import { readJson } from '../files/readJson.js';
import { fileWords } from '../files/readText.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { ownDomainSettings, ownTypeSettings } from './awsNames.js';

/** A registration, and the file that it is from. */
export interface FileRegistration {
  readonly file: string;
  readonly registration: Registration;
}

/**
 * Reads the registrations of files: each holds one, or a list. AWS's names for settings are accepted beside those of
 * `register()`.
 *
 * @throws CommandError if a file cannot be read, or registers nothing.
 */
export async function readRegistrations(
  files: readonly string[],
  environment: Environment,
): Promise<readonly FileRegistration[]> {
  const lists = files.map(async (file) => {
    const content = await readJson(file, environment);
    const all: readonly unknown[] = Array.isArray(content) ? content : [content];
    return all.map((one) => ({ file, registration: registrationOf(file, one) }));
  });
  return (await Promise.all(lists)).flat();
}

type Members = Readonly<Record<string, unknown>>;

function registrationOf(file: string, given: unknown): Registration {
  const { domain, ...others } = inFile(file, () => ownDomainSettings(Object(given) as Members));
  if (typeof domain !== 'string') {
    throw new CommandError(
      `${fileWords(file)} registers nothing; expected {"domain": "shop", "workflows": {"Order@1": {}}}, or a list of those`,
    );
  }
  const members = Object.entries(others).map(([name, value]) => [
    name,
    isKind(name) ? typesOf(file, name, value) : value,
  ]);
  return { domain, ...Object.fromEntries(members) } as Registration;
}

const isKind = (name: string): name is 'workflows' | 'activities' => name === 'workflows' || name === 'activities';

const typesOf = (file: string, kind: 'workflows' | 'activities', types: unknown): unknown =>
  Object.fromEntries(
    Object.entries(Object(types) as Members).map(([type, settings]) => [
      type,
      inFile(`${file}`, () => ownTypeSettings(kind, Object(settings) as Members), `the type '${type}': `),
    ]),
  );

/**
 * Does something with the content of a file, whose errors are those of the user.
 *
 * @throws CommandError with the name of the file.
 */
export function inFile<T>(file: string, act: () => T, place = ''): T {
  try {
    return act();
  } catch (error) {
    const reason = (error as Error).message.replace(/^swfake: /, '');
    throw new CommandError(`${fileWords(file)}: ${place}${reason}`, { cause: error });
  }
}
