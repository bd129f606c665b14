import { wrongAnswer } from '../../args/checkAnswer.js';
import { isThenable } from '../../args/isThenable.js';
import type { Definition } from './definition.js';

/**
 * Returns the world that a definition makes.
 *
 * @throws TypeError if it is a promise or an Error.
 */
export function madeWorld<W>({ world }: Pick<Definition<W>, 'world'>): W {
  return checkedWorld('world()', world?.() as W);
}

/** Returns a world. @throws TypeError if it is a promise or an Error: no invariant could read it. */
export function checkedWorld<W>(owner: string, world: W): W {
  if (!isThenable(world) && !(world instanceof Error)) return world;
  throw wrongAnswer(owner, world, 'the world, such as { charged: 0 }');
}
