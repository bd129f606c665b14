export type {
  AccessRequest,
  Choices,
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
export type { ClientOptions } from './sdk/client.js';
export type { HttpRequestLike, HttpResponseLike, Lost, SwfRequestHandler, WireDoorOptions } from './sdk/handler.js';
export type { AnyStub } from './sdk/mock.js';
export type { DoorOptions, SendOptions } from './sdk/types.js';
export type { Polls } from './shell/answer.js';
export type { Clock } from './shell/clock.js';
export type { Duration } from './shell/durations.js';
export type { LambdaAnswer, LambdaContext, LambdaFunctions, LambdaHandler } from './shell/lambdas.js';
export type { QuietOptions } from './shell/quiet.js';
export type { ActivityDefaults, ActivityTimeouts, Registration, WorkflowDefaults } from './shell/register.js';
export type { ScheduledActivity, WantedActivity } from './shell/scheduleActivity.js';
export type { ExecutionFilter, ExecutionRef, RunSummary } from './shell/views.js';
