import { argsOf, inputOf, type Options, StoryError, texts, typeById, typeOf, type Words } from './words.js';

/** The timeouts of an activity, by option: the members of the decision. The type has them with a prefix. */
export const ACTIVITY_TIMEOUTS = {
  heartbeat: 'heartbeatTimeout',
  scheduleToStart: 'scheduleToStartTimeout',
  scheduleToClose: 'scheduleToCloseTimeout',
  startToClose: 'startToCloseTimeout',
};

const SCHEDULE: Options = {
  ...texts({ ...ACTIVITY_TIMEOUTS, priority: 'taskPriority', input: 'input', control: 'control' }),
  list: (name) => ({ taskList: { name } }),
  type: (text) => ({ activityType: typeOf(text) }),
};

const DATA: Options = texts({ input: 'input', control: 'control' });
const RUN: Options = {
  ...DATA,
  ...texts({ children: 'childPolicy', execution: 'executionStartToCloseTimeout', task: 'taskStartToCloseTimeout' }),
  list: (name) => ({ taskList: { name } }),
  type: (text) => ({ workflowType: typeOf(text) }),
};

const LAMBDA: Options = { ...DATA, ...texts({ function: 'name', timeout: 'startToCloseTimeout' }) };

type Decide = (words: Words) => object;

/** Every decision that can stand in a batch. `README.md` describes each of them, with an example that is run. */
export const DECISIONS: Readonly<Record<string, Decide>> = {
  schedule(words) {
    const [activityId = ''] = argsOf(words, 'activity');
    return decision('ScheduleActivityTask', {
      activityId,
      activityType: typeById(activityId),
      ...inputOf(words, SCHEDULE),
    });
  },
  'request-cancel'(words) {
    const [activityId] = argsOf(words, 'activity');
    return decision('RequestCancelActivityTask', { activityId, ...inputOf(words, {}) });
  },
  'start-timer'(words) {
    const [timerId, startToFireTimeout] = argsOf(words, 'timer', 'seconds');
    return decision('StartTimer', { timerId, startToFireTimeout, ...inputOf(words, texts({ control: 'control' })) });
  },
  'cancel-timer'(words) {
    const [timerId] = argsOf(words, 'timer');
    return decision('CancelTimer', { timerId, ...inputOf(words, {}) });
  },
  mark(words) {
    const [markerName] = argsOf(words, 'marker');
    return decision('RecordMarker', { markerName, ...inputOf(words, texts({ details: 'details' })) });
  },
  child(words) {
    const [workflowId = ''] = argsOf(words, 'workflow');
    return decision('StartChildWorkflowExecution', {
      workflowId,
      workflowType: typeById(workflowId),
      ...inputOf(words, RUN),
    });
  },
  'signal-external'(words) {
    const [workflowId, signalName] = argsOf(words, 'workflow', 'signal');
    return decision('SignalExternalWorkflowExecution', { workflowId, signalName, ...inputOf(words, DATA) });
  },
  'cancel-external'(words) {
    const [workflowId] = argsOf(words, 'workflow');
    return decision('RequestCancelExternalWorkflowExecution', {
      workflowId,
      ...inputOf(words, texts({ control: 'control' })),
    });
  },
  lambda(words) {
    const [id = ''] = argsOf(words, 'lambda');
    return decision('ScheduleLambdaFunction', { id, name: id, ...inputOf(words, LAMBDA) });
  },
  'continue-as-new': closing('ContinueAsNewWorkflowExecution', {
    ...texts({
      input: 'input',
      version: 'workflowTypeVersion',
      children: 'childPolicy',
      execution: 'executionStartToCloseTimeout',
    }),
  }),
  complete: closing('CompleteWorkflowExecution', texts({ result: 'result' })),
  fail: closing('FailWorkflowExecution', texts({ reason: 'reason', details: 'details' })),
  cancel: closing('CancelWorkflowExecution', texts({ details: 'details' })),
};

/** Returns the decision of a line. Throws a StoryError if there is no such decision. */
export function decisionOf(words: Words): object {
  const decide = Object.hasOwn(DECISIONS, words.verb) ? DECISIONS[words.verb] : undefined;
  if (decide) return decide(words);
  throw new StoryError(`no decision is called ${words.verb}; there are: ${Object.keys(DECISIONS).join(', ')}`);
}

function closing(type: string, options: Options): Decide {
  return (words) => {
    argsOf(words);
    return decision(type, inputOf(words, options));
  };
}

const decision = (type: string, attributes: object): object => ({
  decisionType: type,
  [`${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes`]: attributes,
});
