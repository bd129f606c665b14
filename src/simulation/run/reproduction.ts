import { code, codeInLines } from '../../render/code.js';
import type { Rule } from '../../rules/model/rule.js';
import type { SimulationSettings } from './settings.js';

/** The options that repeat a simulation. */
export type RepeatOptions = Partial<SimulationSettings> &
  Pick<SimulationSettings, 'start'> & { readonly rules?: readonly Rule[] };

/** Returns the source of a test that repeats a simulation. */
export const reproductionOf = (options: RepeatOptions, problem: string | undefined): string =>
  [
    `test(${code(titleOf(options, problem))}, async () => {`,
    '  const result = await simulate(definition, {',
    ...optionLines(options, '    '),
    '  });',
    '  result.assert();',
    '});',
  ].join('\n');

const LONGEST_IN_TITLE = 80;

// Without a seed, the problem tells one test from another.
function titleOf({ start, seed }: RepeatOptions, problem: string | undefined): string {
  if (seed !== undefined) return `${start.workflow}, seed ${seed}`;
  const [first = ''] = problem?.split('\n') ?? [];
  return first === '' || first.length > LONGEST_IN_TITLE ? start.workflow : `${start.workflow}: ${first}`;
}

/** Returns options as lines of source code. A plan without faults is left out. */
export const optionLines = (options: Partial<RepeatOptions>, indent: string): readonly string[] =>
  Object.entries(options)
    .filter(([name, value]) => value !== undefined && !(name === 'plan' && options.plan?.length === 0))
    .map(([name, value]) => {
      const head = `${indent}${name}: `;
      return name === 'rules' ? `${indent}rules,` : `${head}${codeInLines(value, head)},`;
    });
