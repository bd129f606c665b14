/** The check that finds a planted fault, or the reason why none can see it from outside. */
export type FoundBy = { readonly check: string } | { readonly reason: string };

const by = (check: string): FoundBy => ({ check });
const because = (reason: string): FoundBy => ({ reason });
const DAYS = because('a retention lasts days, and its domain stays for ever');

/** Every planted fault of the soak, with a check that finds it. `npm run conform:planted` plants them. */
export const FOUND_BY: Readonly<Record<string, FoundBy>> = {
  'an activity times out a millisecond late': by('timeouts.activity.startToCloseTimeout'),
  'a heartbeat does not extend': by('timeouts.heartbeat.extends'),
  'a heartbeat without details drops the earlier ones': by('doubts.plainHeartbeat'),
  'a decision task is scheduled although one waits': by('decisionTasks.coalesced'),
  'a decision task queued behind another is never handed out': by('decisionTasks.queuedWaits'),
  'UNHANDLED_DECISION never': by('closes.unhandled.complete'),
  'a zero timer waits behind the other steps': by('timers.zeroBeforeSteps'),
  'the cancel of an unstarted activity is written twice': by('activities.cancel.unstarted'),
  'the cancel of an unstarted activity takes it from a worker': because(
    'the worker would have to take the task between the batch and its step',
  ),
  'previousStartedEventId names a task that timed out': by('readings.previousStartedAfterTimeout'),
  'previousStartedEventId never names a task that timed out': by('readings.previousStartedAfterTimeout with started'),
  'a queued decision task always waits from its scheduling': by('readings.queuedStickyTask with whenReady'),
  'a queued decision task never waits from its scheduling': by('readings.queuedStickyTask'),
  'a worker that cancels unasked names no request': by('doubts.unaskedCancel'),
  'priority is ignored': by('polls.priority.decisions'),
  'closing leaves the tasks of the run on their lists': by('closes.tasksAreGone'),
  'a timeout of a decision task leaves the temporary list in force': by('stickyLists.slow'),
  'a queued decision task arrives when it becomes ready, not when it was scheduled': by('polls.arrival.queued'),
  "at one instant the execution's own timeout has no precedence": because(
    'a run is older than its tasks, and the order between runs is not visible',
  ),
  'a timeout of a decision task ends a lasting list too': by('stickyLists.lasting'),
  'a history takes one event too many': because('25,000 events are too many to ask for'),
  'nothing is held back': because('only the simulation holds steps back'),
  'a parent hears of its child before the child starts': because(
    'the order of two histories at one time is not visible',
  ),
  "the child's own policy is applied to it, not its parent's": by('policies.complete.REQUEST_CANCEL'),
  'the policy of a TerminateWorkflowExecution is shown and not applied': by('policies.override'),
  'a policy does not reach the successor of a child': by('policies.successor'),
  'WORKFLOW_ALREADY_RUNNING never': by('causes.child.alreadyRunning'),
  'a child that is not started yet does not count as open': because('the count matters at a full quota only'),
  'a closed run counts no open children': by('doubts.countsOfClosed'),
  'a child of a batch that closes starts under every policy': by('doubts.childOfClosingBatch.TERMINATE'),
  'a child of a batch that closes starts under no policy': by('doubts.childOfClosingBatch.ABANDON'),
  'a signal of a batch that closes is dropped': by('doubts.signalOfClosingBatch'),
  'a signal for one run reaches whichever is open': by('signals.exactRun'),
  'an external cancel calls for no decision task': by('signals.cancelRequest'),
  'the sender is told after all other steps': by('signals.senderIsToldNext'),
  'a successor has no parent': by('children.continued'),
  'a Lambda function is called without a role': by('causes.lambda.noRole'),
  'a Lambda function never times out': because('needs a Lambda function, and a role that may call it'),
  'a Lambda function without a timeout has five minutes': because(
    'needs a Lambda function, and a role that may call it',
  ),
  'the id of a Lambda function is free at once': by('causes.lambda.idInUse'),
  'a closed run is kept a millisecond too long': DAYS,
  'a run without a retention is never readable after its close': DAYS,
  'a run without a retention is readable until time moves on, in both readings': DAYS,
  'the characters of a workflow id never count': by('readings.workflowIdCharacters with refused'),
  'a successor may always be without end': by('readings.unlimitedSuccessors with refused'),
  'the children of a run that continues as new are never spared': by(
    'readings.childPolicyOnContinueAsNew with ignored',
  ),
  'a failed decision never hinders the close after it': by('readings.closeAfterFailedDecision with fails'),
};
