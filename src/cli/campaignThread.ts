/// <reference types="node" />
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { answer } from '../campaign/answer.js';
import type { CampaignSetup, ThreadMessage, ThreadRequest } from '../campaign/messages.js';
import { type Plays, playsOf } from '../campaign/plays.js';
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
  parentPort?.on('message', (request: ThreadRequest) => void respond(plays, request));
  send({ kind: 'ready', description: plays.description });
} catch (error) {
  send({ kind: 'refused', message: userMessage(error) ?? String((error as Error)?.stack ?? error) });
}

async function respond(plays: Plays, request: ThreadRequest): Promise<void> {
  const message = await answer(plays, request, (number) => void Atomics.store(current, 0, BigInt(number)));
  // A timer of user code that throws ends the thread now, before the batch counts as run.
  if (request.kind === 'run') await setTimeout(1);
  send(message);
}
