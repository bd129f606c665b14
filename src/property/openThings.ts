import {
  type Assumptions,
  openRunsIn,
  type RegisteredType,
  type Run,
  type State,
  settingsOf,
  type TypeKind,
  typeOf,
  typesIn,
} from '../core/index.js';

/** The tasks, timers, runs and types that the next decisions of a run can be about. */
export interface OpenThings {
  /** The registered activity types of the domain. */
  readonly activityTypes: readonly RegisteredType[];
  /** The registered workflow types of the domain. */
  readonly workflowTypes: readonly RegisteredType[];
  /** The type of the run; `undefined` if it is deprecated or deleted. */
  readonly ownType: RegisteredType | undefined;
  /** The names of Lambda functions. Empty if the run has no role for them. */
  readonly functions: readonly string[];
  /** The ids of open activities. */
  readonly activities: ReadonlySet<string>;
  /** The ids of open timers. */
  readonly timers: ReadonlySet<string>;
  /** The ids of open Lambda functions. */
  readonly lambdas: ReadonlySet<string>;
  /** The workflow ids of open runs, and of the children that the batch starts. */
  readonly workflowIds: ReadonlySet<string>;
  /** The workflow ids of open runs, which can get a signal or a cancel request. */
  readonly reachable: readonly string[];
  /** The numbers of things that the limits still allow. */
  readonly room: Room;
  /** True if the run can be closed: no event has come in since its decision task was started (docs/swf.md 3.6). */
  readonly mayClose: boolean;
  /** The assumptions of the service about what a decision can ask for. */
  readonly assumptions: Pick<Assumptions, 'unlimitedSuccessors' | 'workflowIdCharacters'>;
}

/** The numbers of further things that a run can open before a limit is reached. */
export interface Room {
  readonly activities: number;
  readonly timers: number;
  readonly lambdas: number;
  readonly children: number;
}

/** Returns the open things of a run. `functions` are the names of the Lambda functions that the fake has. */
export function openThingsOf(s: State, run: Run, functions: readonly string[]): OpenThings {
  const { workflowType, lambdaRole } = settingsOf(run);
  const reachable = [...openRunsIn(s, run.domain)].map(({ workflowId }) => workflowId);
  const ownType = typeOf(s, 'WorkflowType', run.domain, workflowType);
  return {
    activityTypes: registered(s, run.domain, 'ActivityType'),
    workflowTypes: registered(s, run.domain, 'WorkflowType'),
    ownType: ownType?.status === 'REGISTERED' ? ownType : undefined,
    functions: lambdaRole === undefined ? [] : functions,
    activities: new Set(run.activities.byId.keys()),
    timers: new Set(run.timers.byId.keys()),
    lambdas: new Set(run.lambdas.byId.keys()),
    workflowIds: new Set(reachable),
    reachable,
    room: roomOf(s, run, reachable.length),
    mayClose: !(run.decisionStarted && run.decisionScheduled),
    assumptions: s.config.assumptions,
  };
}

const registered = (s: State, domain: string, kind: TypeKind): readonly RegisteredType[] =>
  [...typesIn(s, domain, kind)].filter(({ status }) => status === 'REGISTERED');

function roomOf({ config }: State, run: Run, openRuns: number): Room {
  const { openActivities, openTimers, openLambdaFunctions, openChildren, openExecutions } = config.limits;
  return {
    activities: openActivities - run.activities.byId.size,
    timers: openTimers - run.timers.byId.size,
    lambdas: openLambdaFunctions - run.lambdas.byId.size,
    children: Math.min(openChildren - run.children.byId.size, openExecutions - openRuns),
  };
}
