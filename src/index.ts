export type { AnyStub } from './adapters/clientMock.js';
export type { ClientOptions, SendOptions } from './adapters/clientOptions.js';
export type {
  HttpRequestLike,
  HttpResponseLike,
  LostMessage,
  RequestHandlerOptions,
  SwfRequestHandler,
} from './adapters/requestHandler.js';
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
  Violation,
} from './core/index.js';
export { type HistoryChange, SwfFake } from './fake.js';
export type { SwfFakeOptions } from './options.js';
export type { Polls } from './shell/call.js';
export type { Clock } from './shell/clock.js';
export type { AssertNothingOpenOptions } from './shell/diagnose/assertNothingOpen.js';
export type { LambdaAnswer, LambdaContext, LambdaFunctions, LambdaHandler } from './shell/lambdas.js';
export type { ExecutionFilter, ExecutionRef, RunSummary } from './shell/runSummaries.js';
export type { ActivityDefaults, ActivityTimeouts, Registration, WorkflowDefaults } from './shell/setup/register.js';
export type { ScheduleActivityOptions, ScheduledActivity } from './shell/setup/scheduleActivity.js';
