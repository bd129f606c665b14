import { answer } from '../../src/campaign/answer.js';
import type { ThreadMessage } from '../../src/campaign/messages.js';
import { playsOf } from '../../src/campaign/plays.js';
import type { StartThread } from '../../src/campaign/thread.js';
import { importSimulation } from '../../src/cli/campaign/simulationModule.js';
import type { ModuleLoader } from '../../src/cli/files/loadModule.js';
import { userMessage } from '../../src/cli/line/commandError.js';

/** The message of the error with which a decider of a test ends its thread, as `process.exit` would. */
export const DEATH = 'DEATH';

/** Starts stand-ins for threads: they run their plays in the process of the test. */
export const threadsInProcess =
  (loader: ModuleLoader): StartThread =>
  (setup, _megabytes, listener) => {
    let isOver = false;
    let current: number | undefined;
    const send = (message: ThreadMessage): void => {
      // As between threads, it is a copy, and arrives later.
      if (!isOver) setImmediate(() => !isOver && listener.message(structuredClone(message)));
    };
    const plays = importSimulation(setup.module, loader).then((module) => playsOf(module, setup));
    plays.then(
      ({ description }) => send({ kind: 'ready', description }),
      (error) => send({ kind: 'refused', message: userMessage(error) ?? String(error) }),
    );
    const die = (number: number): void => {
      [isOver, current] = [true, number];
      listener.ended('called process.exit(3)');
    };
    const begin = (number: number): void => {
      current = number;
    };
    return {
      current: () => current,
      request: async (request) => {
        const message = await answer(await plays, request, begin);
        const failures = 'results' in message ? message.results.flatMap(({ failure }) => failure ?? []) : [];
        const deadly = failures.find(({ problem }) => problem.includes(DEATH));
        if (deadly) die(deadly.number);
        else if ('report' in message && message.report?.includes(DEATH)) die(0);
        else send(message);
      },
      stop: () => {
        isOver = true;
      },
    };
  };
