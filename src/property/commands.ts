import { checkNames, checkValue } from '../args/checkOptions.js';
import type { Duration } from '../args/durations.js';
import type { OperationName, SdkInput } from '../core/index.js';
import { code, memberCode } from '../render/code.js';
import { checkRules, type Rule } from '../rules/model/rule.js';
import { parseType } from '../shell/setup/register.js';
import { type LostCall, withConnectionLost } from './connectionLost.js';
import { durationsOf } from './draw/durations.js';
import type { Arbitrary, CommandsConstraints, FastCheck } from './draw/fastCheck.js';
import { actorOf, checkedCommand, keepingRules, type Role, type World, type WorldCommand } from './world.js';

/**
 * Options of `commands()`, with the constraints of `fc.commands`: `maxCommands` is 100 by default, and `size` is `max`.
 */
export interface CommandsOptions extends CommandsConstraints {
  /** The domain in which runs are started. It must be registered. */
  readonly domain: string;
  /** The workflow types of the runs, as `Name@version`. They must be registered. */
  readonly workflows: readonly string[];
  /**
   * The workflow ids of the runs. Default: `run-1` only. Few ids find more failures: more commands reach the same run.
   */
  readonly workflowIds?: readonly string[];
  /** The names of the deciders in the world. Default: none. */
  readonly deciders?: readonly string[];
  /** The names of the workers in the world. Default: none. */
  readonly workers?: readonly string[];
  /** The names of signals that are sent to runs. Default: none. */
  readonly signals?: readonly string[];
  /** Inputs of runs and signals. Default: no input. */
  readonly input?: Arbitrary<string>;
  /** Durations by which the clock is advanced. Default: up to one hour. Other commands advance to the next deadline. */
  readonly wait?: Arbitrary<Duration>;
  /** Kinds of commands to leave out. Default: none. */
  readonly without?: readonly ('cancel' | 'terminate' | 'wait' | 'loseConnection')[];
  /** The rules of `swfake/rules` that the runs of the fake must keep after every command. Default: none. */
  readonly rules?: readonly Rule[];
  /** Additional commands. They must call the invariant themselves. Default: none. */
  readonly more?: readonly Arbitrary<WorldCommand>[];
}

/**
 * Returns an arbitrary of commands for `fc.asyncModelRun`. A command starts, signals, cancels or terminates a run,
 * calls a decider or a worker once, loses one of its calls, or advances the clock. Every command checks the invariant
 * of the world.
 *
 * A command rejects with TypeError if the world has no decider or worker of its name.
 *
 * @throws Error if there is no workflow type or no workflow id.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert/strict';
 * import fc from 'fast-check';
 * import { SwfFake } from 'swfake';
 * import { commands } from 'swfake/property';
 *
 * const domain = 'shop';
 *
 * // An order is completed after the signal 'paid', and never before.
 * function world() {
 *   const swf = new SwfFake();
 *   swf.register({ domain, workflows: { 'Order@1': {} } });
 *   const client = swf.client();
 *   const order = async () => {
 *     const task = await client.pollForDecisionTask({ domain, taskList: { name: 'default' } });
 *     if (!task.taskToken) return;
 *     const isPaid = task.events?.some((event) => event.eventType === 'WorkflowExecutionSignaled');
 *     const decisions = isPaid ? [{ decisionType: 'CompleteWorkflowExecution' as const }] : [];
 *     await client.respondDecisionTaskCompleted({ taskToken: task.taskToken, decisions });
 *   };
 *   const invariant = () => {
 *     for (const run of swf.runs({ status: 'CLOSED' }).filter((one) => one.closeStatus === 'COMPLETED'))
 *       ok(swf.history(run).some((event) => event.eventType === 'WorkflowExecutionSignaled'));
 *   };
 *   return { swf, client, deciders: { order }, invariant };
 * }
 *
 * const orders = commands(fc, { domain, workflows: ['Order@1'], deciders: ['order'], signals: ['paid'] });
 * const property = fc.asyncProperty(orders, (drawn) =>
 *   fc.asyncModelRun(() => {
 *     const real = world();
 *     return { model: real, real };
 *   }, drawn),
 * );
 * await fc.assert(property, { numRuns: 20 });
 * ```
 */
export function commands(fc: FastCheck, options: CommandsOptions): Arbitrary<Iterable<WorldCommand>> {
  checkNames('commands()', options, OPTIONS);
  const { without = [], more = [], workers = [], deciders = [] } = options;
  for (const kind of without)
    checkValue("an entry of 'without'", kind, ['cancel', 'terminate', 'wait', 'loseConnection']);
  const { rules } = options;
  if (rules !== undefined) checkRules('commands()', rules);
  const losses = without.includes('loseConnection') ? [] : LOSSES;
  const all = {
    start: [startCommands(fc, options)],
    // Most commands poll: without responses, no other command has an effect. Workers lose more calls than deciders,
    // since
    // work that is done twice is the more frequent fault.
    decide: repeated(5, actorCommands(fc, 'deciders', deciders, [...repeated(12, [undefined]), ...losses])),
    work: repeated(7, actorCommands(fc, 'workers', workers, [...repeated(4, [undefined]), ...losses])),
    signal: signalCommands(fc, options),
    cancel: [requestCommands(fc, 'RequestCancelWorkflowExecution', options)],
    terminate: [requestCommands(fc, 'TerminateWorkflowExecution', options)],
    wait: repeated(2, [waitCommands(fc, options)]),
    more,
  };
  const wanted = Object.entries(all).filter(([kind]) => !without.some((one) => one === kind));
  return fc.commands<World, World, false>(
    wanted.flatMap(([, arbitraries]) => (rules ? arbitraries.map((one) => one.map(keepingRules(rules))) : arbitraries)),
    constraintsOf(options),
  );
}

