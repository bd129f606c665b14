import type { Assumptions } from '../../src/core/index.js';
import type { WalkCommand } from '../../src/property/walks/walkCommands.js';
import type { Limits } from './world.js';

/** Under what a walk is taken: small limits, so that walks meet them, and what nobody has measured one way or the other. */
export interface Conditions {
  readonly limits: Limits;
  readonly assumptions: Partial<Assumptions>;
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
  assumptions: choice % 2 === 0 ? {} : assumptionsOf(choice >> 1),
  retention: ['0', 'NONE'][chance % 12] ?? '1',
});

/** Each of the assumptions that a walk can meet, one time in two (docs/swf.md 12, doubts 1 to 7, 11, 13, 30 and 33). */
const assumptionsOf = (bits: number): Partial<Assumptions> => ({
  ...(bits & 1 && { closeAfterFailedDecision: 'fails' }),
  ...(bits & 2 && { idlePollToken: 'empty' }),
  ...(bits & 4 && { childPolicyOnContinueAsNew: 'ignored' }),
  ...(bits & 8 && { missingActivityTimeouts: 'NONE' }),
  ...(bits & 16 && { cancelRequestedOnceClosed: 'kept' }),
  ...(bits & 32 && { closedWithoutRetention: 'forgotten' }),
  ...(bits & 64 && { previousStartedAfterTimeout: 'started' }),
  ...(bits & 128 && { queuedStickyTask: 'whenReady' }),
  ...(bits & 256 && { workflowIdCharacters: 'refused' }),
  ...((bits & 384) === 384 && { unlimitedSuccessors: 'refused' }),
});

/** The set-up of a walk, but for how long its domain keeps closed runs. */
export const retaining = (setup: readonly WalkCommand[], { retention }: Conditions): readonly WalkCommand[] =>
  setup.map((command) =>
    command.op === 'RegisterDomain'
      ? { ...command, input: { ...(command.input as object), workflowExecutionRetentionPeriodInDays: retention } }
      : command,
  );
