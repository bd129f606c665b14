import type { Check } from '../../story/check.js';
import { cancelActivity, cancelOf, continueAsNew, signalTo } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

const CONTINUED: readonly Check[] = [
  {
    id: 'continued.started',
    question: 'Does the next run begin with the settings of the decision and the id of the run before?',
    section: '3.6',
    rows: ['moto 1'],
    async story(ask) {
      const run = await ask.start('run', { tagList: ['old'], input: 'old' });
      const settings = {
        input: 'new',
        tagList: ['new'],
        taskList: { name: run.list },
        executionStartToCloseTimeout: '77',
        taskStartToCloseTimeout: '66',
        childPolicy: 'ABANDON',
        taskPriority: '3',
      };
      await run.decide(continueAsNew(settings));
      const next = await run.successor();
      await ask.expect('the end', () => run.last('WorkflowExecutionContinuedAsNew'), {
        ...settings,
        newExecutionRunId: next.runId,
        workflowType: ask.ground.order,
        decisionTaskCompletedEventId: 4,
      });
      await ask.expect('the start', () => next.last('WorkflowExecutionStarted'), {
        ...settings,
        continuedExecutionRunId: run.runId,
        parentInitiatedEventId: 0,
      });
      await ask.expect('the events', () => next.types(), 'WorkflowExecutionStarted DecisionTaskScheduled');
    },
  },
  {
    id: 'continued.notInherited',
    question:
      'Does the next run take its settings from the type, not from the run before: list, tags, input, timeouts?',
    section: '3.6',
    async story(ask) {
      const run = await ask.start('run', {
        input: 'old',
        tagList: ['old'],
        childPolicy: 'ABANDON',
        executionStartToCloseTimeout: '77',
        taskStartToCloseTimeout: '66',
      });
      await run.decide(continueAsNew());
      const next = await run.successor();
      await ask.expect('the start', () => next.last('WorkflowExecutionStarted'), {
        input: ABSENT,
        tagList: ABSENT,
        childPolicy: 'TERMINATE',
        executionStartToCloseTimeout: '600',
        taskStartToCloseTimeout: '300',
        taskList: { name: 'swfake-conform' },
      });
    },
  },
];

const SIGNALS: readonly Check[] = [
  {
    id: 'signals.delivered',
    question: 'Is a signal of a run delivered after its batch, to target and sender, each with a decision task?',
    section: '3.10',
    rows: ['Floci 8', 'Floci 9', 'moto 1'],
    async story(ask) {
      const target = await ask.start('target');
      await target.decide();
      const sender = await ask.start('sender');
      await sender.decide(signalTo(target.workflowId, { input: 'in', control: 'c' }));
      await sender.until('ExternalWorkflowExecutionSignaled');
      const sent = 'SignalExternalWorkflowExecutionInitiated ExternalWorkflowExecutionSignaled DecisionTaskScheduled';
      await ask.expect('the events of the sender', () => sender.types(5), sent);
      await ask.expect(
        'the events of the target',
        () => target.types(5),
        'WorkflowExecutionSignaled DecisionTaskScheduled',
      );
      const initiated = { workflowId: target.workflowId, runId: ABSENT, signalName: 'go', input: 'in', control: 'c' };
      await ask.expect('the initiation', () => sender.last('SignalExternalWorkflowExecutionInitiated'), initiated);
      const told = { workflowExecution: target.execution, initiatedEventId: 5 };
      await ask.expect('the delivery', () => sender.last('ExternalWorkflowExecutionSignaled'), told);
      const got = {
        signalName: 'go',
        input: 'in',
        externalWorkflowExecution: sender.execution,
        externalInitiatedEventId: 5,
      };
      await ask.expect('the signal', () => target.last('WorkflowExecutionSignaled'), got);
    },
  },
  {
    id: 'signals.toItself',
    question: 'Can a run signal itself: the signal, a decision task, then the delivery?',
    section: '3.10',
    async story(ask) {
      const run = await ask.start();
      await run.decide(signalTo(run.workflowId));
      await run.until('ExternalWorkflowExecutionSignaled');
      const types =
        'SignalExternalWorkflowExecutionInitiated WorkflowExecutionSignaled DecisionTaskScheduled ExternalWorkflowExecutionSignaled';
      await ask.expect('the events', () => run.types(5), types);
    },
  },
  {
    id: 'signals.senderIsToldNext',
    question: 'Is the sender of a signal told before the next step after the batch?',
    section: '6.9',
    async story(ask) {
      const target = await ask.start('target');
      const sender = await ask.start('sender');
      await sender.decide(signalTo(target.workflowId), ask.schedule('charge'), cancelActivity('charge'));
      await sender.until('ActivityTaskCanceled');
      await sender.until('ExternalWorkflowExecutionSignaled');
      const types = 'ExternalWorkflowExecutionSignaled DecisionTaskScheduled ActivityTaskCanceled';
      const other = 'ActivityTaskCanceled DecisionTaskScheduled ExternalWorkflowExecutionSignaled';
      const seen = await sender.types(8);
      // The service leaves the order of the steps open, so with a real clock each order is right.
      const isRight = seen === types || (!ask.ground.pace.isVirtual && seen === other);
      await ask.expect('the events', () => (isRight ? types : seen), types);
    },
  },
  {
    id: 'signals.exactRun',
    question: 'Does a signal with the run id of a closed run fail, though its workflow id has an open run?',
    section: '6.9',
    async story(ask) {
      const old = await ask.start('target');
      await old.terminate();
      const open = await ask.start('target');
      const sender = await ask.start('sender');
      await sender.decide(signalTo(old.workflowId, { runId: old.runId }));
      await sender.until('SignalExternalWorkflowExecutionFailed');
      const failure = { runId: old.runId, cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION' };
      await ask.expect('the failure', () => sender.last('SignalExternalWorkflowExecutionFailed'), failure);
      await ask.expect(
        'the events of the open run',
        () => open.types(),
        'WorkflowExecutionStarted DecisionTaskScheduled',
      );
    },
  },
  {
    id: 'signals.cancelRequest',
    question:
      'Is a cancel request of a run delivered after its batch, to target and sender, each with a decision task?',
    section: '3.11',
    rows: ['Floci 8', 'Floci 9', 'moto 1'],
    async story(ask) {
      const target = await ask.start('target');
      await target.decide();
      const sender = await ask.start('sender');
      await sender.decide(cancelOf(target.workflowId, { control: 'c' }));
      await sender.until('ExternalWorkflowExecutionCancelRequested');
      const sent =
        'RequestCancelExternalWorkflowExecutionInitiated ExternalWorkflowExecutionCancelRequested DecisionTaskScheduled';
      await ask.expect('the events of the sender', () => sender.types(5), sent);
      const got = 'WorkflowExecutionCancelRequested DecisionTaskScheduled';
      await ask.expect('the events of the target', () => target.types(5), got);
      const request = { externalWorkflowExecution: sender.execution, externalInitiatedEventId: 5 };
      await ask.expect('the request', () => target.last('WorkflowExecutionCancelRequested'), request);
      await ask.expect('the target', async () => (await target.describe()).executionInfo, { cancelRequested: true });
    },
  },
];

/** Checks of runs that continue as new, and of signals and cancel requests between runs. */
export const MESSAGE_CHECKS: readonly Check[] = [...CONTINUED, ...SIGNALS];
