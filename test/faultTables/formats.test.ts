import { describe, expect, it } from 'vitest';
import { type Assumptions, isFault, step } from '../../src/core/index.js';
import { type Op, type Path, patched, pathText, sampleOf, shapeOf } from '../../src/property/constraintViolations.js';
import {
  DAYS,
  expectFault,
  invalid,
  SECONDS,
  SECONDS_OR_NONE,
  STD_NAME,
  TRIMMED,
  UP_TO_A_YEAR,
  WHOLE,
} from './table.js';
import { takeDecision, world } from './world.js';

interface Format {
  readonly says: string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly places: readonly (readonly [Op, ...Path])[];
  readonly assumptions?: Partial<Assumptions>;
}

const STD_GOOD = ['a', 'ar', 'Arn', 'arn2', 'a b', 'a.b-c_d', 'ä', '{}', 'a\\b'];
const STD_BAD = ['a:b', ':', 'a/b', 'a|b', 'a\u0000', '\u001fa', 'a\nb', '\u007f', '\u009f', 'arn'];
const structure = (name: string): Path => ['decisions', 0, `${name}DecisionAttributes`];

const WORKFLOW_IDS: Format['places'] = [
  ['StartWorkflowExecution', 'workflowId'],
  ['RespondDecisionTaskCompleted', ...structure('startChildWorkflowExecution'), 'workflowId'],
];
const EXECUTION_TIMES: Format['places'] = [
  ['RegisterWorkflowType', 'defaultExecutionStartToCloseTimeout'],
  ['StartWorkflowExecution', 'executionStartToCloseTimeout'],
];
const SUCCESSOR_TIMES: Format['places'] = [
  ['RespondDecisionTaskCompleted', ...structure('continueAsNewWorkflowExecution'), 'executionStartToCloseTimeout'],
  ['RespondDecisionTaskCompleted', ...structure('startChildWorkflowExecution'), 'executionStartToCloseTimeout'],
];

