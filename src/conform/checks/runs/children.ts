import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { cancel, complete, continueAsNew, fail } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';
import type { TargetRun } from '../../story/targetRun.js';

/** Starts a parent with a child that has started. */
async function family(ask: Asker, more: object = {}) {
  const parent = await ask.start('parent', { childPolicy: 'ABANDON' });
  await parent.decide(ask.child('child', more));
  return { parent, child: await parent.child(ask.name('child')) };
}

interface End {
  readonly event: string;
  readonly more: object;
  readonly seconds?: number;
  readonly settings?: object;
  end(child: TargetRun): Promise<unknown>;
}

const ABSENT_ALL = { result: ABSENT, reason: ABSENT, details: ABSENT };

const ENDS: readonly End[] = [
  { event: 'Completed', more: { result: 'done' }, end: (child) => child.decide(complete({ result: 'done' })) },
  {
    event: 'Failed',
    more: { reason: 'why', details: 'how' },
    end: (child) => child.decide(fail({ reason: 'why', details: 'how' })),
  },
  { event: 'Canceled', more: { details: 'how' }, end: (child) => child.decide(cancel({ details: 'how' })) },
  { event: 'Terminated', more: ABSENT_ALL, end: (child) => child.terminate({ reason: 'why', details: 'how' }) },
  {
    event: 'TimedOut',
    more: { timeoutType: 'START_TO_CLOSE' },
    seconds: 3,
    settings: { executionStartToCloseTimeout: '3' },
    end: (child) => child.ask.wait(3),
  },
];

const ending = ({ event, more, seconds = 0, settings = {}, end }: End): Check => ({
  id: `children.ends.${event}`,
  question: `Is a parent told by ChildWorkflowExecution${event} that its child has ended, with a decision task?`,
  section: '3.12',
  rows: event === 'Canceled' ? ['Floci 23'] : [],
  seconds,
  async story(ask) {
    const { parent, child } = await family(ask, settings);
    await parent.decide();
    await end(child);
    await parent.until(`ChildWorkflowExecution${event}`);
    await ask.expect('the events', () => parent.types(10), `ChildWorkflowExecution${event} DecisionTaskScheduled`);
    const attributes = {
      workflowExecution: child.execution,
      workflowType: ask.ground.order,
      initiatedEventId: 5,
      startedEventId: 6,
      ...more,
    };
    await ask.expect('the event', () => parent.last(`ChildWorkflowExecution${event}`), attributes);
  },
});

const CHILDREN: readonly Check[] = [
  {
    id: 'children.start',
    question: 'Does a child start after the batch, and is its parent told, with a decision task?',
    section: '3.12',
    rows: ['Floci 8', 'Floci 9', 'moto 1'],
    async story(ask) {
      const { parent, child } = await family(ask, { control: 'c', input: 'in', tagList: ['a'] });
      const types = 'StartChildWorkflowExecutionInitiated ChildWorkflowExecutionStarted DecisionTaskScheduled';
      await ask.expect('the events of the parent', () => parent.types(5), types);
      await ask.expect('the initiation', () => parent.last('StartChildWorkflowExecutionInitiated'), {
        workflowId: child.workflowId,
        control: 'c',
        input: 'in',
        tagList: ['a'],
        executionStartToCloseTimeout: '600',
        taskStartToCloseTimeout: '300',
        childPolicy: 'TERMINATE',
        taskList: { name: child.list },
        decisionTaskCompletedEventId: 4,
      });
      const started = { workflowExecution: child.execution, workflowType: ask.ground.order, initiatedEventId: 5 };
      await ask.expect('the start', () => parent.last('ChildWorkflowExecutionStarted'), started);
    },
  },
  {
    id: 'children.started',
    question: 'Does the history of a child begin with its parent, and without the priority and tags of that?',
    section: '3.12',
    async story(ask) {
      const parent = await ask.start('parent', { tagList: ['a'], taskPriority: '7' });
      await parent.decide(ask.child('child'));
      const child = await parent.child(ask.name('child'));
      await ask.expect('the events', () => child.types(), 'WorkflowExecutionStarted DecisionTaskScheduled');
      await ask.expect('the start', () => child.last('WorkflowExecutionStarted'), {
        parentWorkflowExecution: parent.execution,
        parentInitiatedEventId: 5,
        tagList: ABSENT,
        taskPriority: ABSENT,
      });
      await ask.expect('its description', async () => (await child.describe()).executionInfo, {
        parent: parent.execution,
      });
    },
  },
  {
    id: 'children.order',
    question: 'Does a child begin no later than its parent is told?',
    section: '6.9',
    async story(ask) {
      const { parent, child } = await family(ask);
      const told = (await parent.until('ChildWorkflowExecutionStarted')).find(
        ({ type }) => type === 'ChildWorkflowExecutionStarted',
      );
      const [began] = await child.history();
      await ask.expect('the order of the times', () => Number(began?.at) <= Number(told?.at), true);
    },
  },
  {
    id: 'children.coalesced',
    question: 'Does the end of a child share a decision task of its parent that waits?',
    section: '3.12',
    async story(ask) {
      const { parent, child } = await family(ask);
      await child.decide(complete());
      await parent.until('ChildWorkflowExecutionCompleted');
      const types = 'ChildWorkflowExecutionStarted DecisionTaskScheduled ChildWorkflowExecutionCompleted';
      await ask.expect('the events', () => parent.types(6), types);
    },
  },
  {
    id: 'children.ofItself',
    question: 'Does a child with the workflow id of its own parent fail to start?',
    section: '6.9',
    async story(ask) {
      const parent = await ask.start('parent');
      await parent.decide(ask.child('parent'));
      await parent.until('StartChildWorkflowExecutionFailed');
      const failure = { cause: 'WORKFLOW_ALREADY_RUNNING', initiatedEventId: 5 };
      await ask.expect('the failure', () => parent.last('StartChildWorkflowExecutionFailed'), failure);
    },
  },
  {
    id: 'children.countedAtOnce',
    question: 'Does openChildWorkflowExecutions count a child that has started, until it ends?',
    section: '6.10',
    async story(ask) {
      const { parent, child } = await family(ask);
      const count = async () => (await parent.describe()).openCounts;
      await ask.expect('while it is open', count, { openChildWorkflowExecutions: 1 });
      await child.terminate();
      await parent.until('ChildWorkflowExecutionTerminated');
      await ask.expect('after its end', count, { openChildWorkflowExecutions: 0 });
    },
  },
  {
    id: 'children.continued',
    question: 'Does a parent hear nothing when its child continues as new, and later of the end of the next run?',
    section: '3.6',
    async story(ask) {
      const { parent, child } = await family(ask);
      await parent.decide();
      await child.decide(continueAsNew({ taskList: { name: child.list } }));
      const next = await child.successor();
      await ask.expect('the events of the parent', () => parent.types(8), 'DecisionTaskStarted DecisionTaskCompleted');
      const started = {
        parentWorkflowExecution: parent.execution,
        parentInitiatedEventId: 5,
        continuedExecutionRunId: child.runId,
      };
      await ask.expect('the start of the next run', () => next.last('WorkflowExecutionStarted'), started);
      await next.decide(complete({ result: 'done' }));
      await parent.until('ChildWorkflowExecutionCompleted');
      const told = { workflowExecution: next.execution, initiatedEventId: 5, startedEventId: 6, result: 'done' };
      await ask.expect('the end', () => parent.last('ChildWorkflowExecutionCompleted'), told);
    },
  },
];

/** Checks of children. */
export const CHILD_CHECKS: readonly Check[] = [...ENDS.map(ending), ...CHILDREN];
