import { describe, expect, it } from 'vitest';
import {
  checkInvariants,
  type FaultName,
  type Grants,
  type Limits,
  type OperationName,
  type State,
  settle,
  step,
} from '../../src/core/index.js';
import { unchanged } from '../core/validate/snapshot.js';
import { type Fact, proves } from '../support/coverage/proves.js';
import { expectEqual, expectNone } from '../support/everyStep.js';
import type { Members } from './world.js';

/** What is wrong, and nothing else is. */
export interface Flaw<W> extends Grants {
  readonly input?: Members;
  readonly limits?: Partial<Limits>;
  /** What happened before the call. */
  readonly after?: (w: W) => void;
  /** Whatever else the flaw settles: two rows about one thing cannot hold together. */
  readonly about?: string;
}

type In<W, T> = T | ((w: W, input: Members) => T);

export type Row<W = unknown> = readonly [
  what: string,
  flaw: Flaw<W> | ((w: W) => Flaw<W>),
  fault: FaultName,
  message: In<W, string>,
];

export interface Scene {
  readonly s: State;
  /** An input that is accepted. */
  readonly input: Members;
}

/**
 * Tests one table: each row is a behaviour, and the order of the rows is the order in which the service looks. Every two
 * rows that can hold together are broken together as well, and the one that stands first has to be answered.
 */
export function faults<W extends Scene>(
  op: OperationName,
  setUp: (limits?: Partial<Limits>) => W,
  rows: readonly Row<W>[],
  title: string = op,
): void {
  const expectRefused = refusal(op, setUp);
  const w = setUp();
  const partners = rows.map(
    (row, i) => [row[0], row, rows.slice(i + 1).filter((later) => together(flawOf(row, w), flawOf(later, w)))] as const,
  );

  describe(title, () => {
    it('accepts the input that the rows below spoil', () => {
      const { s, input } = setUp();
      const grants = { authorize: () => true, inject: () => undefined };
      expect(step(s, { op, input, grants }, s.now).reply).not.toHaveProperty('fault');
    });

    it.each(rows.map((row) => [row[0], row] as const))('%s', (_what, row) => expectRefused(row));

    it.each(partners.filter(([, , later]) => later.length > 0))('looks first whether %s', (_what, row, others) => {
      for (const later of others) expectRefused(row, later);
    });
  });
}

const flawOf = <W>([, flaw]: Row<W>, w: W): Flaw<W> => (typeof flaw === 'function' ? flaw(w) : flaw);

function together<W>(a: Flaw<W>, b: Flaw<W>): boolean {
  const settled = new Set(settledBy(a));
  return !settledBy(b).some((key) => settled.has(key));
}

const settledBy = <W>({ input = {}, limits = {}, authorize, inject, about }: Flaw<W>): readonly string[] => [
  ...Object.keys(input),
  ...Object.keys(limits),
  ...(authorize ? ['authorize'] : []),
  ...(inject ? ['inject'] : []),
  ...(about === undefined ? [] : [about]),
];

const refusal =
  <W extends Scene>(op: OperationName, setUp: (limits?: Partial<Limits>) => W) =>
  (row: Row<W>, later?: Row<W>): void => {
    const [what, , fault, message] = row;
    const flaws = (w: W): readonly Flaw<W>[] => (later ? [flawOf(later, w), flawOf(row, w)] : [flawOf(row, w)]);
    // Equal seeds give equal tokens, so a flaw may be asked for its limits in another world.
    const w = setUp(Object.assign({}, ...flaws(setUp()).map(({ limits }) => limits)));
    for (const { after } of flaws(w)) after?.(w);
    const { input, ...grants }: Flaw<W> = Object.assign({}, ...flaws(w), {
      input: Object.assign({}, w.input, ...flaws(w).map((flaw) => flaw.input)),
    });
    const text = typeof message === 'function' ? message(w, input as Members) : message;
    expectFault(w.s, op, input, grants, { fault, message: text }, later ? `${what}, before: ${later[0]}` : what);
    if (!later) proves(...factsOf(op, fault, flawOf(row, w)));
  };

