import type { Decision } from '@aws-sdk/client-swf';
import { DECISION_TYPES, type DecisionType } from '../../../tables/decisions.js';
import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { cancel, complete, continueAsNew, decision, fail, mark } from '../../story/decisions.js';
import type { ExpectedFault } from '../../story/seen.js';

/** The members that a decision must have, as paths (docs/swf.md 3). */
const REQUIRED: Readonly<Partial<Record<DecisionType, string>>> = {
  ScheduleActivityTask: 'activityType activityId',
  RequestCancelActivityTask: 'activityId',
  RecordMarker: 'markerName',
  StartTimer: 'timerId startToFireTimeout',
  CancelTimer: 'timerId',
  SignalExternalWorkflowExecution: 'workflowId signalName',
  RequestCancelExternalWorkflowExecution: 'workflowId',
  StartChildWorkflowExecution: 'workflowType workflowId',
  ScheduleLambdaFunction: 'id name',
};

const refusal = (message: string | RegExp): ExpectedFault => ({ name: 'ValidationException', message });

/** Asks a batch that must be refused: nothing is written, and the token stays valid. */
async function expectRefused(ask: Asker, decisions: readonly Decision[], expected: ExpectedFault): Promise<void> {
  const run = await ask.start();
  const { taskToken } = await run.take();
  await ask.expectFault('RespondDecisionTaskCompleted', { taskToken, decisions: [...decisions] }, expected);
  await run.respond({ taskToken }, [mark('afterwards')]);
  await ask.expect('the events after the valid batch', () => run.types(4), 'DecisionTaskCompleted MarkerRecorded');
}

const without = (type: DecisionType): Check => ({
  id: `batches.attributes.${type}`,
  question: `Is a ${type} decision without its attributes refused in a sentence?`,
  section: '3.0',
  rows: ['moto 16'],
  story: (ask) =>
    expectRefused(
      ask,
      [{ decisionType: type }],
      refusal(`${type}DecisionAttributes must be specified for decision of type ${type}`),
    ),
});

const lacking = (type: DecisionType): Check => ({
  id: `batches.required.${type}`,
  question: `Is a ${type} decision without its required members refused, with their paths?`,
  section: '3.0',
  async story(ask) {
    const members = (REQUIRED[type] ?? '').split(' ');
    const path = `decisions.1.member.${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes`;
    const run = await ask.start();
    const { taskToken } = await run.take();
    const fault = await ask.fault('RespondDecisionTaskCompleted', { taskToken, decisions: [decision(type)] });
    await ask.expect('the fault', () => fault ?? 'no fault', { name: 'ValidationException', status: 400 });
    for (const member of members) {
      const error = `Value null at '${path}.${member}' failed to satisfy constraint: Member must not be null`;
      await ask.expect(`names ${member}`, () => (fault?.message ?? '').includes(error), true);
    }
    await ask.expect(
      'the events',
      () => run.types(),
      'WorkflowExecutionStarted DecisionTaskScheduled DecisionTaskStarted',
    );
  },
});

const CLOSES = { complete: complete(), fail: fail(), cancel: cancel(), continueAsNew: continueAsNew() };

const notLast = (name: string, close: Decision): Check => ({
  id: `batches.closeLast.${name}`,
  question: `Is a batch refused in which ${close.decisionType} is not the last decision?`,
  section: '3.0',
  story: (ask) => expectRefused(ask, [close, mark('too late')], refusal('Close must be last decision in list')),
});

// The service's own order (docs/swf.md 3.0, text E1).
const ENUM = DECISION_TYPES.join(', ');

const OTHERS: readonly Check[] = [
  {
    id: 'batches.closeTwice',
    question: 'Is a batch with two closing decisions refused?',
    section: '3.0',
    story: (ask) => expectRefused(ask, [complete(), fail()], refusal('Close must be last decision in list')),
  },
  {
    id: 'batches.unknownType',
    question: 'Is a decision of an unknown type refused, with all types in the order of the service?',
    section: '3.0',
    story: (ask) =>
      expectRefused(
        ask,
        [mark('first'), { decisionType: 'Sleep' as never }],
        refusal(
          `1 validation error detected: Value 'Sleep' at 'decisions.2.member.decisionType' failed to satisfy constraint: Member must satisfy enum value set: [${ENUM}]`,
        ),
      ),
  },
  {
    id: 'batches.empty',
    question: 'Does a response without decisions complete the task, and leave the run idle?',
    section: '6.3',
    rows: ['Floci 4'],
    async story(ask) {
      const run = await ask.start();
      await run.decide();
      await ask.expect('the events', () => run.types(4), 'DecisionTaskCompleted');
      const count = () => ask.call('CountPendingDecisionTasks', { domain: ask.domain, taskList: { name: run.list } });
      await ask.expect('the tasks that wait', count, { count: 0, truncated: false });
      await run.signal();
      await ask.expect(
        'the events after a signal',
        () => run.types(5),
        'WorkflowExecutionSignaled DecisionTaskScheduled',
      );
    },
  },
  {
    id: 'batches.order',
    question: 'Are the decisions of a batch carried out in their order, at one time?',
    section: '3.0',
    async story(ask) {
      const run = await ask.start();
      await run.decide(mark('a'), ask.schedule('charge'), mark('b'), mark('a'));
      const types = 'DecisionTaskCompleted MarkerRecorded ActivityTaskScheduled MarkerRecorded MarkerRecorded';
      await ask.expect('the events', () => run.types(4), types);
      const batch = (await run.history()).slice(3);
      await ask.expect('the times', () => new Set(batch.map(({ at }) => at)).size, 1);
      const byTask = batch.slice(1).map(({ attributes }) => attributes.decisionTaskCompletedEventId);
      await ask.expect('decisionTaskCompletedEventId', () => byTask, [4, 4, 4, 4]);
    },
  },
];

/** Checks of a batch of decisions as a whole. */
export const BATCH_CHECKS: readonly Check[] = [
  ...Object.keys(REQUIRED).map((type) => without(type as DecisionType)),
  ...Object.keys(REQUIRED).map((type) => lacking(type as DecisionType)),
  ...Object.entries(CLOSES).map(([name, close]) => notLast(name, close)),
  ...OTHERS,
];
