import { fits } from './fits.js';
import { FORMATS, type Format } from './formats.js';
import type { Choice, List, Member, Shape, Structure, Text, Whole } from './shape.js';

/** What is wrong with an input, kept apart because AWS answers each kind at another point of its chain. */
export interface Findings {
  /** A value of the wrong JSON type: SerializationException, before all else (swf-behaviour 9.7). */
  unreadable?: string;
  /** Broken constraints of the model, in its order: one ValidationException names them all. */
  readonly violations: string[];
  /** Broken rules of the documentation, checked after access control. */
  readonly misformed: Misformed[];
}

/** A text that is not of the form that the documentation asks for. */
export interface Misformed {
  readonly format: Format;
  readonly value: string;
  readonly text: string;
}

/**
 * `value` as the model reads it: a member that is null, or empty where that means "not given", is absent. What needs no
 * such change is returned as it is and not copied, so whatever the state keeps of it has to be copied there.
 */
export function readInput(shape: Structure, value: unknown): Reading {
  // Nearly every input is as it should be, and to see that takes a fraction of the time that a report takes.
  if (fits(shape, value)) return { input: value, findings: NOTHING };
  const findings: Findings = { violations: [], misformed: [] };
  return { input: readStructure(shape, value ?? {}, '', findings), findings };
}

interface Reading {
  readonly input: unknown;
  readonly findings: Findings;
}

const NOTHING: Findings = Object.freeze({ violations: [], misformed: [] });

/** AWS's text for one broken constraint or several (swf-behaviour 9.4 and 9.5). */
export const validationText = (violations: readonly string[]): string =>
  `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${violations.join('; ')}`;

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
      return typeof value === 'boolean' ? value : unreadable(findings, value, 'Boolean');
    case 'time':
      return Number.isFinite(value) ? value : unreadable(findings, value, 'Timestamp');
  }
}

function readStructure(shape: Structure, value: unknown, path: string, findings: Findings): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unreadable(findings, value, 'Map');
  const given = value as Readonly<Record<string, unknown>>;
  let known = given;
  for (const member of shape.members) {
    const part = given[member.name];
    if (part === undefined && !member.required) continue;
    const clean = readMember(member, part, path, findings);
    if (clean !== part) known = replaced(known, given, member.name, clean);
  }
  return known;
}

function readMember(member: Member, part: unknown, path: string, findings: Findings): unknown {
  const at = path === '' ? member.name : `${path}.${member.name}`;
  if (part !== undefined && (part !== null || !isNullable(member.shape))) return read(member.shape, part, at, findings);
  return member.required ? violated(findings, 'null', at, 'Member must not be null') : undefined;
}

type Members = Readonly<Record<string, unknown>>;

const replaced = (known: Members, given: Members, name: string, value: unknown): Members => {
  const copy: Record<string, unknown> = known === given ? { ...given } : known;
  copy[name] = value;
  return copy;
};

// A null flag or number is unreadable, any other null is as if absent (swf-behaviour 9.7).
const isNullable = (shape: Shape): boolean => shape.kind !== 'flag' && shape.kind !== 'whole';

function readText(shape: Text, value: unknown, path: string, findings: Findings): string | undefined {
  if (typeof value !== 'string') return unreadable(findings, value, 'String');
  const problem = lengthProblem(shape, value.length);
  if (problem) violated(findings, quoted(value), path, problem);
  return shape.format ? readFormatted(shape.format, value, path, findings) : value;
}

function readFormatted(format: Format, value: string, path: string, findings: Findings): string | undefined {
  const { accepts, wants, emptyIsAbsent } = FORMATS[format];
  if (value === '' && emptyIsAbsent) return undefined;
  if (!accepts(value)) findings.misformed.push({ format, value, text: violation(quoted(value), path, wants) });
  return value;
}

function readChoice(shape: Choice, value: unknown, path: string, findings: Findings): string | undefined {
  if (typeof value !== 'string') return unreadable(findings, value, 'String');
  if (shape.values.includes(value)) return value;
  return violated(findings, quoted(value), path, `Member must satisfy enum value set: [${shape.values.join(', ')}]`);
}

function readWhole(shape: Whole, value: unknown, path: string, findings: Findings): number | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return unreadable(findings, value, 'Integer');
  if (value < shape.min) violated(findings, quoted(value), path, `${VALUE} greater than or equal to ${shape.min}`);
  if (value > shape.max) violated(findings, quoted(value), path, `${VALUE} less than or equal to ${shape.max}`);
  return value;
}

function readList(shape: List, value: unknown, path: string, findings: Findings): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return unreadable(findings, value, 'List');
  const problem = lengthProblem(shape, value.length);
  if (problem) violated(findings, listed(value), path, problem);
  return shape.of.kind === 'text'
    ? readTexts(shape.of, value, path, findings)
    : readEach(shape.of, value, path, findings);
}

const readEach = (of: Shape, values: readonly unknown[], path: string, findings: Findings): readonly unknown[] =>
  // A hole in an array is an element without a value.
  Array.from(values, (value, i) => {
    const at = `${path}.${i + 1}.member`;
    if (value === null || value === undefined) return violated(findings, 'null', at, 'Member must not be null');
    return read(of, value, at, findings);
  });

// The elements of a list of texts are judged as one value, as Coral services do. A null element passes: the live service
// took a tagList of [null] and showed it again (recorded: test_simpleflow_activity_rerun@69b20367).
function readTexts(of: Text, values: readonly unknown[], path: string, findings: Findings): readonly unknown[] {
  const wrong = values.find((value) => typeof value !== 'string' && value !== null && value !== undefined);
  if (wrong !== undefined) unreadable(findings, wrong, 'String');
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.some((value) => lengthProblem(of, value.length))) {
    violated(findings, listed(values), path, `Member must satisfy constraint: [${bounds(of)}]`);
  }
  // JSON knows no undefined.
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
const listed = (values: readonly unknown[]): string => `'[${values.map(String).join(', ')}]'`;

const violation = (value: string, path: string, constraint: string): string =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;

function violated(findings: Findings, value: string, path: string, constraint: string): undefined {
  findings.violations.push(violation(value, path, constraint));
}

// The wording follows what the service is reported to say of a number in place of a text (swf-behaviour 9.3).
function unreadable(findings: Findings, value: unknown, wanted: string): undefined {
  const what = value === null ? 'null' : `class ${javaClass(value)}`;
  findings.unreadable ??= `${what} can not be converted to an ${wanted}`;
}

function javaClass(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  return Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.LinkedHashMap';
}
