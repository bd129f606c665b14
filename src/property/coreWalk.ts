import { createState, type Instant, instant, isFault, type Outcome, type State, settle, step } from '../core/index.js';
import { type Act, SETUP } from './acts.js';
import type { Move } from './moves.js';
import { Walk } from './walk.js';

export const START = instant(Date.UTC(2020, 0, 1));

/** What a walk shows of each step that it takes. */
export interface Watcher {
  /** Called before each command, when all that was due has happened. */
  readonly before?: (s: State, act: Act) => void;
  readonly after?: (s: State, act: Act, outcome: Outcome) => void;
  readonly waited?: (s: State, outcome: Outcome<undefined>) => void;
}

export const commandOf = ({ op, input, denied = false }: Act) => ({
  op,
  input,
  ...(denied && { grants: { authorize: ({ action }: { action: string }) => action.startsWith('swf:Respond') } }),
});

/** A state in which a walk can begin. */
export function prepared(seed: number, limits = {}): State {
  const s = createState({ seed, now: START, limits });
  for (const { op, input } of SETUP) step(s, { op, input }, START);
  return s;
}

/** Walks through the core. Between moves, what is due happens first, so that a watcher sees one command at a time. */
export function walkCore(s: State, moves: readonly Move[], watcher: Watcher = {}): Walk {
  const walk = new Walk();
  for (const move of moves) takeMove(s, walk, move, watcher);
  return walk;
}

function takeMove(s: State, walk: Walk, move: Move, { before, after, waited }: Watcher): void {
  const until: Instant = move.kind === 'wait' ? instant(s.now + move.millis) : s.now;
  const settled = settle(s, until);
  waited?.(s, settled);
  const act = move.kind === 'wait' ? undefined : walk.act(move);
  if (!act) return;
  before?.(s, act);
  const outcome = step(s, commandOf(act), s.now);
  if (!isFault(outcome.reply)) walk.learn(act, outcome.reply);
  else walk.forget(act);
  after?.(s, act, outcome);
}
