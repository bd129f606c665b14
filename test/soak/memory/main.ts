/**
 * Looks at the heap of a fake that goes on for ever: what stays of each forgotten run, each poll, each listener.
 *
 *     npm run soak -- --memory --minutes 10
 *
 * `--fraction 0.1` does a tenth of each scenario, `--only core-runs` one of them. `--minutes` is for the server.
 */
import { parseArgs } from 'node:util';
import { measure, type Result } from './measure.js';
import { SCENARIOS } from './scenarios.js';
import { table } from './table.js';

const { values: flags } = parseArgs({
  options: {
    memory: { type: 'boolean' },
    minutes: { type: 'string', default: '1' },
    fraction: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const length = { fraction: positive('fraction'), minutes: positive('minutes') };
const unknown = flags.only.find((name) => !SCENARIOS.some((scenario) => scenario.name === name));
if (unknown !== undefined)
  refuse(`there is no scenario '${unknown}'; expected one of ${SCENARIOS.map(({ name }) => name).join(', ')}`);

const results: Result[] = [];
for (const scenario of SCENARIOS) {
  if (flags.only.length > 0 && !flags.only.includes(scenario.name)) continue;
  process.stderr.write(`${scenario.name} …\n`);
  results.push(await measure(scenario, length));
}
console.log(table(results));
if (results.some(({ verdict }) => verdict === 'MISSED')) process.exitCode = 1;

function positive(flag: 'fraction' | 'minutes'): number {
  const number = Number(flags[flag]);
  return number > 0 && Number.isFinite(number)
    ? number
    : refuse(`--${flag} needs a number above 0, not '${flags[flag]}'`);
}

function refuse(why: string): never {
  console.error(`soak: ${why}\nusage: npm run soak -- --memory [--minutes N] [--fraction N] [--only NAME]...`);
  process.exit(2);
}
