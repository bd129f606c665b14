/**
 * The behaviour of the fake where SWF's own is undocumented, or where measurements differ. The first value of each pair
 * is the default. docs/swf.md 12 has the evidence under the number of the doubt. To show that code does not depend on a
 * value, test it with both.
 */
export interface Assumptions {
  /** The result of a close after a failed decision of the same batch (doubt 1). Default `succeeds`. */
  readonly closeAfterFailedDecision: 'succeeds' | 'fails';
  /**
   * The taskToken in the reply of a poll that finds no task: an empty text, or no member (doubt 2). Default `empty`.
   */
  readonly idlePollToken: 'empty' | 'absent';
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
  /** An executionStartToCloseTimeout of `NONE` or of more than one year (doubt 11). Default `refused`. */
  readonly unlimitedExecutions: 'refused' | 'accepted';
  /** A name with a colon, slash, vertical bar or control character, or the name `arn` (doubt 13). Default `refused`. */
  readonly namesWithBannedCharacters: 'refused' | 'accepted';
  /**
   * A page token of PollForDecisionTask in GetWorkflowExecutionHistory of the same run (doubt 28). Default `accepted`.
   */
  readonly pollTokenForHistory: 'accepted' | 'refused';
  /** A closed run in a domain with a retention of `0` or `NONE` (doubt 30). Default `forgotten`. */
  readonly closedWithoutRetention: 'forgotten' | 'kept';
}

/** The values of each assumption. The first is the default. */
const VALUES: { readonly [C in keyof Assumptions]: readonly Assumptions[C][] } = {
  closeAfterFailedDecision: ['succeeds', 'fails'],
  idlePollToken: ['empty', 'absent'],
  childPolicyOnContinueAsNew: ['applied', 'ignored'],
  missingActivityTimeouts: ['fail', 'NONE'],
  cancelRequestedOnceClosed: ['false', 'kept'],
  unlimitedExecutions: ['refused', 'accepted'],
  namesWithBannedCharacters: ['refused', 'accepted'],
  pollTokenForHistory: ['accepted', 'refused'],
  closedWithoutRetention: ['forgotten', 'kept'],
};

/** The default of each assumption. */
export const DEFAULT_ASSUMPTIONS = Object.freeze(
  Object.fromEntries(Object.entries(VALUES).map(([assumption, [first]]) => [assumption, first])),
) as unknown as Assumptions;

/**
 * Returns all assumptions: the given ones, and the default of each other one. `undefined` means the default.
 *
 * @throws TypeError if there is no such assumption, or no such value of it.
 */
export function assumptionsOf(given: Partial<Assumptions>): Assumptions {
  for (const [assumption, value] of Object.entries(given)) {
    if (!Object.hasOwn(VALUES, assumption)) {
      const known = Object.keys(VALUES)
        .map((name) => `'${name}'`)
        .join(', ');
      throw new TypeError(`swfake: unknown assumption '${assumption}'; expected one of ${known}`);
    }
    const values: readonly unknown[] = VALUES[assumption as keyof Assumptions];
    if (value === undefined || values.includes(value)) continue;
    throw new TypeError(
      `swfake: the assumption '${assumption}' was given as '${String(value)}'; expected '${values.join("' or '")}'`,
    );
  }
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...DEFAULT_ASSUMPTIONS, ...wanted };
}
