import { parseArgs } from 'node:util';
import { replayFiles } from './replay.js';
import { serveFake } from './serve.js';
import { showFiles } from './show.js';
import { verifyFiles } from './verify.js';

/** The functions that the commands need from their environment: files, modules, output and signals. */
export interface Environment {
  /** Reads a text file. @throws Error if there is no such file. */
  read(file: string): string;
  print(line: string): void;
  printError(line: string): void;
  /** Imports a module of the user. */
  load(file: string): Promise<{ readonly default?: unknown }>;
  /** Shows a line that the next one replaces. Absent if the output is not a terminal. */
  showProgress?(line: string): void;
  /** Resolves when a signal stops the command. */
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

// An error of the command line: the usage is printed too.
class UsageError extends Error {}

type Command = (args: string[], environment: Environment) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = { verify, replay, show, serve };

/** Runs a command line. Resolves to the exit code: 0 if it passed, 1 if it failed, 2 for a wrong command line. */
export async function run([name = '', ...args]: readonly string[], environment: Environment): Promise<number> {
  if (name === '--help' || args.includes('--help')) return printUsage(environment);
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(name === '' ? 'what shall it do?' : `there is no command ${name}`);
    return await command(args, environment);
  } catch (error) {
    environment.printError(`swfake: ${(error as Error).message.replace(/^swfake: /, '')}`);
    if (error instanceof UsageError) environment.printError(USAGE);
    return error instanceof UsageError ? 2 : 1;
  }
}

function printUsage({ print }: Environment): number {
  print(USAGE);
  return 0;
}

async function verify(args: string[], { read, print }: Environment): Promise<number> {
  const flags = { 'lenient-absent': { type: 'boolean', default: false } } as const;
  const { values, positionals } = parsed(() => parseArgs({ args, options: flags, allowPositionals: true }));
  return verifyFiles(filesIn(positionals), read, print, { lenientAbsent: values['lenient-absent'] }) ? 0 : 1;
}

async function replay(args: string[], environment: Environment): Promise<number> {
  const flags = { decider: { type: 'string' } } as const;
  const { values, positionals } = parsed(() => parseArgs({ args, options: flags, allowPositionals: true }));
  if (values.decider === undefined) throw new UsageError('replay needs a --decider');
  return (await replayFiles(filesIn(positionals), values.decider, environment)) ? 0 : 1;
}

async function show(args: string[], { read, print }: Environment): Promise<number> {
  const flags = { all: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parsed(() => parseArgs({ args, options: flags, allowPositionals: true }));
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

async function serve(args: string[], { read, print, interrupted }: Environment): Promise<number> {
  const { values } = parsed(() => parseArgs({ args, options: SERVE_FLAGS }));
  const { name: names = [], register = [], clock, host, admin, log } = values;
  if (clock !== 'real' && clock !== 'virtual') throw new UsageError(`--clock is real or virtual, not '${clock}'`);
  const port = wholeNumber('port', values.port, 65_535);
  const seed = wholeNumber('seed', values.seed, Number.MAX_SAFE_INTEGER);
  const server = await serveFake({ host, names, register, clock, port, seed, admin, log }, read, print);
  await interrupted();
  await server.close();
  return 0;
}

function filesIn(args: readonly string[]): readonly string[] {
  if (args.length === 0) throw new UsageError('which FILE?');
  return args;
}

function wholeNumber(flag: string, text: string, most: number): number {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new UsageError(`--${flag} wants a whole number up to ${most}, not '${text}'`);
}

// Node's message for unknown flags has a sentence that helps, and more that do not.
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
}
