import { SWFServiceException } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import {
  checkInvariants,
  fork,
  instant,
  isFault,
  type Outcome,
  type State,
  settle,
  step,
} from '../../../src/core/index.js';
import type { Shape } from '../../../src/core/validate/shape.js';
import { SwfFake } from '../../../src/index.js';
import { OPS, type Op, type Path, patched, pathText, shapeOf } from '../../../src/property/constraintViolations.js';
import { expectEqual, expectNone } from '../../support/everyStep.js';
import { ACCEPTED, type MakeScene } from './accepted.js';
import { snapshot, unchanged } from './snapshot.js';

// Whatever a caller gives: AWS's answer, and never an exception that is not the caller's own.

const SCENES = OPS.flatMap((op) => ACCEPTED[op].map((make, i) => [op, i, make] as const));
const NAME = 'plain';
const DAY = 86_400_000;

function ask(s: State, op: Op, input: unknown): Outcome['reply'] {
  return step(s, { op, input }, s.now).reply;
}

/** Asks, and lets a day pass so that whatever was kept has its effect. */
function lived(s: State, op: Op, input: unknown): { readonly reply: unknown; readonly state: State } {
  const reply = livedReply(s, op, input);
  return { reply, state: snapshot(s) };
}

/** The reply alone: a snapshot takes longer than the call. */
function livedReply(s: State, op: Op, input: unknown): unknown {
  const reply = structuredClone(ask(s, op, input));
  expectNone(checkInvariants(s));
  settle(s, instant(s.now + DAY));
  expectNone(checkInvariants(s));
  return reply;
}

interface Place {
  readonly path: Path;
  readonly shape: Shape;
}

/** Every member of the input of an operation, at every depth. */
function placesOf(shape: Shape, path: Path = []): readonly Place[] {
  if (shape.kind === 'list') return [{ path: [...path, 0], shape: shape.of }, ...placesOf(shape.of, [...path, 0])];
  if (shape.kind !== 'structure') return [];
  return shape.members.flatMap(({ name, shape: of }) => [
    { path: [...path, name], shape: of },
    ...placesOf(of, [...path, name]),
  ]);
}

/** The paths of structures, with 0 for every place in a list. */
function structuresIn(value: unknown, path: Path = []): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((part) => structuresIn(part, [...path, 0]));
  return [pathText(path), ...Object.entries(value).flatMap(([name, part]) => structuresIn(part, [...path, name]))];
}

it.each(OPS)('%s: the inputs that are accepted have every structure of the model', (op) => {
  const wanted = placesOf(shapeOf(op)).filter(({ shape }) => shape.kind === 'structure');
  const given = new Set(ACCEPTED[op].flatMap((make) => structuresIn(make(NAME).input)));
  expect(wanted.map(({ path }) => pathText(path)).filter((path) => !given.has(path))).toEqual([]);
});

/** `value` with every structure in it made anew. */
function dressed(value: unknown, dress: (structure: object) => object): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => dressed(part, dress));
  return dress(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, dressed(part, dress)])));
}

/** An own member of that name, as JSON makes it: also where an assignment would do something else. */
const withMember = (structure: object, name: string, value: unknown): object =>
  Object.defineProperty(structure, name, { value, enumerable: true, writable: true, configurable: true });

class Input {
  constructor(members: object) {
    Object.assign(this, members);
  }
  get domainName(): string {
    return 'STRANGE';
  }
  toJSON(): never {
    throw new Error('nobody asks for JSON');
  }
}

const circular: { self?: object } = {};
circular.self = circular;
const STRANGE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'fault', '0', ''];

/** Forms of one and the same input: the members that the model knows are the same. */
const DRESSES: Readonly<Record<string, (structure: object) => object>> = {
  'unknown members': (structure) =>
    Object.assign(structure, { strange: 'STRANGE', deep: { domain: ['STRANGE'] }, circular, call: () => 'STRANGE' }),
  'unknown members that are called like those of every object': (structure) =>
    STRANGE.reduce((dressed, name) => withMember(dressed, name, { domain: 'STRANGE' }), structure),
  'unknown members that are symbols': (structure) => Object.assign(structure, { [Symbol.iterator]: 'STRANGE' }),
  'members without a value': (structure) => Object.assign({ strange: undefined, null: null }, structure),
  'a null prototype': (structure) => Object.assign(Object.create(null), structure),
  'a class of its own': (structure) => new Input(structure),
  getters: (structure) =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        Object.entries(structure).map(([name, value]) => [name, { get: () => value, enumerable: true }]),
      ),
    ),
  'inherited members': (structure) => Object.create(structure),
};

