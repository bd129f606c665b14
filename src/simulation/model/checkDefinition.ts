import { checkFunction, checkNames } from '../../args/checkOptions.js';
import { millisOf } from '../../args/durations.js';
import { quoted } from '../../args/quoted.js';
import type { Definition, OutsideEvent, Start } from './definition.js';

type Names<T> = { readonly [K in keyof Required<T>]: true };

const DEFINITION: Names<Definition> = {
  workflows: true,
  activities: true,
  workers: true,
  defaults: true,
  domain: true,
  fake: true,
  world: true,
  invariant: true,
  finalInvariant: true,
};
const START: Names<Start> = { workflow: true, workflowId: true, input: true, tagList: true, events: true };

/**
 * Checks a definition.
 *
 * @throws TypeError if a member is unknown, or one that must be a function is none.
 */
export function checkDefinition<W>(owner: string, definition: Definition<W>): void {
  checkNames(`the definition of ${owner}`, definition, DEFINITION);
  checkFunctions('workflows', 'a decider', definition.workflows);
  checkFunctions('activities', 'an activity', definition.activities);
  checkFunctions('workers', 'a poll loop', definition.workers);
  checkParts(definition);
}

/** Checks the members that a definition and a scenario share. @throws TypeError as `checkDefinition` does. */
export function checkParts<W>(parts: Pick<Definition<W>, 'defaults' | 'world' | 'invariant' | 'finalInvariant'>): void {
  const { defaults, world, invariant, finalInvariant } = parts;
  checkNames('defaults', defaults ?? {}, { workflows: true, activities: true });
  for (const [name, value] of Object.entries({ world, invariant, finalInvariant })) checkFunction(name, value);
}

/** Checks that every entry is a function. @throws TypeError if one is none. */
export function checkFunctions(member: string, what: string, entries: Readonly<Record<string, unknown>> = {}): void {
  if (typeof entries !== 'object' || entries === null) {
    throw new TypeError(`swfake: ${member} was given as ${quoted(entries)}; expected an object of functions by name`);
  }
  for (const [name, value] of Object.entries(entries)) {
    if (typeof value === 'function') continue;
    throw new TypeError(`swfake: '${name}' in ${member} was given as ${quoted(value)}; expected ${what}, a function`);
  }
}

/**
 * Checks the start of a run and its events.
 *
 * @throws TypeError if a member is unknown, an event is none, or a duration has no unit.
 */
export function checkStart(start: Start): void {
  checkNames('start', start, START);
  for (const event of start.events ?? []) checkEvent(event);
}

const EVENT_MEMBERS = { signal: true, cancel: true, terminate: true };

function checkEvent(event: OutsideEvent): void {
  const { after } = event ?? {};
  checkNames("an event of 'start.events'", event, { ...EVENT_MEMBERS, input: true, after: true });
  if (after !== undefined) millisOf(after);
  const kinds = Object.keys(EVENT_MEMBERS).filter((name) => name in event);
  if (kinds.length === 1) return;
  throw new TypeError(
    `swfake: an event of 'start.events' was given as ${quoted(event)}; expected one of { signal: 'name' }, { cancel: true } ` +
      'and { terminate: true }',
  );
}
