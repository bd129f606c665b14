import type { Decision } from '@aws-sdk/client-swf';
import type { SwfFake } from '../fake.js';
import { type ExecutionRef, findRun } from '../shell/runSummaries.js';
import {
  attributesMember,
  DECISION_TYPES,
  DECISIONS,
  type DecisionType,
  HARMLESS_DECISION,
} from '../tables/decisions.js';
import type { Arbitrary, FastCheck } from './draw/fastCheck.js';
import { textsOf } from './draw/texts.js';
import { attributesOf } from './inputs.js';
import { type OpenThings, openThingsOf } from './openThings.js';
import { type Members, openThingsAfter, type PlannedDecision, possibleAttributes } from './possibleDecisions.js';
import { stateIn } from './stateOfFake.js';

/** Options of `decisions()` and `decision()`. */
export interface DecisionsOptions {
  /** The types of decisions. Default: all 13. */
  readonly types?: readonly DecisionType[];
  /** The names of the Lambda functions of the fake, for ScheduleLambdaFunction. Default: none. */
  readonly functions?: readonly string[];
  /** The largest number of decisions in a batch. Default 8. */
  readonly maxLength?: number;
}

/** Returns an arbitrary of batches with which a decider of the run can respond now. No decision of a batch fails. */
export function decisionsOf(
  fc: FastCheck,
  swf: SwfFake,
  execution: ExecutionRef,
  { maxLength = 8, ...options }: DecisionsOptions,
): Arbitrary<Decision[]> {
  const now = openThingsIn(swf, execution, options);
  return fc.array(plannedDecisions(fc, options), { maxLength }).map((planned) => possibleBatch(now, planned));
}

/** Returns an arbitrary of single decisions. One that is not possible now is replaced by a marker. */
export function decisionOf(
  fc: FastCheck,
  swf: SwfFake,
  execution: ExecutionRef,
  options: DecisionsOptions,
): Arbitrary<Decision> {
  const now = openThingsIn(swf, execution, options);
  const one = (planned: PlannedDecision): Decision | undefined => possibleBatch(now, [planned])[0];
  const harmless = plannedDecisionOf(fc, HARMLESS_DECISION.type);
  return fc
    .tuple(plannedDecisions(fc, options), harmless)
    .map(([planned, otherwise]) => one(planned) ?? (one(otherwise) as Decision));
}

const openThingsIn = (swf: SwfFake, execution: ExecutionRef, { functions = [] }: DecisionsOptions): OpenThings => {
  const s = stateIn(swf);
  return openThingsOf(s, findRun(s, execution), functions);
};

// Decisions shrink to a marker, which is always possible and refers to nothing. Closes are rare, since they end the
// run.
const plannedDecisions = (fc: FastCheck, { types = DECISION_TYPES }: DecisionsOptions): Arbitrary<PlannedDecision> => {
  const isHarmless = (type: DecisionType): number => Number(type === HARMLESS_DECISION.type);
  const harmlessFirst = types.toSorted((a, b) => isHarmless(b) - isHarmless(a));
  const weighted = harmlessFirst.map((type) => ({
    weight: DECISIONS[type].closes ? 1 : 6,
    arbitrary: plannedDecisionOf(fc, type),
  }));
  return fc.oneof({ withCrossShrink: true }, ...weighted);
};

// Members that depend on the open things of the run. No worker polls a task list other than that of the type.
const DEPENDENT_MEMBERS: ReadonlySet<string> = new Set([
  ...['activityId', 'timerId', 'workflowId', 'runId', 'id', 'name'],
  ...['activityType', 'workflowType', 'taskList', 'lambdaRole'],
]);

const plannedDecisionOf = (fc: FastCheck, type: DecisionType): Arbitrary<PlannedDecision> =>
  fc.record(
    {
      type: fc.constant(type),
      which: fc.nat({ max: 99 }),
      id: idsOf(fc, type === 'StartChildWorkflowExecution' ? 'workflowId' : 'name'),
      attributes: attributesOf(fc, type, DEPENDENT_MEMBERS),
    },
    { noNullPrototype: true },
  );

// Few ids, so that an id is used again after its activity or timer has ended.
const idsOf = (fc: FastCheck, format: 'name' | 'workflowId'): Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
    { weight: 1, arbitrary: textsOf(fc, { kind: 'text', min: 1, max: 64, format }) },
  );

interface Batch {
  readonly now: OpenThings;
  readonly decisions: readonly Decision[];
}

function possibleBatch(now: OpenThings, planned: readonly PlannedDecision[]): Decision[] {
  const closing = planned.filter(({ type }) => DECISIONS[type].closes).slice(0, 1);
  const opening = planned.filter(({ type }) => !DECISIONS[type].closes);
  return [...[...opening, ...closing].reduce(withDecision, { now, decisions: [] }).decisions];
}

// A decision that is not possible now is left out.
function withDecision(batch: Batch, planned: PlannedDecision): Batch {
  const attributes = possibleAttributes(batch.now, planned);
  if (!attributes) return batch;
  const decisions = [...batch.decisions, sdkDecision(planned.type, attributes)];
  return { now: openThingsAfter(batch.now, planned.type, attributes), decisions };
}

const sdkDecision = (decisionType: DecisionType, attributes: Members): Decision =>
  ({ decisionType, [attributesMember(decisionType)]: attributes }) as Decision;
