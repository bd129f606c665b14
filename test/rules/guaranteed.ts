import { always, atMostOnce, before, event, leadsTo, never, type Rule } from '../../src/rules/index.js';

/** Ten rules that SWF itself keeps (docs/swf.md 4): no history of a real domain breaks one. */
export const GUARANTEED: readonly Rule[] = [
  atMostOnce('a run starts once', 'WorkflowExecutionStarted'),
  atMostOnce('a run closes once', [
    'WorkflowExecutionCompleted',
    'WorkflowExecutionFailed',
    'WorkflowExecutionCanceled',
    'WorkflowExecutionTerminated',
    'WorkflowExecutionTimedOut',
    'WorkflowExecutionContinuedAsNew',
  ]),
  atMostOnce(
    'an activity task closes once',
    ['ActivityTaskCompleted', 'ActivityTaskFailed', 'ActivityTaskTimedOut', 'ActivityTaskCanceled'],
    { key: ({ attributes }) => (attributes as { readonly scheduledEventId?: number }).scheduledEventId },
  ),
  atMostOnce('a timer ends once', ['TimerFired', 'TimerCanceled'], {
    key: ({ attributes }) => (attributes as { readonly startedEventId?: number }).startedEventId,
  }),
  before('a decision task is scheduled before it starts', 'DecisionTaskScheduled', 'DecisionTaskStarted', {
    key: ({ id, type, attributes }) =>
      type === 'DecisionTaskScheduled' ? id : (attributes as { readonly scheduledEventId?: number }).scheduledEventId,
  }),
  before('an activity task is scheduled before it starts', 'ActivityTaskScheduled', 'ActivityTaskStarted', {
    key: ({ id, type, attributes }) =>
      type === 'ActivityTaskScheduled' ? id : (attributes as { readonly scheduledEventId?: number }).scheduledEventId,
  }),
  // No run lasts longer than a year (docs/swf.md 10.1).
  leadsTo(
    'a started decision task ends within a year',
    'DecisionTaskStarted',
    ['DecisionTaskCompleted', 'DecisionTaskTimedOut', 'WorkflowExecutionTerminated', 'WorkflowExecutionTimedOut'],
    { within: '366d' },
  ),
  leadsTo(
    'a decision task is scheduled after a signal, or one is open, or the run closes',
    'WorkflowExecutionSignaled',
    [
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
      'DecisionTaskTimedOut',
      'WorkflowExecutionTerminated',
      'WorkflowExecutionTimedOut',
    ],
  ),
  always('timestamps never decrease', ({ event: { id, at }, history }) => {
    const before = history[id - 2]?.at ?? Number.NaN;
    return Number.isNaN(before - at) ? undefined : before <= at;
  }),
  never(
    'no event refers to a later one',
    event('TimerFired', ({ id, attributes }) => attributes.startedEventId >= id),
  ),
];
