import { invariant } from '../model/bug.js';
import type { EventOf } from '../model/events.js';
import type { EventId } from '../model/ids.js';
import { type Run, timerOf } from '../model/run.js';
import type { State } from '../model/state.js';
import { addDelivery, nextOrder, startTimeouts, writableOpen } from './write.js';

/** Opens a timer. A timer of 0 seconds fires in an after-batch step (docs/swf.md 1.6, 6.9). */
export function timerStarted(s: State, run: Run, event: EventOf<'TimerStarted'>): undefined {
  const { id } = event;
  const { timerId, startToFireTimeout } = event.attributes;
  const order = nextOrder(s);
  run.timers = writableOpen(s.owner, run.timers);
  run.timers.byId.set(timerId, { timerId, startedId: id, order });
  if (Number(startToFireTimeout) === 0) addDelivery(s, run, 'fire timer', id);
  else startTimeouts(s, run, event, event.attributes, order);
}

/** Closes a timer that fired or was canceled. */
export function timerEnded(s: State, run: Run, event: EventOf<'TimerFired' | 'TimerCanceled'>): undefined {
  const timer = timerOf(run, event.attributes.startedEventId as EventId);
  invariant(timer, () => `${event.type} ${event.id} ends a timer that is not open`);
  run.timers = writableOpen(s.owner, run.timers);
  run.timers.byId.delete(timer.timerId);
}
