import {
  allRuns,
  type Change,
  type Fault,
  openRunOf,
  type Run,
  type RunNumber,
  runAt,
  runOfId,
  type State,
  settingsOf,
  type TypeId,
  taskOf,
  typeName,
} from '../core/index.js';
import { type CoverageListener, NO_TYPE } from './coverage.js';
import { factOfFault, factsOf } from './facts.js';

/** Notes the facts of one state. */
export interface Collector {
  /** Notes the facts of a change. */
  changed(change: Change): void;
  /** Notes a fault that a call returned. */
  refused(op: string, input: unknown, fault: Fault): void;
}

/** Returns a collector that gives the facts of a state to `coverage`. */
export function collector(coverage: CoverageListener, s: State): Collector {
  // Kept here, since the state may have forgotten the run before its changes arrive.
  const types = new Map<RunNumber, string>();
  for (const run of allRuns(s)) types.set(run.number, typeOfRun(run));
  return {
    changed: (change) => {
      if (change.kind === 'run forgotten') types.delete(change.run);
      if (change.kind !== 'event') return;
      const { event, run } = change;
      if (event.type === 'WorkflowExecutionStarted') types.set(run, typeName(event.attributes.workflowType));
      const type = types.get(run) ?? NO_TYPE;
      for (const fact of factsOf(event)) coverage.note(type, fact);
    },
    refused: (op, input, { fault }) => coverage.note(typeNameOf(s, op, input), factOfFault(op, fault)),
  };
}

interface CallInput {
  readonly domain?: unknown;
  readonly name?: unknown;
  readonly version?: unknown;
  readonly workflowType?: unknown;
  readonly workflowId?: unknown;
  readonly runId?: unknown;
  readonly execution?: unknown;
  readonly taskToken?: unknown;
}

/** Returns the workflow type that a refused call is about. Its input can be anything. */
function typeNameOf(s: State, op: string, input: unknown): string {
  const call = objectOf(input);
  const type = op === 'RegisterWorkflowType' ? call : objectOf(call.workflowType);
  if (typeof type.name === 'string' && typeof type.version === 'string') return typeName(type as TypeId);
  const run = runOfToken(s, call.taskToken) ?? runOfIds(s, call.domain, call) ?? runOfExecution(s, call);
  return run ? typeOfRun(run) : NO_TYPE;
}

const runOfExecution = (s: State, { domain, execution }: CallInput): Run | undefined =>
  runOfIds(s, domain, objectOf(execution));

function runOfIds(s: State, domain: unknown, { workflowId, runId }: CallInput): Run | undefined {
  if (typeof domain !== 'string' || typeof workflowId !== 'string') return undefined;
  const named = typeof runId === 'string' ? runOfId(s, domain, { workflowId, runId }) : undefined;
  return named ?? openRunOf(s, domain, workflowId) ?? lastRunOf(s, domain, workflowId);
}

const lastRunOf = (s: State, domain: string, workflowId: string): Run | undefined =>
  [...allRuns(s)].findLast((run) => run.domain === domain && run.workflowId === workflowId);

function runOfToken(s: State, token: unknown): Run | undefined {
  if (typeof token !== 'string') return undefined;
  const { secret } = s.config;
  const task = taskOf(secret, 'activity', token) ?? taskOf(secret, 'decision', token);
  return task && runAt(s, task.run);
}

const objectOf = (value: unknown): CallInput => (typeof value === 'object' && value !== null ? value : {});

const typeOfRun = (run: Run): string => typeName(settingsOf(run).workflowType);