// Where the documentation asks for what (docs/swf.md 0.3).
const FORMATS: Readonly<Record<string, Format>> = {
  'a name': {
    says: STD_NAME,
    good: [...STD_GOOD, ' a '],
    bad: STD_BAD,
    places: [
      ['RegisterWorkflowType', 'name'],
      ['RegisterWorkflowType', 'version'],
      ['RegisterActivityType', 'name'],
      ['RegisterActivityType', 'version'],
      ['RespondDecisionTaskCompleted', ...structure('scheduleActivityTask'), 'activityId'],
      ['RespondDecisionTaskCompleted', ...structure('startTimer'), 'timerId'],
    ],
  },
  'a workflow id': { says: 'nothing', good: [...STD_GOOD, ...STD_BAD, ' a '], bad: [], places: WORKFLOW_IDS },
  'a workflow id, where its characters count': {
    assumptions: { workflowIdCharacters: 'refused' },
    says: STD_NAME,
    good: [...STD_GOOD, ' a '],
    bad: STD_BAD,
    places: WORKFLOW_IDS,
  },
  'a name without white space at its ends': {
    says: TRIMMED,
    good: STD_GOOD,
    bad: [...STD_BAD, ' a', 'a ', ' '],
    places: [
      ['RegisterDomain', 'name'],
      ['StartWorkflowExecution', 'domain'],
      ['StartWorkflowExecution', 'taskList', 'name'],
      ['PollForDecisionTask', 'taskList', 'name'],
      ['PollForActivityTask', 'taskList', 'name'],
      ['RespondDecisionTaskCompleted', ...structure('scheduleActivityTask'), 'taskList', 'name'],
      ['RespondDecisionTaskCompleted', ...structure('startChildWorkflowExecution'), 'taskList', 'name'],
    ],
  },
  'a duration': {
    says: SECONDS_OR_NONE,
    good: ['', '0', '1', '99999999', 'NONE', '007'],
    bad: ['-1', '1.5', 'none', 'None', ' 1', '1 ', '1e3', '1s', '+1', '0x10', 'Infinity', '٣'],
    places: [
      ['RegisterWorkflowType', 'defaultTaskStartToCloseTimeout'],
      ['RegisterActivityType', 'defaultTaskStartToCloseTimeout'],
      ['RegisterActivityType', 'defaultTaskHeartbeatTimeout'],
      ['RegisterActivityType', 'defaultTaskScheduleToStartTimeout'],
      ['RegisterActivityType', 'defaultTaskScheduleToCloseTimeout'],
      ['StartWorkflowExecution', 'taskStartToCloseTimeout'],
      ['RespondDecisionTaskCompleted', 'taskListScheduleToStartTimeout'],
      ['RespondDecisionTaskCompleted', ...structure('scheduleActivityTask'), 'scheduleToCloseTimeout'],
      ['RespondDecisionTaskCompleted', ...structure('scheduleActivityTask'), 'scheduleToStartTimeout'],
      ['RespondDecisionTaskCompleted', ...structure('scheduleActivityTask'), 'startToCloseTimeout'],
      ['RespondDecisionTaskCompleted', ...structure('scheduleActivityTask'), 'heartbeatTimeout'],
      ['RespondDecisionTaskCompleted', ...structure('continueAsNewWorkflowExecution'), 'taskStartToCloseTimeout'],
      ['RespondDecisionTaskCompleted', ...structure('startChildWorkflowExecution'), 'taskStartToCloseTimeout'],
    ],
  },
  // docs/swf.md 2.6
  'a tag of a domain': {
    says: 'Member must only contain letters, digits, white space and the characters _ . : / = + - @',
    good: ['a', 'Ä9', '京都', '٣', 'a b\tc\u00a0', '_.:/=+-@', 'arn', '𝒶'],
    bad: ['a,b', 'a;', '#', '*', '(x)', '\u0000', '!', '"', "'", '\\', '😀', 'a|b', '{}', '~'],
    places: [
      ['RegisterDomain', 'tags', 0, 'key'],
      ['RegisterDomain', 'tags', 0, 'value'],
      ['TagResource', 'tags', 0, 'key'],
      ['TagResource', 'tags', 0, 'value'],
    ],
  },
  // An execution has to end within a year (docs/swf.md 12, doubt 11).
  'the time of an execution': {
    says: UP_TO_A_YEAR,
    good: ['', '0', '1', '31536000'],
    bad: ['31536001', '99999999', 'NONE', '-1', '1.5', 'x'],
    places: EXECUTION_TIMES,
  },
  'the time of an execution, where it may be unlimited': {
    assumptions: { unlimitedExecutions: 'accepted' },
    says: UP_TO_A_YEAR,
    good: ['', '0', '31536000', '31536001', '99999999', 'NONE'],
    bad: ['none', '-1', '1.5', 'x'],
    places: EXECUTION_TIMES,
  },
  'the time of a successor': {
    says: UP_TO_A_YEAR,
    good: ['', '0', '1', '31536000', 'NONE'],
    bad: ['31536001', '99999999', 'none', '-1', '1.5', 'x'],
    places: SUCCESSOR_TIMES,
  },
  'the time of a successor, where it must be limited': {
    assumptions: { unlimitedSuccessors: 'refused', unlimitedExecutions: 'accepted' },
    says: UP_TO_A_YEAR,
    good: ['', '0', '1', '31536000'],
    bad: ['31536001', '99999999', 'NONE', '-1', '1.5', 'x'],
    places: SUCCESSOR_TIMES,
  },
  'the time of a timer': {
    says: SECONDS,
    good: ['0', '8640000', '99999999'],
    bad: ['NONE', '-1', '1.5', 'x', ' '],
    places: [['RespondDecisionTaskCompleted', ...structure('startTimer'), 'startToFireTimeout']],
  },
  // A quarter of an hour at most (docs/swf.md 3.13).
  'the time of a Lambda function': {
    says: 'Member must be a whole number of seconds from 1 to 900',
    good: ['', '1', '900'],
    bad: ['0', '901', 'NONE', '-1', '1.5', 'x'],
    places: [['RespondDecisionTaskCompleted', ...structure('scheduleLambdaFunction'), 'startToCloseTimeout']],
  },
  'a priority': {
    says: WHOLE,
    good: ['', '0', '-1', '2147483647', '-2147483648'],
    bad: ['2147483648', '-2147483649', '99999999999999999999', '1.5', 'high', ' 1', '1e3', '--1', 'NONE'],
    places: [
      ['RegisterWorkflowType', 'defaultTaskPriority'],
      ['RegisterActivityType', 'defaultTaskPriority'],
      ['StartWorkflowExecution', 'taskPriority'],
      ['RespondDecisionTaskCompleted', ...structure('scheduleActivityTask'), 'taskPriority'],
      ['RespondDecisionTaskCompleted', ...structure('continueAsNewWorkflowExecution'), 'taskPriority'],
      ['RespondDecisionTaskCompleted', ...structure('startChildWorkflowExecution'), 'taskPriority'],
    ],
  },
  'a retention period': {
    says: DAYS,
    good: ['0', '1', '90', 'NONE'],
    bad: ['91', '-1', '1.5', 'none', 'x', ' 1'],
    places: [['RegisterDomain', 'workflowExecutionRetentionPeriodInDays']],
  },
};

function inputOf(op: Op, path: Path, value: unknown, s: ReturnType<typeof world>['s']): unknown {
  const shape = shapeOf(op);
  const sample = sampleOf(shape) as object;
  const valid = op === 'RespondDecisionTaskCompleted' ? { ...sample, taskToken: takeDecision(s).taskToken } : sample;
  return patched(shape, valid, path, value);
}

describe.each(Object.entries(FORMATS))('%s', (_name, { says, good, bad, places, assumptions }) => {
  const fresh = () => world({}, 1, assumptions).s;

  it.each(places.map(([op, ...path]) => [op, pathText(path), path] as const))('%s %s', (op, at, path) => {
    const s = fresh();
    const input = (value: string): unknown => inputOf(op, path, value, fresh());
    takeDecision(s);
    for (const value of bad) {
      expectFault(
        s,
        op,
        input(value),
        {},
        { fault: 'ValidationException', message: invalid([value, at, says]) },
        value,
      );
    }
    for (const value of good) {
      const s = fresh();
      const { reply } = step(s, { op, input: inputOf(op, path, value, s) }, s.now);
      expect(isFault(reply) && /errors? detected/.test(reply.message) ? reply : undefined, value).toBeUndefined();
    }
  });
});

// Elsewhere the documentation asks for nothing: what was never registered is just not found.
it.each([
  ['DescribeDomain', { name: 'a:b' }, 'Unknown domain: a:b'],
  [
    'SignalWorkflowExecution',
    { domain: 'shop', workflowId: 'arn', signalName: '/' },
    'Unknown execution, workflowId = arn',
  ],
] as const)('%s takes any text', (op, input, message) => {
  expectFault(world().s, op, input, {}, { fault: 'UnknownResourceFault', message });
});
