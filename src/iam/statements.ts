import { type Context, readConditions } from './conditions.js';
import { ACTIONS } from './names.js';
import { listOf, membersOf, type Path, refuse, refuseName, textOf } from './refuse.js';
import { arnWildcard, isArnPattern, type Matches, wildcard } from './wildcards.js';

/** Who wants to do what: what `authorize` of a fake is asked, perhaps with more in its context. */
export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly applies: (request: PolicyRequest) => boolean;
}

type Elements = Readonly<Record<string, unknown>>;

const DOCUMENT = ['Version', 'Id', 'Statement'];
const STATEMENT = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const VERSIONS = ['2012-10-17', '2008-10-17'];
const EFFECTS = ['Allow', 'Deny'];

/** @throws TypeError if the policy has anything that is not known. */
export function readPolicy(document: unknown, path: Path): readonly Statement[] {
  const { Version = VERSIONS[1], Id = '', Statement } = elementsOf(parsed(document, path), DOCUMENT, path);
  oneOf(VERSIONS, Version, `${path}.Version`);
  textOf(Id, `${path}.Id`);
  if (Statement === undefined) refuse(path, 'has no Statement');
  return listOf(Statement, `${path}.Statement`).map(([statement, at]) => readStatement(statement, at));
}

function parsed(document: unknown, path: Path): unknown {
  if (typeof document !== 'string') return document;
  try {
    return JSON.parse(document);
  } catch (error) {
    return refuse(path, `is no JSON: ${(error as Error).message}`);
  }
}

function readStatement(statement: unknown, path: Path): Statement {
  const elements = elementsOf(statement, STATEMENT, path);
  const { Sid = '', Effect, Condition = {} } = elements;
  textOf(Sid, `${path}.Sid`);
  if (Effect === undefined) refuse(path, 'has no Effect: Allow or Deny');
  const effect = oneOf(EFFECTS, Effect, `${path}.Effect`) as Statement['effect'];
  const isAction = readEither(elements, 'Action', path, readAction);
  const isResource = readEither(elements, 'Resource', path, readResource);
  const conditions = readConditions(Condition, `${path}.Condition`);
  const applies = ({ action, resource, context }: PolicyRequest): boolean =>
    isAction(action) && isResource(resource) && conditions.every((holds) => holds(context));
  return { effect, applies };
}

function elementsOf(value: unknown, known: readonly string[], path: Path): Elements {
  const members = membersOf(value, path);
  const stranger = members.find(([name]) => !known.includes(name));
  if (stranger) refuseName(path, 'element', stranger[0], known);
  return Object.fromEntries(members);
}

function oneOf(known: readonly string[], value: unknown, path: Path): string {
  const text = textOf(value, path);
  return known.includes(text) ? text : refuse(path, `must be ${known.join(' or ')}, but it is ${text}`);
}

/** An element, or the one that asks for its contrary: a statement has one of both. */
function readEither(
  elements: Elements,
  name: 'Action' | 'Resource',
  path: Path,
  read: (pattern: string, path: Path) => Matches,
): Matches {
  const [found, other] = [name, `Not${name}`].filter((element) => elements[element] !== undefined);
  if (found === undefined) return refuse(path, `has neither ${name} nor Not${name}`);
  if (other !== undefined) return refuse(path, `has ${found} and ${other}; a statement has one of them`);
  const patterns = listOf(elements[found], `${path}.${found}`).map(([value, at]) => read(textOf(value, at), at));
  const isNamed: Matches = (text) => patterns.some((matches) => matches(text));
  return found === name ? isNamed : (text) => !isNamed(text);
}

// Names of actions are not case-sensitive (IAM User Guide, "Action"). One of SWF that matches nothing is a slip of the pen.
function readAction(pattern: string, path: Path): Matches {
  if (pattern !== '*' && !pattern.includes(':')) {
    refuse(path, `is ${pattern}, without a service; actions are like swf:StartWorkflowExecution`);
  }
  const matches = wildcard(pattern.toLowerCase());
  const isAction: Matches = (action) => matches(action.toLowerCase());
  if (/^swf:/i.test(pattern) && !ACTIONS.some(isAction)) refuseName(path, 'action of SWF', pattern, ACTIONS);
  return isAction;
}

function readResource(pattern: string, path: Path): Matches {
  if (!isArnPattern(pattern)) {
    refuse(path, `must be * or an ARN like arn:aws:swf:us-east-1:123456789012:/domain/shop, but it is ${pattern}`);
  }
  return arnWildcard(pattern);
}