describe.each(Object.entries(DRESSES))('an input with %s is as good as any', (_what, dress) => {
  it.each(SCENES)('%s, %i', (op, _i, make) => {
    const { s, input } = make(NAME);
    const plain = lived(fork(s), op, input);
    expect(isFault(plain.reply as object)).toBe(false);
    expectEqual(lived(fork(s), op, dressed(input, dress)), plain);
  });
});

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** Spoils whatever an input consists of. */
function scramble(value: object): void {
  for (const [name, part] of Object.entries(value)) {
    if (typeof part === 'object' && part !== null) scramble(part);
    (value as Record<string, unknown>)[name] = 'STRANGE';
  }
  if (Array.isArray(value)) value.push('STRANGE');
}

/** The input without the texts that are empty: nothing of it has to be left out, and it is not copied before it is used. */
const withoutEmpty =
  (make: MakeScene): MakeScene =>
  (name) => {
    const { s, input } = make(name);
    const full = (structure: object): object =>
      Object.fromEntries(Object.entries(structure).filter(([, value]) => value !== ''));
    return { s, input: dressed(input, full) as typeof input };
  };

describe.each([
  ['the input', (make: MakeScene) => make],
  ['the input without empty texts', withoutEmpty],
] as const)('%s belongs to the caller', (_what, as) => {
  it.each(SCENES)('%s, %i: it may be frozen', (op, _i, make) => {
    const { s, input } = as(make)(NAME);
    expectEqual(lived(fork(s), op, frozen(structuredClone(input))), lived(fork(s), op, input));
  });

  it.each(SCENES)('%s, %i: nothing is kept of it but copies, and nothing is answered with it', (op, _i, make) => {
    const { s, input } = as(make)(NAME);
    const own = structuredClone(input);
    const reply = ask(s, op, own);
    const [before, answered] = [snapshot(s), structuredClone(reply)];
    expect(own).toEqual(input);
    scramble(own);
    expectEqual(snapshot(s), before);
    expectEqual(reply, answered);
  });
});

describe('what a getter of the caller throws is the caller’s', () => {
  it.each(OPS)('%s', async (op) => {
    const { s, input } = (ACCEPTED[op][0] as MakeScene)(NAME);
    const before = snapshot(s);
    for (const name of Object.keys(input)) {
      const mine = new Error(`${name} is mine`);
      const own = Object.defineProperty({ ...input }, name, {
        enumerable: true,
        get() {
          throw mine;
        },
      });
      expect(() => ask(s, op, own), name).toThrow(mine);
      expectEqual(snapshot(s), before, name);
      await expect(new SwfFake().send(op, own as never), name).rejects.toBe(mine);
    }
  });
});

const WILD = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', 'length'];

/** What is said with one name, said with another. Token and ids are numbers in disguise: they know no names. */
const renamed = (value: unknown, from: string, to: string): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(from, to));

describe.each(WILD)('a domain, a type, a run, a task, a list, a tag and a text may be called %s', (wild) => {
  it.each(SCENES)('%s, %i', (op, _i, make) => {
    const answer = (name: string): unknown => {
      const { s, input } = make(name);
      return renamed(livedReply(s, op, input), name, NAME);
    };
    expect(answer(wild)).toEqual(answer(NAME));
  });
});

describe.each(WILD)('what was never called %s is not found by that name', (wild) => {
  it.each(OPS)('%s', (op) => {
    const { s, input } = (ACCEPTED[op][0] as MakeScene)(NAME);
    // As long, so that both break the same rules of length.
    const nobody = 'nobody'.padEnd(wild.length, 'y').slice(0, wild.length);
    const texts = placesOf(shapeOf(op)).filter(({ shape }) => shape.kind === 'text' || shape.kind === 'choice');
    for (const { path } of texts) {
      const answer = (name: string): unknown => {
        return renamed(livedReply(fork(s), op, patched(shapeOf(op), input, path, name)), name, nobody);
      };
      expectEqual(answer(wild), answer(nobody), pathText(path));
    }
  });
});

/** Refused by one of these, and everything is as it was. */
function expectRefused(s: State, op: Op, input: unknown, faults: RegExp, what: string): string {
  const expectUnchanged = unchanged(s);
  const { reply, changes } = step(s, { op, input }, s.now);
  if (!isFault(reply)) throw new Error(`${what} was accepted`);
  expect(reply.fault, what).toMatch(faults);
  expectNone(changes, what);
  expectUnchanged(what);
  expectNone(checkInvariants(s), what);
  return reply.message;
}

// As long as a text can be in a request, if each of its characters needs six bytes (docs/swf.md 10.1).
const LONGEST = 1 << 17;
const FILLINGS = ['x', ' ', '9', '-', ':', '\u0000', '"', '𝟘'].map(
  (filling) => [filling, filling.repeat(LONGEST)] as const,
);

describe('a text as long as a request where a short one belongs', () => {
  it.each(OPS)('%s', (op) => {
    const { s, input } = (ACCEPTED[op][0] as MakeScene)(NAME);
    for (const { path, shape } of placesOf(shapeOf(op)).filter(({ shape }) => shape.kind === 'text')) {
      const at = path.at(-1) === 0 ? path.slice(0, -1) : path;
      for (const [filling, text] of FILLINGS.slice(0, path.length === 1 ? undefined : 1)) {
        const value = at === path ? text : [text];
        const asked = patched(shapeOf(op), input, at, value);
        const message = expectRefused(s, op, asked, /^ValidationException$/, `${filling} at ${pathText(at)}`);
        expect(message.length).toBeLessThan(3 * LONGEST);
        if (!('max' in shape)) continue;
        expect(message.endsWith(`${shape.max}`) || at !== path).toBe(true);
        expect(message.slice(0, 60)).toContain('1 validation error detected: Value ');
      }
    }
  });
});

