#!/usr/bin/env node
/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { buffer } from 'node:stream/consumers';
import { nodeThreads } from './campaign/nodeThread.js';
import { loadFile } from './files/loadFile.js';
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

const BYTES_PER_MEGABYTE = 2 ** 20;

process.exitCode = await run(process.argv.slice(2), {
  ...terminal(process.stdout, process.stderr, process.env),
  files: nodeFiles,
  readInput: () => buffer(process.stdin),
  load: loadFile,
  version: () =>
    (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version,
  confirm,
  variables: process.env,
  processors: availableParallelism(),
  memoryMegabytes: totalmem() / BYTES_PER_MEGABYTE,
  startThread: nodeThreads(new URL('./campaignThread.js', import.meta.url)),
  // Only the first signal is caught: a second one ends the process at once.
  interrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
});
