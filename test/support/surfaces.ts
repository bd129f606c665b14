import * as sdk from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { instant, isFault, type OperationName, settle, step } from '../../src/core/index.js';
import { SwfFake } from '../../src/index.js';
import { type Act, SETUP } from '../../src/property/acts.js';
import { commandOf, prepared } from '../../src/property/coreWalk.js';
import type { Move } from '../../src/property/moves.js';
import { Walk } from '../../src/property/walk.js';

/** A way to the machine on which a walk can be taken: the law must hold whichever it is. */
export interface Surface {
  /** The answer, or the name of the fault. */
  send(act: Act): Promise<object | string>;
  wait(millis: number): void;
}

export type Answered = { readonly act: Act; readonly answer: object | string };

export const SURFACES: Readonly<Record<string, () => Promise<Surface>>> = {
  core: async () => {
    const s = prepared(1);
    return {
      send: async (act) => {
        settle(s, s.now);
        const { reply } = step(s, commandOf(act), s.now);
        return isFault(reply) ? reply.fault : reply;
      },
      wait: (millis) => void settle(s, instant(s.now + millis)),
    };
  },
  attach: async () => {
    const swf = new SwfFake();
    const client = new sdk.SWFClient({ region: 'us-east-1' });
    const stub = mockClient(client);
    const surface: Surface = {
      send: ({ op, input, denied }) => {
        const authorize = commandOf({ op, input, denied: denied ?? false }).grants?.authorize;
        swf.attach(stub, { ...(authorize && { authorize }) });
        return client.send(commandFor(op, input)).catch((error: Error) => error.name);
      },
      wait: (millis) => swf.clock.advance(`${millis}ms`),
    };
    for (const act of SETUP) await surface.send(act);
    return surface;
  },
};

type AnyCommand = new (input: unknown) => Parameters<sdk.SWFClient['send']>[0];

const commandFor = (op: OperationName, input: unknown) =>
  new (sdk as unknown as Record<string, AnyCommand>)[`${op}Command`]!(input);

/** Takes a walk and brings back every answer, in order. */
export async function walkOn(surface: Surface, moves: readonly Move[]): Promise<{ walk: Walk; answers: Answered[] }> {
  const walk = new Walk();
  const answers: Answered[] = [];
  for (const move of moves) {
    if (move.kind === 'wait') surface.wait(move.millis);
    const act = move.kind === 'wait' ? undefined : walk.act(move);
    if (!act) continue;
    const answer = await surface.send(act);
    answers.push({ act, answer });
    if (typeof answer === 'string') walk.forget(act);
    else walk.learn(act, answer);
  }
  return { walk, answers };
}
