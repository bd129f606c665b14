import {
  createState,
  type Instant,
  instant,
  isFault,
  type Outcome,
  type State,
  settle,
  step,
} from '../../core/index.js';
import type { Move } from './moves.js';
import { Walk } from './walk.js';
import { SETUP, type WalkCommand } from './walkCommands.js';

/** The time at which every walk begins. */
export const START = instant(Date.UTC(2020, 0, 1));

/** Functions that are called during a walk. */
export interface Watcher {
  /** Called before each command, after everything that was due. */
  readonly before?: (s: State, command: WalkCommand) => void;
  /** Called after each command, with its result. */
  readonly after?: (s: State, command: WalkCommand, outcome: Outcome) => void;
  /** Called after everything that was due before a move, with the changes. */
  readonly waited?: (s: State, outcome: Outcome<undefined>) => void;
}

/**
 * Returns the command in the form of the core. A denied one has permission for the response, but not for its decisions.
 */
export const coreCommand = ({ op, input, denied = false }: WalkCommand) => ({
  op,
  input,
  ...(denied && { grants: { authorize: ({ action }: { action: string }) => action.startsWith('swf:Respond') } }),
});

/** Returns a state in which a walk can begin: the domain and the types are registered. */
export function preparedState(seed: number, limits = {}): State {
  const s = createState({ seed, now: START, limits });
  for (const { op, input } of SETUP) step(s, { op, input }, START);
  return s;
}

/** Takes the moves of a walk in the core. Everything that is due comes first, so that each change has one cause. */
export function walkCore(s: State, moves: readonly Move[], watcher: Watcher = {}): Walk {
  const walk = new Walk();
  for (const move of moves) takeMove(s, walk, move, watcher);
  return walk;
}

function takeMove(s: State, walk: Walk, move: Move, { before, after, waited }: Watcher): void {
  const until: Instant = move.kind === 'wait' ? instant(s.now + move.millis) : s.now;
  const settled = settle(s, until);
  waited?.(s, settled);
  const command = move.kind === 'wait' ? undefined : walk.commandFor(move);
  if (!command) return;
  before?.(s, command);
  const outcome = step(s, coreCommand(command), s.now);
  if (!isFault(outcome.reply)) walk.recordReply(command, outcome.reply);
  else walk.dropToken(command);
  after?.(s, command, outcome);
}
