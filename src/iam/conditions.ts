import { quoted } from '../args/quoted.js';
import { BOOLEAN, COMPARISONS, type Comparison, comparisonNamed } from './comparisons.js';
import { checkConditionKey } from './names.js';
import { type Path, parsedList, parsedMembers, parsedText, refuse, refuseUnknownName } from './refuse.js';
import {
  type ConditionContext,
  hasVariables,
  missingVariables,
  plainTemplate,
  resolve,
  type Template,
  valuesOf,
} from './variables.js';
import type { Matches } from './wildcards.js';

/** One condition of a statement: an operator with one key. */
export interface Condition {
  /** The operator, as the policy writes it. */
  readonly operator: string;
  /** The key, as the policy writes it. */
  readonly key: string;
  /** The values to compare the key with, as the policy writes them. */
  readonly wanted: readonly string[];
  /** Returns true if the condition holds for a request. */
  readonly holds: (context: ConditionContext) => boolean;
  /** Returns the keys of the policy variables that have no value in a request. */
  readonly missing: (context: ConditionContext) => readonly string[];
}

/** Returns the template of a text. The version of the policy says if it can have policy variables. */
export type ReadTemplate = (text: string, path: Path) => Template;

/** A test of the values of one key. An absent key has no values. */
type Test = (values: readonly string[], context: ConditionContext) => boolean;

/** The values of a policy, and the test that compares a key with them. */
interface Wanted {
  readonly texts: readonly string[];
  readonly templates: readonly Template[];
  readonly test: Test;
}

/**
 * Returns the conditions of a Condition block. All of them must hold (IAM User Guide, "Condition").
 *
 * @throws TypeError if the block has an unknown operator or key, or a value of the wrong form.
 */
export function readConditions(block: unknown, path: Path, read: ReadTemplate): readonly Condition[] {
  return parsedMembers(block, path).flatMap(([operator, keys]) => {
    const wantedIn = readOperator(operator, path, read);
    const at = `${path}.${operator}`;
    return parsedMembers(keys, at).map(([key, values]): Condition => {
      const { texts, templates, test } = wantedIn(values, `${at}.${key}`);
      const name = checkConditionKey(key, at);
      const holds = (context: ConditionContext) => test(valuesOf(context, name), context);
      const missing = (context: ConditionContext) => templates.flatMap((each) => missingVariables(each, context));
      return { operator, key, wanted: texts, holds, missing };
    });
  });
}

const OPERATOR = /^(ForAllValues:|ForAnyValue:)?(.+?)(IfExists)?$/s;
const NAMES = Object.keys(COMPARISONS);
const VARIANTS = ['ForAllValues:', 'ForAnyValue:', ''].flatMap((quantifier) =>
  NAMES.flatMap((name) => [`${quantifier}${name}`, `${quantifier}${name}IfExists`]),
);

function readOperator(operator: string, path: Path, read: ReadTemplate): (values: unknown, path: Path) => Wanted {
  if (operator === 'Null') return wantedNull;
  const [, quantifier = '', name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  if (name === 'Null')
    refuse(path, `has ${quoted(operator)}; expected 'Null' alone, without ForAllValues, ForAnyValue or IfExists`);
  const comparison = comparisonNamed(name);
  if (!comparison) return refuseUnknownName(path, 'condition operator', operator, [...NAMES, 'Null'], VARIANTS);
  return (values, at) => {
    const texts = parsedValues(comparison, values, at);
    const templates = templatesOf(comparison, texts, read);
    const test = withQuantifier(quantifier, comparison, matchersOf(comparison, templates));
    return { texts: texts.map(([text]) => text), templates, test: ifExists ? unlessMissing(test) : test };
  };
}

// `Null: true` requires that the key is absent, `Null: false` that it is present (IAM User Guide, "Condition
// operators").
function wantedNull(values: unknown, path: Path): Wanted {
  const texts = parsedValues({ accepts: BOOLEAN }, values, path).map(([text]) => text);
  const wanted = texts.map((text) => text.toLowerCase() === 'true');
  return { texts, templates: [], test: (found) => wanted.includes(found.length === 0) };
}

const unlessMissing =
  (test: Test): Test =>
  (values, context) =>
    values.length === 0 || test(values, context);

type MatchersIn = (context: ConditionContext) => readonly Matches[];

// A variable without a value is equal to nothing.
function matchersOf({ matcher }: Comparison, templates: readonly Template[]): MatchersIn {
  const matchersIn: MatchersIn = (context) =>
    templates.flatMap((template) => {
      const pieces = resolve(template, context);
      return pieces ? [matcher(pieces)] : [];
    });
  if (templates.some(hasVariables)) return matchersIn;
  const matchers = matchersIn({});
  return () => matchers;
}

/**
 * Returns the test of an operator with its quantifier. A value fits if it matches one of the wanted values; with a Not
 * operator, if it matches none of them. An absent key fits a Not operator and no other; it fits with ForAllValues, and
 * does not fit with ForAnyValue (IAM User Guide, "Condition operators", "Set operators for multivalued context keys").
 */
function withQuantifier(quantifier: string, { negated }: Comparison, matchersIn: MatchersIn): Test {
  const fits = (context: ConditionContext) => {
    const matchers = matchersIn(context);
    return (value: string): boolean => matchers.some((matches) => matches(value)) !== negated;
  };
  if (quantifier === 'ForAllValues:') return (values, context) => values.filter(isNotEmpty).every(fits(context));
  if (quantifier === 'ForAnyValue:') return (values, context) => values.filter(isNotEmpty).some(fits(context));
  return negated ? (values, context) => values.every(fits(context)) : (values, context) => values.some(fits(context));
}

// A set operator ignores an empty string (the same page).
const isNotEmpty = (value: string): boolean => value !== '';

type TextAt = readonly [text: string, path: Path];

function parsedValues({ accepts, variables }: Omit<Comparison, 'negated' | 'matcher'>, values: unknown, path: Path) {
  return parsedList(values, path).map(([value, at]): TextAt => {
    const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : parsedText(value, at);
    if (text.includes('${') && !variables) {
      refuse(
        at,
        `has a policy variable in ${quoted(text)}; IAM takes variables with the String and Arn operators only`,
      );
    }
    if (accepts && !accepts[1](text)) refuse(at, `was given as ${quoted(text)}; expected ${accepts[0]}`);
    return [text, at];
  });
}

const templatesOf = ({ variables }: Comparison, texts: readonly TextAt[], read: ReadTemplate): readonly Template[] =>
  texts.map(([text, at]) => (variables ? read(text, at) : plainTemplate(text)));
