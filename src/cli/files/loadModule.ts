import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/**
 * Imports the module that a flag names.
 *
 * @throws CommandError if it cannot be imported.
 */
export async function importModule(
  flag: string,
  file: string,
  { files, load }: Environment,
): Promise<{ readonly [name: string]: unknown }> {
  if (files.kindOf(file) === undefined)
    throw new CommandError(`there is no file '${file}'; --${flag} expects the path of a JavaScript module`);
  try {
    return await load(file);
  } catch (error) {
    throw new CommandError(`'${file}' cannot be imported: ${reasonOf(file, error)}`, { cause: error });
  }
}

const COMPILE = 'compile the file, or use Node 22.18 or later';

/** The reasons why Node imports no TypeScript, by the code of its error. */
const TYPESCRIPT: Readonly<Record<string, string>> = {
  ERR_UNKNOWN_FILE_EXTENSION: `this version of Node runs no TypeScript: ${COMPILE}`,
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX:
    'it has syntax of TypeScript that Node cannot remove, such as an enum: compile the file',
  ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING: 'Node runs no TypeScript in node_modules: compile the file',
};

function reasonOf(file: string, error: unknown): string {
  const { code = '', message } = Object(error) as { readonly code?: string; readonly message?: string };
  if (/\.[jt]sx$/.test(file) && code === 'ERR_UNKNOWN_FILE_EXTENSION') return 'Node runs no JSX: compile the file';
  if (/\.[cm]?ts$/.test(file) && Object.hasOwn(TYPESCRIPT, code)) return TYPESCRIPT[code] as string;
  return code === 'ERR_UNKNOWN_FILE_EXTENSION' ? String(message) : String(error);
}

/** The number of default exports in each other: of the module, of a bundler, and of a compiler. */
const DEEPEST_DEFAULT = 3;

/** Returns the default export of a module. Compiled to CommonJS it is one step deeper, and in a bundle of that two. */
export function defaultOf(module: { readonly [name: string]: unknown }): unknown {
  let exported = module.default;
  for (let depth = 1; depth < DEEPEST_DEFAULT && hasDefault(exported); depth += 1) exported = exported.default;
  return exported;
}

const hasDefault = (exported: unknown): exported is { readonly default: unknown } =>
  typeof exported === 'object' && exported !== null && 'default' in exported;
