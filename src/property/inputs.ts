import { DECISION_TYPES, type DecisionType, decision } from '../core/constraints/decisions.js';
import { INPUTS } from '../core/constraints/inputs.js';
import type { List, Shape, Structure } from '../core/constraints/shape.js';
import type { OperationName, SdkInput } from '../core/types.js';
import { CLOSING, memberOf } from './decisionTypes.js';
import type { Arbitrary, FastCheck } from './fastCheck.js';
import { textsOf } from './texts.js';

type Members = Readonly<Record<string, unknown>>;

/** The end of 2099: far enough for every test, and no date that somebody's code cannot write. */
const LATEST = 4_102_444_799_999;

/** Inputs that the service accepts as such; what it finds behind the names that they say is another matter. */
export function inputsOf<O extends OperationName>(
  fc: FastCheck,
  op: O,
  given: Partial<SdkInput<O>>,
): Arbitrary<SdkInput<O>> {
  const members = structureOf(fc, INPUTS[op], new Set(Object.keys(given)));
  const inputs: Arbitrary<unknown> = members.map((made) => ({ ...together(op, made, given), ...given }));
  return inputs as Arbitrary<SdkInput<O>>;
}

/** Values of any shape that keep its rules. */
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
      return structureOf(fc, shape, NOTHING);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

const listsOf = (fc: FastCheck, { of, max }: List): Arbitrary<unknown[]> =>
  fc.array(valuesOf(fc, of), { ...(max !== undefined && { maxLength: max }) });

// What a page goes on from is what the service said: no text of ours is a token (swf-behaviour 5.4).
const MADE_BY_THE_SERVICE = 'nextPageToken';

function structureOf(fc: FastCheck, shape: Structure, without: ReadonlySet<string>): Arbitrary<Members> {
  const members = shape.members.filter(({ name }) => name !== MADE_BY_THE_SERVICE && !without.has(name));
  const arbitraries = members.map((member) => [member.name, valuesOf(fc, member.shape)] as const);
  const requiredKeys = members.filter(({ required }) => required).map(({ name }) => name);
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys, noNullPrototype: true }) as Arbitrary<Members>;
}

/** Batches in which every decision has its attributes, and a close comes last (swf-behaviour 3.0). */
function batchesOf(fc: FastCheck): Arbitrary<Members[]> {
  const opening = DECISION_TYPES.filter((type) => !CLOSING.has(type)).map((type) => decisionsOf(fc, type));
  const closing = [...CLOSING].map((type) => decisionsOf(fc, type));
  const close = fc.option(fc.oneof(...closing), { nil: undefined });
  return fc
    .tuple(fc.array(fc.oneof(...opening), { maxLength: 8 }), close)
    .map(([decisions, last]) => (last ? [...decisions, last] : decisions));
}

/** Decisions of one type, with attributes that keep every constraint. */
export function decisionsOf(fc: FastCheck, decisionType: DecisionType): Arbitrary<Members> {
  const member = memberOf(decisionType);
  return attributesOf(fc, decisionType).map((attributes) => ({ decisionType, [member]: attributes }));
}

export const attributesOf = (
  fc: FastCheck,
  type: DecisionType,
  without: ReadonlySet<string> = NOTHING,
): Arbitrary<Members> => structureOf(fc, shapeOf(type), without);

const shapeOf = (type: DecisionType): Structure => decision.byName.get(memberOf(type))?.shape as Structure;

const FILTERS = ['executionFilter', 'typeFilter', 'tagFilter', 'closeStatusFilter'];
const TIME_FILTERS = ['startTimeFilter', 'closeTimeFilter'];

/** What the service wants of members together, and the model does not say: what is given stays. */
function together(op: OperationName, made: Members, given: Members): Members {
  if (op === 'RespondDecisionTaskCompleted') {
    const listed = made.taskList ?? given.taskList;
    return listed ? made : lacking(made, ['taskListScheduleToStartTimeout']);
  }
  return /^(List|Count)(Open|Closed)/.test(op) ? oneFilter(op, made, given) : made;
}

// One time filter, and one other at most (swf-behaviour 8.1).
function oneFilter(op: OperationName, made: Members, given: Members): Members {
  const others = lacking(made, surplus(FILTERS, made, given));
  if (op.includes('Open')) return others;
  const timed = lacking(others, surplus(TIME_FILTERS, others, given));
  const has = TIME_FILTERS.some((name) => (timed[name] ?? given[name]) !== undefined);
  return has ? timed : { ...timed, closeTimeFilter: { oldestDate: new Date(0) } };
}

/** Those of which one would be enough: all that were made, where one is given. */
function surplus(names: readonly string[], made: Members, given: Members): readonly string[] {
  if (names.some((name) => given[name] !== undefined)) return names;
  return names.filter((name) => made[name] !== undefined).slice(1);
}

const lacking = (input: Members, names: readonly string[]): Members =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));
