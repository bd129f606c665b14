import type { Format } from '../../../src/core/validate/formats.js';
import type { List, Shape, Text } from '../../../src/core/validate/shape.js';
import { type Patch, type Path, sampleOf } from '../../../src/property/constraintViolations.js';

const FORMATTED: { readonly [F in Format]?: readonly [shortest: string, longest?: string] } = {
  timeout: ['1', '99999999'],
  seconds: ['1', '99999999'],
  // One year at most (docs/swf.md 0.3).
  execution: ['1', '31536000'],
  successor: ['1', '31536000'],
  lambda: ['1', '00000900'],
  priority: ['0', '-2147483648'],
  days: ['1', '00000090'],
};

/** The values at the good side of every bound of one shape. */
export function boundariesOf(shape: Shape, path: Path = []): readonly Patch[] {
  switch (shape.kind) {
    case 'text':
      return goodTexts(shape).map((value) => ({ path, value }));
    case 'choice':
      return shape.values.map((value) => ({ path, value }));
    case 'whole':
      return [shape.min, shape.max].map((value) => ({ path, value }));
    case 'flag':
      return [true, false].map((value) => ({ path, value }));
    case 'time':
      return [0, 1_577_836_800_000].map((value) => ({ path, value }));
    case 'list':
      return goodLists(shape, path);
    case 'structure':
      return shape.members.flatMap((member) => boundariesOf(member.shape, [...path, member.name]));
  }
}

const goodTexts = ({ min = 0, max, format }: Text): readonly string[] => {
  const [shortest, longest] = (format && FORMATTED[format]) ?? ['a'.repeat(min), 'a'.repeat(max ?? 1)];
  return [...(min === 0 ? [''] : []), shortest, ...(longest === undefined ? [] : [longest])];
};

function goodLists({ of, max }: List, path: Path): readonly Patch[] {
  const full = Array.from({ length: max ?? 51 }, () => sampleOf(of));
  const elements = of.kind === 'text' ? goodTexts(of).map((value) => ({ path, value: [value] })) : [];
  return [{ path, value: [] }, { path, value: full }, ...elements, ...boundariesOf(of, [...path, 0])].filter(
    ({ path: at }) => of.kind !== 'text' || at.length === path.length,
  );
}

/** Both can be broken at once: neither is inside the other. */
export const apart = (a: Path, b: Path): boolean => {
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared).some((part, i) => part !== b[i]);
};

/** The members in the reverse order, at every depth: the order of errors must not come from the caller. */
export function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, part]) => [name, backwards(part)]),
  );
}
