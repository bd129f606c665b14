import type { Format } from './formats.js';

/** What the API model says of one value (botocore's `swf` service-2.json). Lengths count UTF-16 units. */
export type Shape = Text | Choice | Whole | Flag | Time | List | Structure;

export interface Text {
  readonly kind: 'text';
  readonly min?: number;
  readonly max?: number;
  /** A rule that the documentation states and the model does not: checked after access control. */
  readonly format?: Format;
}
export interface Choice {
  readonly kind: 'choice';
  readonly values: readonly string[];
}
export interface Whole {
  readonly kind: 'whole';
  readonly min: number;
  readonly max: number;
}
export interface Flag {
  readonly kind: 'flag';
}
/** An instant: milliseconds since the epoch. Doors that get dates or seconds translate. */
export interface Time {
  readonly kind: 'time';
}
export interface List {
  readonly kind: 'list';
  readonly of: Shape;
  readonly max?: number;
}
export interface Structure {
  readonly kind: 'structure';
  readonly members: readonly Member[];
  readonly required: readonly Member[];
  readonly byName: ReadonlyMap<string, Member>;
}
export interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
}

export const text = (min: number, max: number, format?: Format): Text => ({ kind: 'text', min, max, ...named(format) });
export const upTo = (max: number, format?: Format): Text => ({ kind: 'text', max, ...named(format) });
export const anyText = (format?: Format): Text => ({ kind: 'text', ...named(format) });
export const choice = (...values: readonly string[]): Choice => ({ kind: 'choice', values });
export const whole = (min: number, max: number): Whole => ({ kind: 'whole', min, max });
export const flag: Flag = { kind: 'flag' };
export const time: Time = { kind: 'time' };
export const listOf = (of: Shape, max?: number): List => ({ kind: 'list', of, ...(max !== undefined && { max }) });

/** Members in the model's order, which is the order of the errors; a name that ends in `*` is required. */
export function structure(shapes: Readonly<Record<string, Shape>>): Structure {
  const members = Object.entries(shapes).map(([name, shape]) => ({
    name: name.replace(/\*$/, ''),
    required: name.endsWith('*'),
    shape,
  }));
  return {
    kind: 'structure',
    members,
    required: members.filter((member) => member.required),
    byName: new Map(members.map((member) => [member.name, member])),
  };
}

const named = (format: Format | undefined) => (format ? { format } : {});
