/**
 * Runs the core against the model of it for many commands. Each seed is one walk, whatever ran before it:
 *
 *     npm run soak -- --seed 1 --commands 1000000
 *
 * `--brief` shows a difference as it was found, without looking for a shorter walk that shows it too.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { Difference } from '../referenceModel/difference.js';
import { walkBoth } from '../referenceModel/sideBySide.js';
import { type Stride, strides } from '../referenceModel/strides.js';

/** Walks are short, so that the model's linear scans stay cheap; they may be of any length, so that they shrink. */
const LENGTH = { minLength: 1, maxLength: 800 };

const flags = readFlags();
const wanted = Number(flags.commands);
const begun = performance.now();
let commands = 0;
let shown = Number.NEGATIVE_INFINITY;

for (let seed = Number(flags.seed); commands < wanted; seed += 1) {
  progress(seed);
  const [walked] = fc.sample(strides(fc, LENGTH), { seed, numRuns: 1 });
  const difference = differenceOf(walked as Stride[]);
  if (difference !== undefined) {
    end(seed, difference);
    break;
  }
}
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
if (process.exitCode !== 1) console.log(`${commands} commands, 0 differences`);

/** A flag that means nothing ends the soak before it begins: what it would have soaked is not what was asked for. */
function readFlags(): { readonly seed: string; readonly commands: string; readonly brief: boolean } {
  const number = (value: string, flag: string): string =>
    Number.isSafeInteger(Number(value)) && value !== ''
      ? value
      : refuse(`--${flag} wants a whole number, not '${value}'`);
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        commands: { type: 'string', default: '1000000' },
        brief: { type: 'boolean', default: false },
      },
    });
    return { ...values, seed: number(values.seed, 'seed'), commands: number(values.commands, 'commands') };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(why: string): never {
  console.error(`soak: ${why}\nusage: npm run soak -- [--seed N] [--commands N] [--brief]`);
  process.exit(2);
}

/** What went wrong on a walk; it counts the commands that went well. */
function differenceOf(walked: readonly Stride[]): string | undefined {
  try {
    walkBoth(walked, () => {
      commands += 1;
    });
    return undefined;
  } catch (error) {
    return error instanceof Difference ? error.message : String((error as Error).stack);
  }
}

/** A difference ends the soak: shrunk, so that there is little to read, and with the command that repeats it. */
function end(seed: number, first: string): void {
  process.exitCode = 1;
  const found = commands;
  console.log(`seed ${seed}, ${flags.brief ? `as it was\n${first}` : shrunk(seed)}\n`);
  console.log(`a difference after ${found} commands; repeat it with: npm run soak -- --seed ${seed} --commands 1`);
}

function shrunk(seed: number): string {
  const law = fc.property(strides(fc, LENGTH), (walked) => differenceOf(walked) === undefined);
  const { counterexample, counterexamplePath } = fc.check(law, { seed, numRuns: 1 });
  return `path ${counterexamplePath}\n${counterexample ? differenceOf(counterexample[0]) : 'gone when repeated'}`;
}

// A log gets a line now and then, a terminal one line that changes.
function progress(seed: number): void {
  const spent = (performance.now() - begun) / 1000;
  if (spent - shown < (process.stderr.isTTY ? 0.2 : 10)) return;
  shown = spent;
  const rate = spent > 0 ? commands / spent : 0;
  const left = rate > 0 ? `${Math.ceil((wanted - commands) / rate)} s left` : '';
  const line = `${commands} of ${wanted} commands, seed ${seed}, ${Math.round(rate)} commands/s, ${left}`;
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
}
