import { checkFunction, checkNames } from '../../args/checkOptions.js';
import { nearest } from '../../args/didYouMean.js';
import { millisOf } from '../../args/durations.js';
import { quoted } from '../../args/quoted.js';
import { isFaultName, similarFaultName } from '../../core/index.js';
import { FAILURES } from '../../tables/decisions.js';
import { checkList, checkObject, wrongValue } from './checkValues.js';
import type { Definition, OutsideEvent, Start } from './definition.js';
import { NO_SUCH_FUNCTION } from './noSuchFunction.js';

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
  expectedFailures: true,
};
const START: Names<Start> = { workflow: true, workflowId: true, input: true, tagList: true, events: true };

/**
 * Checks a definition.
 *
 * @throws TypeError if a member is unknown, or one that must be a function is none.
 */
export function checkDefinition<W>(owner: string, definition: Definition<W>): void {
  checkNames(`the definition of ${owner}`, definition, DEFINITION);
  const { workflows, activities = {}, workers = {}, domain = '' } = definition;
  checkFunctions('workflows', 'a decider', workflows);
  checkFunctions('activities', 'an activity', activities);
  checkFunctions('workers', 'a poll loop', workers);
  if (typeof domain !== 'string') throw wrongValue('domain', domain, "the name of a domain, such as 'test'");
  checkParts(definition);
}

type Parts<W> = Pick<
  Definition<W>,
  'defaults' | 'fake' | 'world' | 'invariant' | 'finalInvariant' | 'expectedFailures'
>;

/** Checks the members that a definition and a scenario share. @throws TypeError as `checkDefinition` does. */
export function checkParts<W>(parts: Parts<W>): void {
  const { defaults = {}, fake = {}, world, invariant, finalInvariant, expectedFailures = [] } = parts;
  checkNames('defaults', defaults, { workflows: true, activities: true });
  for (const [name, types] of Object.entries(defaults)) {
    checkObject(`defaults.${name}`, types ?? {}, "an object of settings by type, such as { 'Charge@1': {} }");
  }
  checkObject('fake', fake, 'an object of options of SwfFake');
  for (const [name, value] of Object.entries({ world, invariant, finalInvariant })) checkFunction(name, value);
  checkExpectedFailures(expectedFailures);
}

const A_FAILURE = "the name of a fault, such as 'ValidationException', or the cause of a failed decision";
const CAUSES: ReadonlySet<string> = new Set([
  ...[...FAILURES.values()].flatMap(({ causes }) => causes),
  NO_SUCH_FUNCTION,
]);

function checkExpectedFailures(failures: readonly unknown[]): void {
  checkList('expectedFailures', failures, "a list of names, such as ['ValidationException']");
  for (const failure of failures) {
    if (typeof failure !== 'string') throw wrongValue("an entry of 'expectedFailures'", failure, A_FAILURE);
    if (CAUSES.has(failure) || isFaultName(failure)) continue;
    const near = nearest(failure, CAUSES)?.name ?? similarFaultName(failure);
    const hint = near === undefined ? `expected ${A_FAILURE}` : `did you mean '${near}'?`;
    throw new TypeError(`swfake: unknown entry ${quoted(failure)} of 'expectedFailures'; ${hint}`);
  }
}

/** Checks that every entry is a function. @throws TypeError if one is none. */
export function checkFunctions(member: string, what: string, entries: Readonly<Record<string, unknown>>): void {
  checkObject(member, entries, 'an object of functions by name');
  for (const [name, value] of Object.entries(entries)) {
    if (typeof value !== 'function') throw wrongValue(`'${name}' in ${member}`, value, `${what}, a function`);
  }
}

/**
 * Checks the start of a run and its events.
 *
 * @throws TypeError if a member is unknown, an event is none, or a duration has no unit.
 */
export function checkStart(start: Start): void {
  checkNames('start', start, START);
  const { tagList = [], events = [] } = start;
  checkList("'tagList' of 'start'", tagList, "a list of tags, such as ['gold']");
  checkList("'start.events'", events, "a list of events, such as [{ signal: 'cancel' }]");
  for (const event of events) checkEvent(event);
}

/** The members that say what an event is, with the values that they can have. */
const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  signal: (value) => typeof value === 'string',
  cancel: (value) => value === true,
  terminate: (value) => value === true,
};

function checkEvent(event: OutsideEvent): void {
  checkNames("an event of 'start.events'", event, {
    signal: true,
    cancel: true,
    terminate: true,
    input: true,
    after: true,
  });
  const { after } = event;
  if (after !== undefined) millisOf(after);
  const kinds = Object.entries(event).filter(([name]) => Object.hasOwn(KINDS, name));
  if (kinds.length === 1 && kinds.every(([name, value]) => KINDS[name]?.(value))) return;
  throw wrongValue(
    "an event of 'start.events'",
    event,
    "one of { signal: 'name' }, { cancel: true } and { terminate: true }",
  );
}
