import { SwfFake } from '../../fake.js';
import { macrotask } from '../../host/eventLoop.js';
import type { SwfFakeOptions } from '../../options.js';
import type { Target } from './target.js';

// A call to the fake is done after a turn of the event loop; a poll that waits longer has found no task.
const TURNS = 2;

async function turn(): Promise<void> {
  for (let done = 0; done < TURNS; done += 1) await macrotask();
}

/** Returns the fake of this process as a target: a new one with a virtual clock for each check. */
export const selfTarget = (options: SwfFakeOptions = {}): Target => ({
  name: 'the fake of this package',
  isLive: false,
  callGapMillis: 0,
  connect: () => {
    const swf = new SwfFake(options);
    return {
      client: swf.client({ polls: 'long' }),
      close: () => swf.close(),
      pace: {
        isVirtual: true,
        patienceMillis: 0,
        callMillis: 10_000,
        latenessMillis: 0,
        pause: turn,
        wait: async (seconds) => {
          await turn();
          swf.clock.advance(`${seconds}s`);
          await turn();
        },
      },
    };
  },
});
