#!/usr/bin/env node
/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { replayFiles } from './replay.js';
import { verifyFiles } from './verify.js';

const USAGE = `usage: swfake verify [--lenient-absent] FILE...
       swfake replay --decider MODULE FILE...

verify re-enacts recorded histories on the fake and compares. replay gives them to your decider, task by task, and shows
the first decision of each that is not the one that was recorded.

A FILE holds {"events": [...]} as 'aws swf get-workflow-execution-history' prints it, or {"histories": [{"id", "events"}]};
for replay also a list of pages.

--lenient-absent   lets pass what a recorder dropped: zero ids, scheduleToStartTimeout NONE, empty tag lists
--decider MODULE   exports by default (task) => decisions, or { "Name@version": (task) => decisions }`;

const read = (file: string): string => readFileSync(file, 'utf8');

type Command = (words: string[]) => boolean | Promise<boolean>;

/** Words that are no command. */
class Misused extends Error {}

const COMMANDS: Readonly<Record<string, Command>> = {
  verify: (words) => {
    const { values, positionals } = parsedWords(words, { 'lenient-absent': { type: 'boolean' } });
    return verifyFiles(positionals, read, console.log, { lenientAbsent: values['lenient-absent'] === true });
  },
  replay: (words) => {
    const { values, positionals } = parsedWords(words, { decider: { type: 'string' } });
    if (typeof values.decider !== 'string') throw new Misused('replay needs a --decider');
    const load = (file: string) => import(pathToFileURL(resolve(file)).href) as Promise<{ default?: unknown }>;
    const show = (line: string) => void process.stderr.write(`\r${line}\u001b[K`);
    const world = { read, load, print: console.log };
    return replayFiles(positionals, values.decider, process.stderr.isTTY ? { ...world, show } : world);
  },
};

function parsedWords(args: string[], options: Readonly<Record<string, { type: 'boolean' | 'string' }>>) {
  const parsed = parsedOptions(args, options);
  if (parsed.positionals.length === 0) throw new Misused('no FILE is named');
  return parsed;
}

function parsedOptions(args: string[], options: Readonly<Record<string, { type: 'boolean' | 'string' }>>) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : String(error));
  }
}

const [name = '', ...words] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
try {
  if (!command) throw new Misused(name === '' ? 'no command is named' : `there is no command called ${name}`);
  process.exitCode = (await command(words)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Misused)) throw error;
  console.error(`swfake: ${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
