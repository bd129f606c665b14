import type * as fastCheck from 'fast-check';

/**
 * The members of fast-check that this package uses. Pass your own `fc`: arbitraries of two copies of fast-check cannot
 * be combined.
 */
export type FastCheck = Pick<
  typeof fastCheck,
  | 'array'
  | 'boolean'
  | 'commands'
  | 'constant'
  | 'constantFrom'
  | 'integer'
  | 'nat'
  | 'oneof'
  | 'option'
  | 'record'
  | 'string'
  | 'tuple'
>;

/** An arbitrary of fast-check. */
export type Arbitrary<T> = fastCheck.Arbitrary<T>;
/** A command of `fc.asyncModelRun`. */
export type AsyncCommand<Model extends object, Real> = fastCheck.AsyncCommand<Model, Real>;
/** The constraints of `fc.commands`. */
export type CommandsConstraints = fastCheck.CommandsContraints;

/** The least and the largest number of moves in a walk. */
export interface Length {
  readonly minLength: number;
  readonly maxLength: number;
}
