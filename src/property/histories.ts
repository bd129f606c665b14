import { toHistoryEvent } from '../core/events.js';
import type { Run } from '../core/run.js';
import type { State } from '../core/state.js';
import { nodes } from '../core/store/vector.js';
import { toSdkEvents } from '../sdk/reply.js';
import type { SdkHistoryEvent } from '../sdk/types.js';
import { prepared, walkCore } from './coreWalk.js';
import type { Arbitrary, FastCheck, Length } from './fastCheck.js';
import { lambdaMoves, walkLambdas } from './lambdaWalk.js';
import { type Move, moves } from './moves.js';
import { type Held, peerMoves } from './peerMoves.js';
import { PeerWalk, peerState } from './peerWalk.js';

/** `tasks`: activities, timers and markers; `peers`: runs that start, signal, cancel and continue each other. */
export type Subject = 'tasks' | 'peers' | 'lambdas';

export interface HistoryOptions {
  /** Default: all of them, a history each. */
  readonly about?: readonly Subject[];
  /** How many things happen at most, to all runs together. Default 80. */
  readonly maxMoves?: number;
}

/** Whole histories of one run each, as the service would have written them: some moves led to each. */
export function historiesOf(
  fc: FastCheck,
  { about = ['tasks', 'peers', 'lambdas'], maxMoves = 80 }: HistoryOptions,
): Arbitrary<SdkHistoryEvent[]> {
  const length = { minLength: 1, maxLength: maxMoves };
  const states = fc.oneof(...about.map((subject) => STATES[subject](fc, length)));
  return fc.tuple(states, fc.nat({ max: 99 })).map(([s, which]) => historyIn(s, which));
}

const STATES: { readonly [K in Subject]: (fc: FastCheck, length: Length) => Arbitrary<State> } = {
  tasks: (fc, length) => moves(fc, length).map(afterMoves),
  peers: (fc, length) => peerMoves(fc, length).map(afterPeers),
  lambdas: (fc, length) => lambdaMoves(fc, length).map(walkLambdas),
};

const START: Move = { kind: 'start', workflow: 0, list: 0, short: false };
const PEER_START: Held = { move: { kind: 'start', id: 0, policy: 0, span: 0 }, hold: false };

function afterMoves(walked: readonly Move[]): State {
  const s = prepared(1);
  walkCore(s, [START, ...walked]);
  return s;
}

function afterPeers(walked: readonly Held[]): State {
  const s = peerState(25_000);
  const walk = new PeerWalk(s, () => {});
  for (const move of [PEER_START, ...walked]) walk.take(move);
  return s;
}

function historyIn(s: State, which: number): SdkHistoryEvent[] {
  const runs = [...nodes(s.runs)];
  const run = runs[which % runs.length] as Run;
  return toSdkEvents(run.events.slice(0, run.length).map(toHistoryEvent));
}
