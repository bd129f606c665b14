import { ASSUMPTION_VALUES, DEFAULT_LIMITS } from '../../core/index.js';
import type { SwfFakeOptions } from '../../options.js';
import { CommandError } from '../line/commandError.js';
import type { Flags, FlagValues } from '../line/flags.js';
import { timeIn } from '../line/time.js';

/** The flags of `swfake serve`. */
export const SERVE_FLAGS = {
  port: { kind: 'number', most: 65_535, default: 8080, description: 'The port. 0 takes any port that is free.' },
  host: {
    kind: 'text',
    value: 'ADDRESS',
    default: '127.0.0.1',
    description: 'The address to listen on. Only this machine reaches the default.',
  },
  name: { kind: 'list', value: 'NAME', description: 'A further name of the server, such as that of a container.' },
  clock: {
    kind: 'choice',
    values: ['real', 'virtual'],
    description: 'A virtual clock moves through the admin path.',
  },
  'idle-polls': {
    kind: 'choice',
    values: ['skipped', 'exact'],
    description: 'With a virtual clock: whether polls of loops that only wait end each minute.',
  },
  start: {
    kind: 'text',
    value: 'TIME',
    description: 'The time at which a virtual clock starts: now, or such as 2026-01-01T00:00:00Z.',
  },
  seed: {
    kind: 'number',
    most: Number.MAX_SAFE_INTEGER,
    default: 1,
    description: 'Ids, run ids and tokens come from it.',
  },
  register: { kind: 'list', value: 'FILE', description: 'A file of domains and types, for every region and account.' },
  lambda: { kind: 'text', value: 'MODULE', description: 'A module whose default export has Lambda functions by name.' },
  state: { kind: 'text', value: 'FILE', description: 'Loads the state, if the file exists, and saves it there.' },
  'save-every': { kind: 'text', value: 'TIME', default: '10s', description: 'The time between two saves of --state.' },
  assume: { kind: 'list', value: 'NAME=VALUE', description: 'The behaviour where that of AWS is undocumented.' },
  limit: { kind: 'list', value: 'NAME=NUMBER', description: 'A quota that differs from that of AWS.' },
  'poll-timeout': { kind: 'text', value: 'TIME', default: '60s', description: 'The longest real time of a poll.' },
  'request-timeout': {
    kind: 'text',
    value: 'TIME',
    default: '30s',
    description: 'The longest real time in which a request must arrive.',
  },
  admin: { kind: 'switch', description: 'Turns on the admin path /_swfake/: it shows runs, and moves the clock.' },
  ui: {
    kind: 'switch',
    description: 'Turns on the console in the browser, and the admin path. Prints the address.',
  },
  log: { kind: 'switch', description: 'Prints a line for each request.' },
} as const satisfies Flags;

/** The values of the flags of `swfake serve`. */
export type ServeFlags = FlagValues<typeof SERVE_FLAGS>;

/** Returns the lines of the help about the names that `--assume` and `--limit` take. */
export const serveNames = (): readonly string[] => [
  'The names of --assume, each with its values, the default first:',
  ...Object.entries(ASSUMPTION_VALUES).map(([name, values]) => `  ${name}=${values.join('|')}`),
  'The names of --limit:',
  ...Object.entries(DEFAULT_LIMITS).map(([name, limit]) => `  ${name}=${limit}`),
];

/**
 * Returns the options of every fake that the flags give, without region and account.
 *
 * @throws CommandError if a flag has a wrong value.
 */
export function fakeOptions(flags: ServeFlags): SwfFakeOptions {
  const { clock, seed, assume, limit, 'idle-polls': idlePolls } = flags;
  return {
    clock,
    seed,
    idlePolls,
    ...startTime(flags),
    assumptions: settings('assume', assume),
    limits: limitsIn(limit),
  };
}

function startTime({ clock, start }: ServeFlags): { readonly startTime?: Date } {
  if (start === undefined) return {};
  const time = start === 'now' ? new Date() : checkedTime(start);
  if (clock === 'virtual') return { startTime: time };
  if (start === 'now') return {};
  throw new CommandError(
    `serve: flag '--start' was given '${start}', but the clock is real and starts now; add --clock virtual`,
  );
}

function checkedTime(text: string): Date {
  const time = timeIn(text);
  if (time) return time;
  throw new CommandError(
    `serve: flag '--start' expects now, or a time such as 2026-01-01T00:00:00Z, but it was given '${text}'`,
  );
}

/** Returns the settings of a flag that holds `NAME=VALUE`. The fake checks the names. */
function settings(flag: string, texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
      throw new CommandError(`serve: flag '--${flag}' expects NAME=VALUE, but it was given '${text}'`);
    }),
  );
}

const limitsIn = (texts: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(settings('limit', texts)).map(([name, text]) => {
      if (/^\d+$|^Infinity$/.test(text)) return [name, Number(text)];
      throw new CommandError(
        `serve: flag '--limit' expects a whole number for '${name}', or Infinity, but it was given '${text}'`,
      );
    }),
  );
