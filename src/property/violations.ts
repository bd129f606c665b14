import type { Format } from '../core/constraints/formats.js';
import { INPUTS } from '../core/constraints/inputs.js';
import type { List, Shape, Structure, Text } from '../core/constraints/shape.js';

export type Op = keyof typeof INPUTS;
export const OPS = Object.keys(INPUTS) as readonly Op[];
export const shapeOf = (op: Op): Structure => INPUTS[op];

/** Names of members; a number is a place in a list. */
export type Path = readonly (string | number)[];
export interface Patch {
  readonly path: Path;
  readonly value: unknown;
}
/** One way to break the model, and what AWS says of it. */
export interface Violation extends Patch {
  readonly rule: string;
  readonly text: string;
}

/** Paths as AWS writes them: `decisions.1.member.decisionType` (swf-behaviour 9.4). */
export const pathText = (path: Path): string =>
  path.map((part) => (typeof part === 'number' ? `${part + 1}.member` : part)).join('.');

const broken = (rule: string, path: Path, value: unknown, says: string): Violation => {
  const shown = value === undefined ? 'null' : `'${Array.isArray(value) ? `[${value.join(', ')}]` : value}'`;
  return { rule, path, value, text: `Value ${shown} at '${pathText(path)}' failed to satisfy constraint: ${says}` };
};

const AT_LEAST = 'greater than or equal to';
const AT_MOST = 'less than or equal to';

/**
 * Every constraint under `shape`, each with one value that breaks it alone, in the model's order. The texts are written here
 * once more, and not asked of the core: so each proves the other.
 */
export function violationsOf(shape: Shape, path: Path = []): readonly Violation[] {
  switch (shape.kind) {
    case 'text':
      return ofText(shape, path);
    case 'choice':
      return [broken('enum', path, 'NOPE', `Member must satisfy enum value set: [${shape.values.join(', ')}]`)];
    case 'whole':
      return [
        broken('range min', path, shape.min - 1, `Member must have value ${AT_LEAST} ${shape.min}`),
        broken('range max', path, shape.max + 1, `Member must have value ${AT_MOST} ${shape.max}`),
      ];
    case 'list':
      return ofList(shape, path);
    case 'structure':
      return shape.members.flatMap((member) => {
        const at = [...path, member.name];
        const required = broken('required', at, undefined, 'Member must not be null');
        return [...(member.required ? [required] : []), ...violationsOf(member.shape, at)];
      });
    case 'flag':
    case 'time':
      return [];
  }
}

const ofText = ({ min = 0, max }: Text, path: Path): readonly Violation[] => [
  ...(min > 0 ? [broken('min', path, 'a'.repeat(min - 1), `Member must have length ${AT_LEAST} ${min}`)] : []),
  ...(max === undefined ? [] : [broken('max', path, '1'.repeat(max + 1), `Member must have length ${AT_MOST} ${max}`)]),
];

function ofList({ of, max }: List, path: Path): readonly Violation[] {
  const tooMany = Array.from({ length: (max ?? 0) + 1 }, () => sampleOf(of));
  const long =
    max === undefined ? [] : [broken('list max', path, tooMany, `Member must have length ${AT_MOST} ${max}`)];
  return [...long, ...(of.kind === 'text' ? ofElement(of, path) : violationsOf(of, [...path, 0]))];
}

// Texts in a list are judged as one value (swf-behaviour 9.4, last row).
function ofElement({ min = 0, max = 0 }: Text, path: Path): readonly Violation[] {
  const length = 'Member must have length';
  const says = `Member must satisfy constraint: [${length} ${AT_MOST} ${max}, ${length} ${AT_LEAST} ${min}]`;
  return [broken('element', path, ['1'.repeat(max + 1)], says)];
}

const SHORTEST: { readonly [F in Format]?: string } = {
  timeout: '1',
  seconds: '1',
  execution: '1',
  lambda: '1',
  priority: '0',
  days: '1',
};

/** The least that is valid: required members only. */
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

/** `value` with another value at `path`; what has to be there on the way is made up, valid. */
export function patched(shape: Shape, value: unknown, path: Path, wanted: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return wanted;
  if (shape.kind === 'list') {
    const [first = sampleOf(shape.of), ...others] = (value ?? []) as readonly unknown[];
    return [patched(shape.of, first, rest, wanted), ...others];
  }
  if (shape.kind !== 'structure') throw new TypeError(`no member at ${pathText(path)}`);
  const given = (value ?? sampleOf(shape)) as Readonly<Record<string, unknown>>;
  const member = shape.byName.get(String(head));
  if (!member) throw new TypeError(`no member at ${pathText(path)}`);
  return { ...given, [head]: patched(member.shape, given[head], rest, wanted) };
}
