import { quoted } from '../args/quoted.js';
import { BOOLEAN, COMPARISONS, type Comparison, type ComparisonName } from './comparisons.js';
import { CONDITION_KEYS } from './names.js';
import { type Path, parsedList, parsedMembers, parsedText, refuse, refuseUnknownName } from './refuse.js';

/** The condition keys of a request with their values; a multivalued key has a list. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** A test of one condition of a statement. */
export type Condition = (context: ConditionContext) => boolean;

/** A test of the values of one key. An absent key has no values. */
type Test = (values: readonly string[]) => boolean;

/**
 * Returns the conditions of a Condition block. All of them must hold (IAM User Guide, "Condition").
 *
 * @throws TypeError if the block has an unknown operator or key, or a value of the wrong form.
 */
export function readConditions(block: unknown, path: Path): readonly Condition[] {
  return parsedMembers(block, path).flatMap(([operator, keys]) => {
    const testOf = readOperator(operator, path);
    const at = `${path}.${operator}`;
    return parsedMembers(keys, at).map(([key, values]) => {
      const test = testOf(values, `${at}.${key}`);
      const name = readKey(key, at);
      return (context: ConditionContext) => test(valuesOf(context, name));
    });
  });
}

// The names of condition keys are case-insensitive (IAM User Guide, "Condition").
function valuesOf(context: ConditionContext, name: string): readonly string[] {
  const [, value = []] = Object.entries(context).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? [value] : value;
}

// A key that SWF does not have would never have a value: a typing error would decide the condition. Keys of other
// services are accepted, since the caller can add them to the context.
function readKey(key: string, path: Path): string {
  const name = key.toLowerCase();
  if (!name.includes(':'))
    refuse(path, `has the key ${quoted(key)} without a service; expected a key like 'swf:taskList.name'`);
  if (name.startsWith('swf:') && !CONDITION_KEYS.some((known) => known.toLowerCase() === name)) {
    refuseUnknownName(path, 'condition key of SWF', key, CONDITION_KEYS);
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
    refuse(path, `has ${quoted(operator)}; expected 'Null' alone, without ForAllValues, ForAnyValue or IfExists`);
  if (!Object.hasOwn(COMPARISONS, name)) {
    refuseUnknownName(path, 'condition operator', operator, [...NAMES, 'Null'], VARIANTS);
  }
  const comparison: Comparison = COMPARISONS[name as ComparisonName];
  const testOf = (values: unknown, at: Path) =>
    withQuantifier(quantifier, comparison, parsedValues(comparison, values, at));
  return ifExists ? (values, at) => unlessMissing(testOf(values, at)) : testOf;
}

// `Null: true` requires that the key is absent, `Null: false` that it is present (IAM User Guide, "Condition
// operators").
function isNull(values: unknown, path: Path): Test {
  const wanted = parsedValues({ accepts: BOOLEAN }, values, path).map((text) => text.toLowerCase() === 'true');
  return (found) => wanted.includes(found.length === 0);
}

const unlessMissing =
  (test: Test): Test =>
  (values) =>
    values.length === 0 || test(values);

/**
 * Returns the test of an operator with its quantifier. A value fits if it matches one of the wanted values; with a Not
 * operator, if it matches none of them. An absent key fits a Not operator and no other; it fits with ForAllValues, and
 * does not fit with ForAnyValue (IAM User Guide, "Condition operators", "Set operators for multivalued context keys").
 */
function withQuantifier(quantifier: string, { negated, matcher }: Comparison, wanted: readonly string[]): Test {
  const matchers = wanted.map(matcher);
  const fits = (value: string): boolean => matchers.some((matches) => matches(value)) !== negated;
  if (quantifier === 'ForAllValues:') return (values) => values.filter(isNotEmpty).every(fits);
  if (quantifier === 'ForAnyValue:') return (values) => values.filter(isNotEmpty).some(fits);
  return negated ? (values) => values.every(fits) : (values) => values.some(fits);
}

// A set operator ignores an empty string (the same page).
const isNotEmpty = (value: string): boolean => value !== '';

function parsedValues({ accepts }: Pick<Comparison, 'accepts'>, values: unknown, path: Path): readonly string[] {
  return parsedList(values, path).map(([value, at]) => {
    const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : parsedText(value, at);
    if (accepts && !accepts[1](text)) refuse(at, `was given as ${quoted(text)}; expected ${accepts[0]}`);
    return text;
  });
}
