/**
 * The behaviour of the fake where SWF's own is undocumented, or where the evidence differs. The first value of each pair
 * is the default. docs/swf.md 12 has the evidence under the number of the doubt. To show that code does not depend on a
 * value, test it with both.
 */
export interface Assumptions {
  /** The result of a close after a failed decision of the same batch (doubt 1). Default `succeeds`. */
  readonly closeAfterFailedDecision: 'succeeds' | 'fails';
  /**
   * The taskToken, and the activityId, in the reply of a poll that finds no task: no member, or an empty text (doubt 2).
   * Default `absent`.
   */
  readonly idlePollToken: 'absent' | 'empty';
  /** The child policy of a run that continues as new: applied to its children or not (doubt 3). Default `applied`. */
  readonly childPolicyOnContinueAsNew: 'applied' | 'ignored';
  /**
   * A timeout of an activity that neither the decision nor the type gives: the decision fails, or the timeout is `NONE`
   * (doubt 4). Default `fail`.
   */
  readonly missingActivityTimeouts: 'fail' | 'NONE';
  /**
   * The cancelRequested of a closed run with a cancel request: `false`, or `true` as before (doubt 5). Default `false`.
   */
  readonly cancelRequestedOnceClosed: 'false' | 'kept';
  /**
   * The previousStartedEventId of a poll after a decision task timed out: the start of the last completed decision task,
   * or of the last started one (doubt 7). Default `completed`.
   */
  readonly previousStartedAfterTimeout: 'completed' | 'started';
  /**
   * An executionStartToCloseTimeout of `NONE` or of more than one year in RegisterWorkflowType and
   * StartWorkflowExecution (doubt 11). Default `refused`.
   */
  readonly unlimitedExecutions: 'refused' | 'accepted';
  /**
   * An executionStartToCloseTimeout of `NONE` in the decisions ContinueAsNewWorkflowExecution and
   * StartChildWorkflowExecution (doubt 11). Default `accepted`.
   */
  readonly unlimitedSuccessors: 'accepted' | 'refused';
  /**
   * A workflowId with a colon, slash, vertical bar or control character, or the workflowId `arn`, in
   * StartWorkflowExecution and StartChildWorkflowExecution (doubt 13). Default `accepted`.
   */
  readonly workflowIdCharacters: 'accepted' | 'refused';
  /**
   * A name of a domain, type, task list, activity or timer with a colon, slash, vertical bar or control character, or
   * the name `arn` (doubt 13). Default `refused`.
   */
  readonly namesWithBannedCharacters: 'refused' | 'accepted';
  /**
   * A page token of PollForDecisionTask in GetWorkflowExecutionHistory of the same run (doubt 28). Default `accepted`.
   */
  readonly pollTokenForHistory: 'accepted' | 'refused';
  /**
   * A closed run in a domain with a retention of `0` or `NONE`: readable until the time moves on from the time of the
   * close, or not readable at all (doubt 30). Default `kept`.
   */
  readonly closedWithoutRetention: 'kept' | 'forgotten';
  /**
   * The schedule-to-start timeout of a decision task that waits behind a started one of its run: it runs from the
   * scheduling, or from the moment when a poll can take the task (doubt 33). Default `runs`.
   */
  readonly queuedStickyTask: 'runs' | 'whenReady';
  /** The fault of an operation that the permissions deny (doubt 34). Default `OperationNotPermittedFault`. */
  readonly deniedOperation: 'OperationNotPermittedFault' | 'AccessDeniedException';
  /**
   * A long poll whose caller went away: it ends at once, or it can still take the next task, which is then lost until
   * it times out (doubt 35). Default `releases`.
   */
  readonly abandonedPoll: 'releases' | 'takesTask';
}

/** The values of each assumption. The first is the default. */
export const ASSUMPTION_VALUES: { readonly [A in keyof Assumptions]: readonly Assumptions[A][] } = {
  closeAfterFailedDecision: ['succeeds', 'fails'],
  idlePollToken: ['absent', 'empty'],
  childPolicyOnContinueAsNew: ['applied', 'ignored'],
  missingActivityTimeouts: ['fail', 'NONE'],
  cancelRequestedOnceClosed: ['false', 'kept'],
  previousStartedAfterTimeout: ['completed', 'started'],
  unlimitedExecutions: ['refused', 'accepted'],
  unlimitedSuccessors: ['accepted', 'refused'],
  workflowIdCharacters: ['accepted', 'refused'],
  namesWithBannedCharacters: ['refused', 'accepted'],
  pollTokenForHistory: ['accepted', 'refused'],
  closedWithoutRetention: ['kept', 'forgotten'],
  queuedStickyTask: ['runs', 'whenReady'],
  deniedOperation: ['OperationNotPermittedFault', 'AccessDeniedException'],
  abandonedPoll: ['releases', 'takesTask'],
};

/** The default of each assumption. */
export const DEFAULT_ASSUMPTIONS = Object.freeze(
  Object.fromEntries(Object.entries(ASSUMPTION_VALUES).map(([assumption, [first]]) => [assumption, first])),
) as unknown as Assumptions;

/**
 * Returns all assumptions: the given ones, and the default of each other one. `undefined` means the default.
 *
 * @throws TypeError if there is no such assumption, or no such value of it.
 */
export function assumptionsOf(given: Partial<Assumptions>): Assumptions {
  for (const [assumption, value] of Object.entries(given)) {
    if (!Object.hasOwn(ASSUMPTION_VALUES, assumption)) {
      const known = Object.keys(ASSUMPTION_VALUES)
        .map((name) => `'${name}'`)
        .join(', ');
      throw new TypeError(`swfake: unknown assumption '${assumption}'; expected one of ${known}`);
    }
    const values: readonly unknown[] = ASSUMPTION_VALUES[assumption as keyof Assumptions];
    if (value === undefined || values.includes(value)) continue;
    throw new TypeError(
      `swfake: the assumption '${assumption}' was given as '${String(value)}'; expected '${values.join("' or '")}'`,
    );
  }
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...DEFAULT_ASSUMPTIONS, ...wanted };
}
