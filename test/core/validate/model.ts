import { readFileSync } from 'node:fs';
import { DECISION_TYPES } from '../../../src/core/index.js';
import type { Shape } from '../../../src/core/validate/shape.js';

/** What the model says of one member, in the words of its JSON. */
export interface Fact {
  readonly required?: boolean;
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
}

/** From the API model swf-2012-01-25: path to facts, in the model's order, for the operations that are answered. */
export const MODEL = JSON.parse(readFileSync(new URL('./model-constraints.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, Fact>>>
>;

const TYPES = {
  text: 'string',
  choice: 'string',
  whole: 'integer',
  flag: 'boolean',
  time: 'timestamp',
  list: 'list',
  structure: 'structure',
};

/** What a shape of ours says, in the same form. */
export function factsOf(shape: Shape, path = ''): readonly (readonly [string, Fact])[] {
  if (shape.kind === 'list') return [[`${path}[]`, factOf(shape.of)], ...factsOf(shape.of, `${path}[]`)];
  if (shape.kind !== 'structure') return [];
  return shape.members.flatMap(({ name, required, shape: of }) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [[at, { required, ...factOf(of) }] as const, ...factsOf(of, at)];
  });
}

const factOf = (shape: Shape): Fact => ({
  type: TYPES[shape.kind],
  ...('min' in shape && shape.min !== undefined && { min: shape.min }),
  ...('max' in shape && shape.max !== undefined && { max: shape.max }),
  ...('values' in shape && { enum: shape.values }),
});

/** The service prints this one set in an order of its own (docs/swf.md 3.0), and so do we. */
export const inServiceOrder = ([path, fact]: readonly [string, Fact]): readonly [string, Fact] =>
  path === 'decisions[].decisionType' ? [path, { ...fact, enum: DECISION_TYPES }] : [path, fact];
