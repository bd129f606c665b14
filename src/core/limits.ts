/** The quotas of the service, each settable (Developer Guide, "Amazon SWF Quotas"; swf-behaviour 10.1). */
export interface Limits {
  /** Domains of the account, deprecated ones included. */
  readonly domains: number;
  /** Workflow types of a domain, deprecated ones included. */
  readonly workflowTypes: number;
  /** Activity types of a domain, deprecated ones included. */
  readonly activityTypes: number;
  /** Tags of a domain. */
  readonly domainTags: number;
  /** Open executions of a domain, children included. */
  readonly openExecutions: number;
  /** Activity tasks of an execution that are scheduled or started. */
  readonly openActivities: number;
  /** Children of an execution that are initiated or started. */
  readonly openChildren: number;
  /** Timers of an execution that have neither fired nor been canceled. */
  readonly openTimers: number;
  /** Lambda functions of an execution that are scheduled or started. */
  readonly openLambdaFunctions: number;
  /** Polls that wait on one task list at a time; the service refuses the next. */
  readonly pollersPerTaskList: number;
  /** Events of a history; the execution is terminated in place of the one beyond. */
  readonly historyEvents: number;
  /** Milliseconds for which a page token is good. */
  readonly pageTokenLifetime: number;
}

export const DEFAULT_LIMITS: Limits = {
  domains: 100,
  workflowTypes: 10_000,
  activityTypes: 10_000,
  domainTags: 50,
  openExecutions: 100_000,
  openActivities: 1000,
  openTimers: 1000,
  openChildren: 1000,
  // AWS does not publish it (swf-behaviour 10.1).
  openLambdaFunctions: Number.POSITIVE_INFINITY,
  pollersPerTaskList: 1000,
  historyEvents: 25_000,
  // The API model says 24 hours; AWS staff said 60 seconds of polls, years ago (swf-behaviour, doubt 9).
  pageTokenLifetime: 86_400_000,
};
