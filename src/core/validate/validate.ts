import type { Assumptions } from '../model/assumptions.js';
import { withDefined } from '../model/optional.js';
import { FORMATS, type Format } from './formats.js';
import { isValid } from './isValid.js';
import type { Choice, List, Member, Shape, Structure, Text, Whole } from './shape.js';

/** The faults found in an input. They are in three groups, because SWF checks each at another point (docs/swf.md 2). */
export interface Findings {
  /** The first value of a wrong JSON type: a SerializationException, before every other fault (docs/swf.md 9.7). */
  unreadable?: string;
  /**
   * The broken constraints of the API model, in its order: one ValidationException names all of them (docs/swf.md 9.5), up
   * to `MOST_LISTED`.
   */
  readonly violations: string[];
  /** The number of broken constraints that are not listed. */
  unlisted: number;
  /** The broken rules of the documentation. They are checked after access control. */
  readonly malformed: Malformed[];
}

/** A text that breaks a rule of the documentation. */
export interface Malformed {
  /** The rule. */
  readonly format: Format;
  /** The text that breaks it. */
  readonly value: string;
  /** The message. */
  readonly text: string;
}

/**
 * Checks an input. Returns it with the faults found in it. A member that is null, or empty where that means "not
 * given", is left out of the result. An input without such a member is returned itself, not a copy, so the state must
 * copy what it keeps.
 */
export function validate(shape: Structure, value: unknown): Reading {
  // Nearly every input is valid, and this check is much faster than one that lists faults.
  if (isValid(shape, value)) return { input: value, findings: NOTHING };
  const findings: Findings = { violations: [], unlisted: 0, malformed: [] };
  return { input: readStructure(shape, value ?? {}, '', findings), findings };
}

interface Reading {
  readonly input: unknown;
  readonly findings: Findings;
}

const NOTHING: Findings = Object.freeze({ violations: [], unlisted: 0, malformed: [] });

// A request of 1 MB can hold hundreds of thousands of wrong elements. The texts for all of them would be longer than the
// request by far.
const MOST_LISTED = 100;

/** Returns the message of AWS for one or several broken constraints (docs/swf.md 9.4 and 9.5). All are counted. */
export function validationText(violations: readonly string[], unlisted = 0): string {
  const count = violations.length + unlisted;
  return `${count} validation error${count === 1 ? '' : 's'} detected: ${violations.join('; ')}`;
}

function read(shape: Shape, value: unknown, path: string, findings: Findings): unknown {
  switch (shape.kind) {
    case 'text':
      return readText(shape, value, path, findings);
    case 'choice':
      return readChoice(shape, value, path, findings);
    case 'structure':
      return readStructure(shape, value, path, findings);
    case 'list':
      return readList(shape, value, path, findings);
    case 'whole':
      return readWhole(shape, value, path, findings);
    case 'flag':
      return typeof value === 'boolean' ? value : unreadable(findings, value, 'an Boolean');
    case 'time':
      return Number.isFinite(value) ? value : unreadable(findings, value, 'milliseconds since epoch');
  }
}

function readStructure(shape: Structure, value: unknown, path: string, findings: Findings): unknown {
  // It is never null: `readMember` and `readEach` treat null as a missing value.
  if (typeof value !== 'object' || Array.isArray(value)) return unreadable(findings, value, 'an Map');
  const given = value as Readonly<Record<string, unknown>>;
  let known = given;
  for (const member of shape.members) {
    const part = given[member.name];
    if (part === undefined && !member.required) continue;
    const clean = readMember(member, part, path, findings);
    if (clean !== part) known = replaced(known === given ? membersOf(shape, given) : known, member.name, clean);
  }
  return known === given ? given : withDefined({}, known);
}

function readMember(member: Member, part: unknown, path: string, findings: Findings): unknown {
  const at = path === '' ? member.name : `${path}.${member.name}`;
  if (part !== undefined && (part !== null || !isNullable(member.shape))) return read(member.shape, part, at, findings);
  return member.required ? violated(findings, 'null', at, 'Member must not be null') : undefined;
}

type Members = Readonly<Record<string, unknown>>;

// It reads each member by name: a spread would lose inherited members, such as the getters of a class.
const membersOf = ({ members }: Structure, given: Members): Members =>
  Object.fromEntries(members.map(({ name }) => [name, given[name]]));

const replaced = (copy: Members, name: string, value: unknown): Members => Object.assign(copy, { [name]: value });

// A null flag or number is a SerializationException; every other null counts as absent (docs/swf.md 9.7).
const isNullable = (shape: Shape): boolean => shape.kind !== 'flag' && shape.kind !== 'whole';

function readText(shape: Text, value: unknown, path: string, findings: Findings): string | undefined {
  if (typeof value !== 'string') return unreadable(findings, value, 'an String');
  const problem = lengthProblem(shape, value.length);
  if (problem) violated(findings, quoted(value), path, problem);
  return shape.format ? readFormatted(shape.format, value, path, findings) : value;
}

