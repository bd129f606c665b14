import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { complete, timer } from '../../story/decisions.js';
import type { TargetRun } from '../../story/targetRun.js';

const ACTIVITY_OPS = [
  'RecordActivityTaskHeartbeat',
  'RespondActivityTaskCanceled',
  'RespondActivityTaskCompleted',
  'RespondActivityTaskFailed',
] as const;
const OPS = [...ACTIVITY_OPS, 'RespondDecisionTaskCompleted'] as const;
type TokenOp = (typeof OPS)[number];

const INVALID = { name: 'ValidationException', message: 'Invalid token' } as const;
const unknown = (message: string) => ({ name: 'UnknownResourceFault', message });
const textOfRun = ({ workflowId, runId }: TargetRun): string =>
  `Unknown execution: WorkflowExecution=[workflowId=${workflowId}, runId=${runId}]`;

/** A task with a token, started now, for an operation. */
async function started(ask: Asker, op: TokenOp, timeout?: string) {
  const isDecision = op === 'RespondDecisionTaskCompleted';
  const run = await ask.start('run', isDecision && timeout ? { taskStartToCloseTimeout: timeout } : {});
  if (isDecision) return { run, task: await run.take(), scheduledId: 2 };
  const more = timeout === undefined ? {} : { startToCloseTimeout: timeout };
  await run.decide(ask.schedule('charge', more), timer('open', 100));
  return { run, task: await run.work(), scheduledId: 5 };
}

const textOfTask = (op: TokenOp, id: number): string =>
  op === 'RespondDecisionTaskCompleted'
    ? `Unknown decision task, scheduledEventId = ${id}`
    : `Unknown activity, scheduledEventId = ${id}`;

const forOp = (op: TokenOp): readonly Check[] => [
  {
    id: `tokens.garbage.${op}`,
    question: `Does ${op} refuse a token that is no token?`,
    section: '5.1',
    rows: ['Floci 14'],
    story: (ask) => ask.expectFault(op, { taskToken: 'AAAAKgAAAAIAgarbage' }, INVALID),
  },
  {
    id: `tokens.empty.${op}`,
    question: `Does ${op} refuse an empty token by its length?`,
    section: '5.1',
    story: (ask) =>
      ask.expectFault(
        op,
        { taskToken: '' },
        {
          name: 'ValidationException',
          message: /'taskToken' failed to satisfy constraint: Member must have length greater than or equal to 1$/,
        },
      ),
  },
  {
    id: `tokens.otherKind.${op}`,
    question: `Does ${op} refuse a token of the other kind of task?`,
    section: '5.1',
    async story(ask) {
      const other =
        op === 'RespondDecisionTaskCompleted' ? 'RespondActivityTaskCompleted' : 'RespondDecisionTaskCompleted';
      const { task } = await started(ask, other);
      await ask.expectFault(op, { taskToken: task.taskToken }, INVALID);
    },
  },
  {
    id: `tokens.done.${op}`,
    question: `Does ${op} refuse the token of a task that was completed, and name its scheduling?`,
    section: '5.1',
    rows: ['Floci 14'],
    async story(ask) {
      const { task, scheduledId } = await started(ask, op);
      const { taskToken } = task;
      if (op === 'RespondDecisionTaskCompleted') await ask.call(op, { taskToken, decisions: [timer('open', 100)] });
      else await ask.call('RespondActivityTaskCompleted', { taskToken });
      await ask.expectFault(op, { taskToken }, unknown(textOfTask(op, scheduledId)));
    },
  },
  {
    id: `tokens.late.${op}`,
    question: `Does ${op} refuse the token of a task that timed out, and name its scheduling?`,
    section: '5.1',
    rows: ['Floci 14'],
    seconds: 1,
    async story(ask) {
      const { run, task, scheduledId } = await started(ask, op, '1');
      await ask.wait(1);
      await run.until(op === 'RespondDecisionTaskCompleted' ? 'DecisionTaskTimedOut' : 'ActivityTaskTimedOut');
      await ask.expectFault(op, { taskToken: task.taskToken }, unknown(textOfTask(op, scheduledId)));
    },
  },
  {
    id: `tokens.closed.${op}`,
    question: `Does ${op} refuse the token of a task whose run is closed, and name the run?`,
    section: '5.1',
    async story(ask) {
      const { run, task } = await started(ask, op);
      await run.terminate();
      await ask.expectFault(op, { taskToken: task.taskToken }, unknown(textOfRun(run)));
    },
  },
];

const REPLIES: readonly Check[] = [
  {
    id: 'tokens.length',
    question: 'Are task tokens texts of 1 to 1024 characters?',
    section: '5.1',
    async story(ask) {
      const run = await ask.start();
      const { taskToken } = await run.take();
      await ask.expect('the token', () => taskToken, /^[\s\S]{1,1024}$/);
      await run.respond({ taskToken }, [complete()]);
      await ask.expect('the events', () => run.types(4), 'DecisionTaskCompleted WorkflowExecutionCompleted');
    },
  },
];

/** Checks of task tokens: garbage, of the other kind, of what is done, timed out or closed. */
export const TOKEN_CHECKS: readonly Check[] = [...OPS.flatMap(forOp), ...REPLIES];
