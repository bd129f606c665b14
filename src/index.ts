export type { ClientConfig } from './adapters/clientConfig.js';
export type { AnyStub } from './adapters/clientMock.js';
export type { ClientOptions, SendOptions } from './adapters/clientOptions.js';
export type { HistoryChange } from './adapters/historyChange.js';
export type {
  HttpRequestLike,
  HttpResponseLike,
  LostMessage,
  RequestHandlerOptions,
  SwfRequestHandler,
} from './adapters/requestHandler.js';
export type { SkippedHistory } from './adopt/recordedRun.js';
export type { Duration, Timeout } from './args/durations.js';
export type {
  AccessRequest,
  Assumptions,
  Fault,
  FaultName,
  Grants,
  Injection,
  Limits,
  OperationName,
  SavedState,
  Violation,
} from './core/index.js';
export { SwfFake } from './fake.js';
export type { AdoptedFake, AdoptedRun, FakeConstructor, FromOptions, StartedTasks } from './fromHistories.js';
export { eventsOf, type HistoryEventOf } from './history/eventsOf.js';
export { type ExportedEvent, type ExportOptions, exportHistory } from './history/exportHistory.js';
export type { ExportedHistory, HistoryLike, HistoryPage, RunOfHistory } from './history/historyPages.js';
export type { Violations } from './history/violations.js';
export type { SwfFakeOptions } from './options.js';
export type { Assertable } from './results/report.js';
export type { Polls } from './shell/call.js';
export type { AdvanceOptions, Clock } from './shell/clock.js';
export type { AssertNothingOpenOptions } from './shell/diagnose/assertNothingOpen.js';
export type { FakeTimers } from './shell/fakeTimers.js';
export type { LambdaAnswer, LambdaContext, LambdaFunctions, LambdaHandler } from './shell/lambdas.js';
export type { ExecutionFilter, ExecutionRef, RunSummary } from './shell/runSummaries.js';
export type { ActivityDefaults, ActivityTimeouts, Registration, WorkflowDefaults } from './shell/setup/register.js';
export type { ScheduleActivityOptions, ScheduledActivity } from './shell/setup/scheduleActivity.js';