function readFormatted(format: Format, value: string, path: string, findings: Findings): string | undefined {
  const { accepts, constraint, emptyIsAbsent } = FORMATS[format];
  if (value === '' && emptyIsAbsent) return undefined;
  if (!accepts(value)) findings.malformed.push({ format, value, text: violation(quoted(value), path, constraint) });
  return value;
}

function readChoice(shape: Choice, value: unknown, path: string, findings: Findings): string | undefined {
  if (typeof value !== 'string') return unreadable(findings, value, 'an String');
  if (shape.values.includes(value)) return value;
  return violated(findings, quoted(value), path, `Member must satisfy enum value set: [${shape.values.join(', ')}]`);
}

function readWhole(shape: Whole, value: unknown, path: string, findings: Findings): number | undefined {
  if (!Number.isInteger(value)) return unreadable(findings, value, 'an Integer');
  const whole = value as number;
  if (whole < shape.min) violated(findings, quoted(whole), path, `${VALUE} greater than or equal to ${shape.min}`);
  if (whole > shape.max) violated(findings, quoted(whole), path, `${VALUE} less than or equal to ${shape.max}`);
  return whole;
}

function readList(shape: List, value: unknown, path: string, findings: Findings): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return unreadable(findings, value, 'an List');
  const problem = lengthProblem(shape, value.length);
  if (problem) violated(findings, listed(value), path, problem);
  return shape.of.kind === 'text'
    ? readTexts(shape.of, value, path, findings)
    : readEach(shape.of, value, path, findings);
}

const readEach = (of: Shape, values: readonly unknown[], path: string, findings: Findings): readonly unknown[] =>
  // `Array.from` visits the holes of an array, `map` does not.
  Array.from(values, (value, i) => {
    const at = `${path}.${i + 1}.member`;
    if (value === null || value === undefined) return violated(findings, 'null', at, 'Member must not be null');
    return read(of, value, at, findings);
  });

// A message about one element of a list of texts shows the whole list, as Coral services do. A null element is valid:
// the live service accepted a tagList of [null] and returned it (recorded: test_simpleflow_activity_rerun@69b20367).
function readTexts(of: Text, values: readonly unknown[], path: string, findings: Findings): readonly unknown[] {
  const wrong = values.find((value) => typeof value !== 'string' && value !== null && value !== undefined);
  if (wrong !== undefined) unreadable(findings, wrong, 'an String');
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.some((value) => lengthProblem(of, value.length))) {
    violated(findings, listed(values), path, `Member must satisfy constraint: [${bounds(of)}]`);
  }
  // JSON has no undefined.
  return values.includes(undefined) ? Array.from(values, (value) => value ?? null) : values;
}

const LENGTH = 'Member must have length';
const VALUE = 'Member must have value';

function lengthProblem(
  { min = 0, max = Infinity }: { min?: number; max?: number },
  length: number,
): string | undefined {
  if (length < min) return `${LENGTH} greater than or equal to ${min}`;
  return length > max ? `${LENGTH} less than or equal to ${max}` : undefined;
}

const bounds = ({ min = 0, max = Infinity }: Text): string =>
  `${LENGTH} less than or equal to ${max}, ${LENGTH} greater than or equal to ${min}`;

const quoted = (value: unknown): string => `'${String(value)}'`;
// An element that is no primitive is a SerializationException anyway, so its text here does not matter.
const listed = (values: readonly unknown[]): string => `'[${values.map(element).join(', ')}]'`;
const element = (value: unknown): string => (Object(value) === value ? '{}' : String(value));

const violation = (value: string, path: string, constraint: string): string =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;

function violated(findings: Findings, value: string, path: string, constraint: string): undefined {
  if (findings.violations.length < MOST_LISTED) findings.violations.push(violation(value, path, constraint));
  else findings.unlisted += 1;
}

// The text follows the message that the service is reported to have for a number in place of a text (docs/swf.md 9.3).
function unreadable(findings: Findings, value: unknown, expected: string): undefined {
  const what = value === null ? 'null' : `class ${javaClass(value)}`;
  findings.unreadable ??= `${what} can not be converted to ${expected}`;
}

function javaClass(value: unknown): string {
  // JSON has no NaN and no Infinity: the SDK writes them as texts.
  if (typeof value === 'number' && !Number.isFinite(value)) return 'java.lang.String';
  if (typeof value === 'number') return Number.isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  return Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.LinkedHashMap';
}

/** Returns whether the assumptions accept a text that breaks a rule of the documentation (docs/swf.md 12). */
export function isAccepted(assumptions: Assumptions, { format, value }: Malformed): boolean {
  switch (format) {
    case 'execution':
      return assumptions.unlimitedExecutions === 'accepted' && FORMATS.timeout.accepts(value);
    case 'successor':
      return assumptions.unlimitedSuccessors === 'accepted' && value === 'NONE';
    case 'workflowId':
      return assumptions.workflowIdCharacters === 'accepted';
    case 'name':
    case 'trimmed':
      return assumptions.namesWithBannedCharacters === 'accepted';
    default:
      return false;
  }
}
