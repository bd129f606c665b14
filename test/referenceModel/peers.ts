import type { Decision } from '@aws-sdk/client-swf';
import type fc from 'fast-check';
import type { WalkCommand } from '../../src/property/walks/walkCommands.js';
import { isClosed, type Run } from './history.js';
import { BARE, FULL, NONE, OLD, ROLE, WORKFLOW } from './types.js';
import type { World } from './world.js';

/** Decisions about other runs, and about Lambda functions. Numbers are taken modulo what there is to choose from. */
export type PeerDecision =
  | { readonly kind: 'child'; readonly id: number; readonly type: number; readonly like: Like }
  | { readonly kind: 'signal' | 'cancel'; readonly target: Target; readonly said: boolean }
  | { readonly kind: 'lambda'; readonly id: number; readonly span: number; readonly said: boolean }
  | { readonly kind: 'timer' | 'marker' };

/** How a run is to be. */
interface Like {
  readonly policy: number;
  readonly span: number;
  /** How many of the settings that a run needs are given. */
  readonly given: number;
  readonly more: number;
}

export interface Target {
  readonly who: 'open' | 'any' | 'self' | 'nobody';
  readonly n: number;
  readonly runId: 'none' | 'its' | 'wrong' | 'empty';
}

export type PeerClose = 'none' | 'complete' | 'fail' | 'cancel' | 'continue';

/** A response to a decision task: what it asks of other runs, and how it ends. */
export interface PeerMove {
  readonly kind: 'peers';
  /** Whether a decision task is taken for it. */
  readonly fresh: boolean;
  readonly token: number;
  readonly batch: readonly PeerDecision[];
  readonly close: PeerClose;
  readonly version: number;
  readonly like: Like;
  readonly denied: boolean;
}

/** Runs that close at once have no time for each other. */
const STAYS_OPEN = Array.from({ length: 7 }, () => 'none' as const);

export function peerMoves(f: typeof fc): fc.Arbitrary<PeerMove> {
  const n = f.nat({ max: 39 });
  const like = f.record({ policy: n, span: n, given: n, more: n });
  const target = f.record<Target>({
    who: f.constantFrom('open', 'open', 'open', 'any', 'self', 'nobody'),
    n: f.nat({ max: 5 }),
    runId: f.constantFrom('none', 'none', 'its', 'its', 'wrong', 'empty'),
  });
  const external = f.record({ kind: f.constantFrom('signal' as const, 'cancel' as const), target, said: f.boolean() });
  const decision: fc.Arbitrary<PeerDecision> = f.oneof(
    { weight: 5, arbitrary: f.record({ kind: f.constant('child' as const), id: n, type: n, like }) },
    { weight: 4, arbitrary: external },
    { weight: 3, arbitrary: f.record({ kind: f.constant('lambda' as const), id: n, span: n, said: f.boolean() }) },
    { weight: 1, arbitrary: f.record({ kind: f.constantFrom('timer' as const, 'marker' as const) }) },
  );
  return f.record({
    kind: f.constant('peers' as const),
    fresh: n.map((chance) => chance % 4 > 0),
    token: n.map((chance) => Math.max(0, chance - 37)),
    batch: f.array(decision, { maxLength: 4 }),
    close: f.constantFrom<PeerClose>(...STAYS_OPEN, 'complete', 'fail', 'cancel', 'continue'),
    version: n,
    like,
    denied: n.map((chance) => chance === 0),
  });
}

const oneOf = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

const POLICIES = ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON', undefined, undefined];
/** Such as those of the runs that a walk starts, so that parents and children time out at one instant. */
const SPANS = [undefined, undefined, '20', '4', '2', undefined, undefined, '20', '4', 'NONE'];
/** A child of a run can have the run id in its name, with a colon and a slash. */
const IDS = ['c0', 'c1', 'c2', 'c3', 'w0', 'w1', 'run/0=:1'];
const TYPES = [...Array.from({ length: 8 }, () => WORKFLOW), FULL, FULL, FULL, BARE, BARE, OLD, NONE];
const VERSIONS = [...Array.from({ length: 8 }, () => undefined), '0', '2', 'bare', 'bare'];
/** In the order in which a missing one is reported: so a walk meets each as the first that is missing. */
const NEEDED = [
  { executionStartToCloseTimeout: '20' },
  { taskList: { name: 'list b' } },
  { taskStartToCloseTimeout: '3' },
  { childPolicy: 'REQUEST_CANCEL' },
];
const MORE = [{}, { input: 'in' }, { tagList: ['tag', ''] }, { taskPriority: '1' }, { tagList: [], input: '' }];

