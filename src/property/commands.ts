import type { OperationName, SdkInput } from '../core/types.js';
import type { SwfFake } from '../fake.js';
import { code, propertyOf } from '../render/code.js';
import type { Duration } from '../shell/durations.js';
import { typeNamed } from '../shell/register.js';
import { durationsOf } from './durations.js';
import type { Arbitrary, AsyncCommand, CommandsConstraints, FastCheck } from './fastCheck.js';
import { type AnyClient, type Loss, losing } from './losing.js';

/** What the commands act on: make a new one for each run of the property. */
export interface World {
  readonly swf: SwfFake;
  /** The client of the deciders and workers: where their answers get lost. */
  readonly client: AnyClient;
  /** Each polls once, and answers the task that it got. */
  readonly deciders?: Actors;
  readonly workers?: Actors;
  /** What has to hold after every command: it throws, or rejects, where that does not. */
  readonly invariant?: () => unknown;
}

type Actors = Readonly<Record<string, () => unknown>>;

/** One thing that happens in a `World`; `toString()` is a call that can be pasted where the world's members are in scope. */
export type WorldCommand = AsyncCommand<World, World>;

/** With fast-check's own constraints: `maxCommands` is 100 by default, and `replayPath` repeats a failure. */
export interface CommandsOptions extends CommandsConstraints {
  readonly domain: string;
  /** Types that are started, `Name@version`. */
  readonly workflows: readonly string[];
  /** Default one, `run-1`: what happens to one run twice finds more than what happens to two runs once. */
  readonly workflowIds?: readonly string[];
  /** The names of the world's deciders and workers. */
  readonly deciders?: readonly string[];
  readonly workers?: readonly string[];
  /** Names of signals. Default: no signals. */
  readonly signals?: readonly string[];
  /** What a run is started with, and a signal says. Default: nothing. */
  readonly input?: Arbitrary<string>;
  /** How long to wait, besides until the next deadline. Default: up to an hour. */
  readonly wait?: Arbitrary<Duration>;
  /** What does not happen. Default: everything does. */
  readonly without?: readonly ('cancel' | 'terminate' | 'wait' | 'lose')[];
  /** Commands of your own. */
  readonly more?: readonly Arbitrary<WorldCommand>[];
}

/**
 * Commands for `fc.asyncModelRun`: somebody starts, signals, cancels or terminates a run, lets a decider or a worker poll
 * once, loses what it is told or says, or lets time pass. After each, the fake's own rules and your invariant have to hold.
 */
export function commands(fc: FastCheck, options: CommandsOptions): Arbitrary<Iterable<WorldCommand>> {
  const { without = [], more = [], workers = [], deciders = [] } = options;
  const losses = without.includes('lose') ? [] : LOSSES;
  const all = {
    start: [starting(fc, options)],
    // Most of what happens is work: without it, nothing else matters. What workers do twice hurts more.
    decide: repeated(5, acting(fc, 'deciders', deciders, [...repeated(12, [undefined]), ...losses])),
    work: repeated(7, acting(fc, 'workers', workers, [...repeated(4, [undefined]), ...losses])),
    signal: signaling(fc, options),
    cancel: [asking(fc, 'RequestCancelWorkflowExecution', options)],
    terminate: [asking(fc, 'TerminateWorkflowExecution', options)],
    wait: repeated(2, [waiting(fc, options)]),
    more,
  };
  const wanted = Object.entries(all).filter(([kind]) => !without.some((left) => left === kind));
  return fc.commands<World, World, false>(
    wanted.flatMap(([, arbitraries]) => arbitraries),
    constraintsIn(options),
  );
}

const LOSSES: readonly Loss[] = ['answer', 'request', 'poll'];

const repeated = <T>(times: number, values: readonly T[]): readonly T[] =>
  Array.from({ length: times }, () => values).flat();

/** Long enough for a run to go wrong twice: fast-check's own default is too short for that. */
const USUAL_LENGTH: CommandsConstraints = { maxCommands: 100, size: 'max' };

