import type { Format } from '../core/validate/formats.js';
import { INPUTS } from '../core/validate/inputShapes.js';
import type { List, Shape, Structure, Text } from '../core/validate/shape.js';

/** An operation that has an input. */
export type Op = keyof typeof INPUTS;
/** The operations, in the order of their shapes. */
export const OPS = Object.keys(INPUTS) as readonly Op[];
/** Returns the shape of the input of an operation. */
export const shapeOf = (op: Op): Structure => INPUTS[op];

/** The path of a value: names of members, and numbers for places in lists, from 0. */
export type Path = readonly (string | number)[];
/** A value to write at a path of an input. */
export interface Patch {
  readonly path: Path;
  readonly value: unknown;
}
/** One violation constraint, and the text with which AWS reports it. */
export interface Violation extends Patch {
  /** The kind of constraint: `required`, `min`, `max`, `enum` and so on. */
  readonly rule: string;
  /** The part of the message that is about this constraint. */
  readonly text: string;
}

/** Returns a path as AWS writes it: `decisions.1.member.decisionType` (docs/swf.md 9.4). */
export const pathText = (path: Path): string =>
  path.map((part) => (typeof part === 'number' ? `${part + 1}.member` : part)).join('.');

const violation = (rule: string, path: Path, value: unknown, requirement: string): Violation => {
  const shown = value === undefined ? 'null' : `'${Array.isArray(value) ? `[${value.join(', ')}]` : value}'`;
  return {
    rule,
    path,
    value,
    text: `Value ${shown} at '${pathText(path)}' failed to satisfy constraint: ${requirement}`,
  };
};

const AT_LEAST = 'greater than or equal to';
const AT_MOST = 'less than or equal to';

/**
 * Returns every constraint of a shape and of the shapes within it, in the order of the model. Each has one value that
 * breaks only this constraint. The texts do not come from the core: a test compares the two.
 */
export function violationsOf(shape: Shape, path: Path = []): readonly Violation[] {
  switch (shape.kind) {
    case 'text':
      return textViolations(shape, path);
    case 'choice':
      return [violation('enum', path, 'NOPE', `Member must satisfy enum value set: [${shape.values.join(', ')}]`)];
    case 'whole':
      return [
        violation('range min', path, shape.min - 1, `Member must have value ${AT_LEAST} ${shape.min}`),
        violation('range max', path, shape.max + 1, `Member must have value ${AT_MOST} ${shape.max}`),
      ];
    case 'list':
      return listViolations(shape, path);
    case 'structure':
      return shape.members.flatMap((member) => {
        const at = [...path, member.name];
        const required = violation('required', at, undefined, 'Member must not be null');
        return [...(member.required ? [required] : []), ...violationsOf(member.shape, at)];
      });
    case 'flag':
    case 'time':
      return [];
  }
}

const textViolations = ({ min = 0, max }: Text, path: Path): readonly Violation[] => [
  ...(min > 0 ? [violation('min', path, 'a'.repeat(min - 1), `Member must have length ${AT_LEAST} ${min}`)] : []),
  ...(max === undefined
    ? []
    : [violation('max', path, '1'.repeat(max + 1), `Member must have length ${AT_MOST} ${max}`)]),
];

function listViolations({ of, max }: List, path: Path): readonly Violation[] {
  const tooMany = Array.from({ length: (max ?? 0) + 1 }, () => sampleOf(of));
  const long =
    max === undefined ? [] : [violation('list max', path, tooMany, `Member must have length ${AT_MOST} ${max}`)];
  return [...long, ...(of.kind === 'text' ? elementViolations(of, path) : violationsOf(of, [...path, 0]))];
}

// The service reports the texts of a list as one value (docs/swf.md 9.4, last row).
function elementViolations({ min = 0, max = 0 }: Text, path: Path): readonly Violation[] {
  const length = 'Member must have length';
  const requirement = `Member must satisfy constraint: [${length} ${AT_MOST} ${max}, ${length} ${AT_LEAST} ${min}]`;
  return [violation('element', path, ['1'.repeat(max + 1)], requirement)];
}

const SHORTEST: { readonly [F in Format]?: string } = {
  timeout: '1',
  seconds: '1',
  execution: '1',
  successor: '1',
  lambda: '1',
  priority: '0',
  days: '1',
};

/** Returns a valid value of a shape, with the required members only. */
export function sampleOf(shape: Shape): unknown {
  switch (shape.kind) {
    case 'text':
      return (shape.format && SHORTEST[shape.format]) ?? 'a';
    case 'choice':
      return shape.values[0];
    case 'whole':
      return shape.min;
    case 'flag':
      return true;
    case 'time':
      return 0;
    case 'list':
      return [];
    case 'structure':
      return Object.fromEntries(shape.required.map((member) => [member.name, sampleOf(member.shape)]));
  }
}

/**
 * Returns a copy of `value` with `wanted` at `path`. Members that the path needs and `value` lacks get valid values.
 *
 * @throws TypeError if the shape has no such path.
 */
export function patched(shape: Shape, value: unknown, path: Path, wanted: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return wanted;
  if (shape.kind === 'list') {
    const [first = sampleOf(shape.of), ...others] = (value ?? []) as readonly unknown[];
    return [patched(shape.of, first, rest, wanted), ...others];
  }
  if (shape.kind !== 'structure') throw new TypeError(`swfake: the input has no member '${pathText(path)}'`);
  const given = (value ?? sampleOf(shape)) as Readonly<Record<string, unknown>>;
  const member = shape.byName.get(String(head));
  if (!member) throw new TypeError(`swfake: the input has no member '${pathText(path)}'`);
  return { ...given, [head]: patched(member.shape, given[head], rest, wanted) };
}
