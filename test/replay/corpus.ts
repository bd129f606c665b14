import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { allRuns, type State, toHistoryEvent } from '../../src/core/index.js';
import { preparedState, walkCore } from '../../src/property/walks/coreWalk.js';
import { lambdaMoves, walkLambdas } from '../../src/property/walks/lambdaWalk.js';
import { type Move, moves } from '../../src/property/walks/moves.js';
import { type PeerStep, peerMoves } from '../../src/property/walks/peerMoves.js';
import { PeerWalk, peerState } from '../../src/property/walks/peerWalk.js';
import type { HistoryLike } from '../../src/replay/index.js';

export interface NamedHistory {
  readonly id: string;
  readonly events: readonly HistoryLike[];
}

/** The histories of a state, as `aws swf get-workflow-execution-history` prints them. */
export const historiesIn = (s: State): readonly NamedHistory[] =>
  [...allRuns(s)].map(({ workflowId, number, events, length }) => ({
    id: `${workflowId} #${number}`,
    events: events.slice(0, length).map((event) => ({ ...toHistoryEvent(event), eventTimestamp: event.at / 1000 })),
  }));

/** The histories that a walk wrote. */
export function historiesOf(walked: readonly Move[]): readonly NamedHistory[] {
  const s = preparedState(1);
  walkCore(s, walked);
  return historiesIn(s);
}

/** Those that a walk wrote in which runs start, signal, cancel and follow each other. */
export function peerHistoriesOf(walked: readonly PeerStep[]): readonly NamedHistory[] {
  const s = peerState(25_000);
  const walk = new PeerWalk(s, () => undefined);
  for (const held of walked) walk.take(held);
  return historiesIn(s);
}

/** Long walks from a fixed seed, and what SWFAKE_HISTORIES names: a folder of files for `swfake verify`. */
export const corpus = (walks: number): readonly NamedHistory[] => [...recordings(), ...grown(walks)];

const LENGTHS = { minLength: 60, maxLength: 150 };

const grown = (walks: number): readonly NamedHistory[] =>
  [
    ...sampled('walk', moves(fc, LENGTHS), walks, historiesOf),
    ...sampled('walk between runs', peerMoves(fc, LENGTHS), walks, peerHistoriesOf),
    ...sampled('walk with Lambda', lambdaMoves(fc, LENGTHS), walks, (walked) => historiesIn(walkLambdas(walked))),
  ].filter(({ events }) => events.length > 6);

const sampled = <M>(
  name: string,
  arbitrary: fc.Arbitrary<readonly M[]>,
  walks: number,
  written: (walked: readonly M[]) => readonly NamedHistory[],
): readonly NamedHistory[] =>
  fc
    .sample(arbitrary, { seed: 4, numRuns: walks })
    .flatMap((walked, n) => written(walked).map(({ id, events }) => ({ id: `${name} ${n} ${id}`, events })));

function recordings(): readonly NamedHistory[] {
  const folder = process.env.SWFAKE_HISTORIES;
  if (!folder) return [];
  return readdirSync(folder).flatMap((file) => {
    const { histories } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      histories: readonly NamedHistory[];
    };
    return histories;
  });
}
