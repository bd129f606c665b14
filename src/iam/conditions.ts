import { COMPARISONS, type Comparison, type ComparisonName, TRUTH } from './comparisons.js';
import { CONDITION_KEYS } from './names.js';
import { listOf, membersOf, type Path, refuse, refuseName, textOf } from './refuse.js';

/** What is known of a request besides its action and resource. Keys that have several values have a list. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export type Condition = (context: Context) => boolean;

/** Whether the values of one key are as an operator wants them; a key that is missing has none. */
type Test = (values: readonly string[]) => boolean;

/** All operators of a block, and all keys of an operator, have to hold (IAM User Guide, "Condition"). */
export function readConditions(block: unknown, path: Path): readonly Condition[] {
  return membersOf(block, path).flatMap(([operator, keys]) => {
    const testOf = readOperator(operator, path);
    const at = `${path}.${operator}`;
    return membersOf(keys, at).map(([key, values]) => {
      const test = testOf(values, `${at}.${key}`);
      const name = readKey(key, at);
      return (context: Context) => test(valuesOf(context, name));
    });
  });
}

// Names of keys are not case-sensitive (IAM User Guide, "Condition").
function valuesOf(context: Context, name: string): readonly string[] {
  const [, value = []] = Object.entries(context).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? [value] : value;
}

// What SWF has no key for never has a value: such a condition would be decided by a slip of the pen. Keys of others may be
// added to the context by whoever asks.
function readKey(key: string, path: Path): string {
  const name = key.toLowerCase();
  if (!name.includes(':')) refuse(path, `has the key ${key} without a service; keys are like swf:taskList.name`);
  if (name.startsWith('swf:') && !CONDITION_KEYS.some((known) => known.toLowerCase() === name)) {
    refuseName(path, 'condition key of SWF', key, CONDITION_KEYS);
  }
  return name;
}

const OPERATOR = /^(ForAllValues:|ForAnyValue:)?(.+?)(IfExists)?$/s;
const NAMES = Object.keys(COMPARISONS);
const VARIANTS = ['ForAllValues:', 'ForAnyValue:', ''].flatMap((quantifier) =>
  NAMES.flatMap((name) => [`${quantifier}${name}`, `${quantifier}${name}IfExists`]),
);

function readOperator(operator: string, path: Path): (values: unknown, path: Path) => Test {
  if (operator === 'Null') return isNull;
  const [, quantifier = '', name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  if (name === 'Null')
    refuse(path, `has ${operator}; Null stands alone, without ForAllValues, ForAnyValue or IfExists`);
  if (!Object.hasOwn(COMPARISONS, name)) {
    refuseName(path, 'condition operator', operator, [...NAMES, 'Null'], VARIANTS);
  }
  const comparison: Comparison = COMPARISONS[name as ComparisonName];
  const asked = (values: unknown, at: Path) => quantified(quantifier, comparison, wantedOf(comparison, values, at));
  return ifExists ? (values, at) => unlessMissing(asked(values, at)) : asked;
}

// "true" asks that the key is missing, "false" that it is there (IAM User Guide, "Condition operators").
function isNull(values: unknown, path: Path): Test {
  const wanted = wantedOf({ takes: TRUTH }, values, path).map((text) => text.toLowerCase() === 'true');
  return (found) => wanted.includes(found.length === 0);
}

const unlessMissing =
  (test: Test): Test =>
  (values) =>
    values.length === 0 || test(values);

/**
 * A value fits if it matches one of those that are wanted, or, negated, none. A missing key fails what asks for a match and
 * passes what asks for none; with ForAllValues it passes, with ForAnyValue it fails (IAM User Guide, "Condition operators",
 * "Set operators for multivalued context keys").
 */
function quantified(quantifier: string, { negated, matcher }: Comparison, wanted: readonly string[]): Test {
  const matchers = wanted.map(matcher);
  const fits = (value: string): boolean => matchers.some((matches) => matches(value)) !== negated;
  if (quantifier === 'ForAllValues:') return (values) => values.filter(isSaid).every(fits);
  if (quantifier === 'ForAnyValue:') return (values) => values.filter(isSaid).some(fits);
  return negated ? (values) => values.every(fits) : (values) => values.some(fits);
}

// For a set operator an empty text is no value (the same page).
const isSaid = (value: string): boolean => value !== '';

function wantedOf({ takes }: Pick<Comparison, 'takes'>, values: unknown, path: Path): readonly string[] {
  return listOf(values, path).map(([value, at]) => {
    const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : textOf(value, at);
    if (takes && !takes[1](text)) refuse(at, `must be ${takes[0]}, but it is ${text}`);
    return text;
  });
}
