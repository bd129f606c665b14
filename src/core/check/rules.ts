/** The rules that every history keeps (docs/swf.md 4, 6.1). */
export const HISTORY_RULES = {
  eventIds: 'event ids are 1, 2, 3 …',
  timestamps: 'timestamps never decrease',
  lastEvent: 'no event follows the event that closes the run',
  firstEvent: 'the first event is WorkflowExecutionStarted, and no other is',
  reference: 'a reference points to an earlier event of the right type',
  needlessDecisionTask: 'a decision task is scheduled only after an event that needs one',
  missingDecisionTask: 'a decision task is scheduled right after an event that needs one',
  decisionTaskWaits: 'at most one decision task waits',
  decisionTaskStarts: 'at most one decision task is started, and it was waiting',
  decisionTaskEnds: 'a decision task that ends was started',
  decisionTaskExpires: 'a decision task that times out before its start was waiting',
  activityId: 'an activity id is open at most once',
  activityStarts: 'an activity task that starts was waiting',
  activityCloses: 'an activity task is closed once',
  timerEnds: 'a timer fires or is canceled once',
  childCloses: 'a child run is closed once',
  lambdaId: 'the id of a Lambda function is open at most once',
  lambdaStarts: 'a Lambda function that starts was scheduled',
  lambdaEnds: 'a Lambda function ends once',
} as const;

/** The rules that every state keeps, beside those of its histories. */
export const STATE_RULES = {
  closedRun: 'a run is closed if its last event closes it',
  openRun: 'an open run is found by its workflow id',
  waitingDecisionTask: 'the waiting decision task is the one in the history',
  startedDecisionTask: 'the started decision task is the one in the history',
  activities: 'the open activity tasks are those in the history',
  timers: 'the open timers are those in the history',
  children: 'the open child runs are those in the history',
  lambdas: 'the open Lambda functions are those in the history',
  listCount: 'a task list counts its waiting tasks',
  readyOnce: 'a task that a poll can return waits, and is on its task list once',
  missingFromList: 'a poll can return every waiting task',
  emptyList: 'a task list without waiting tasks is removed',
  retained: 'a run that waits for its deletion is closed',
} as const;

type Sentences<T> = T[keyof T];

/** A rule in words, as a violation names it. */
export type RuleText = Sentences<typeof HISTORY_RULES> | Sentences<typeof STATE_RULES>;