function constraintsIn({ maxCommands, size, disableReplayLog, replayPath }: CommandsOptions): CommandsConstraints {
  const given = Object.entries({ maxCommands, size, disableReplayLog, replayPath });
  return { ...USUAL_LENGTH, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
}

/** A command that is checked after it ran. */
const command = (
  text: string,
  run: (world: World) => unknown,
  check: (world: World) => boolean = () => true,
): WorldCommand => ({
  check,
  run: async (_model, world) => {
    await run(world);
    await holds(world);
  },
  toString: () => text,
});

async function holds({ swf, invariant }: World): Promise<void> {
  const [broken] = swf.checkInvariants();
  if (broken) throw new Error(`swfake: the fake breaks its own rule: ${broken.rule}: ${broken.detail}`);
  await invariant?.();
}

const sending = <O extends OperationName>(op: O, input: SdkInput<O>, check: (world: World) => boolean): WorldCommand =>
  command(`await swf.send(${code(op)}, ${code(input)})`, ({ swf }) => swf.send(op, input), check);

const idsOf = (fc: FastCheck, { workflowIds = ['run-1'] }: CommandsOptions): Arbitrary<string> =>
  fc.constantFrom(...workflowIds);

const textOf = (fc: FastCheck, { input }: CommandsOptions): Arbitrary<{ readonly input?: string }> =>
  input ? input.map((text) => ({ input: text })) : fc.constant({});

const isOpen =
  (domain: string, workflowId: string) =>
  ({ swf }: World): boolean =>
    swf.runs({ domain, workflowId, status: 'OPEN' }).length > 0;

function starting(fc: FastCheck, options: CommandsOptions): Arbitrary<WorldCommand> {
  const { domain } = options;
  return fc
    .tuple(idsOf(fc, options), fc.constantFrom(...options.workflows), textOf(fc, options))
    .map(([workflowId, type, text]) => {
      const input = { domain, workflowId, workflowType: typeNamed(type), ...text };
      return sending('StartWorkflowExecution', input, (world) => !isOpen(domain, workflowId)(world));
    });
}

function signaling(fc: FastCheck, options: CommandsOptions): readonly Arbitrary<WorldCommand>[] {
  const { domain, signals = [] } = options;
  if (signals.length === 0) return [];
  const sent = fc.tuple(idsOf(fc, options), fc.constantFrom(...signals), textOf(fc, options));
  return [
    sent.map(([workflowId, signalName, text]) =>
      sending('SignalWorkflowExecution', { domain, workflowId, signalName, ...text }, isOpen(domain, workflowId)),
    ),
  ];
}

const asking = (
  fc: FastCheck,
  op: 'RequestCancelWorkflowExecution' | 'TerminateWorkflowExecution',
  options: CommandsOptions,
): Arbitrary<WorldCommand> =>
  idsOf(fc, options).map((workflowId) =>
    sending(op, { domain: options.domain, workflowId }, isOpen(options.domain, workflowId)),
  );

const untilNext = command('swf.clock.advanceToNext()', ({ swf }) => swf.clock.advanceToNext());

const waiting = (fc: FastCheck, { wait }: CommandsOptions): Arbitrary<WorldCommand> =>
  fc.oneof(
    { withCrossShrink: true },
    fc.constant(untilNext),
    (wait ?? durationsOf(fc, { max: '1h' })).map((duration) =>
      command(`swf.clock.advance(${code(duration)})`, ({ swf }) => swf.clock.advance(duration)),
    ),
  );

type Role = 'deciders' | 'workers';

/** Polls once; what gets lost shrinks to nothing. */
function acting(
  fc: FastCheck,
  role: Role,
  names: readonly string[],
  losses: readonly (Loss | undefined)[],
): readonly Arbitrary<WorldCommand>[] {
  if (names.length === 0) return [];
  const acts = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...losses));
  return [acts.map(([name, loss]) => (loss ? losingOf(role, name, loss) : actOf(role, name)))];
}

const actOf = (role: Role, name: string): WorldCommand =>
  command(`await ${propertyOf(role, name)}()`, (world) => actorOf(world, role, name)());

const losingOf = (role: Role, name: string, loss: Loss): WorldCommand =>
  command(`await losing(client, ${code(loss)}, ${propertyOf(role, name)})`, (world) =>
    losing(world.client, loss, actorOf(world, role, name)),
  );

/** @throws TypeError if the world has none of that name. */
function actorOf(world: World, role: Role, name: string): () => unknown {
  const actor = world[role]?.[name];
  if (actor) return actor;
  const known = Object.keys(world[role] ?? {}).join(', ') || 'none';
  throw new TypeError(`swfake: the world has no ${propertyOf(role, name)}; its ${role} are: ${known}`);
}
