import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { toHistoryEvent } from '../../src/core/events.js';
import { nodes } from '../../src/core/store/vector.js';
import type { HistoryLike } from '../../src/replay/index.js';
import { prepared, walkCore } from '../support/coreWalk.js';
import { type Move, moves } from '../support/moves.js';

export interface NamedHistory {
  readonly id: string;
  readonly events: readonly HistoryLike[];
}

/** The histories that a walk wrote, as `aws swf get-workflow-execution-history` prints them. */
export function historiesOf(walked: readonly Move[]): readonly NamedHistory[] {
  const s = prepared(1);
  walkCore(s, walked);
  return [...nodes(s.runs)].map(({ workflowId, events, length }) => ({
    id: workflowId,
    events: events.slice(0, length).map((event) => ({ ...toHistoryEvent(event), eventTimestamp: event.at / 1000 })),
  }));
}

/** Long walks from a fixed seed, and what SWFAKE_HISTORIES names: a folder of files for `swfake verify`. */
export const corpus = (walks: number): readonly NamedHistory[] => [...recordings(), ...grown(walks)];

const grown = (walks: number): readonly NamedHistory[] =>
  fc
    .sample(moves(fc, { minLength: 60, maxLength: 150 }), { seed: 4, numRuns: walks })
    .flatMap((walked, n) => historiesOf(walked).map(({ id, events }) => ({ id: `walk ${n} ${id}`, events })))
    .filter(({ events }) => events.length > 6);

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
