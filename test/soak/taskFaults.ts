import { edit, type Planted } from './planted.js';

/** Mistakes about the tasks and timers of one run. */
export const TASK_FAULTS: readonly Planted[] = [
  {
    fault: 'an activity times out a millisecond late',
    edits: [
      edit(
        'apply/write.ts',
        '{ at: after(at, span), order',
        "{ at: after(at, (span + Number(kind === 'activity start-to-close')) as typeof span), order",
      ),
    ],
  },
  {
    fault: 'a heartbeat does not extend',
    edits: [edit('apply/apply.ts', 'heartbeatAt: at,', 'heartbeatAt: task.heartbeatAt,')],
  },
  {
    fault: 'a heartbeat without details drops the earlier ones',
    edits: [edit('apply/apply.ts', 'details: details ?? task.details', 'details')],
  },
  {
    fault: 'a decision task is scheduled although one waits',
    edits: [
      edit('decide/record.ts', 'run.decisionScheduled ? record(s, run, event) : record', 'record'),
      edit('apply/decisionTasks.ts', 'invariant(!run.decisionScheduled,', 'invariant(run,'),
    ],
  },
  {
    fault: 'a decision task queued behind another is never handed out',
    edits: [edit('apply/decisionTasks.ts', 'if (!next) return undefined;', 'if (!next || next) return undefined;')],
  },
  {
    fault: 'UNHANDLED_DECISION never',
    edits: [
      edit('decide/decisions/closes.ts', "run.decisionScheduled ? { cause: 'UNHANDLED_DECISION' } : close", 'close'),
      edit('decide/decisions/closes.ts', 'unlessUnhandled = (run: Run,', 'unlessUnhandled = (_run: Run,'),
    ],
  },
  {
    fault: 'a zero timer waits behind the other steps',
    edits: [
      edit(
        'apply/write.ts',
        "kind === 'fire timer' ? [...timers, delivery, ...others] :",
        "kind !== 'fire timer' ? [...timers, ...others, delivery] :",
      ),
    ],
  },
  {
    fault: 'the cancel of an unstarted activity is written twice',
    edits: [
      edit('decide/service/deliveries.ts', 'import { recordForDecider }', 'import { record, recordForDecider }'),
      edit(
        'decide/service/deliveries.ts',
        'return recordForDecider(s, run, canceled);',
        'return record(s, run, canceled, { ...canceled });',
      ),
      edit(
        'apply/activityTasks.ts',
        'const task = activityOf(run, event.attributes.scheduledEventId as EventId);',
        'const task = activityOf(run, event.attributes.scheduledEventId as EventId);\n  if (!task) return undefined;',
      ),
    ],
  },
  {
    fault: 'the cancel of an unstarted activity takes it from a worker',
    edits: [
      edit('decide/service/deliveries.ts', "if (task?.phase !== 'scheduled') return [];", 'if (!task) return [];'),
    ],
  },
  {
    fault: 'previousStartedEventId names a task that timed out',
    edits: [
      edit(
        'apply/decisionTasks.ts',
        "s.config.assumptions.previousStartedAfterTimeout === 'started'",
        's.config.assumptions !== undefined',
      ),
    ],
  },
  {
    fault: 'previousStartedEventId never names a task that timed out',
    edits: [
      edit(
        'apply/decisionTasks.ts',
        "s.config.assumptions.previousStartedAfterTimeout === 'started'",
        's.config.assumptions === undefined',
      ),
    ],
  },
  {
    fault: 'a queued decision task always waits from its scheduling',
    edits: [
      edit(
        'apply/decisionTasks.ts',
        "config.assumptions.queuedStickyTask === 'runs'",
        'config.assumptions !== undefined',
      ),
    ],
  },
  {
    fault: 'a queued decision task never waits from its scheduling',
    edits: [
      edit(
        'apply/decisionTasks.ts',
        "config.assumptions.queuedStickyTask === 'runs'",
        'config.assumptions === undefined',
      ),
    ],
  },
  {
    fault: 'a worker that cancels unasked names no request',
    edits: [
      edit(
        'decide/operations/activityTasks.ts',
        'latestCancelRequestedEventId: task.cancelRequestedId ?? NO_EVENT',
        'latestCancelRequestedEventId: task.cancelRequestedId as EventId',
      ),
    ],
  },
  {
    fault: 'priority is ignored',
    edits: [edit('model/taskLists.ts', 'a.priority !== b.priority ? a.priority > b.priority : a.order', 'a.order')],
  },
  {
    fault: 'closing leaves the tasks of the run on their lists',
    edits: [
      edit('model/taskLists.ts', 'if (!run || run.closed) return false;', 'if (!run) return false;'),
      edit('apply/close.ts', '  run.activities = noneOpen();\n', ''),
      edit(
        'apply/close.ts',
        "if (task.phase === 'scheduled') removeFromList",
        "if (task.phase !== 'scheduled') removeFromList",
      ),
    ],
  },
  {
    fault: 'a timeout of a decision task leaves the temporary list in force',
    edits: [
      edit('apply/decisionTasks.ts', '  run.stickyList = undefined;\n  if (attr', '  if (attr'),
      edit(
        'decide/service/timeouts.ts',
        'recordForDecider(s, { ...run, stickyList: undefined }, timedOut)',
        'recordForDecider(s, run, timedOut)',
      ),
    ],
  },
  {
    fault: 'a queued decision task arrives when it becomes ready, not when it was scheduled',
    edits: [
      edit(
        'apply/decisionTasks.ts',
        'readyDecisionTask(run, next.scheduledId, next.order)',
        'readyDecisionTask(run, next.scheduledId, nextOrder(s))',
      ),
    ],
  },
  {
    fault: "at one instant the execution's own timeout has no precedence",
    edits: [
      edit(
        'model/deadlines.ts',
        "if ((a.kind === 'execution') !== (b.kind === 'execution')) return a.kind === 'execution';",
        '',
      ),
    ],
  },
  {
    fault: 'a timeout of a decision task ends a lasting list too',
    edits: [
      edit(
        'apply/decisionTasks.ts',
        '  run.stickyList = undefined;\n  if (attr',
        '  run.stickyList = undefined;\n  run.decisionList = undefined;\n  if (attr',
      ),
    ],
  },
  {
    fault: 'a history takes one event too many',
    edits: [edit('decide/record.ts', 'limits.historyEvents - run.length', 'limits.historyEvents + 1 - run.length')],
  },
  {
    fault: 'nothing is held back',
    edits: [edit('step.ts', 'command.hold ? holdingDeliveries : inDefaultOrder', 'inDefaultOrder')],
  },
];
