import { areDeciders, strayNameIn } from '../../replay/checkDeciders.js';
import type { Deciders } from '../../replay/index.js';
import { defaultOf, importModule } from '../files/loadModule.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/**
 * Imports the deciders of a module of the user. `flag` is the flag that names it.
 *
 * @throws CommandError if it cannot be imported, or if its default export is no decider.
 */
export async function loadDeciders(file: string, environment: Environment, flag = '--decider'): Promise<Deciders> {
  const exported = await importModule(flag, file, environment);
  const deciders = defaultOf(exported);
  if (areDeciders(deciders)) return deciders as Deciders;
  throw new CommandError(
    `the default export of '${file}' is ${foundText(exported, deciders)}; expected a decider, or {"Order@1": decider}`,
  );
}

function foundText(exported: object, deciders: unknown): string {
  const stray = strayNameIn(deciders);
  if (stray !== undefined) return `an object with '${stray}', which is no type`;
  if (deciders !== undefined) return typeof deciders === 'object' ? JSON.stringify(deciders) : typeof deciders;
  const names = Object.keys(exported).filter((name) => !HIDDEN.has(name));
  return names.length > 0 ? `missing (it exports '${names.join("', '")}')` : 'missing';
}

/** The names that a module in CommonJS has beside its exports. */
const HIDDEN: ReadonlySet<string> = new Set(['default', '__esModule', 'module.exports']);
