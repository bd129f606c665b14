import {
  type DefinitionSource,
  everyUpgradePoint,
  type SimulationResult,
  simulate,
} from '../../../src/simulation/index.js';

/** The result of a printed test: that of its call, and the error of its assertion. */
export interface RanTest<R> {
  readonly result: R;
  readonly error: Error | undefined;
}

type Names = Readonly<Record<string, unknown>>;

/** Runs the source of a test, as a user would paste it. `names` are those that the file of the test has. */
async function ranSource(source: string, names: Names): Promise<Error | undefined> {
  const bodies: (() => Promise<void>)[] = [];
  const test = (_title: string, body: () => Promise<void>): void => void bodies.push(body);
  new Function('test', ...Object.keys(names), source)(test, ...Object.values(names));
  try {
    for (const body of bodies) await body();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Runs a printed test of `simulate()`. */
export async function ranTest<W>(
  source: string,
  definition: DefinitionSource<W>,
  names: Names = {},
): Promise<RanTest<SimulationResult>> {
  const results: SimulationResult[] = [];
  const kept: typeof simulate = async (...given) => {
    const result = await simulate(...given);
    results.push(result);
    return result;
  };
  const error = await ranSource(source, { simulate: kept, definition, ...names });
  return { result: results[0] as SimulationResult, error };
}

/** Runs a printed test of `everyUpgradePoint()`. */
export const ranUpgradeTest = (source: string, names: Names): Promise<Error | undefined> =>
  ranSource(source, { everyUpgradePoint, ...names });
