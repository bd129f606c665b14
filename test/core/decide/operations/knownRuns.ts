import fc from 'fast-check';
import {
  createState,
  fork,
  instant,
  isFault,
  loadState,
  type State,
  saveState,
  step,
} from '../../../../src/core/index.js';

const DAY = 86_400_000;
export const DOMAINS = ['shop', 'depot'] as const;
export const VERSIONS = ['1', '2'] as const;
export const NAMES = ['Order', 'Refund'] as const;
export const TAGS = ['red', 'blue'] as const;
export const WORKFLOWS = 400;

/** What the test knows of a run, without a look into the state. */
export interface Known {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly name: string;
  readonly version: string;
  readonly tag: string;
  readonly startedAt: number;
  readonly closed?: { readonly at: number; readonly status: string };
}

export interface World {
  readonly s: State;
  readonly known: readonly Known[];
}

export type Members = Readonly<Record<string, unknown>>;
export type Action = (world: World) => World;

const answer = (s: State, op: string, input: Members) => step(s, { op, input } as never, s.now).reply as Members;

/** The reply of a call that must not be refused. */
export function ok(s: State, op: string, input: Members): Members {
  const reply = answer(s, op, input);
  if (isFault(reply)) throw new Error(`${op}: ${JSON.stringify(reply)}`);
  return reply;
}

export function newWorld(): World {
  const s = createState({ seed: 1, now: instant(0), limits: { openExecutions: 10_000 } });
  for (const name of DOMAINS) {
    ok(s, 'RegisterDomain', { name, workflowExecutionRetentionPeriodInDays: '1' });
    for (const type of NAMES) for (const version of VERSIONS) registerType(s, name, type, version);
  }
  return { s, known: [] };
}

const registerType = (s: State, domain: string, name: string, version: string): unknown =>
  ok(s, 'RegisterWorkflowType', {
    domain,
    name,
    version,
    defaultTaskList: { name: 'default' },
    defaultChildPolicy: 'TERMINATE',
    defaultExecutionStartToCloseTimeout: '31536000',
    defaultTaskStartToCloseTimeout: 'NONE',
  });

const pick = <T>(of: readonly T[], n: number): T => of[n % of.length] as T;

/** Starts some runs, of types and domains that follow from `n`. */
export const starts =
  (n: number, count: number): Action =>
  ({ s, known }) => ({
    s,
    known: [...known, ...Array.from({ length: count }, (_, i) => started(s, n + i * 7)).flat()],
  });

function started(s: State, n: number): readonly Known[] {
  const domain = n % 5 === 0 ? DOMAINS[1] : DOMAINS[0];
  const [name, version, tag] = [pick(NAMES, n >> 1), pick(VERSIONS, n >> 2), pick(TAGS, n >> 3)];
  const workflowId = `w${n % WORKFLOWS}`;
  const input = { domain, workflowId, workflowType: { name, version }, tagList: [tag] };
  const reply = answer(s, 'StartWorkflowExecution', input);
  if (isFault(reply as never)) return [];
  return [{ domain, workflowId, runId: String(reply.runId), name, version, tag, startedAt: s.now }];
}

/** Terminates each open run whose place in the list is a multiple of `every`. */
export const terminations =
  (every: number): Action =>
  ({ s, known }) => ({
    s,
    known: known.map((run, i) => (run.closed || i % every > 0 ? run : terminated(s, run))),
  });

function terminated(s: State, run: Known): Known {
  ok(s, 'TerminateWorkflowExecution', { domain: run.domain, workflowId: run.workflowId, runId: run.runId });
  return { ...run, closed: { at: s.now, status: 'TERMINATED' } };
}

/** Completes the run whose decision task waits longest. */
const completion: Action = ({ s, known }) => {
  const { taskToken, workflowExecution } = ok(s, 'PollForDecisionTask', {
    domain: 'shop',
    taskList: { name: 'default' },
  });
  if (!taskToken) return { s, known };
  ok(s, 'RespondDecisionTaskCompleted', { taskToken, decisions: [{ decisionType: 'CompleteWorkflowExecution' }] });
  const closed = { at: s.now, status: 'COMPLETED' };
  const { runId } = workflowExecution as { readonly runId: string };
  return { s, known: known.map((run) => (run.runId === runId ? { ...run, closed } : run)) };
};

/** Lets time pass. A closed run is forgotten a day after its close. */
const wait =
  (millis: number): Action =>
  ({ s, known }) => {
    step(s, { op: 'ListDomains', input: { registrationStatus: 'REGISTERED' } }, instant(s.now + millis));
    return { s, known: known.filter(({ closed }) => !closed || s.now < closed.at + DAY) };
  };

/** Goes on in a fork. What the original does after that must not show. */
const forked: Action = ({ s, known }) => {
  const copy = fork(s);
  terminations(2)(starts(3, 300)({ s, known }));
  return { s: copy, known };
};

const reloaded: Action = ({ s, known }) => ({ s: loadState(JSON.parse(JSON.stringify(saveState(s)))), known });

/** An action that a failure shows by its name. */
const named = (act: Action, name: string, ...args: readonly number[]): Action =>
  Object.assign((world: World) => act(world), { [fc.toStringMethod]: () => `${name}(${args.join(', ')})` });

const startsAny = fc
  .tuple(fc.nat(1000), fc.integer({ min: 1, max: 200 }))
  .map(([n, count]) => named(starts(n, count), 'starts', n, count));
const terminationsAny = fc
  .integer({ min: 1, max: 9 })
  .map((every) => named(terminations(every), 'terminations', every));
const waitAny = fc.constantFrom(1, 1000, DAY / 2, DAY).map((millis) => named(wait(millis), 'wait', millis));

/** Something that changes which runs there are. */
export const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: startsAny },
  { weight: 3, arbitrary: terminationsAny },
  { weight: 1, arbitrary: fc.constant(named(completion, 'completion')) },
  { weight: 4, arbitrary: waitAny },
  { weight: 1, arbitrary: fc.constant(named(forked, 'forked')) },
  { weight: 1, arbitrary: fc.constant(named(reloaded, 'reloaded')) },
);
