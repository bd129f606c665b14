import type { Choices } from '../../src/core/index.js';
import type { Act } from '../../src/property/acts.js';
import type { Limits } from './world.js';

/** Under what a walk is taken: small limits, so that walks meet them, and what nobody has measured one way or the other. */
export interface Conditions {
  readonly limits: Limits;
  readonly choices: Partial<Choices>;
  /** For how many days closed runs are kept. */
  readonly retention: string;
}

/** One walk in four is of short histories, one in five of few runs; one in six forgets closed runs at once. */
export const conditionsOf = (chance: number, choice: number): Conditions => ({
  limits: {
    openExecutions: chance % 5 === 0 ? 3 : 100_000,
    openActivities: 2,
    openTimers: 2,
    openChildren: 2,
    openLambdaFunctions: 2,
    historyEvents: chance % 4 === 0 ? 20 + (chance % 10) : 25_000,
  },
  choices: choice % 2 === 0 ? {} : choicesOf(choice >> 1),
  retention: ['0', 'NONE'][chance % 12] ?? '1',
});

/** Each of the choices that a walk can meet, one time in two (swf-behaviour 12, doubts 1 to 5 and 30). */
const choicesOf = (bits: number): Partial<Choices> => ({
  ...(bits & 1 && { closeAfterFailedDecision: 'fails' }),
  ...(bits & 2 && { idlePollToken: 'absent' }),
  ...(bits & 4 && { childPolicyOnContinueAsNew: 'ignored' }),
  ...(bits & 8 && { missingActivityTimeouts: 'NONE' }),
  ...(bits & 16 && { cancelRequestedOnceClosed: 'kept' }),
  ...(bits & 32 && { closedWithoutRetention: 'kept' }),
});

/** The set-up of a walk, but for how long its domain keeps closed runs. */
export const retaining = (setup: readonly Act[], { retention }: Conditions): readonly Act[] =>
  setup.map((act) =>
    act.op === 'RegisterDomain'
      ? { ...act, input: { ...(act.input as object), workflowExecutionRetentionPeriodInDays: retention } }
      : act,
  );
