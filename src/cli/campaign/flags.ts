import { millisOf } from '../../args/durations.js';
import { MINIMIZE_RUNS } from '../../campaign/messages.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { defaultOf, type Flag, type Flags, type FlagValues, JSON_FLAG } from '../line/flags.js';
import { durationIn } from '../line/time.js';

const DEFAULT_SEEDS = 10_000;

/** The flags of `swfake simulate`. */
export const SIMULATE_FLAGS = {
  seeds: {
    kind: 'number',
    most: Number.MAX_SAFE_INTEGER,
    default: DEFAULT_SEEDS,
    description: 'The number of seeds.',
  },
  from: { kind: 'number', most: Number.MAX_SAFE_INTEGER, default: 1, description: 'The first seed.' },
  guided: {
    kind: 'switch',
    description: 'Varies the runs that reached something new. --seeds is then the number of runs.',
  },
  corpus: {
    kind: 'text',
    value: 'FILE',
    description: 'What guided searches have learned: --guided begins with it, if it exists, and writes it.',
  },
  'crash-points': {
    kind: 'switch',
    description: 'Loses each call once, in place of many seeds. The plan of MODULE is not used.',
  },
  plan: {
    kind: 'text',
    value: 'FILE',
    description: 'A JSON file with a plan, a list of faults, in place of that of MODULE.',
  },
  'until-failures': {
    kind: 'number',
    most: Number.MAX_SAFE_INTEGER,
    defaultWords: '1; 0 with --crash-points',
    description: 'Ends after so many failures. 0: never.',
  },
  minimize: {
    kind: 'number',
    most: Number.MAX_SAFE_INTEGER,
    default: MINIMIZE_RUNS,
    description: 'The most runs in which the first failure is minimized. 0: it is printed as it ran.',
  },
  'seed-timeout': {
    kind: 'text',
    value: 'TIME',
    default: '30s',
    description: 'The longest real time of one simulation. One that takes longer has failed.',
  },
  jobs: {
    kind: 'text',
    value: 'NUMBER',
    default: 'auto',
    description: 'The number of threads. auto: one for each processor.',
  },
  shard: {
    kind: 'text',
    value: 'K/N',
    description: 'Runs only part K of N. With auto or auto/N, the engine gives K in a variable.',
  },
  out: { kind: 'text', value: 'FILE', description: 'Writes the result as JSON, and now and then what it has so far.' },
  'save-every': {
    kind: 'text',
    value: 'TIME',
    default: '10s',
    description: 'The time between two writes of --out and --corpus.',
  },
  resume: { kind: 'switch', description: 'Runs only what the file of --out does not have, if it exists.' },
  merge: {
    kind: 'switch',
    description: 'Merges files that --out or --corpus wrote: FILE... in place of MODULE. Simulates nothing.',
  },
  html: { kind: 'text', value: 'FILE', description: 'Writes the page of the first failure, to look at in a browser.' },
  json: JSON_FLAG,
} as const satisfies Flags;

/** The values of the flags of `swfake simulate`. */
export type SimulateFlags = FlagValues<typeof SIMULATE_FLAGS>;

/**
 * Checks the flags that exclude or need each other.
 *
 * @throws CommandError if two of them do not fit.
 */
export function checkSimulateFlags(flags: SimulateFlags): void {
  const { seeds, from, resume, out, plan, 'crash-points': crashPoints } = flags;
  if (flags.merge) {
    checkMergeFlags(flags);
    return;
  }
  if (seeds === 0)
    throw new CommandError("simulate: flag '--seeds' expects a whole number from 1, but it was given '0'");
  if (from + seeds > Number.MAX_SAFE_INTEGER)
    throw new CommandError(`simulate: --from and --seeds go beyond the highest seed, ${Number.MAX_SAFE_INTEGER}`);
  if (resume && out === undefined)
    throw new CommandError('simulate: --resume goes on with the file of --out; add --out FILE');
  checkGuidedFlags(flags);
  if (!crashPoints) return;
  if (seeds !== DEFAULT_SEEDS || from !== 1)
    throw new CommandError('simulate: --crash-points takes no seeds; leave --seeds and --from out');
  if (plan !== undefined) throw new CommandError('simulate: --crash-points makes its own plans; leave --plan out');
}

function checkGuidedFlags({ guided, corpus, shard, 'crash-points': crashPoints }: SimulateFlags): void {
  if (!guided && corpus !== undefined)
    throw new CommandError('simulate: --corpus is for a guided search; add --guided, or leave --corpus out');
  if (guided && crashPoints)
    throw new CommandError(
      'simulate: --guided varies random choices, and --crash-points has none; leave one of them out',
    );
  if (guided && shard !== undefined)
    throw new CommandError(
      'simulate: --guided has no shards, because its runs depend on each other; give each machine a --from and a --corpus of ' +
        'its own, and merge the corpora with --merge',
    );
}

const OF_MERGE: ReadonlySet<string> = new Set(['merge', 'out', 'minimize', 'json']);

function checkMergeFlags(flags: SimulateFlags): void {
  const changed = Object.entries<Flag>(SIMULATE_FLAGS).find(
    ([name, flag]) => !OF_MERGE.has(name) && flags[name as keyof SimulateFlags] !== defaultOf(flag),
  );
  if (changed) throw new CommandError(`simulate: --merge runs nothing; leave --${changed[0]} out`);
}

/**
 * Returns the number of threads.
 *
 * @throws CommandError if the flag has a wrong value.
 */
export function jobsOf({ jobs }: SimulateFlags, { processors }: Environment): number {
  if (jobs === 'auto') return processors;
  if (/^\d{1,4}$/.test(jobs) && Number(jobs) > 0) return Number(jobs);
  throw new CommandError(
    `simulate: flag '--jobs' expects auto, or a number from 1 to 9999, but it was given '${jobs}'`,
  );
}

/**
 * Returns the time of a flag in milliseconds.
 *
 * @throws CommandError if the flag has a wrong value.
 */
export function timeOf(flag: 'seed-timeout' | 'save-every', { [flag]: text }: SimulateFlags): number {
  const millis = millisOf(durationIn('simulate', flag, text));
  if (millis > 0) return millis;
  throw new CommandError(
    `simulate: flag '--${flag}' expects a time longer than 0, such as 30s, but it was given '${text}'`,
  );
}
