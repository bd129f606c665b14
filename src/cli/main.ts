#!/usr/bin/env node
/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { nodeFiles } from './files/nodeFiles.js';
import { terminal } from './output/terminal.js';
import { run } from './run.js';

// The reader of a pipe may stop before the end, as `head` does. The rest of the output is then dropped.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(2);
});

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(question)).trim());
  } finally {
    lines.close();
  }
}

process.exitCode = await run(process.argv.slice(2), {
  ...terminal(process.stdout, process.stderr, process.env),
  files: nodeFiles,
  readInput: () => buffer(process.stdin),
  load: (file) => import(pathToFileURL(resolve(file)).href) as Promise<{ readonly [name: string]: unknown }>,
  version: () =>
    (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version,
  confirm,
  // Only the first signal is caught: a second one ends the process at once.
  interrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
});
