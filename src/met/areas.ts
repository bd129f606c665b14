import type { MetFact } from './facts.js';

// The first that fits a name is its area: StartChildWorkflowExecutionFailed is of children.
const AREAS: readonly (readonly [string, RegExp])[] = [
  ['activities', /Activity/],
  ['timers', /Timer/],
  ['children', /ChildWorkflow/],
  ['other workflows', /ExternalWorkflow/],
  ['lambda functions', /Lambda/],
  ['markers', /Marker/],
  ['continuing as new', /AsNew/],
  ['decision tasks', /^DecisionTask/],
  ['the run', /./],
];

export const AREA_NAMES: readonly string[] = ['the run', ...AREAS.map(([name]) => name).slice(0, -1), 'faults'];

/** What a fact is about, as people say it: what a workflow does not use at all it need not cope with. */
export function areaOf(fact: MetFact): string {
  const [kind, subject = ''] = fact.split(' ');
  if (kind === 'fault') return 'faults';
  return AREAS.find(([, fits]) => fits.test(subject))?.[0] ?? 'the run';
}

const OF_RUNS =
  /^(DescribeWorkflowExecution|GetWorkflowExecutionHistory|StartWorkflowExecution|SignalWorkflowExecution|RequestCancelWorkflowExecution|TerminateWorkflowExecution|Respond.*|RecordActivityTaskHeartbeat|(Delete|Deprecate|Describe|Register|Undeprecate)WorkflowType)$/;

/** Whether a workflow type is what the fact is about: of faults those of calls that name a type, a run or a task. */
export function isOfType(fact: MetFact): boolean {
  const [kind, op = ''] = fact.split(' ');
  return kind !== 'fault' || OF_RUNS.test(op);
}
