/**
 * The pure core: `(state, command, now) -> reply + changes`. It reads no clock, draws no random number and returns no
 * promise.
 *
 * Read the files in this order:
 *
 * 1. `step.ts` and `execute.ts`: one command, from its input to its reply.
 * 2. `settle.ts`: timeouts, timers and after-batch steps.
 * 3. `commit.ts`: how the changes of a plan are written.
 * 4. `model/state.ts` and `model/run.ts`: the data.
 * 5. One operation and one decision in `decide/`.
 * 6. `apply/events.ts`: the effect of each event on its run.
 */

export type { CloseStatus } from '../tables/closes.js';
export { DECISION_TYPES, type DecisionType } from '../tables/decisions.js';
export { OPERATIONS, type OperationName } from '../tables/operations.js';
export { EVENT_TYPES } from './apply/events.js';
export type { AccessRequest, Authorize, Grants, Injection } from './authorize/accessRequest.js';
export type { ConditionValuesByKey, RequestContext } from './authorize/requestContext.js';
export { checkInvariants } from './check/checkInvariants.js';
export { foldHistory } from './check/historyRules.js';
export type { Violation } from './check/violation.js';
export { startedActivityTask } from './decide/operations/activityTasks.js';
export { startedDecisionTask } from './decide/operations/decisionTasks.js';
export { noToken } from './decide/operations/taskTokens.js';
export { runningLambdas } from './decide/service/lambdas.js';
export { nextRunId } from './decide/service/startRun.js';
export type { Command } from './execute.js';
export type {
  HistoryEvent,
  Input,
  Reply,
  SdkInput,
  SdkOutput,
} from './model/api.js';
export { ASSUMPTION_VALUES, type Assumptions, DEFAULT_ASSUMPTIONS } from './model/assumptions.js';
export type { Change, EventChange } from './model/changes.js';
export { type Due, deadlinesInOrder, dueAt, firstDeadline } from './model/deadlines.js';
export type { Domain, ListKey, Ready, RegisteredType, TypeDefaults } from './model/domain.js';
export {
  type Attributes,
  attributesKey,
  type CoreEvent,
  type EventOf,
  type EventType,
  toHistoryEvent,
} from './model/events.js';
export {
  type ExecutionId,
  type Fault,
  type FaultName,
  isFault,
  isFaultName,
  requestTooLarge,
  similarFaultName,
  type TypeId,
  type TypeKind,
  tooManyPolls,
  typeName,
} from './model/faults.js';
export {
  type EventId,
  eventId,
  type Instant,
  instant,
  type Millis,
  millis,
  type RunNumber,
  runNumber,
  spanOf,
} from './model/ids.js';
export type { Effect, LambdaOutcome, LambdaRef } from './model/lambdas.js';
export { DEFAULT_LIMITS, type Limits, REQUEST_BYTES } from './model/limits.js';
export {
  allDomains,
  allRuns,
  domainNamed,
  listsWithTasks,
  madeRunNumber,
  openRunsIn,
  runOfId,
  runsNewestFirst,
  typesIn,
} from './model/lookups.js';
export type { ChildLink, OpenActivityTask } from './model/openTasks.js';
export type { ParentLink } from './model/run.js';
export {
  activityOf,
  eventOfType,
  lambdaOf,
  openNow,
  type Run,
  scheduledEventOf,
  settingsOf,
  timerOf,
} from './model/run.js';
export {
  createState,
  type Deadline,
  type Delivery,
  fork,
  forkWithSeed,
  openRunOf,
  runAt,
  type State,
  type StateOptions,
  typeOf,
} from './model/state.js';
export { isReady, listOf, readyTask, readyTasks, sameList } from './model/taskLists.js';
export { isOfOtherFake, type TaskKind, type TaskRef, taskKey, taskOf } from './model/tokens.js';
export { writeRecorded } from './recorded.js';
export { missingAttribute } from './serialize/consistency.js';
export type { SavedState } from './serialize/savedForm.js';
export { type LoadOptions, loadState, saveState } from './serialize/savedState.js';
export type { Choose } from './settle.js';
export { expire, nextDeadline, type Outcome, passTime, settle, step, transition } from './step.js';
