/** Deciders and workers run together under virtual time. */
export type {
  Activity,
  ActivityContext,
  ActivityTask,
  Decider,
  DeciderAnswer,
  Decision,
  DecisionTask,
  Definition,
  OutsideEvent,
  PollLoop,
  Seen,
  Start,
} from './definition.js';
export { ActivityCanceled } from './definition.js';
export * from './explore/index.js';
