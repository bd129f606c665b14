import type { OperationName, SdkInput } from '../core/index.js';
import { DECISION_ATTRIBUTES, decision } from '../core/validate/decisionShapes.js';
import { INPUTS } from '../core/validate/inputShapes.js';
import type { List, Shape, Structure } from '../core/validate/shape.js';
import { attributesMember, DECISION_TYPES, DECISIONS, type DecisionType } from '../tables/decisions.js';
import type { Arbitrary, FastCheck } from './draw/fastCheck.js';
import { textsOf } from './draw/texts.js';

type Members = Readonly<Record<string, unknown>>;

// The end of 2099, in milliseconds: every date format can write the year.

const LATEST = 4_102_444_799_999;

/** Returns an arbitrary of inputs that the service accepts as valid. The things that they name need not exist. */
export function inputsOf<O extends OperationName>(
  fc: FastCheck,
  op: O,
  given: Partial<SdkInput<O>>,
): Arbitrary<SdkInput<O>> {
  const members = structureOf(fc, INPUTS[op], new Set(Object.keys(given)));
  const inputs: Arbitrary<unknown> = members.map((drawn) => ({ ...consistent(op, drawn, given), ...given }));
  return inputs as Arbitrary<SdkInput<O>>;
}

/** Returns an arbitrary of values that fulfil every rule of a shape. */
function valuesOf(fc: FastCheck, shape: Shape): Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return textsOf(fc, shape);
    case 'choice':
      return fc.constantFrom(...shape.values);
    case 'whole':
      return fc.integer({ min: shape.min, max: shape.max });
    case 'flag':
      return fc.boolean();
    case 'time':
      return fc.integer({ min: 0, max: LATEST }).map((millis) => new Date(millis));
    case 'list':
      return shape.of === decision ? batchesOf(fc) : listsOf(fc, shape);
    case 'structure':
      return structureOf(fc, shape, NO_MEMBERS);
  }
}

const NO_MEMBERS: ReadonlySet<string> = new Set();

const listsOf = (fc: FastCheck, { of, max }: List): Arbitrary<unknown[]> =>
  fc.array(valuesOf(fc, of), { ...(max !== undefined && { maxLength: max }) });

// Only the service makes a page token: it rejects any other text (docs/swf.md 5.4).
const PAGE_TOKEN = 'nextPageToken';

function structureOf(fc: FastCheck, shape: Structure, without: ReadonlySet<string>): Arbitrary<Members> {
  const members = shape.members.filter(({ name }) => name !== PAGE_TOKEN && !without.has(name));
  const arbitraries = members.map((member) => [member.name, valuesOf(fc, member.shape)] as const);
  const requiredKeys = members.filter(({ required }) => required).map(({ name }) => name);
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys, noNullPrototype: true }) as Arbitrary<Members>;
}

// The order is that of the shapes: another order would draw other batches from the same seed.
const CLOSING = (Object.keys(DECISION_ATTRIBUTES) as readonly DecisionType[]).filter((type) => DECISIONS[type].closes);

/**
 * Returns an arbitrary of batches in which every decision has its attributes and a close comes last (docs/swf.md 3.0).
 */
function batchesOf(fc: FastCheck): Arbitrary<Members[]> {
  const opening = DECISION_TYPES.filter((type) => !DECISIONS[type].closes).map((type) => decisionsOf(fc, type));
  const closing = CLOSING.map((type) => decisionsOf(fc, type));
  const close = fc.option(fc.oneof(...closing), { nil: undefined });
  return fc
    .tuple(fc.array(fc.oneof(...opening), { maxLength: 8 }), close)
    .map(([decisions, last]) => (last ? [...decisions, last] : decisions));
}

/** Returns an arbitrary of decisions of one type, with attributes that fulfil every constraint. */
export function decisionsOf(fc: FastCheck, decisionType: DecisionType): Arbitrary<Members> {
  const member = attributesMember(decisionType);
  return attributesOf(fc, decisionType).map((attributes) => ({ decisionType, [member]: attributes }));
}

/** Returns an arbitrary of the attributes of one type of decision, without the members in `without`. */
export const attributesOf = (
  fc: FastCheck,
  type: DecisionType,
  without: ReadonlySet<string> = NO_MEMBERS,
): Arbitrary<Members> => structureOf(fc, DECISION_ATTRIBUTES[type], without);

const FILTERS = ['executionFilter', 'typeFilter', 'tagFilter', 'closeStatusFilter'];
const TIME_FILTERS = ['startTimeFilter', 'closeTimeFilter'];

/** Removes members that the service rejects consistent, although the API model allows them. Given members stay. */
function consistent(op: OperationName, drawn: Members, given: Members): Members {
  if (op === 'RespondDecisionTaskCompleted') {
    const listed = drawn.taskList ?? given.taskList;
    return listed ? drawn : withoutMembers(drawn, ['taskListScheduleToStartTimeout']);
  }
  return /^(List|Count)(Open|Closed)/.test(op) ? oneFilter(op, drawn, given) : drawn;
}

// A call has one time filter, and at most one other filter (docs/swf.md 8.1).
function oneFilter(op: OperationName, drawn: Members, given: Members): Members {
  const others = withoutMembers(drawn, redundantMembers(FILTERS, drawn, given));
  if (op.includes('Open')) return others;
  const timed = withoutMembers(others, redundantMembers(TIME_FILTERS, others, given));
  const has = TIME_FILTERS.some((name) => (timed[name] ?? given[name]) !== undefined);
  return has ? timed : { ...timed, closeTimeFilter: { oldestDate: new Date(0) } };
}

/**
 * Returns the names of exclusive members to remove: all if one is given, otherwise all but the first that was drawn.
 */
function redundantMembers(names: readonly string[], drawn: Members, given: Members): readonly string[] {
  if (names.some((name) => given[name] !== undefined)) return names;
  return names.filter((name) => drawn[name] !== undefined).slice(1);
}

const withoutMembers = (input: Members, names: readonly string[]): Members =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));
