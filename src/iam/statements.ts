import { quoted, quotedChoice } from '../args/quoted.js';
import { arnWildcard, canBeOfSwf, hasEarlyVariable, isArnPattern } from './arns.js';
import { type Condition, type ReadTemplate, readConditions } from './conditions.js';
import { documentIn } from './exported.js';
import { ACTIONS, LOWER_CASE_ACTIONS } from './names.js';
import { concernsSwf, isNearlySwf } from './otherServices.js';
import { type Path, parsedList, parsedMembers, parsedText, refuse, refuseUnknownName } from './refuse.js';
import { type ConditionContext, hasVariables, parseTemplate, plainTemplate, resolve } from './variables.js';
import { wildcard } from './wildcards.js';

/** A request to decide: what the fake passes to `authorize`. You may add keys to its context. */
export interface PolicyRequest {
  /** The action: `swf:` and an operation or a decision type. */
  readonly action: string;
  /** The ARN of the domain: `arn:aws:swf:us-east-1:123456789012:/domain/shop`. */
  readonly resource: string;
  /** The condition keys of the request, with their values. */
  readonly context: ConditionContext;
}

/** A statement of a policy, ready to evaluate. */
export interface Statement {
  /** Its place and its Sid, for messages: `policy.Statement[0] ('Workers')`. */
  readonly label: string;
  /** The effect of the statement where it applies. */
  readonly effect: 'Allow' | 'Deny';
  /** Returns true if the statement names the action of a request. */
  readonly isAction: (request: PolicyRequest) => boolean;
  /** Returns true if the statement names the resource of a request. */
  readonly isResource: (request: PolicyRequest) => boolean;
  /** The conditions. All must hold. */
  readonly conditions: readonly Condition[];
  /** The end of an explanation that is about the statement. Default: none. */
  readonly note?: string;
}

/** Returns true for a request that a statement is about. */
export const applies = ({ isAction, isResource, conditions }: Statement, request: PolicyRequest): boolean =>
  isAction(request) && isResource(request) && conditions.every(({ holds }) => holds(request.context));

type Elements = Readonly<Record<string, unknown>>;
type Test = (request: PolicyRequest) => boolean;

const DOCUMENT = ['Version', 'Id', 'Statement'];
const STATEMENT = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const VERSIONS = ['2012-10-17', '2008-10-17'];
const EFFECTS = ['Allow', 'Deny'];

/**
 * Returns the statements of a policy that can concern SWF. The policy is an object, JSON text, or what the API of IAM
 * returns.
 *
 * @throws TypeError if the policy is no JSON, or has an element that is not known.
 */
export function readPolicy(policy: unknown, given: Path): readonly Statement[] {
  const { document, path } = documentIn(policy, given);
  const { Version = VERSIONS[1], Id = '', Statement } = elementsOf(document, DOCUMENT, path);
  const version = parsedChoice(VERSIONS, Version, `${path}.Version`);
  parsedText(Id, `${path}.Id`);
  if (Statement === undefined) refuse(path, 'has no Statement; expected one statement or a list of them');
  // Before the version 2012-10-17 a variable is text like any other (IAM User Guide, "Variables and tags").
  const read = version === VERSIONS[0] ? parseTemplate : plainTemplate;
  return parsedList(Statement, `${path}.Statement`)
    .filter(([statement]) => concernsSwf(statement))
    .map(([statement, at]) => ({ ...readStatement(statement, at, read), ...plainVariables(version, statement, path) }));
}

// A policy that looks right and allows nothing, because its Version is absent.
function plainVariables(version: string, statement: unknown, path: Path): Pick<Statement, 'note'> {
  if (version === VERSIONS[0] || !JSON.stringify(statement).includes('${')) return {};
  return { note: `${path}.Version is not '${VERSIONS[0]}', so its policy variables are plain text` };
}

