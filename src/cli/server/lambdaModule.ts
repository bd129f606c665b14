import type { LambdaFunctions } from '../../shell/lambdas.js';
import { defaultOf, importModule } from '../files/loadModule.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/**
 * Imports the Lambda functions of a module of the user.
 *
 * @throws CommandError if it cannot be imported, or if its default export is no object of functions.
 */
export async function loadLambda(file: string, environment: Environment): Promise<LambdaFunctions> {
  const functions = defaultOf(await importModule('--lambda', file, environment));
  if (typeof functions === 'object' && functions !== null && Object.keys(functions).length > 0)
    return functions as LambdaFunctions;
  throw new CommandError(
    `the default export of '${file}' has no Lambda functions; expected { pack: (input) => result }, by the name of each`,
  );
}