const settings = ({ policy, span, given, more }: Like): object => {
  const [childPolicy, executionStartToCloseTimeout] = [oneOf(POLICIES, policy), oneOf(SPANS, span)];
  return {
    ...Object.assign({}, ...NEEDED.slice(0, Math.max(0, (given % 8) - 3))),
    ...(childPolicy && { childPolicy }),
    ...(executionStartToCloseTimeout && { executionStartToCloseTimeout }),
    ...(more % 3 === 0 && { lambdaRole: ROLE }),
    ...oneOf(MORE, more),
  };
};

/** The response that a move means, as things are. */
export function responseOf(world: World, taskToken: string, self: Run, move: PeerMove): WalkCommand {
  const decisions = [...move.batch.map((one) => decisionOf(world, self, one)), ...closing(move)];
  return { op: 'RespondDecisionTaskCompleted', input: { taskToken, decisions }, denied: move.denied };
}

function decisionOf(world: World, self: Run, decision: PeerDecision): object {
  switch (decision.kind) {
    case 'child':
      return startChild(self, decision);
    case 'signal':
    case 'cancel':
      return external(decision.kind, execution(world, self, decision.target), decision.said);
    case 'lambda':
      return lambda(decision);
    case 'timer':
      return {
        decisionType: 'StartTimer',
        startTimerDecisionAttributes: { timerId: 'timer 0', startToFireTimeout: '0' },
      };
    case 'marker':
      return { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: 'marker' } };
  }
}

function startChild(self: Run, { id, type, like }: Extract<PeerDecision, { kind: 'child' }>): object {
  const workflowId = oneOf([...IDS, self.workflowId], id);
  const control = oneOf([{}, { control: `control ${id}` }], like.more);
  const child = { workflowId, workflowType: oneOf(TYPES, type), ...settings(like), ...control };
  return { decisionType: 'StartChildWorkflowExecution', startChildWorkflowExecutionDecisionAttributes: child };
}

function lambda({ id: n, span, said }: Extract<PeerDecision, { kind: 'lambda' }>): object {
  const startToCloseTimeout = oneOf([undefined, '1', '2', '4'], span);
  const scheduled = {
    id: `lambda ${n % 3}`,
    name: `function-${n % 2}`,
    ...(startToCloseTimeout && { startToCloseTimeout }),
    ...(said && { control: 'control', input: '"in"' }),
  };
  return { decisionType: 'ScheduleLambdaFunction', scheduleLambdaFunctionDecisionAttributes: scheduled };
}

function external(kind: 'signal' | 'cancel', target: object, said: boolean): object {
  const control = said && { control: 'control' };
  return kind === 'cancel'
    ? {
        decisionType: 'RequestCancelExternalWorkflowExecution',
        requestCancelExternalWorkflowExecutionDecisionAttributes: { ...target, ...control },
      }
    : {
        decisionType: 'SignalExternalWorkflowExecution',
        signalExternalWorkflowExecutionDecisionAttributes: {
          ...target,
          ...control,
          ...(said && { input: 'in' }),
          signalName: 'signal',
        },
      };
}

function execution({ runs }: World, self: Run, { who, n, runId }: Target): object {
  const known = who === 'self' ? [self] : who === 'open' ? runs.filter((run) => !isClosed(run)) : runs;
  const run = known.at(-1 - (n % Math.max(1, known.length)));
  const workflowId = who === 'nobody' || !run ? 'nobody' : run.workflowId;
  if (runId === 'none') return { workflowId };
  return { workflowId, runId: { its: run?.runId ?? '', wrong: 'wrong', empty: '' }[runId] };
}

function closing({ close, version, like }: PeerMove): readonly Decision[] {
  if (close === 'none') return [];
  const workflowTypeVersion = oneOf(VERSIONS, version);
  return [
    {
      complete: {
        decisionType: 'CompleteWorkflowExecution' as const,
        completeWorkflowExecutionDecisionAttributes: { result: 'out' },
      },
      fail: {
        decisionType: 'FailWorkflowExecution' as const,
        failWorkflowExecutionDecisionAttributes: { reason: 'why', details: 'how' },
      },
      cancel: {
        decisionType: 'CancelWorkflowExecution' as const,
        cancelWorkflowExecutionDecisionAttributes: { details: 'how' },
      },
      continue: {
        decisionType: 'ContinueAsNewWorkflowExecution' as const,
        continueAsNewWorkflowExecutionDecisionAttributes: {
          ...(workflowTypeVersion && { workflowTypeVersion }),
          ...settings(like),
        },
      },
    }[close],
  ];
}