// Whoever asks for a fault gets it: that shows nothing, unless the service has it for reasons of its own. Those that any
// operation may answer are not declared (docs/swf.md 2.7).
function factsOf(
  op: OperationName,
  fault: FaultName,
  { inject, limits = {} }: Pick<Flaw<never>, 'inject' | 'limits'>,
): readonly Fact[] {
  const shown = fault.endsWith('Fault') && (!inject || isOfService(op, fault));
  const reached = Object.keys(limits).map((limit): Fact => `limit ${limit}`);
  return shown ? [...reached, `fault ${op} ${fault}`] : reached;
}

/** Limits of the tag operations, of which nobody knows more than that the model declares them (docs/swf.md 2.6). */
const isOfService = (op: OperationName, fault: FaultName): boolean =>
  fault === 'LimitExceededFault' && /^TagResource$|^UntagResource$|^ListTags/.test(op);

/** Asks, and expects the fault and no change at all. */
export function expectFault(
  s: State,
  op: OperationName,
  input: unknown,
  { authorize, inject }: Grants,
  reply: object,
  what: string = op,
): void {
  settle(s, s.now);
  const expectUnchanged = unchanged(s);
  const outcome = step(s, { op, input, grants: { authorize, inject } }, s.now);
  expectEqual(outcome, { reply, changes: [], woke: [], effects: [] }, what);
  expectUnchanged(what);
  expectNone(checkInvariants(s), what);
}

/** A right that is missing and troubles of the service: they come between the model's constraints and the rest. */
export const access = (op: OperationName, domainOf: (input: Members) => unknown): readonly Row<Scene>[] => [
  [
    'the caller lacks the right',
    { authorize: () => false },
    'OperationNotPermittedFault',
    (_w, input) =>
      `User: arn:aws:iam::123456789012:root is not authorized to perform: swf:${op} on resource: arn:aws:swf:us-east-1:123456789012:/domain/${domainOf(input)}`,
  ],
  [
    'the service throttles',
    { inject: () => ({ fault: 'ThrottlingException' }) },
    'ThrottlingException',
    'Rate exceeded',
  ],
  [
    'the service says what the caller planned',
    { inject: () => ({ fault: 'LimitExceededFault', message: 'enough' }) },
    'LimitExceededFault',
    'enough',
  ],
];

/** The text of broken constraints (docs/swf.md 9.4, 9.5). */
export const invalid = (...broken: readonly Broken[]): string => {
  const errors = broken.map(([value, path, says]) => {
    const shown = value === null ? 'null' : `'${value}'`;
    return `Value ${shown} at '${path}' failed to satisfy constraint: ${says}`;
  });
  return `${broken.length} validation error${broken.length === 1 ? '' : 's'} detected: ${errors.join('; ')}`;
};

type Broken = readonly [value: string | null, path: string, says: string];

/** Constraints of the model know no precedence: one answer names all (docs/swf.md 2, step 3). */
export const broken = (what: string, input: Members, ...violations: readonly Broken[]): Row => [
  what,
  { input, about: 'constraints' },
  'ValidationException',
  invalid(...violations),
];

/** A text that the documentation forbids and the model does not: one is named at a time. */
export const misformed = (what: string, input: Members, violation: Broken): Row => [
  what,
  { input },
  'ValidationException',
  invalid(violation),
];

export const wrongType = (input: Members): Row => [
  'a member has the wrong JSON type',
  { input },
  'SerializationException',
  // The text is reported of a number in place of a text (docs/swf.md 9.3).
  'class java.lang.Integer can not be converted to an String',
];

export const NOT_NULL = 'Member must not be null';
export const atLeast = (length: number): string => `Member must have length greater than or equal to ${length}`;
export const atMost = (length: number): string => `Member must have length less than or equal to ${length}`;

/** AWS's words for these are not known (docs/swf.md 12, doubts 11 to 13): what is tested is the fake's sentence. */
export const STD_NAME =
  'Member must not contain a colon, slash, vertical bar or control character, and must not be arn';
export const TRIMMED = `${STD_NAME}, and must not start or end with white space`;
export const SECONDS = 'Member must be a whole number of seconds';
export const SECONDS_OR_NONE = `${SECONDS} or NONE`;
export const UP_TO_A_YEAR = `${SECONDS}, at most 31536000`;
export const WHOLE = 'Member must be a whole number from -2147483648 to 2147483647';
export const DAYS = 'Member must be a whole number of days from 0 to 90, or NONE';
