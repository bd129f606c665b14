import type { Deciders } from '../../replay/index.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/**
 * Imports the deciders of a module of the user.
 *
 * @throws CommandError if it cannot be imported, or if its default export is no decider.
 */
export async function loadDeciders(file: string, environment: Environment): Promise<Deciders> {
  const exported = await imported(file, environment);
  const deciders = defaultOf(exported);
  const all = typeof deciders === 'object' && deciders !== null ? Object.values(deciders) : [deciders];
  if (all.length > 0 && all.every((one) => typeof one === 'function')) return deciders as Deciders;
  throw new CommandError(
    `the default export of '${file}' is ${foundText(exported, deciders)}; expected a decider, or {"Order@1": decider}`,
  );
}

// A module that was compiled to CommonJS has its default export one step deeper.
function defaultOf({ default: exported }: { readonly [name: string]: unknown }): unknown {
  const { __esModule: isCompiled, default: inner } = Object(exported) as {
    readonly __esModule?: boolean;
    readonly default?: unknown;
  };
  return isCompiled ? inner : exported;
}

function foundText(exported: object, deciders: unknown): string {
  if (deciders !== undefined) return typeof deciders === 'object' ? JSON.stringify(deciders) : typeof deciders;
  const names = Object.keys(exported).filter((name) => name !== 'default');
  return names.length > 0 ? `missing (it exports '${names.join("', '")}')` : 'missing';
}

async function imported(file: string, { files, load }: Environment): Promise<{ readonly [name: string]: unknown }> {
  if (files.kindOf(file) === undefined)
    throw new CommandError(`there is no file '${file}'; --decider expects the path of a JavaScript module`);
  try {
    return await load(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_UNKNOWN_FILE_EXTENSION')
      throw new CommandError(`'${file}' cannot be imported: ${String(error)}`, { cause: error });
    const advice = /\.[cm]?tsx?$/.test(file)
      ? 'this version of Node runs no TypeScript: compile the file, or use Node 22.18 or later'
      : message;
    throw new CommandError(`'${file}' cannot be imported: ${advice}`, { cause: error });
  }
}