/** What has no place in an API of JSON. */
const FOREIGN: readonly unknown[] = [
  Symbol('s'),
  10n,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  () => 'domain',
  Object.create(null),
  { toString: () => ({}), valueOf: () => ({}) },
  { [Symbol.toPrimitive]: 'no function' },
  new Proxy({}, {}),
  circular,
];

describe('a value that JSON does not have, in the place of a text, a number, a flag, a time or a list', () => {
  it.each(OPS)('%s', (op) => {
    const { s, input } = (ACCEPTED[op][0] as MakeScene)(NAME);
    for (const { path } of placesOf(shapeOf(op)).filter(({ shape }) => shape.kind !== 'structure')) {
      for (const [i, value] of FOREIGN.entries()) {
        const asked = patched(shapeOf(op), input, path, value);
        expectRefused(s, op, asked, /^SerializationException$/, `foreign value ${i} at ${pathText(path)}`);
      }
    }
  });

  const lists = OPS.flatMap((op) =>
    placesOf(shapeOf(op))
      .filter(({ shape }) => shape.kind === 'list')
      .map(({ path }) => [op, pathText(path), path] as const),
  );
  it.each(lists)('%s: as a whole list of %s', (op, at, path) => {
    const { s, input } = (ACCEPTED[op][0] as MakeScene)(NAME);
    for (const [i, value] of FOREIGN.entries()) {
      const many = [...Array.from({ length: 60 }, () => value), 'x'.repeat(LONGEST)];
      const asked = patched(shapeOf(op), input, path, many);
      expectRefused(s, op, asked, /^SerializationException$/, `foreign values ${i} at ${at}`);
    }
    const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], []);
    const asked = patched(
      shapeOf(op),
      input,
      path,
      Array.from({ length: 60 }, () => deep),
    );
    expectRefused(s, op, asked, /^SerializationException$/, `a deep list at ${at}`);
  });
});

const NOTHING = [undefined, null] as const;
const NO_MAPS = [5, 0, Number.NaN, 10n, 'a', '', true, false, Symbol('s'), [], [{ domain: NAME }], () => NAME] as const;
const EMPTY = [{}, new Date(0), new Map([['domain', NAME]]), new Proxy({}, {})] as const;

describe('an input that is no object', () => {
  it.each(OPS)('%s', (op) => {
    const { s } = (ACCEPTED[op][0] as MakeScene)(NAME);
    for (const input of NO_MAPS) {
      const message = expectRefused(s, op, input, /^SerializationException$/, String(input));
      expect(message).toMatch(/^class java\.\w+\.\w+ can not be converted to an Map$/);
    }
    // Each of the operations wants something.
    for (const input of [...NOTHING, ...EMPTY]) {
      const message = expectRefused(s, op, input, /^ValidationException$/, String(input));
      expect(message).toMatch(/ validation errors? detected: Value null at '/);
    }
  });

  it.each(OPS)('%s, through the door of the SDK', async (op) => {
    const swf = new SwfFake();
    for (const input of [...NO_MAPS, ...NOTHING, ...EMPTY]) {
      const answer = swf.send(op, input as never);
      await expect(answer, String(input)).rejects.toBeInstanceOf(SWFServiceException);
    }
    expect(swf.checkInvariants()).toEqual([]);
  });
});

// A parked poll outlives its call, and so does what is kept of its input.
describe('a poll that waits', () => {
  const polls = ['pollForActivityTask', 'pollForDecisionTask'] as const;
  const forms = polls.flatMap((poll) => Object.entries(DRESSES).map(([what, dress]) => ({ poll, what, dress })));
  it.each(forms)('$poll with $what', async ({ poll, dress }) => {
    const swf = new SwfFake();
    const input = { domain: NAME, taskList: { name: NAME }, identity: NAME };
    const defaults = { taskList: NAME };
    swf.register({ domain: NAME, workflows: { 'Order@1': defaults }, activities: { 'Charge@1': defaults } });
    const own = dressed(input, dress) as typeof input;
    const parked = swf.client({ polls: 'long' })[poll](own);
    Object.assign(own.taskList, { strange: 'STRANGE' });
    swf.scheduleActivity({ domain: NAME, activity: 'Charge@1' });
    const workflowType = { name: 'Order', version: '1' };
    await swf.send('StartWorkflowExecution', { domain: NAME, workflowId: NAME, workflowType });
    expect((await parked).startedEventId).toBe(poll === 'pollForActivityTask' ? 6 : 3);
  });
});
