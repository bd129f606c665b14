import { type TypeId, typeName } from '../core/faults.js';
import type { Change, Fault, RunNumber, State } from '../core/index.js';
import { type Run, settingsOf } from '../core/run.js';
import { openRunOf, runAt, runOfId } from '../core/state.js';
import { nodes } from '../core/store/vector.js';
import { taskOf } from '../core/tokens.js';
import { factOfFault, factsOf } from './facts.js';
import { type MetListener, NO_TYPE } from './met.js';

/** Notes for one state what its changes and its refusals say. */
export interface Collector {
  changed(change: Change): void;
  refused(op: string, input: unknown, fault: Fault): void;
}

export function collector(met: MetListener, s: State): Collector {
  // A run may be forgotten by the time that it is told of.
  const types = new Map<RunNumber, string>();
  for (const run of nodes(s.runs)) types.set(run.number, typeOfRun(run));
  return {
    changed: (change) => {
      if (change.kind === 'run forgotten') types.delete(change.run);
      if (change.kind !== 'event') return;
      const { event, run } = change;
      if (event.type === 'WorkflowExecutionStarted') types.set(run, typeName(event.attributes.workflowType));
      const type = types.get(run) ?? NO_TYPE;
      for (const fact of factsOf(event)) met.note(type, fact);
    },
    refused: (op, input, { fault }) => met.note(typeAsked(s, op, input), factOfFault(op, fault)),
  };
}

interface Asked {
  readonly domain?: unknown;
  readonly name?: unknown;
  readonly version?: unknown;
  readonly workflowType?: unknown;
  readonly workflowId?: unknown;
  readonly runId?: unknown;
  readonly execution?: unknown;
  readonly taskToken?: unknown;
}

/** The workflow type that a refused call is about. The input may be anything: it is one that was refused. */
function typeAsked(s: State, op: string, input: unknown): string {
  const asked = membersOf(input);
  const type = op === 'RegisterWorkflowType' ? asked : membersOf(asked.workflowType);
  if (typeof type.name === 'string' && typeof type.version === 'string') return typeName(type as TypeId);
  const run = runOfToken(s, asked.taskToken) ?? runAsked(s, asked.domain, asked) ?? executionAsked(s, asked);
  return run ? typeOfRun(run) : NO_TYPE;
}

const executionAsked = (s: State, { domain, execution }: Asked): Run | undefined =>
  runAsked(s, domain, membersOf(execution));

function runAsked(s: State, domain: unknown, { workflowId, runId }: Asked): Run | undefined {
  if (typeof domain !== 'string' || typeof workflowId !== 'string') return undefined;
  const named = typeof runId === 'string' ? runOfId(s, domain, { workflowId, runId }) : undefined;
  return named ?? openRunOf(s, domain, workflowId) ?? lastRunOf(s, domain, workflowId);
}

const lastRunOf = (s: State, domain: string, workflowId: string): Run | undefined =>
  [...nodes(s.runs)].findLast((run) => run.domain === domain && run.workflowId === workflowId);

function runOfToken(s: State, token: unknown): Run | undefined {
  if (typeof token !== 'string') return undefined;
  const { secret } = s.config;
  const task = taskOf(secret, 'activity', token) ?? taskOf(secret, 'decision', token);
  return task && runAt(s, task.run);
}

const membersOf = (value: unknown): Asked => (typeof value === 'object' && value !== null ? value : {});

const typeOfRun = (run: Run): string => typeName(settingsOf(run).workflowType);
