import type { CoreEvent } from '../../../core/index.js';
import { isRunIdMember, referredType } from '../../../tables/subjects.js';
import { hashOf } from './hash.js';

/** An event in parts: what other orders of the history change, and the hash of all else. */
export interface EventParts {
  readonly hash: number;
  /** The ids of the events of its run that it refers to. */
  readonly references: readonly number[];
  readonly runIds: readonly string[];
}

const parts = new WeakMap<CoreEvent, EventParts>();

/** Returns the parts of an event. */
export function eventParts(event: CoreEvent): EventParts {
  const known = parts.get(event);
  if (known) return known;
  const references: number[] = [];
  const runIds: string[] = [];
  const text = JSON.stringify(event.attributes, (member, value: unknown) => {
    if (typeof value === 'number' && referredType(event.type, member)) references.push(value);
    else if (typeof value === 'string' && isRunIdMember(member)) runIds.push(value);
    else return value;
    return '';
  });
  const made = { hash: hashOf(event.type + text), references, runIds };
  parts.set(event, made);
  return made;
}
