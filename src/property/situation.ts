import type { RunNumber } from '../core/ids.js';
import { type Run, settingsOf } from '../core/run.js';
import { type Domain, type RegisteredType, runAt, type State, typeOf } from '../core/state.js';
import { get, type Table, values } from '../core/store/table.js';

/** What there is for the decisions of a run to be about. */
export interface Situation {
  readonly activityTypes: readonly RegisteredType[];
  readonly workflowTypes: readonly RegisteredType[];
  /** The type of the run, as long as it is registered. */
  readonly ownType: RegisteredType | undefined;
  /** Lambda functions that the run has a role for. */
  readonly functions: readonly string[];
  /** Ids that are in use. */
  readonly activities: ReadonlySet<string>;
  readonly timers: ReadonlySet<string>;
  readonly lambdas: ReadonlySet<string>;
  /** Workflow ids of open runs, and of those that the batch starts. */
  readonly workflowIds: ReadonlySet<string>;
  /** Workflow ids of open runs: who can be signaled and asked to cancel. */
  readonly reachable: readonly string[];
  /** How many more the limits allow. */
  readonly room: Room;
  /** Nothing has happened since the decider got its task (swf-behaviour 3.6). */
  readonly mayClose: boolean;
}

export interface Room {
  readonly activities: number;
  readonly timers: number;
  readonly lambdas: number;
  readonly children: number;
}

/** The situation of a run, whose functions are those named. */
export function situationOf(s: State, run: Run, functions: readonly string[]): Situation {
  const domain = get(s.domains, run.domain) as Domain;
  const { workflowType, lambdaRole } = settingsOf(run);
  const reachable = [...values(domain.openRuns)].map((number) => (runAt(s, number as RunNumber) as Run).workflowId);
  const ownType = typeOf(s, 'WorkflowType', run.domain, workflowType);
  return {
    activityTypes: registered(domain.ActivityType),
    workflowTypes: registered(domain.WorkflowType),
    ownType: ownType?.status === 'REGISTERED' ? ownType : undefined,
    functions: lambdaRole === undefined ? [] : functions,
    activities: new Set(run.activities.byId.keys()),
    timers: new Set(run.timers.byId.keys()),
    lambdas: new Set(run.lambdas.byId.keys()),
    workflowIds: new Set(reachable),
    reachable,
    room: roomOf(s, run, reachable.length),
    mayClose: !(run.decisionStarted && run.decisionScheduled),
  };
}

const registered = (types: Table<RegisteredType>): readonly RegisteredType[] =>
  [...values(types)].filter(({ status }) => status === 'REGISTERED');

function roomOf({ config }: State, run: Run, openRuns: number): Room {
  const { openActivities, openTimers, openLambdaFunctions, openChildren, openExecutions } = config.limits;
  return {
    activities: openActivities - run.activities.byId.size,
    timers: openTimers - run.timers.byId.size,
    lambdas: openLambdaFunctions - run.lambdas.byId.size,
    children: Math.min(openChildren - run.children.byId.size, openExecutions - openRuns),
  };
}
