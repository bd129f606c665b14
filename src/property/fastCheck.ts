import type * as fastCheck from 'fast-check';

/** What of fast-check is used here. Arbitraries are made with the caller's own copy: two copies do not know each other. */
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

export type Arbitrary<T> = fastCheck.Arbitrary<T>;
export type AsyncCommand<Model extends object, Real> = fastCheck.AsyncCommand<Model, Real>;
export type CommandsConstraints = fastCheck.CommandsContraints;

/** How long a walk may be. */
export interface Length {
  readonly minLength: number;
  readonly maxLength: number;
}
