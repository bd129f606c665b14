/// <reference types="node" />
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { CampaignSetup, ThreadMessage, ThreadRequest } from '../campaign/messages.js';
import { minimizePlay } from '../campaign/minimizePlay.js';
import { type Plays, playsOf } from '../campaign/plays.js';
import { runBatch } from '../campaign/runBatch.js';
import { importSimulation } from './campaign/simulationModule.js';
import { loadFile } from './files/loadFile.js';
import { nodeFiles } from './files/nodeFiles.js';
import { userMessage } from './line/commandError.js';

// The program of a thread of `swfake simulate`: it imports the module, and runs the batches that it gets.

const { setup, shared } = workerData as { readonly setup: CampaignSetup; readonly shared: SharedArrayBuffer };
const current = new BigInt64Array(shared);
const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

try {
  const module = await importSimulation(setup.module, { files: nodeFiles, load: loadFile });
  const plays = await playsOf(module, setup);
  parentPort?.on('message', (request: ThreadRequest) => void answer(plays, request));
  send({ kind: 'ready', description: plays.description });
} catch (error) {
  send({ kind: 'refused', message: userMessage(error) ?? String((error as Error)?.stack ?? error) });
}

async function answer(plays: Plays, request: ThreadRequest): Promise<void> {
  if (request.kind === 'page') return send({ kind: 'page', page: await pageOf(plays, request.number) });
  if (request.kind === 'minimize')
    return send({ kind: 'minimized', report: await minimizePlay(plays, request, begin) });
  const results = await runBatch(plays, request, begin);
  // A timer of user code that throws ends the thread now, before the batch counts as run.
  await setTimeout(1);
  send({ kind: 'ran', results });
}

const begin = (number: number): void => void Atomics.store(current, 0, BigInt(number));

async function pageOf(plays: Plays, number: number): Promise<string> {
  begin(number);
  const outcome = await plays.run(number, plays.planOf(number), { note: () => undefined });
  return outcome.html();
}
