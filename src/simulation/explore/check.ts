import type { CoreEvent, EventType } from '../../core/events.js';
import { settingsOf } from '../../core/run.js';
import type { Seen } from '../definition.js';
import { complaintOf } from '../law.js';
import { type Draft, mainRun, type Node, type Problem } from './node.js';
import type { FindingKind } from './scenario.js';
import type { Setting } from './setting.js';
import { eventsOf } from './shown.js';

/** Stories go on after a decision that failed; anything else spoils what comes after it. */
export const endsStory = ({ kind }: Problem): boolean => kind !== 'failed decision';

/** What one step has brought to light. */
export const problemsOf = <W>(draft: Draft<W>, node: Node<W>): readonly Problem[] => [
  ...draft.problems,
  ...failedDecisions(draft),
  ...problemsOfNode(draft.setting, node),
];

export const problemsOfNode = <W>(setting: Setting<W>, node: Node<W>): readonly Problem[] =>
  broken('invariant broken', setting.scenario.invariant, setting, node);

/** What shows where nothing can happen any more: that the run is stuck, or that what must hold at its end does not. */
export function problemsAtEnd<W>(setting: Setting<W>, node: Node<W>): readonly Problem[] {
  const run = mainRun(setting, node.state);
  if (run.closed) return broken('finally broken', setting.scenario.finally, setting, node);
  const timeout = settingsOf(run).executionStartToCloseTimeout;
  const but = timeout === 'NONE' ? '' : ` but an execution timeout: its own is ${timeout} s`;
  return [{ kind: 'stuck', message: `${run.workflowId} is open, and nothing can happen any more${but}` }];
}

/** The events that say of a decision that it was not carried out. */
const FAILURES: ReadonlySet<EventType> = new Set<EventType>([
  'CancelTimerFailed',
  'CancelWorkflowExecutionFailed',
  'CompleteWorkflowExecutionFailed',
  'ContinueAsNewWorkflowExecutionFailed',
  'FailWorkflowExecutionFailed',
  'RecordMarkerFailed',
  'RequestCancelActivityTaskFailed',
  'RequestCancelExternalWorkflowExecutionFailed',
  'ScheduleActivityTaskFailed',
  'ScheduleLambdaFunctionFailed',
  'SignalExternalWorkflowExecutionFailed',
  'StartChildWorkflowExecutionFailed',
  'StartLambdaFunctionFailed',
  'StartTimerFailed',
]);

function failedDecisions<W>({ changes, setting }: Draft<W>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const change of changes) {
    if (change.kind !== 'event' || !FAILURES.has(change.event.type)) continue;
    const { cause, subject } = failureOf(change.event);
    if (setting.accepted.has(cause)) continue;
    problems.push({ kind: 'failed decision', message: `${change.event.type}${subject}: ${cause}` });
  }
  return problems;
}

const NAMES = ['activityId', 'timerId', 'markerName', 'workflowId', 'id'];

function failureOf({ attributes }: CoreEvent): { readonly cause: string; readonly subject: string } {
  const { cause, ...others } = attributes as Readonly<Record<string, unknown>>;
  const name = NAMES.find((member) => member in others);
  return { cause: String(cause), subject: name === undefined ? '' : ` of ${others[name]}` };
}

type Law<W> = ((seen: Seen<W>) => unknown) | undefined;

function broken<W>(kind: FindingKind, law: Law<W>, setting: Setting<W>, node: Node<W>): readonly Problem[] {
  const message = law && complaintOf(law, seenIn(setting, node));
  return message === undefined ? [] : [{ kind, message }];
}

const seenIn = <W>(setting: Setting<W>, { state, world }: Node<W>): Seen<W> => ({
  world,
  now: new Date(state.now),
  // Few laws look at it.
  get history() {
    return eventsOf(mainRun(setting, state));
  },
});
