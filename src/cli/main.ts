#!/usr/bin/env node
/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './run.js';

process.exitCode = await run(process.argv.slice(2), {
  read: (file) => readFileSync(file, 'utf8'),
  print: console.log,
  printError: console.error,
  load: (file) => import(pathToFileURL(resolve(file)).href) as Promise<{ default?: unknown }>,
  ...(process.stderr.isTTY && { showProgress: (line: string) => void process.stderr.write(`\r${line}\u001b[K`) }),
  // Only the first signal is caught: a second one ends the process at once.
  interrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
});
