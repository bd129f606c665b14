import { FORMATS } from './formats.js';
import type { List, Shape, Structure, Text } from './shape.js';

/**
 * Whether `value` breaks no rule of `shape` and needs no change: no member that is null, none that is empty where empty
 * means "not given". `readInput` reads whatever does not fit, and says what is wrong with it or that nothing is.
 */
export function fits(shape: Shape, value: unknown): boolean {
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

// In the caller's order, and only what the caller gives: shapes have many members, inputs few.
function fitsStructure({ byName, required }: Structure, value: Members): boolean {
  let missing = required.length;
  for (const name in value) {
    const member = value[name] === undefined ? undefined : byName.get(name);
    if (!member) continue;
    if (!fits(member.shape, value[name])) return false;
    if (member.required) missing -= 1;
  }
  return missing === 0 && !Array.isArray(value);
}

function fitsList({ of, max = Infinity }: List, values: readonly unknown[]): boolean {
  if (values.length > max) return false;
  for (const value of values) if (!fits(of, value)) return false;
  return true;
}
