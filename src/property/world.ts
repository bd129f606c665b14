import { checkAnswer } from '../args/checkAnswer.js';
import { requireFunction } from '../args/checkOptions.js';
import { quotedNames } from '../args/quoted.js';
import type { SwfFake } from '../fake.js';
import { memberCode } from '../render/code.js';
import { judgeState } from '../rules/judge.js';
import type { Rule } from '../rules/model/rule.js';
import type { AnyClient } from './connectionLost.js';
import type { AsyncCommand } from './draw/fastCheck.js';
import { stateIn } from './stateOfFake.js';

/** The fake, the client and the code under test that the commands use. Make a new one for each run of the property. */
export interface World {
  /** The fake that runs are started in, and whose clock is moved. */
  readonly swf: SwfFake;
  /** The client that the deciders and workers use. Commands that lose a connection lose it at this client. */
  readonly client: AnyClient;
  /** Deciders by name. Each is a function that polls once and responds to the task, if it gets one. Default: none. */
  readonly deciders?: Actors;
  /** Workers by name. Each is a function that polls once and responds to the task, if it gets one. Default: none. */
  readonly workers?: Actors;
  /**
   * Checks the property after every command. If it throws, or returns `false` or a message, or a promise of it, the property
   * does not hold. Default: no check.
   */
  readonly invariant?: () => unknown;
}

type Actors = Readonly<Record<string, () => unknown>>;

/** A command that fast-check runs in a `World`. `toString()` returns code that repeats it in a test. */
export type WorldCommand = AsyncCommand<World, World>;

/** The two kinds of actors in a world. */
export type Role = 'deciders' | 'workers';

/** Returns a command that checks the world after it ran. `check` returns false if the command cannot run now. */
export const checkedCommand = (
  text: string,
  run: (world: World) => unknown,
  check: (world: World) => boolean = () => true,
): WorldCommand => ({
  check,
  run: async (_model, world) => {
    await run(world);
    await checkWorld(world);
  },
  toString: () => text,
});

/** Returns a function that makes commands which check rules, too, after they ran. */
export const keepingRules =
  (rules: readonly Rule[]) =>
  (command: WorldCommand): WorldCommand => ({
    check: (model) => command.check(model),
    run: async (model, world) => {
      await command.run(model, world);
      judgeState(rules, stateIn(world.swf)).assert();
    },
    toString: () => String(command),
  });

async function checkWorld({ swf, invariant }: World): Promise<void> {
  const [broken] = swf.checkInvariants();
  if (broken)
    throw new Error(
      `swfake: the fake broke its own rule '${broken.rule}' (${broken.detail}): this is a bug in swfake, please report it`,
    );
  if (invariant) checkInvariant(await invariant());
}

function checkInvariant(answer: unknown): void {
  checkAnswer('the invariant of the world', answer, ['nothing', 'boolean', 'text']);
  if (answer === false)
    throw new Error('swfake: the invariant of the world returned false: the property does not hold');
  if (typeof answer === 'string' && answer !== '')
    throw new Error(`swfake: the invariant of the world does not hold: ${answer}`);
}

/**
 * Returns a decider or a worker of the world.
 *
 * @throws TypeError if the world has none of that name, or it is no function.
 */
export function actorOf(world: World, role: Role, name: string): () => unknown {
  const actor = world[role]?.[name];
  if (actor !== undefined) {
    requireFunction(memberCode(role, name), actor);
    return actor;
  }
  const known = quotedNames(Object.keys(world[role] ?? {})) || 'none';
  throw new TypeError(`swfake: the world has no ${memberCode(role, name)}: its ${role} are ${known}`);
}
