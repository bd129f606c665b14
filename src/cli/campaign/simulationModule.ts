import { defaultOf, importModule, type ModuleLoader } from '../files/loadModule.js';

/**
 * Imports a module for `swfake simulate`. Returns its default export, or an object of its named exports.
 *
 * @throws CommandError if it cannot be imported.
 */
export async function importSimulation(file: string, loader: ModuleLoader): Promise<unknown> {
  const exported = await importModule('MODULE', file, loader);
  const module = defaultOf(exported);
  if (hasDefinition(module) || (module !== undefined && !hasDefinition(exported))) return module;
  return Object.fromEntries(Object.entries(exported).filter(([name]) => !HIDDEN.has(name)));
}

/** The names that a module in CommonJS has beside its exports. */
const HIDDEN: ReadonlySet<string> = new Set(['default', '__esModule', 'module.exports']);

const hasDefinition = (exported: unknown): boolean =>
  typeof exported === 'object' && exported !== null && 'definition' in exported;
