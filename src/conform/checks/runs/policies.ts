import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { cancel, complete, fail } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';
import type { TargetRun } from '../../story/targetRun.js';

type Policy = 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
const POLICIES: readonly Policy[] = ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON'];

/** The ways to close a parent. */
const CLOSES: Readonly<Record<string, (parent: TargetRun) => Promise<unknown>>> = {
  complete: (parent) => parent.decide(complete()),
  fail: (parent) => parent.decide(fail()),
  cancel: (parent) => parent.decide(cancel()),
  terminate: (parent) => parent.terminate(),
  timeout: (parent) => parent.ask.wait(3),
};

/** The policy of the child itself, which does not decide what it gets. */
const OTHER: Readonly<Record<Policy, Policy>> = {
  TERMINATE: 'ABANDON',
  REQUEST_CANCEL: 'TERMINATE',
  ABANDON: 'TERMINATE',
};

/** Starts a parent with a policy, and a child with another. */
async function family(ask: Asker, policy: Policy, more: object = {}) {
  const parent = await ask.start('parent', { childPolicy: policy, ...more });
  await parent.decide(ask.child('child', { childPolicy: OTHER[policy] }));
  return { parent, child: await parent.child(ask.name('child')) };
}

const LAST: Readonly<Record<Policy, string>> = {
  TERMINATE: 'WorkflowExecutionStarted DecisionTaskScheduled WorkflowExecutionTerminated',
  REQUEST_CANCEL: 'WorkflowExecutionStarted DecisionTaskScheduled WorkflowExecutionCancelRequested',
  ABANDON: 'WorkflowExecutionStarted DecisionTaskScheduled',
};

/** Expects what a child gets when its parent with a policy has closed. */
async function expectApplied(ask: Asker, policy: Policy, parent: TargetRun, child: TargetRun): Promise<void> {
  await ask.expect('the events of the child', () => child.types(), LAST[policy]);
  if (policy === 'TERMINATE') {
    const attributes = { cause: 'CHILD_POLICY_APPLIED', reason: ABSENT, details: ABSENT };
    await ask.expect('the termination', () => child.last('WorkflowExecutionTerminated'), attributes);
  }
  if (policy === 'REQUEST_CANCEL') {
    const attributes = {
      cause: 'CHILD_POLICY_APPLIED',
      externalWorkflowExecution: parent.execution,
      externalInitiatedEventId: 0,
    };
    await ask.expect('the cancel request', () => child.last('WorkflowExecutionCancelRequested'), attributes);
  }
}

const applied = (name: string, policy: Policy, close: (parent: TargetRun) => Promise<unknown>): Check => ({
  id: `policies.${name}.${policy}`,
  question: `What does a child get if its parent with the policy ${policy} closes by ${name}?`,
  section: '7.6',
  rows: policy === 'REQUEST_CANCEL' ? ['Floci 20'] : [],
  seconds: name === 'timeout' ? 3 : 0,
  async story(ask) {
    const more = name === 'timeout' ? { executionStartToCloseTimeout: '3' } : {};
    const { parent, child } = await family(ask, policy, more);
    await close(parent);
    await expectApplied(ask, policy, parent, child);
  },
});

const OTHERS: readonly Check[] = [
  {
    id: 'policies.override',
    question: 'Is the child policy of a TerminateWorkflowExecution call applied, and shown?',
    section: '7.6',
    rows: ['Floci 21'],
    async story(ask) {
      const { parent, child } = await family(ask, 'TERMINATE');
      await parent.terminate({ childPolicy: 'REQUEST_CANCEL' });
      const shown = { childPolicy: 'REQUEST_CANCEL' };
      await ask.expect('the event of the parent', () => parent.last('WorkflowExecutionTerminated'), shown);
      await ask.expect('the events of the child', () => child.types(), LAST.REQUEST_CANCEL);
    },
  },
  {
    id: 'policies.grandchildren',
    question: 'Does a child that is terminated apply its own policy to its children?',
    section: '7.6',
    async story(ask) {
      const parent = await ask.start('parent');
      await parent.decide(ask.child('child', { childPolicy: 'REQUEST_CANCEL' }));
      const child = await parent.child(ask.name('child'));
      await child.decide(ask.child('grandchild'));
      const grandchild = await child.child(ask.name('grandchild'));
      await parent.terminate();
      const events = async () => (await child.history()).at(-1)?.type;
      await ask.expect('the last event of the child', events, 'WorkflowExecutionTerminated');
      await ask.expect('the events of the grandchild', () => grandchild.types(), LAST.REQUEST_CANCEL);
    },
  },
  {
    id: 'policies.successor',
    question: 'Does the policy of a parent reach the run that continues its child?',
    section: '6.9',
    async story(ask) {
      const parent = await ask.start('parent');
      await parent.decide(ask.child('child'));
      const child = await parent.child(ask.name('child'));
      const taskList = { name: child.list };
      await child.decide({
        decisionType: 'ContinueAsNewWorkflowExecution',
        continueAsNewWorkflowExecutionDecisionAttributes: { taskList },
      });
      const successor = await child.successor();
      await parent.decide(complete());
      await ask.expect('the events of the successor', () => successor.types(), LAST.TERMINATE);
    },
  },
  {
    id: 'policies.closedParent',
    question: 'Does the close of a child write nothing in a parent that is closed?',
    section: '7.6',
    async story(ask) {
      const { parent, child } = await family(ask, 'ABANDON');
      await parent.decide(complete());
      await child.decide(complete());
      await ask.expect(
        'the last event of the child',
        async () => (await child.history()).at(-1)?.type,
        'WorkflowExecutionCompleted',
      );
      await ask.expect(
        'the last event of the parent',
        async () => (await parent.history()).at(-1)?.type,
        'WorkflowExecutionCompleted',
      );
    },
  },
];

/** Checks of child policies, on every way to close a parent. */
export const POLICY_CHECKS: readonly Check[] = [
  ...Object.entries(CLOSES).flatMap(([name, close]) => POLICIES.map((policy) => applied(name, policy, close))),
  ...OTHERS,
];
