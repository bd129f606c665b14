import type { Check } from '../../story/check.js';
import { ABSENT } from '../../story/match.js';

const MISSING = [
  ['executionStartToCloseTimeout', 'defaultExecutionStartToCloseTimeout'],
  ['taskList', 'defaultTaskList'],
  ['taskStartToCloseTimeout', 'defaultTaskStartToCloseTimeout'],
  ['childPolicy', 'defaultChildPolicy'],
] as const;
const SETTINGS = {
  executionStartToCloseTimeout: '60',
  taskList: { name: 'default' },
  taskStartToCloseTimeout: '60',
  childPolicy: 'TERMINATE',
} as const;

const undefinedDefault = (member: (typeof MISSING)[number][0]): Check => ({
  id: `executions.undefined.${member}`,
  question: `Does StartWorkflowExecution refuse a run without ${member} and a default for it?`,
  section: '2.4',
  rows: ['doubt 10'],
  async story(ask) {
    const start = { domain: ask.domain, workflowId: ask.name('run'), workflowType: ask.ground.bareOrder };
    const input = { ...start, ...SETTINGS, [member]: undefined };
    const message = new RegExp(member.slice(1));
    await ask.expectFault('StartWorkflowExecution', input, { name: 'DefaultUndefinedFault', message });
  },
});

const EVENTS: readonly Check[] = [
  {
    id: 'executions.alreadyStarted',
    question: 'Is a workflow id with an open run refused, with an empty text?',
    section: '2.4',
    rows: ['moto 8'],
    async story(ask) {
      const run = await ask.start();
      const { domain } = ask;
      const again = { domain, workflowId: run.workflowId, workflowType: ask.ground.order };
      await ask.expectFault('StartWorkflowExecution', again, {
        name: 'WorkflowExecutionAlreadyStartedFault',
        message: '',
      });
    },
  },
  {
    id: 'executions.firstDefault',
    question: 'Does StartWorkflowExecution name the execution timeout first, if all defaults are missing?',
    section: '2.4',
    rows: ['doubt 10'],
    async story(ask) {
      const start = { domain: ask.domain, workflowId: ask.name('run'), workflowType: ask.ground.bareOrder };
      const message = /xecutionStartToCloseTimeout/;
      await ask.expectFault('StartWorkflowExecution', start, { name: 'DefaultUndefinedFault', message });
    },
  },
  {
    id: 'executions.started',
    question: 'Does WorkflowExecutionStarted show what the caller gave, and 0 for the parent that there is not?',
    section: '4',
    rows: ['moto 9', 'doubt 31'],
    async story(ask) {
      const given = { input: 'order 7', tagList: ['a', 'b'], childPolicy: 'ABANDON', taskPriority: '3' };
      const run = await ask.start('run', {
        ...given,
        taskStartToCloseTimeout: '44',
        executionStartToCloseTimeout: '55',
      });
      await ask.expect('the event', () => run.last('WorkflowExecutionStarted'), {
        ...given,
        taskStartToCloseTimeout: '44',
        executionStartToCloseTimeout: '55',
        taskList: { name: run.list },
        workflowType: ask.ground.order,
        parentInitiatedEventId: 0,
        parentWorkflowExecution: ABSENT,
        continuedExecutionRunId: ABSENT,
      });
    },
  },
  {
    id: 'executions.startedByDefaults',
    question: 'Does WorkflowExecutionStarted show the defaults of the type, and lack what nothing gives?',
    section: '15.4',
    async story(ask) {
      const run = await ask.start();
      await ask.expect('the event', () => run.last('WorkflowExecutionStarted'), {
        executionStartToCloseTimeout: '600',
        taskStartToCloseTimeout: '300',
        childPolicy: 'TERMINATE',
        input: ABSENT,
        tagList: ABSENT,
        taskPriority: ABSENT,
        lambdaRole: ABSENT,
      });
    },
  },
  {
    id: 'executions.signal',
    question: 'Does a signal write its name and input, with 0 for the sender that is no run?',
    section: '2.4',
    rows: ['Floci 6'],
    async story(ask) {
      const run = await ask.start();
      await run.signal({ signalName: 'pay', input: 'card 7' });
      const signaled = {
        signalName: 'pay',
        input: 'card 7',
        externalInitiatedEventId: 0,
        externalWorkflowExecution: ABSENT,
      };
      await ask.expect('the event', () => run.last('WorkflowExecutionSignaled'), signaled);
      await run.signal({ input: undefined });
      const plain = { signalName: 'go', input: ABSENT, externalInitiatedEventId: 0 };
      await ask.expect('a signal without input', () => run.last('WorkflowExecutionSignaled'), plain);
    },
  },
  {
    id: 'executions.signalByName',
    question: 'Does a signal without a run id reach the open run?',
    section: '2.4',
    async story(ask) {
      const run = await ask.start();
      const { workflowId } = run;
      await ask.call('SignalWorkflowExecution', { domain: ask.domain, workflowId, signalName: 'go', input: 'now' });
      await ask.expect('the events', () => run.types(3), 'WorkflowExecutionSignaled');
    },
  },
  {
    id: 'executions.cancelRequest',
    question: 'Does a cancel request write its event each time, with a decision task, and close nothing?',
    section: '2.4',
    rows: ['Floci 6'],
    async story(ask) {
      const run = await ask.start();
      await run.decide();
      await run.requestCancel();
      await run.requestCancel();
      const types = 'WorkflowExecutionCancelRequested DecisionTaskScheduled WorkflowExecutionCancelRequested';
      await ask.expect('the events', () => run.types(5), types);
      const attributes = { externalInitiatedEventId: 0, externalWorkflowExecution: ABSENT, cause: ABSENT };
      await ask.expect('the event', () => run.last('WorkflowExecutionCancelRequested'), attributes);
    },
  },
  {
    id: 'executions.closed',
    question: 'Is a closed run refused by signals, cancel requests and terminations?',
    section: '2.4',
    async story(ask) {
      const run = await ask.start();
      await run.terminate();
      const { domain } = ask;
      const { workflowId, runId } = run;
      const message = `Unknown execution: WorkflowExecution=[workflowId=${workflowId}, runId=${runId}]`;
      const fault = { name: 'UnknownResourceFault', message };
      await ask.expectFault('SignalWorkflowExecution', { domain, workflowId, runId, signalName: 'go' }, fault);
      await ask.expectFault('RequestCancelWorkflowExecution', { domain, workflowId, runId }, fault);
      await ask.expectFault('TerminateWorkflowExecution', { domain, workflowId, runId }, fault);
    },
  },
];

/** Checks of runs: their start, signals and cancel requests. */
export const EXECUTION_CHECKS: readonly Check[] = [...MISSING.map(([member]) => undefinedDefault(member)), ...EVENTS];