const OPTIONS: { readonly [K in keyof Required<CommandsOptions>]: true } = {
  domain: true,
  workflows: true,
  workflowIds: true,
  deciders: true,
  workers: true,
  signals: true,
  input: true,
  wait: true,
  without: true,
  rules: true,
  more: true,
  maxCommands: true,
  size: true,
  disableReplayLog: true,
  replayPath: true,
};

const LOSSES: readonly LostCall[] = ['response', 'request', 'poll'];

const repeated = <T>(times: number, values: readonly T[]): readonly T[] =>
  Array.from({ length: times }, () => values).flat();

// The default size of fast-check is too short for a run in which two things go wrong.
const DEFAULT_CONSTRAINTS: CommandsConstraints = { maxCommands: 100, size: 'max' };

function constraintsOf({ maxCommands, size, disableReplayLog, replayPath }: CommandsOptions): CommandsConstraints {
  const given = Object.entries({ maxCommands, size, disableReplayLog, replayPath });
  return { ...DEFAULT_CONSTRAINTS, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
}

const sendCommand = <O extends OperationName>(
  op: O,
  input: SdkInput<O>,
  check: (world: World) => boolean,
): WorldCommand =>
  checkedCommand(`await swf.send(${code(op)}, ${code(input)})`, ({ swf }) => swf.send(op, input), check);

const workflowIdsOf = (fc: FastCheck, { workflowIds = ['run-1'] }: CommandsOptions): Arbitrary<string> =>
  fc.constantFrom(...workflowIds);

const inputMembers = (fc: FastCheck, { input }: CommandsOptions): Arbitrary<{ readonly input?: string }> =>
  input ? input.map((text) => ({ input: text })) : fc.constant({});

const isOpen =
  (domain: string, workflowId: string) =>
  ({ swf }: World): boolean =>
    swf.runs({ domain, workflowId, status: 'OPEN' }).length > 0;

function startCommands(fc: FastCheck, options: CommandsOptions): Arbitrary<WorldCommand> {
  const { domain } = options;
  return fc
    .tuple(workflowIdsOf(fc, options), fc.constantFrom(...options.workflows), inputMembers(fc, options))
    .map(([workflowId, type, text]) => {
      const input = { domain, workflowId, workflowType: parseType(type), ...text };
      return sendCommand('StartWorkflowExecution', input, (world) => !isOpen(domain, workflowId)(world));
    });
}

function signalCommands(fc: FastCheck, options: CommandsOptions): readonly Arbitrary<WorldCommand>[] {
  const { domain, signals = [] } = options;
  if (signals.length === 0) return [];
  const sent = fc.tuple(workflowIdsOf(fc, options), fc.constantFrom(...signals), inputMembers(fc, options));
  return [
    sent.map(([workflowId, signalName, text]) =>
      sendCommand('SignalWorkflowExecution', { domain, workflowId, signalName, ...text }, isOpen(domain, workflowId)),
    ),
  ];
}

const requestCommands = (
  fc: FastCheck,
  op: 'RequestCancelWorkflowExecution' | 'TerminateWorkflowExecution',
  options: CommandsOptions,
): Arbitrary<WorldCommand> =>
  workflowIdsOf(fc, options).map((workflowId) =>
    sendCommand(op, { domain: options.domain, workflowId }, isOpen(options.domain, workflowId)),
  );

const advanceToNext = checkedCommand('swf.clock.advanceToNext()', ({ swf }) => swf.clock.advanceToNext());

const waitCommands = (fc: FastCheck, { wait }: CommandsOptions): Arbitrary<WorldCommand> =>
  fc.oneof(
    { withCrossShrink: true },
    fc.constant(advanceToNext),
    (wait ?? durationsOf(fc, { max: '1h' })).map((duration) =>
      checkedCommand(`swf.clock.advance(${code(duration)})`, ({ swf }) => swf.clock.advance(duration)),
    ),
  );

/** Returns commands that call an actor once. They shrink to a command that loses no call. */
function actorCommands(
  fc: FastCheck,
  role: Role,
  names: readonly string[],
  losses: readonly (LostCall | undefined)[],
): readonly Arbitrary<WorldCommand>[] {
  if (names.length === 0) return [];
  const calls = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...losses));
  return [calls.map(([name, loss]) => (loss ? lossCommand(role, name, loss) : actorCommand(role, name)))];
}

const actorCommand = (role: Role, name: string): WorldCommand =>
  checkedCommand(`await ${memberCode(role, name)}()`, (world) => actorOf(world, role, name)());

const lossCommand = (role: Role, name: string, loss: LostCall): WorldCommand =>
  checkedCommand(`await withConnectionLost(client, ${code(loss)}, ${memberCode(role, name)})`, (world) =>
    withConnectionLost(world.client, loss, actorOf(world, role, name)),
  );
