import { nearest } from '../args/didYouMean.js';
import { quoted, quotedChoice } from '../args/quoted.js';
import { DECISIONS } from '../tables/decisions.js';
import type { Condition } from './conditions.js';
import { applies, type PolicyRequest, type Statement } from './statements.js';
import { valuesOf } from './variables.js';

/**
 * Returns why policies allow or deny a request: the statement that decides, or what each statement that names the action
 * lacks.
 */
export function explanation(statements: readonly Statement[], request: PolicyRequest): string {
  const applying = statements.filter((statement) => applies(statement, request));
  const decisive = applying.find(({ effect }) => effect === 'Deny') ?? applying[0];
  return decisive ? decided(decisive, request) : implicitlyDenied(statements, request);
}

function decided({ label, effect, conditions }: Statement, request: PolicyRequest): string {
  const verb = effect === 'Deny' ? 'denies' : 'allows';
  const reasons = conditions.map((condition) => conditionText(condition, 'holds', request));
  return withReasons(`${label} ${verb} ${quoted(request.action)}`, reasons);
}

function implicitlyDenied(statements: readonly Statement[], request: PolicyRequest): string {
  const candidates = statements.filter((each) => each.effect === 'Allow' && each.isAction(request));
  if (candidates.length > 0) return candidates.map((each) => unmet(each, request)).join('; ');
  const advice = isDecision(request) ? '; each decision needs a permission of its own' : '';
  return `no statement allows ${quoted(request.action)}${advice}`;
}

function unmet(statement: Statement, request: PolicyRequest): string {
  const { label, conditions, note } = statement;
  const { action, resource, context } = request;
  const ending = note === undefined ? '' : ` (${note})`;
  if (!statement.isResource(request))
    return `${label} allows ${quoted(action)}, but not on ${quoted(resource)}${ending}`;
  const failing = conditions.filter(({ holds }) => !holds(context));
  const reasons = failing.map((condition) => conditionText(condition, 'does not hold', request));
  return `${withReasons(`${label} does not allow ${quoted(action)}`, reasons)}${ending}`;
}

const withReasons = (head: string, reasons: readonly string[]): string =>
  reasons.length === 0 ? head : `${head}, because ${reasons.join(', and ')}`;

function conditionText(condition: Condition, verdict: string, request: PolicyRequest): string {
  const { operator, key, wanted, missing } = condition;
  const values = valuesOf(request.context, key.toLowerCase());
  const found = values.length === 0 ? absenceText(key, request) : `${key} is ${quotedChoice(values)}`;
  const variables = missing(request.context).map((name) => ` and ${absenceText(name, request)}`);
  return `${operator} ${quotedChoice(wanted)} ${verdict}: ${found}${variables.join('')}`;
}

const absenceText = (key: string, request: PolicyRequest): string =>
  `the request has no ${quoted(key)}${advice(key.toLowerCase(), request)}`;

const isDecision = ({ action }: PolicyRequest): boolean => Object.hasOwn(DECISIONS, action.slice('swf:'.length));

const OF_CALLS = /^aws:(sourceip|useragent|securetransport)$/;
const OF_INPUT = /^(swf:|aws:(requesttag\/|tagkeys$))/;
const OF_DOMAIN = /^aws:resourcetag\//;

function advice(key: string, request: PolicyRequest): string {
  if (OF_INPUT.test(key)) return '';
  const names = Object.keys(request.context);
  const near = nearest(
    key,
    names.map((name) => name.toLowerCase()),
  );
  const similar = near?.off === 'one letter off' && names.find((name) => name.toLowerCase() === near.name);
  if (similar) return ` (did you mean ${quoted(similar)}?)`;
  if (OF_DOMAIN.test(key)) return ' (the domain has no such tag)';
  return OF_CALLS.test(key) && isDecision(request)
    ? ' (decisions have no such key)'
    : ' (the option requestContext can set it)';
}
