import { quoted, quotedChoice } from '../args/quoted.js';
import { type ConditionContext, readConditions } from './conditions.js';
import { ACTIONS } from './names.js';
import { type Path, parsedList, parsedMembers, parsedText, refuse, refuseUnknownName } from './refuse.js';
import { arnWildcard, isArnPattern, type Matches, wildcard } from './wildcards.js';

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
  /** The effect of the statement where it applies. */
  readonly effect: 'Allow' | 'Deny';
  /** Returns true for a request that the statement is about. */
  readonly applies: (request: PolicyRequest) => boolean;
}

type Elements = Readonly<Record<string, unknown>>;

const DOCUMENT = ['Version', 'Id', 'Statement'];
const STATEMENT = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const VERSIONS = ['2012-10-17', '2008-10-17'];
const EFFECTS = ['Allow', 'Deny'];

/**
 * Returns the statements of a policy: an object, or JSON text.
 *
 * @throws TypeError if the policy is no JSON, or has an element that is not known.
 */
export function readPolicy(document: unknown, path: Path): readonly Statement[] {
  const { Version = VERSIONS[1], Id = '', Statement } = elementsOf(parsed(document, path), DOCUMENT, path);
  parsedChoice(VERSIONS, Version, `${path}.Version`);
  parsedText(Id, `${path}.Id`);
  if (Statement === undefined) refuse(path, 'has no Statement; expected one statement or a list of them');
  return parsedList(Statement, `${path}.Statement`).map(([statement, at]) => readStatement(statement, at));
}

function parsed(document: unknown, path: Path): unknown {
  if (typeof document !== 'string') return document;
  try {
    return JSON.parse(document);
  } catch (error) {
    return refuse(path, `is no JSON (${(error as Error).message}); expected a policy as an object or as JSON text`);
  }
}

function readStatement(statement: unknown, path: Path): Statement {
  const elements = elementsOf(statement, STATEMENT, path);
  const { Sid = '', Effect, Condition = {} } = elements;
  parsedText(Sid, `${path}.Sid`);
  if (Effect === undefined) refuse(path, "has no Effect; expected 'Allow' or 'Deny'");
  const effect = parsedChoice(EFFECTS, Effect, `${path}.Effect`) as Statement['effect'];
  const isAction = readPositiveOrNegative(elements, 'Action', path, readAction);
  const isResource = readPositiveOrNegative(elements, 'Resource', path, readResource);
  const conditions = readConditions(Condition, `${path}.Condition`);
  const applies = ({ action, resource, context }: PolicyRequest): boolean =>
    isAction(action) && isResource(resource) && conditions.every((holds) => holds(context));
  return { effect, applies };
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
  read: (pattern: string, path: Path) => Matches,
): Matches {
  const [found, other] = [name, `Not${name}`].filter((element) => elements[element] !== undefined);
  if (found === undefined) return refuse(path, `has neither ${name} nor Not${name}; expected one of them`);
  if (other !== undefined) return refuse(path, `has ${found} and ${other}; expected one of them`);
  const patterns = parsedList(elements[found], `${path}.${found}`).map(([value, at]) =>
    read(parsedText(value, at), at),
  );
  const isNamed: Matches = (text) => patterns.some((matches) => matches(text));
  return found === name ? isNamed : (text) => !isNamed(text);
}

// The names of actions are case-insensitive (IAM User Guide, "Action"). One of SWF that matches no action is a typing
// error.
function readAction(pattern: string, path: Path): Matches {
  if (pattern !== '*' && !pattern.includes(':')) {
    refuse(path, `is ${quoted(pattern)}, without a service; expected an action like 'swf:StartWorkflowExecution'`);
  }
  const matches = wildcard(pattern.toLowerCase());
  const isAction: Matches = (action) => matches(action.toLowerCase());
  if (/^swf:/i.test(pattern) && !ACTIONS.some(isAction)) refuseUnknownName(path, 'action of SWF', pattern, ACTIONS);
  return isAction;
}

function readResource(pattern: string, path: Path): Matches {
  if (!isArnPattern(pattern)) {
    refuse(
      path,
      `was given as ${quoted(pattern)}; expected '*' or an ARN like 'arn:aws:swf:us-east-1:123456789012:/domain/shop'`,
    );
  }
  return arnWildcard(pattern);
}
