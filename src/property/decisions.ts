import type { Decision } from '@aws-sdk/client-swf';
import { DECISION_TYPES, type DecisionType } from '../core/constraints/decisions.js';
import type { SwfFake } from '../fake.js';
import { type ExecutionRef, findRun } from '../shell/views.js';
import { CLOSING, memberOf } from './decisionTypes.js';
import type { Arbitrary, FastCheck } from './fastCheck.js';
import { attributesOf } from './inputs.js';
import { after, granted, type Members, type Wish } from './legal.js';
import { type Situation, situationOf } from './situation.js';
import { textsOf } from './texts.js';
import { stateIn } from './within.js';

export interface DecisionsOptions {
  /** Which types there may be. Default: all. */
  readonly types?: readonly DecisionType[];
  /** Names of Lambda functions that the fake has, for ScheduleLambdaFunction. Default: none. */
  readonly functions?: readonly string[];
  /** Default 8. */
  readonly maxLength?: number;
}

/** Batches that a decider of the run could answer now, and of which no decision fails. */
export function decisionsOf(
  fc: FastCheck,
  swf: SwfFake,
  execution: ExecutionRef,
  { maxLength = 8, ...options }: DecisionsOptions,
): Arbitrary<Decision[]> {
  const now = situationIn(swf, execution, options);
  return fc.array(wishes(fc, options), { maxLength }).map((wished) => batchOf(now, wished));
}

/** The same one by one. Where nothing of what is wanted could be done, it is a marker. */
export function decisionOf(
  fc: FastCheck,
  swf: SwfFake,
  execution: ExecutionRef,
  options: DecisionsOptions,
): Arbitrary<Decision> {
  const now = situationIn(swf, execution, options);
  const one = (wish: Wish): Decision | undefined => batchOf(now, [wish])[0];
  const marker = wishOf(fc, 'RecordMarker');
  return fc.tuple(wishes(fc, options), marker).map(([wish, otherwise]) => one(wish) ?? (one(otherwise) as Decision));
}

const situationIn = (swf: SwfFake, execution: ExecutionRef, { functions = [] }: DecisionsOptions): Situation => {
  const s = stateIn(swf);
  return situationOf(s, findRun(s, execution), functions);
};

// A marker is what shrinking ends at: it is always legal, and about nothing. Closes are rare, for they end the run.
const wishes = (fc: FastCheck, { types = DECISION_TYPES }: DecisionsOptions): Arbitrary<Wish> => {
  const markersFirst = types.toSorted((a, b) => Number(b === 'RecordMarker') - Number(a === 'RecordMarker'));
  const weighted = markersFirst.map((type) => ({ weight: CLOSING.has(type) ? 1 : 6, arbitrary: wishOf(fc, type) }));
  return fc.oneof({ withCrossShrink: true }, ...weighted);
};

// What the situation decides; another task list than that of the type is one where nobody polls.
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['activityId', 'timerId', 'workflowId', 'runId', 'id', 'name'],
  ...['activityType', 'workflowType', 'taskList', 'lambdaRole'],
]);

const wishOf = (fc: FastCheck, type: DecisionType): Arbitrary<Wish> =>
  fc.record(
    {
      type: fc.constant(type),
      which: fc.nat({ max: 99 }),
      id: idsOf(fc),
      attributes: attributesOf(fc, type, LEFT_OUT),
    },
    { noNullPrototype: true },
  );

// Few, so that an id comes again once what had it is over.
const idsOf = (fc: FastCheck): Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
    { weight: 1, arbitrary: textsOf(fc, { kind: 'text', min: 1, max: 64, format: 'name' }) },
  );

interface Batch {
  readonly now: Situation;
  readonly decisions: readonly Decision[];
}

function batchOf(now: Situation, wished: readonly Wish[]): Decision[] {
  const closing = wished.filter(({ type }) => CLOSING.has(type)).slice(0, 1);
  const opening = wished.filter(({ type }) => !CLOSING.has(type));
  return [...[...opening, ...closing].reduce(joined, { now, decisions: [] }).decisions];
}

// What cannot be done now is left out.
function joined(batch: Batch, wish: Wish): Batch {
  const attributes = granted(batch.now, wish);
  if (!attributes) return batch;
  const decisions = [...batch.decisions, decided(wish.type, attributes)];
  return { now: after(batch.now, wish.type, attributes), decisions };
}

const decided = (decisionType: DecisionType, attributes: Members): Decision =>
  ({ decisionType, [memberOf(decisionType)]: attributes }) as Decision;
