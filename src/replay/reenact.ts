import type { EventType } from '../core/events.js';
import { act } from './acts.js';
import { compareEvents, type Difference, type Leniency } from './compare.js';
import { Impossible } from './impossible.js';
import { Play } from './play.js';
import { type HistoryLike, isTimed, type Recorded, readHistory } from './recorded.js';
import { beyondUs } from './scope.js';
import { tornIn } from './shape.js';
import type { Stage } from './stage.js';

export interface ReenactOptions {
  /**
   * Lets pass what a recorder dropped: an absent `*EventId` for 0, an absent `scheduleToStartTimeout` for NONE, an empty
   * `tagList` for none. Default `false`.
   */
  readonly lenientAbsent?: boolean;
}

export interface Reenactment {
  /** `verified`: the fake wrote the same history. `skipped`: no fake could tell. */
  readonly verdict: 'verified' | 'differs' | 'skipped';
  /** Why it was skipped, or why it could not be re-enacted to its end. */
  readonly reason?: string;
  readonly differences: readonly Difference[];
  /**
   * What the verifier chose where the history leaves a choice: which task of a list, when a step lands, how late a
   * deadline, and the other runs that it played.
   */
  readonly freedoms: readonly string[];
  /** How many absent values passed. */
  readonly lenient: number;
}

/**
 * Does on a fresh fake what led to a recorded history, and compares what the fake writes: the order and ids of events,
 * every attribute that the service wrote, and each chosen value wherever it shows again.
 *
 * @throws TypeError if `events` is no history.
 */
export function reenact(events: readonly HistoryLike[], { lenientAbsent = false }: ReenactOptions = {}): Reenactment {
  const history = readHistory(events);
  const nothingDone = { differences: [], freedoms: [], lenient: 0 };
  const skip = beyondUs(history);
  if (skip !== undefined) return { verdict: 'skipped', reason: skip, ...nothingDone };
  const torn = tornIn(history);
  if (torn !== undefined) return { verdict: 'differs', reason: torn, ...nothingDone };
  const play = new Play(history);
  const leniency: Leniency = { absent: lenientAbsent, ids: play.stage.ids, passed: 0 };
  const { differences, reason } = walk(play, leniency);
  const verdict = differences.length === 0 && reason === undefined ? 'verified' : 'differs';
  const freedoms = [...play.stage.freedoms];
  return { verdict, ...(reason !== undefined && { reason }), differences, freedoms, lenient: leniency.passed };
}

interface Walked {
  readonly differences: readonly Difference[];
  readonly reason?: string;
}

/** A greedy walk: the next recorded event always names its cause by id, so there is nothing to search. */
function walk(play: Play, leniency: Leniency): Walked {
  const { history, stage } = play;
  const differences: Difference[] = [];
  for (let done = 0; done < history.length; ) {
    const event = history[done] as Recorded;
    const reason = attempt(play, event);
    const written = stage.history.slice(done);
    for (const [index, fake] of written.entries()) {
      differences.push(...compare(history[done + index], fake, leniency));
      noteLateness(stage, history[done + index], fake);
    }
    done += written.length;
    if (reason !== undefined) return { differences, reason: `at event ${event.id}: ${reason}` };
    if (written.length === 0) return { differences, reason: `at event ${event.id}: the fake wrote no ${event.type}` };
    if (differences.some(({ what }) => what === 'eventType' || what === 'eventId')) return { differences };
  }
  return { differences };
}

function noteLateness(stage: Stage, recorded: Recorded | undefined, fake: Recorded): void {
  const late = recorded && isTimed(recorded) ? recorded.at - fake.at : 0;
  if (recorded && late > 0 && CLOCK.test(fake.type)) stage.freedoms.add(`${fake.type} ${fake.id} came ${late} ms late`);
}

/** What the clock brings about. */
const CLOCK = /TimedOut$|^TimerFired$/;

function attempt(play: Play, event: Recorded): string | undefined {
  try {
    act(play, event);
    return undefined;
  } catch (error) {
    if (error instanceof Impossible) return error.message;
    throw error;
  }
}

const compare = (recorded: Recorded | undefined, fake: Recorded, leniency: Leniency): readonly Difference[] =>
  recorded
    ? compareEvents(recorded, fake, leniency)
    : [
        {
          eventId: fake.id,
          eventType: fake.type,
          what: 'eventType',
          recorded: undefined,
          fake: fake.type as EventType,
        },
      ];
