import { CHECKS, type Check, conform, selfTarget } from '../../src/conform/index.js';
import { ASSUMPTION_VALUES } from '../../src/core/index.js';
import type { SwfFakeOptions } from '../../src/index.js';

const ask = (checks: readonly Check[], options: SwfFakeOptions = {}) =>
  conform({ target: selfTarget(options), domain: 'swfake-conform', run: 'self', checks, concurrency: 1 });

/** Asks the fake of this process: the checks that differ, or that read another value than the one that the fake has. */
async function found(): Promise<readonly string[]> {
  const plain = await ask(CHECKS);
  const ids = plain.results
    .filter(({ verdict, readings }) => verdict !== 'agrees' || readings.some(({ seen, fake }) => seen !== fake))
    .map(({ check }) => check.id);
  for (const check of CHECKS) {
    const other = Object.entries(ASSUMPTION_VALUES).find(([name]) => name === check.reads);
    if (!other) continue;
    const [name, [, value]] = other;
    const [asked] = (await ask([check], { assumptions: { [name]: value } })).results;
    if (!asked?.readings.some(({ seen }) => seen === value)) ids.push(`${check.id} with ${value}`);
  }
  return ids;
}

console.log(JSON.stringify(await found().catch((error: unknown) => [`broken: ${String(error).slice(0, 80)}`])));
