import type { HistoryEvent } from '@aws-sdk/client-swf';
import { type CoreEvent, toHistoryEvent } from '../../core/events.js';
import type { Run } from '../../core/run.js';
import { toSdk } from '../../sdk/reply.js';

/** What deciders, laws and reports are shown. */

const shown = new WeakMap<CoreEvent, HistoryEvent>();

/** The events of a run in the SDK's form, up to one. They are shared and frozen: whoever sorts them sorts an array of his own. */
export const eventsOf = (run: Run, upTo = run.length): HistoryEvent[] => run.events.slice(0, upTo).map(inSdkForm);

function inSdkForm(event: CoreEvent): HistoryEvent {
  const known = shown.get(event);
  if (known) return known;
  const made = deepFrozen(toSdk(toHistoryEvent(event))) as unknown as HistoryEvent;
  shown.set(event, made);
  return made;
}

function deepFrozen<T extends object>(value: T): T {
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) deepFrozen(member);
  return Object.freeze(value);
}

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
