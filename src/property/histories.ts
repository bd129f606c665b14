import type { SdkHistoryEvent } from '../adapters/clientOptions.js';
import { toSdkEvents } from '../adapters/sdkForm.js';
import { allRuns, type Run, type State, toHistoryEvent } from '../core/index.js';
import type { Arbitrary, FastCheck, Length } from './draw/fastCheck.js';
import { preparedState, walkCore } from './walks/coreWalk.js';
import { lambdaMoves, walkLambdas } from './walks/lambdaWalk.js';
import { type Move, moves } from './walks/moves.js';
import { type PeerStep, peerMoves } from './walks/peerMoves.js';
import { PeerWalk, peerState } from './walks/peerWalk.js';

/**
 * The subject of a history.
 *
 * - `tasks`: activities, timers and markers.
 * - `peers`: runs that start, signal and cancel each other and continue as new ones.
 * - `lambdas`: Lambda functions.
 */
export type HistorySubject = 'tasks' | 'peers' | 'lambdas';

/** Options of `history()`. */
export interface HistoryOptions {
  /** The subjects of the histories: each history has one of them. Default: all three. */
  readonly about?: readonly HistorySubject[];
  /** The largest number of calls and waits that lead to a history, for all runs together. Default 80. */
  readonly maxMoves?: number;
}

/** Returns an arbitrary of complete histories of one run each. Random moves in the core write them. */
export function historiesOf(
  fc: FastCheck,
  { about = ['tasks', 'peers', 'lambdas'], maxMoves = 80 }: HistoryOptions,
): Arbitrary<SdkHistoryEvent[]> {
  const length = { minLength: 1, maxLength: maxMoves };
  const states = fc.oneof(...about.map((subject) => STATES[subject](fc, length)));
  return fc.tuple(states, fc.nat({ max: 99 })).map(([s, which]) => historyIn(s, which));
}

const STATES: { readonly [K in HistorySubject]: (fc: FastCheck, length: Length) => Arbitrary<State> } = {
  tasks: (fc, length) => moves(fc, length).map(stateAfterMoves),
  peers: (fc, length) => peerMoves(fc, length).map(stateAfterPeerMoves),
  lambdas: (fc, length) => lambdaMoves(fc, length).map(walkLambdas),
};

const START: Move = { kind: 'start', workflow: 0, list: 0, short: false };
const PEER_START: PeerStep = { move: { kind: 'start', id: 0, policy: 0, span: 0 }, hold: false };

function stateAfterMoves(walked: readonly Move[]): State {
  const s = preparedState(1);
  walkCore(s, [START, ...walked]);
  return s;
}

function stateAfterPeerMoves(walked: readonly PeerStep[]): State {
  const s = peerState(25_000);
  const walk = new PeerWalk(s, () => {});
  for (const move of [PEER_START, ...walked]) walk.take(move);
  return s;
}

function historyIn(s: State, which: number): SdkHistoryEvent[] {
  const runs = [...allRuns(s)];
  const run = runs[which % runs.length] as Run;
  return toSdkEvents(run.events.slice(0, run.length).map(toHistoryEvent));
}
