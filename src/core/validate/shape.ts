import type { Format } from './formats.js';

/** The constraints of the API model on one value (botocore's `swf` service-2.json; docs/swf.md 0.3). */
export type Shape = Text | Choice | Whole | Flag | Time | List | Structure;

/** A text. Its length is counted in UTF-16 units. */
export interface Text {
  /** The kind of the shape. */
  readonly kind: 'text';
  /** The least length. Default 0. */
  readonly min?: number;
  /** The greatest length. Default: no limit. */
  readonly max?: number;
  /** A rule that only the documentation states. It is checked after access control. */
  readonly format?: Format;
}

/** One of a list of texts. */
export interface Choice {
  /** The kind of the shape. */
  readonly kind: 'choice';
  /** The texts, in the order of the message. */
  readonly values: readonly string[];
}

/** A whole number. */
export interface Whole {
  /** The kind of the shape. */
  readonly kind: 'whole';
  /** The least value. */
  readonly min: number;
  /** The greatest value. */
  readonly max: number;
}

/** `true` or `false`. */
export interface Flag {
  /** The kind of the shape. */
  readonly kind: 'flag';
}

/** A time, in milliseconds since the epoch. A client that gets dates or seconds converts them. */
export interface Time {
  /** The kind of the shape. */
  readonly kind: 'time';
}

/** A list. */
export interface List {
  /** The kind of the shape. */
  readonly kind: 'list';
  /** The shape of each element. */
  readonly of: Shape;
  /** The greatest length. Default: no limit. */
  readonly max?: number;
}

/** An object with named members. */
export interface Structure {
  /** The kind of the shape. */
  readonly kind: 'structure';
  /** The members, in the order of the API model. */
  readonly members: readonly Member[];
  /** The required ones of them. */
  readonly required: readonly Member[];
  /** The members by name. */
  readonly byName: ReadonlyMap<string, Member>;
}

/** A member of a structure. */
export interface Member {
  /** The name. */
  readonly name: string;
  /** `true` if the member must be given. */
  readonly required: boolean;
  /** The constraints on its value. */
  readonly shape: Shape;
}

/** Returns a text of `min` to `max` UTF-16 units. */
export const text = (min: number, max: number, format?: Format): Text => ({ kind: 'text', min, max, ...named(format) });

/** Returns a text of at most `max` UTF-16 units. */
export const upTo = (max: number, format?: Format): Text => ({ kind: 'text', max, ...named(format) });

/** Returns a text of any length. */
export const anyText = (format?: Format): Text => ({ kind: 'text', ...named(format) });

/** Returns a choice of these texts. */
export const choice = (...values: readonly string[]): Choice => ({ kind: 'choice', values });

/** Returns a whole number from `min` to `max`. */
export const whole = (min: number, max: number): Whole => ({ kind: 'whole', min, max });

/** `true` or `false`. */
export const flag: Flag = { kind: 'flag' };

/** A time, in milliseconds since the epoch. */
export const time: Time = { kind: 'time' };

/** Returns a list of this shape with at most `max` elements. */
export const list = (of: Shape, max?: number): List => ({ kind: 'list', of, ...(max !== undefined && { max }) });

/**
 * Returns a structure of these members, in the order of the API model, which is the order of the errors in a message. A
 * name that ends with `*` is a required member.
 */
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
