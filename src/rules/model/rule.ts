import { checkValue } from '../../args/checkOptions.js';
import { quoted } from '../../args/quoted.js';
import type { Scope } from '../runs/scope.js';
import type { Finding } from './finding.js';

/** The kinds of rules. */
export type RuleKind = 'always' | 'never' | 'eventually' | 'leadsTo' | 'atMostOnce' | 'before';

/** The histories that a rule judges together: one run, or a run with its parents, children and signalled runs. */
export type RuleScope = 'run' | 'family';

/** An option of every rule. */
export interface RuleOptions {
  /**
   * `'run'` judges each run alone. `'family'` judges together the runs that are linked: parents and children, runs that
   * continue each other as new, and runs that signal or cancel each other. Default `'run'`.
   */
  readonly of?: RuleScope;
}

/** A rule over time. Make one with `always`, `never`, `eventually`, `leadsTo`, `atMostOnce` or `before`. */
export interface Rule {
  /** The name of the rule, for reports. */
  readonly name: string;
  /** The kind of the rule: the name of the function that made it. */
  readonly kind: RuleKind;
  /** The histories that it judges together. */
  readonly of: RuleScope;
}

// A registered symbol: a module of rules may come from the CommonJS build of the package, and the command from the other.
const JUDGE: unique symbol = Symbol.for('swfake.rule.judge') as never;

/** A rule with its judge, which no user sees. */
interface RuleWithJudge extends Rule {
  readonly [JUDGE]: (scope: Scope) => Finding;
}

/**
 * Returns a rule.
 *
 * @throws TypeError if it has no name, or if `of` is neither `'run'` nor `'family'`.
 */
export function makeRule(
  kind: RuleKind,
  name: string,
  { of = 'run' }: RuleOptions,
  judge: (scope: Scope) => Finding,
): Rule {
  if (typeof name !== 'string' || name === '')
    throw new TypeError(
      `swfake: ${kind}() was given the name ${quoted(name)}; expected a text, such as 'charged at most once'`,
    );
  checkValue(`'of' of the rule ${quoted(name)}`, of, ['run', 'family']);
  const rule: RuleWithJudge = { name, kind, of, [JUDGE]: judge };
  return Object.freeze(rule);
}

/** Judges a run or a family by a rule. */
export const findingOf = (rule: Rule, scope: Scope): Finding => (rule as RuleWithJudge)[JUDGE](scope);

const isRule = (value: unknown): value is Rule => typeof Object(value)[JUDGE] === 'function';

/**
 * Checks a list of rules. `owner` names it in the message.
 *
 * @throws TypeError if it is no list of rules, is empty, or has two rules of one name.
 */
export function checkRules(owner: string, rules: readonly Rule[]): void {
  if (!Array.isArray(rules) || rules.length === 0)
    throw new TypeError(
      `swfake: ${owner} was given ${quoted(rules)} as rules; expected a list of rules, such as [never('no failure', 'WorkflowExecutionFailed')]`,
    );
  const names = new Set<string>();
  for (const rule of rules) {
    if (!isRule(rule))
      throw new TypeError(
        `swfake: ${owner} was given ${quoted(rule)} as a rule; expected what always(), never(), eventually(), leadsTo(), atMostOnce() or before() of swfake/rules returns`,
      );
    if (names.has(rule.name))
      throw new TypeError(`swfake: ${owner} was given two rules of the name ${quoted(rule.name)}; give each its own`);
    names.add(rule.name);
  }
}
