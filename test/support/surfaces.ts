import * as sdk from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { instant, isFault, type OperationName, settle, step } from '../../src/core/index.js';
import { SwfFake } from '../../src/index.js';
import { coreCommand, preparedState } from '../../src/property/walks/coreWalk.js';
import type { Move } from '../../src/property/walks/moves.js';
import { Walk } from '../../src/property/walks/walk.js';
import { SETUP, type WalkCommand } from '../../src/property/walks/walkCommands.js';

/** A way to the machine on which a walk can be taken: the law must hold whichever it is. */
export interface Surface {
  /** The answer, or the name of the fault. */
  send(command: WalkCommand): Promise<object | string>;
  wait(millis: number): void;
}

export type Answered = { readonly command: WalkCommand; readonly answer: object | string };

export const SURFACES: Readonly<Record<string, () => Promise<Surface>>> = {
  core: async () => {
    const s = preparedState(1);
    return {
      send: async (command) => {
        settle(s, s.now);
        const { reply } = step(s, coreCommand(command), s.now);
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
        const authorize = coreCommand({ op, input, denied: denied ?? false }).grants?.authorize;
        swf.attach(stub, { ...(authorize && { authorize }) });
        return client.send(commandFor(op, input)).catch((error: Error) => error.name);
      },
      wait: (millis) => swf.clock.advance(`${millis}ms`),
    };
    for (const command of SETUP) await surface.send(command);
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
    const command = move.kind === 'wait' ? undefined : walk.commandFor(move);
    if (!command) continue;
    const answer = await surface.send(command);
    answers.push({ command, answer });
    if (typeof answer === 'string') walk.dropToken(command);
    else walk.recordReply(command, answer);
  }
  return { walk, answers };
}
