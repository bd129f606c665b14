import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/** The functions that import a module. */
export type ModuleLoader = Pick<Environment, 'load'> & { readonly files: Pick<Environment['files'], 'kindOf'> };

/**
 * Imports a module of the user. `argument` is the flag that names it: `--decider`; or the argument: `MODULE`.
 *
 * @throws CommandError if it cannot be imported.
 */
export async function importModule(
  argument: string,
  file: string,
  { files, load }: ModuleLoader,
): Promise<{ readonly [name: string]: unknown }> {
  checkModuleFile(argument, file, files);
  try {
    return await load(file);
  } catch (error) {
    throw new CommandError(`'${file}' cannot be imported: ${reasonOf(file, error)}`, { cause: error });
  }
}

/** Checks that the file of a module is there. @throws CommandError if it is not. */
export function checkModuleFile(argument: string, file: string, files: ModuleLoader['files']): void {
  const kind = files.kindOf(file);
  if (kind === 'file') return;
  const found = kind === 'folder' ? `'${file}' is a folder` : `there is no file '${file}'`;
  throw new CommandError(`${found}; ${argument} expects the path of a module, in JavaScript or TypeScript`);
}

const COMPILE = 'compile the file, or install jiti: npm install --save-dev jiti';

/** The reasons why Node imports no TypeScript, by the code of its error. */
const TYPESCRIPT: Readonly<Record<string, string>> = {
  ERR_UNKNOWN_FILE_EXTENSION: `this version of Node runs no TypeScript: ${COMPILE}, or use Node 22.18 or later`,
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: `it has syntax of TypeScript that Node cannot remove, such as an enum: ${COMPILE}`,
  ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING: `Node runs no TypeScript in node_modules: ${COMPILE}`,
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
