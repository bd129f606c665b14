/** The quotas of the service (Developer Guide, "Amazon SWF Quotas"; docs/swf.md 10.1). */
export interface Limits {
  /** The number of domains, deprecated ones included. Default 100. */
  readonly domains: number;
  /** The number of workflow types in a domain, deprecated ones included. Default 10,000. */
  readonly workflowTypes: number;
  /** The number of activity types in a domain, deprecated ones included. Default 10,000. */
  readonly activityTypes: number;
  /** The number of tags of a domain. Default 50. */
  readonly domainTags: number;
  /** The number of open executions in a domain, children included. Default 100,000. */
  readonly openExecutions: number;
  /** The number of open activity tasks of an execution: scheduled or started. Default 1000. */
  readonly openActivities: number;
  /** The number of open children of an execution: initiated or started. Default 1000. */
  readonly openChildren: number;
  /** The number of open timers of an execution. Default 1000. */
  readonly openTimers: number;
  /** The number of open Lambda functions of an execution: scheduled or started. Default `Infinity`. */
  readonly openLambdaFunctions: number;
  /** The number of polls that wait on a task list at the same time. The next poll is refused. Default 1000. */
  readonly pollersPerTaskList: number;
  /** The number of events of a history. In place of the next event the execution is terminated. Default 25,000. */
  readonly historyEvents: number;
  /** The lifetime of a page token, in milliseconds. Default 24 hours (docs/swf.md 12, doubt 9). */
  readonly pageTokenLifetime: number;
}

/** The quotas of AWS. */
export const DEFAULT_LIMITS: Limits = {
  domains: 100,
  workflowTypes: 10_000,
  activityTypes: 10_000,
  domainTags: 50,
  openExecutions: 100_000,
  openActivities: 1000,
  openTimers: 1000,
  openChildren: 1000,
  // AWS does not publish this quota (docs/swf.md 10.1).
  openLambdaFunctions: Number.POSITIVE_INFINITY,
  pollersPerTaskList: 1000,
  historyEvents: 25_000,
  // 24 hours by the API model; AWS staff said 60 seconds for polls, in older answers (docs/swf.md, doubt 9).
  pageTokenLifetime: 86_400_000,
};

/**
 * The largest body of a request, in bytes (docs/swf.md 10.1). The quota of 1 MB is with the headers, which no caller of the
 * core has: they are less than 1 % of it.
 */
export const REQUEST_BYTES = 1024 * 1024;
