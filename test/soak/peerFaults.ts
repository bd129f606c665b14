import { edit, type Planted } from './planted.js';

/** Mistakes about what passes between runs, about Lambda functions, and about what happens to closed runs. */
export const PEER_FAULTS: readonly Planted[] = [
  {
    fault: 'a parent hears of its child before the child starts',
    edits: [
      edit(
        'decide/service/deliveries.ts',
        '    () => opened,\n    (after) => recordIfOpen',
        '    (after) => recordIfOpen',
      ),
      edit(
        'decide/service/deliveries.ts',
        'runAt(after, parent.number) as Run, started),\n',
        'runAt(after, parent.number) as Run, started),\n    () => opened,\n',
      ),
    ],
  },
  {
    fault: "the child's own policy is applied to it, not its parent's",
    edits: [
      edit('decide/service/afterClose.ts', 'const policy = policyOf(parent);', 'const policy = policyOf(child);'),
    ],
  },
  {
    fault: 'the policy of a TerminateWorkflowExecution is shown and not applied',
    edits: [edit('model/run.ts', 'return shows ? close.attributes.childPolicy : settings', 'return settings')],
  },
  {
    fault: 'a policy does not reach the successor of a child',
    edits: [edit('apply/children.ts', '  if (link) writable', '  if (link && link.run === undefined) writable')],
  },
  {
    fault: 'WORKFLOW_ALREADY_RUNNING never',
    edits: [edit('decide/service/deliveries.ts', 'if (openRunOf(s, parent.domain, workflowId)) {', 'if (s.now < 0) {')],
  },
  {
    fault: 'a child that is not started yet does not count as open',
    edits: [
      edit(
        'decide/decisions/children.ts',
        'run.children.byId.size >= openChildren',
        '[...run.children.byId.values()].filter(({ startedId }) => startedId).length >= openChildren',
      ),
    ],
  },
  {
    fault: 'a closed run counts no open children',
    edits: [edit('apply/close.ts', 'children: run.children.byId.size,', 'children: 0,')],
  },
  {
    fault: 'a child of a batch that closes starts under every policy',
    edits: [edit('apply/close.ts', "return policyOf(run) === 'ABANDON';", 'return true;')],
  },
  {
    fault: 'a child of a batch that closes starts under no policy',
    edits: [edit('apply/close.ts', "return policyOf(run) === 'ABANDON';", 'return false;')],
  },
  {
    fault: 'a signal of a batch that closes is dropped',
    edits: [edit('apply/close.ts', "return kind === 'signal external' || kind ===", 'return kind ===')],
  },
  {
    fault: 'a signal for one run reaches whichever is open',
    edits: [
      edit(
        'decide/service/deliveries.ts',
        'runId ? runOfId(s, domain, { workflowId, runId }) : openRunOf',
        'openRunOf',
      ),
    ],
  },
  {
    fault: 'an external cancel calls for no decision task',
    edits: [
      edit(
        'decide/service/deliveries.ts',
        'recordForDecider(s, target, requested)',
        'recordForDecider(s, target, requested).slice(0, 1)',
      ),
    ],
  },
  {
    fault: 'the sender is told after all other steps',
    edits: [
      edit(
        'apply/write.ts',
        '[...timers, { ...delivery, order: nextOrder(s) }, ...others]',
        '[...timers, ...others, { ...delivery, order: nextOrder(s) }]',
      ),
    ],
  },
  {
    fault: 'a successor has no parent',
    edits: [
      edit(
        'decide/service/afterClose.ts',
        'settings: attributes as Settings, parent, continued',
        'settings: attributes as Settings, continued',
      ),
    ],
  },
  {
    fault: 'a Lambda function is called without a role',
    edits: [
      edit('decide/service/lambdas.ts', 'if (settingsOf(run).lambdaRole !== undefined) {', 'if (settingsOf(run)) {'),
    ],
  },
  {
    fault: 'a Lambda function never times out',
    edits: [
      edit('apply/lambdas.ts', '  startTimeouts(s, run, event, { startToCloseTimeout }, order, scheduledId);\n', ''),
    ],
  },
  {
    fault: 'a Lambda function without a timeout has five minutes',
    edits: [edit('apply/lambdas.ts', "const DEFAULT_SECONDS = '900';", "const DEFAULT_SECONDS = '300';")],
  },
  {
    fault: 'the id of a Lambda function is free at once',
    edits: [edit('decide/decisions/lambdas.ts', 'run.lambdas.byId.has(id)', 'run.lambdas.byId.get(id)?.startedId')],
  },
  {
    fault: 'a closed run is kept a millisecond too long',
    edits: [edit('apply/retention.ts', 'days * ONE_DAY_IN_MILLIS)', 'days * ONE_DAY_IN_MILLIS + 1)')],
  },
  {
    fault: 'a run without a retention is never readable after its close',
    edits: [edit('apply/retention.ts', "=== 'kept' ? ONE_MILLI : 0", "=== 'kept' ? 0 : 0")],
  },
  {
    fault: 'a run without a retention is readable until time moves on, in both readings',
    edits: [edit('apply/retention.ts', "=== 'kept' ? ONE_MILLI : 0", "=== 'kept' ? ONE_MILLI : ONE_MILLI")],
  },
  {
    fault: 'the characters of a workflow id never count',
    edits: [
      edit(
        'validate/validate.ts',
        "return assumptions.workflowIdCharacters === 'accepted'",
        'return assumptions !== undefined',
      ),
    ],
  },
  {
    fault: 'a successor may always be without end',
    edits: [edit('validate/validate.ts', "assumptions.unlimitedSuccessors === 'accepted' && ", '')],
  },
  {
    fault: 'the children of a run that continues as new are never spared',
    edits: [
      edit(
        'decide/service/afterClose.ts',
        "config.assumptions.childPolicyOnContinueAsNew === 'ignored'",
        'config.assumptions === undefined',
      ),
    ],
  },
  {
    fault: 'a failed decision never hinders the close after it',
    edits: [
      edit(
        'decide/operations/decisionTasks.ts',
        "config.assumptions.closeAfterFailedDecision === 'fails'",
        'config.assumptions === undefined',
      ),
    ],
  },
];
