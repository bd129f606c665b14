import { parseArgs } from 'node:util';
import { replayFiles } from './replay.js';
import { serveFake } from './serve.js';
import { showFiles } from './show.js';
import { verifyFiles } from './verify.js';

/** What the command knows of the world. */
export interface World {
  /** @throws Error if there is no such file. */
  read(file: string): string;
  print(line: string): void;
  complain(line: string): void;
  /** Imports a module of the user's. */
  load(file: string): Promise<{ readonly default?: unknown }>;
  /** Shows a line that the next one replaces, where somebody looks. */
  show?(line: string): void;
  /** Resolves when somebody wants the command to stop. */
  interrupted(): Promise<void>;
}

const USAGE = `usage: swfake verify [--lenient-absent] FILE...
       swfake replay --decider MODULE FILE...
       swfake show [--all] FILE...
       swfake serve [--port 8080] [--host ADDRESS] [--name NAME]... [--clock real|virtual] [--seed N]
                    [--register FILE]... [--admin] [--log]

verify  re-enacts recorded histories on the fake and compares
replay  gives them to your decider, task by task, and shows the first decision of each that is not the recorded one
show    prints histories as timelines
serve   lets clients of any language reach a fake over HTTP

A FILE of verify, replay and show holds {"events": [...]} as 'aws swf get-workflow-execution-history' prints it, or
{"histories": [{"id", "events"}]}; for replay also a list of pages.

--lenient-absent   lets pass what a recorder dropped: zero ids, scheduleToStartTimeout NONE, empty tag lists
--decider          exports by default (task) => decisions, or { "Name@version": (task) => decisions }
--all              shows every attribute, resolved settings too
--port             0 takes any port that is free; default 8080
--host             the address to listen on; default 127.0.0.1, which only this machine reaches
--name             a name by which clients may call the server, beside localhost and its address
--clock            real (default), or virtual: it moves when a client of --admin tells it to
--seed             ids, tokens and run ids come from it; default 1
--register         a FILE that holds {"domain": "shop", "workflows": {"Order@1": {}}, "activities": {"Charge@1": {}}}
--admin            shows runs and histories and moves the clock at /_swfake/
--log              prints a line for each request`;

/** What was asked for makes no sense. */
class Misuse extends Error {}

type Command = (words: string[], world: World) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = { verify, replay, show, serve };

/** Carries out a command line; resolves to the exit code: 0 good, 1 not, 2 misused. */
export async function run([name = '', ...words]: readonly string[], world: World): Promise<number> {
  if (name === '--help' || words.includes('--help')) return explained(world);
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new Misuse(name === '' ? 'what shall it do?' : `there is no command ${name}`);
    return await command(words, world);
  } catch (error) {
    world.complain(`swfake: ${(error as Error).message.replace(/^swfake: /, '')}`);
    if (error instanceof Misuse) world.complain(USAGE);
    return error instanceof Misuse ? 2 : 1;
  }
}

function explained({ print }: World): number {
  print(USAGE);
  return 0;
}

async function verify(words: string[], { read, print }: World): Promise<number> {
  const flags = { 'lenient-absent': { type: 'boolean', default: false } } as const;
  const { values, positionals } = sensible(() => parseArgs({ args: words, options: flags, allowPositionals: true }));
  return verifyFiles(filesIn(positionals), read, print, { lenientAbsent: values['lenient-absent'] }) ? 0 : 1;
}

async function replay(words: string[], world: World): Promise<number> {
  const flags = { decider: { type: 'string' } } as const;
  const { values, positionals } = sensible(() => parseArgs({ args: words, options: flags, allowPositionals: true }));
  if (values.decider === undefined) throw new Misuse('replay needs a --decider');
  return (await replayFiles(filesIn(positionals), values.decider, world)) ? 0 : 1;
}

async function show(words: string[], { read, print }: World): Promise<number> {
  const flags = { all: { type: 'boolean', default: false } } as const;
  const { values, positionals } = sensible(() => parseArgs({ args: words, options: flags, allowPositionals: true }));
  showFiles(filesIn(positionals), read, print, { all: values.all });
  return 0;
}

const SERVE_FLAGS = {
  port: { type: 'string', default: '8080' },
  host: { type: 'string', default: '127.0.0.1' },
  name: { type: 'string', multiple: true },
  clock: { type: 'string', default: 'real' },
  seed: { type: 'string', default: '1' },
  register: { type: 'string', multiple: true },
  admin: { type: 'boolean', default: false },
  log: { type: 'boolean', default: false },
} as const;

async function serve(words: string[], { read, print, interrupted }: World): Promise<number> {
  const { values } = sensible(() => parseArgs({ args: words, options: SERVE_FLAGS }));
  const { name: names = [], register = [], clock, host, admin, log } = values;
  if (clock !== 'real' && clock !== 'virtual') throw new Misuse(`--clock is real or virtual, not '${clock}'`);
  const port = wholeNumber('port', values.port, 65_535);
  const seed = wholeNumber('seed', values.seed, Number.MAX_SAFE_INTEGER);
  const server = await serveFake({ host, names, register, clock, port, seed, admin, log }, read, print);
  await interrupted();
  await server.close();
  return 0;
}

function filesIn(words: readonly string[]): readonly string[] {
  if (words.length === 0) throw new Misuse('which FILE?');
  return words;
}

function wholeNumber(flag: string, text: string, most: number): number {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new Misuse(`--${flag} wants a whole number up to ${most}, not '${text}'`);
}

/** What Node says of flags that it does not know is a sentence. */
function sensible<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Misuse((error as Error).message.split('. ')[0]);
  }
}
