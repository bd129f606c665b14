import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

type Module = { readonly [name: string]: unknown };

/** Codes of errors with which Node says that it runs no TypeScript, or not all of it. */
const NO_TYPESCRIPT: ReadonlySet<unknown> = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
]);

/**
 * Imports a module of the user. TypeScript that this version of Node does not run is imported through `jiti`, if that is
 * installed.
 *
 * @throws Error as `import()` does.
 */
export async function loadFile(file: string): Promise<Module> {
  const { href } = pathToFileURL(resolve(file));
  try {
    return (await import(href)) as Module;
  } catch (error) {
    const { code } = Object(error) as { readonly code?: unknown };
    const jiti = /\.[cm]?ts$/.test(file) && NO_TYPESCRIPT.has(code) ? await jitiOrNone() : undefined;
    if (!jiti) throw error;
    return (await jiti.createJiti(import.meta.url).import(href)) as Module;
  }
}

async function jitiOrNone() {
  try {
    return await import('jiti');
  } catch {
    return undefined;
  }
}
