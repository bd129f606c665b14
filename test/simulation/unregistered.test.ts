import { describe, expect, it } from 'vitest';
import {
  type Decider,
  type Decision,
  type Definition,
  explore,
  harness,
  simulate,
  sweep,
} from '../../src/simulation/index.js';

const start = { workflow: 'Flow@1' };
const complete: Decision = { decisionType: 'CompleteWorkflowExecution' };
const schedule = (name: string): Decision => ({
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId: name, activityType: { name, version: '1' } },
});
const child = (name: string): Decision => ({
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: { workflowId: 'child', workflowType: { name, version: '1' } },
});
const continueAs = (workflowTypeVersion: string): Decision => ({
  decisionType: 'ContinueAsNewWorkflowExecution',
  continueAsNewWorkflowExecutionDecisionAttributes: { workflowTypeVersion },
});
const lambda = (name: string): Decision => ({
  decisionType: 'ScheduleLambdaFunction',
  scheduleLambdaFunctionDecisionAttributes: { id: name, name },
});

const lambdaRole = 'arn:aws:iam::123456789012:role/swf';
/** A decider that makes the same decisions again and again. */
const insists = (...decisions: readonly Decision[]): Definition => ({
  workflows: { 'Flow@1': () => decisions },
  activities: { 'Charge@1': () => 'charged' },
  defaults: { workflows: { 'Flow@1': { lambdaRole } } },
  fake: { lambda: { pack: () => 'packed' } },
});

const activityAdvice =
  "Add an activity type to 'activities' of the definition, or to 'defaults.activities' if a poll loop does its work.";
const workflowAdvice =
  "Add a workflow type to 'workflows' of the definition, or to 'defaults.workflows' if it needs no decider.";
const expects = (...causes: readonly string[]): string =>
  `If the run copes with the failure, add ${causes.map((cause) => `'${cause}'`).join(', ')} to 'expectedFailures' of the definition.`;

describe('what a decider names and nobody registered', () => {
  it.each<readonly [string, readonly Decision[], readonly string[]]>([
    [
      'an activity type',
      [schedule('Chrage')],
      [
        "ScheduleActivityTaskFailed (event 5): the type 'Chrage@1' is not registered; did you mean 'Charge@1' (one letter off)?",
        activityAdvice,
        expects('ACTIVITY_TYPE_DOES_NOT_EXIST'),
      ],
    ],
    [
      'the type of a child',
      [child('Refund')],
      [
        "StartChildWorkflowExecutionFailed (event 5): the type 'Refund@1' is not registered; registered are 'Flow@1'",
        workflowAdvice,
        expects('WORKFLOW_TYPE_DOES_NOT_EXIST'),
      ],
    ],
    [
      'the version of the next run, which the event does not show',
      [continueAs('17')],
      [
        "ContinueAsNewWorkflowExecutionFailed (event 5): the type 'Flow@17' is not registered; did you mean 'Flow@1' (one letter off)?",
        workflowAdvice,
        expects('WORKFLOW_TYPE_DOES_NOT_EXIST'),
      ],
    ],
    [
      'a Lambda function',
      [lambda('pick')],
      [
        "LambdaFunctionFailed (event 7): the Lambda function 'pick' is not registered; did you mean 'pack'?",
        "Add a Lambda function to 'lambda' in 'fake' of the definition.",
        expects('ResourceNotFoundException'),
      ],
    ],
    [
      'two of them in one batch',
      [schedule('Ship'), child('Refund')],
      [
        "ScheduleActivityTaskFailed (event 5): the type 'Ship@1' is not registered; registered are 'Charge@1'",
        "StartChildWorkflowExecutionFailed (event 6): the type 'Refund@1' is not registered; registered are 'Flow@1'",
        activityAdvice,
        workflowAdvice,
        expects('ACTIVITY_TYPE_DOES_NOT_EXIST', 'WORKFLOW_TYPE_DOES_NOT_EXIST'),
      ],
    ],
  ])('is named at once: %s', async (_what, decisions, lines) => {
    for (const result of [
      await simulate(insists(...decisions), { start }),
      await harness(insists(...decisions)).run(start),
    ]) {
      expect(result.ended).toEqual({ how: 'unregistered', what: lines.join('\n') });
      expect(result.problem).toBe(lines.join('\n'));
      expect(result.history.length).toBeLessThan(10);
    }
  });

  it('is named if a child names it', async () => {
    const definition = { ...insists(child('Child')), fake: {} };
    const workflows = { ...definition.workflows, 'Child@1': () => [schedule('Ship')] };
    const { problem } = await simulate({ ...definition, workflows }, { start });
    expect(problem).toContain("the type 'Ship@1' is not registered");
  });

  it('stops a sweep at its first seed', async () => {
    const { failed, runs } = await sweep(insists(schedule('Ship')), { start, seeds: 5 });
    expect([runs, failed?.ended.how]).toEqual([1, 'unregistered']);
  });

  it.each<readonly [string, Decision, string, string]>([
    ['an activity type', schedule('Ship'), 'ScheduleActivityTaskFailed', 'ACTIVITY_TYPE_DOES_NOT_EXIST'],
    ['a Lambda function', lambda('ship'), 'LambdaFunctionFailed', 'ResourceNotFoundException'],
  ])('is no problem if it is expected: %s', async (_what, decision, failure, cause) => {
    const copes: Decider = ({ events }) =>
      events.some(({ eventType }) => eventType === failure) ? [complete] : [decision];
    const definition = { ...insists(), workflows: { 'Flow@1': copes }, expectedFailures: [cause] };
    expect((await simulate(definition, { start })).ok).toBe(true);
    expect((await simulate({ ...definition, expectedFailures: [] }, { start })).ended.how).toBe('unregistered');
  });

  it('is not a type that is registered, though inject gives the cause', async () => {
    const copes: Decider = ({ events }) =>
      events.some(({ eventType }) => eventType === 'ScheduleActivityTaskFailed') ? [complete] : [schedule('Charge')];
    const inject = ({ action }: { readonly action: string }) =>
      action === 'swf:ScheduleActivityTask' ? ({ cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST' } as const) : undefined;
    const result = await simulate({ ...insists(), workflows: { 'Flow@1': copes }, fake: { inject } }, { start });
    expect(result.history.map(({ eventType }) => eventType)).toContain('ScheduleActivityTaskFailed');
    expect(result.problem).toBeUndefined();
  });

  it('is named by explore, also where the event does not show it', () => {
    const { findings } = explore({ workflows: { 'Flow@1': () => [continueAs('2')] }, start });
    expect(findings.map(({ message }) => message)).toEqual([
      "ContinueAsNewWorkflowExecutionFailed of 'Flow@2': WORKFLOW_TYPE_DOES_NOT_EXIST",
    ]);
  });

  it('ends the stories of explore at once, not at its bound', () => {
    const { findings, exhaustive, states } = explore({
      workflows: { 'Flow@1': () => [schedule('Ship')] },
      start,
      defaults: { workflows: { 'Flow@1': { timeouts: { execution: '1h' } } } },
    });
    expect(findings.map(({ kind, message }) => [kind, message])).toEqual([
      ['failed decision', "ScheduleActivityTaskFailed of 'Ship': ACTIVITY_TYPE_DOES_NOT_EXIST"],
    ]);
    expect([exhaustive, states]).toEqual([true, 3]);
  });
});
