import { FORMATS } from './formats.js';
import type { List, Shape, Structure, Text } from './shape.js';

/**
 * Returns whether `value` fulfils every rule of `shape` and needs no change: no member is null, and none is empty where
 * empty means "not given". `validate` handles every other value.
 */
export function isValid(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' && fitsText(shape, value);
    case 'choice':
      return shape.values.includes(value as string);
    case 'structure':
      return typeof value === 'object' && value !== null && fitsStructure(shape, value as Members);
    case 'list':
      return Array.isArray(value) && fitsList(shape, value);
    case 'whole':
      return Number.isInteger(value) && (value as number) >= shape.min && (value as number) <= shape.max;
    case 'flag':
      return typeof value === 'boolean';
    case 'time':
      return Number.isFinite(value);
  }
}

type Members = Readonly<Record<string, unknown>>;

function fitsText({ min = 0, max = Infinity, format }: Text, value: string): boolean {
  if (value.length < min || value.length > max) return false;
  if (format === undefined) return true;
  const { accepts, emptyIsAbsent } = FORMATS[format];
  return accepts(value) && !(emptyIsAbsent && value === '');
}

// It loops over the members of the input, since a shape has many and an input few.
function fitsStructure({ byName, required }: Structure, value: Members): boolean {
  let missing = required.length;
  for (const name in value) {
    const member = value[name] === undefined ? undefined : byName.get(name);
    if (!member) continue;
    if (!isValid(member.shape, value[name])) return false;
    if (member.required) missing -= 1;
  }
  return missing === 0 && !Array.isArray(value);
}

function fitsList({ of, max = Infinity }: List, values: readonly unknown[]): boolean {
  if (values.length > max) return false;
  for (const value of values) if (!isValid(of, value)) return false;
  return true;
}
