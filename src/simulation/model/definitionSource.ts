import { wrongAnswer } from '../../args/checkAnswer.js';
import { isThenable } from '../../args/isThenable.js';
import type { Definition } from './definition.js';

/**
 * A definition, or a function that makes it anew for each run. With a function, nothing that the deciders and workers
 * remember reaches the next run, whose run id can be the same.
 */
export type DefinitionSource<W = unknown> = Definition<W> | (() => Definition<W>);

/** Returns the definition for one run. @throws TypeError if the function returns a promise. */
export function madeDefinition<W>(source: DefinitionSource<W>): Definition<W> {
  if (typeof source !== 'function') return source;
  const made = source();
  if (isThenable(made)) throw wrongAnswer('definition()', made, 'a definition, such as { workflows }');
  return made;
}