function readStatement(statement: unknown, path: Path, read: ReadTemplate): Statement {
  const elements = elementsOf(statement, STATEMENT, path);
  const { Sid = '', Effect, Condition = {} } = elements;
  const sid = parsedText(Sid, `${path}.Sid`);
  if (Effect === undefined) refuse(path, "has no Effect; expected 'Allow' or 'Deny'");
  return {
    label: sid === '' ? path : `${path} (${quoted(sid)})`,
    effect: parsedChoice(EFFECTS, Effect, `${path}.Effect`) as Statement['effect'],
    isAction: readPositiveOrNegative(elements, 'Action', path, readAction),
    isResource: readPositiveOrNegative(elements, 'Resource', path, (pattern, at) => readResource(pattern, at, read)),
    conditions: readConditions(Condition, `${path}.Condition`, read),
  };
}

function elementsOf(value: unknown, known: readonly string[], path: Path): Elements {
  const members = parsedMembers(value, path);
  const unknownMember = members.find(([name]) => !known.includes(name));
  if (unknownMember) refuseUnknownName(path, 'element', unknownMember[0], known);
  return Object.fromEntries(members);
}

function parsedChoice(known: readonly string[], value: unknown, path: Path): string {
  const text = parsedText(value, path);
  return known.includes(text) ? text : refuse(path, `was given as ${quoted(text)}; expected ${quotedChoice(known)}`);
}

/**
 * Returns the test of `Action` or `NotAction`, or of `Resource` or `NotResource`: a statement has exactly one of the
 * two.
 */
function readPositiveOrNegative(
  elements: Elements,
  name: 'Action' | 'Resource',
  path: Path,
  read: (pattern: string, path: Path) => Test,
): Test {
  const [found, other] = [name, `Not${name}`].filter((element) => elements[element] !== undefined);
  if (found === undefined) return refuse(path, `has neither ${name} nor Not${name}; expected one of them`);
  if (other !== undefined) return refuse(path, `has ${found} and ${other}; expected one of them`);
  const patterns = parsedList(elements[found], `${path}.${found}`).map(([value, at]) =>
    read(parsedText(value, at), at),
  );
  const isNamed: Test = (request) => patterns.some((matches) => matches(request));
  return found === name ? isNamed : (request) => !isNamed(request);
}

// The names of actions are case-insensitive (IAM User Guide, "Action"). One of SWF that matches no action is a typing
// error.
function readAction(pattern: string, path: Path): Test {
  if (pattern !== '*' && !pattern.includes(':')) {
    refuse(path, `is ${quoted(pattern)}, without a service; expected an action like 'swf:StartWorkflowExecution'`);
  }
  if (pattern.includes('${')) {
    refuse(path, `has a policy variable in ${quoted(pattern)}; IAM takes variables in Resource and Condition only`);
  }
  if (isNearlySwf(pattern)) {
    refuse(
      path,
      `names the unknown service ${quoted(pattern.split(':')[0])} in ${quoted(pattern)}; did you mean 'swf'?`,
    );
  }
  const matches = wildcard(pattern.toLowerCase());
  if (/^swf:/i.test(pattern) && !LOWER_CASE_ACTIONS.some(matches)) {
    refuseUnknownName(path, 'action of SWF', pattern, ACTIONS);
  }
  return ({ action }) => matches(action.toLowerCase());
}

// A resource of another service is never that of a request, whatever stands in it.
function readResource(pattern: string, path: Path, read: ReadTemplate): Test {
  if (!isArnPattern(pattern)) {
    refuse(
      path,
      `was given as ${quoted(pattern)}; expected '*' or an ARN like 'arn:aws:swf:us-east-1:123456789012:/domain/shop'`,
    );
  }
  if (!canBeOfSwf(pattern)) return () => false;
  const template = read(pattern, path);
  if (hasEarlyVariable(template)) {
    refuse(
      path,
      `has a policy variable before the fifth colon in ${quoted(pattern)}; IAM takes variables after it only`,
    );
  }
  if (!hasVariables(template)) return matcherOf(arnWildcard(resolve(template, {}) ?? []));
  return ({ resource, context }) => {
    const pieces = resolve(template, context);
    return pieces !== undefined && arnWildcard(pieces)(resource);
  };
}

const matcherOf =
  (matches: (text: string) => boolean): Test =>
  ({ resource }) =>
    matches(resource);
