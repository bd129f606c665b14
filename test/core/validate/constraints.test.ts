import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createState, type Fault, fork, instant, isFault, type State, step } from '../../../src/core/index.js';
import type { Shape } from '../../../src/core/validate/shape.js';
import {
  OPS,
  type Op,
  type Patch,
  patched,
  pathText,
  sampleOf,
  shapeOf,
  type Violation,
  violationsOf,
} from '../../../src/property/constraintViolations.js';
import { proves } from '../../support/coverage/proves.js';
import { expectEqual } from '../../support/everyStep.js';
import { apart, backwards, boundariesOf } from './bounds.js';
import { snapshot } from './snapshot.js';

// One run whose two tasks are in hand, so that a valid input gets past the token to whatever is checked behind it.
const world = createState({ seed: 1, now: instant(0) });
const TOKENS = tokensOf(world);

function ask<O extends Op>(s: State, op: O, input: unknown) {
  return step(s, { op, input }, s.now);
}

function tokensOf(s: State): { readonly decision: string; readonly activity: string } {
  const domain = 'shop';
  const type = { name: 'Order', version: '1' };
  const taskList = { name: 'list' };
  const timeouts = {
    scheduleToStartTimeout: 'NONE',
    scheduleToCloseTimeout: 'NONE',
    startToCloseTimeout: 'NONE',
    heartbeatTimeout: 'NONE',
  };
  const settings = { executionStartToCloseTimeout: '60', taskStartToCloseTimeout: '60', childPolicy: 'TERMINATE' };
  const schedule = { activityType: type, activityId: 'charge', taskList, ...timeouts };
  const decision = { decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: schedule };
  ask(s, 'RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
  ask(s, 'RegisterWorkflowType', { domain, ...type });
  ask(s, 'RegisterActivityType', { domain, ...type });
  ask(s, 'StartWorkflowExecution', { domain, workflowId: 'a', workflowType: type, taskList, ...settings });
  const first = ask(s, 'PollForDecisionTask', { domain, taskList }).reply as { readonly taskToken: string };
  ask(s, 'RespondDecisionTaskCompleted', { taskToken: first.taskToken, decisions: [decision] });
  ask(s, 'SignalWorkflowExecution', { domain, workflowId: 'a', signalName: 'go' });
  const { taskToken } = ask(s, 'PollForDecisionTask', { domain, taskList }).reply as { readonly taskToken: string };
  const task = ask(s, 'PollForActivityTask', { domain, taskList }).reply as { readonly taskToken: string };
  return { decision: taskToken, activity: task.taskToken };
}

const inputOf = (op: Op, ...patches: readonly Patch[]): unknown => {
  const shape = shapeOf(op);
  const taskToken = op === 'RespondDecisionTaskCompleted' ? TOKENS.decision : TOKENS.activity;
  const valid = { ...(sampleOf(shape) as object), ...(shape.byName.has('taskToken') && { taskToken }) };
  return patches.reduce<unknown>((input, { path, value }) => patched(shape, input, path, value), valid);
};

const before = snapshot(world);
const expectUnchanged = (): void =>
  expect(isDeepStrictEqual(snapshot(world), before), 'the state is as it was').toBe(true);

const invalid = (...violations: readonly Violation[]): Fault => ({
  fault: 'ValidationException',
  message: `${violations.length} validation error${violations.length > 1 ? 's' : ''} detected: ${violations
    .map(({ text }) => text)
    .join('; ')}`,
});

const ALL = OPS.flatMap((op) => violationsOf(shapeOf(op)).map((violation) => ({ op, ...violation })));
const violated = new Set<string>();

describe('one broken constraint gets the text of AWS (docs/swf.md 9.4) and changes nothing', () => {
  it.each(ALL.map((row) => [row.op, pathText(row.path), row.rule, row] as const))('%s %s: %s', (op, at, rule, row) => {
    const outcome = ask(world, op, inputOf(op, row));
    expect(outcome).toEqual({ reply: invalid(row), changes: [], woke: [], effects: [] });
    expectUnchanged();
    violated.add(`${op} ${at} ${rule}`);
    proves(`constraint ${op} ${at} ${rule}`);
  });

  it('every constraint of the table was violated', () => {
    console.log(`constraints: ${ALL.length} exist, ${violated.size} violated alone`);
    expect(violated.size).toBe(ALL.length);
  });
});

/** Each with all that come after it in the model's order and can be broken at the same time. */
const pairsOf = (op: Op): readonly (readonly [Violation, Violation])[] => {
  const all = violationsOf(shapeOf(op));
  return all.flatMap((a, i) => all.slice(i + 1).flatMap((b) => (apart(a.path, b.path) ? [[a, b] as const] : [])));
};

describe('two broken constraints are named together, in the order of the model (docs/swf.md 9.5)', () => {
  it.each(OPS.filter((op) => pairsOf(op).length > 0))(
    '%s',
    (op) => {
      for (const [a, b] of pairsOf(op)) {
        const outcome = ask(world, op, backwards(inputOf(op, b, a)));
        const what = `${pathText(a.path)} and ${pathText(b.path)}`;
        expectEqual(outcome, { reply: invalid(a, b), changes: [], woke: [], effects: [] }, what);
      }
      expectUnchanged();
    },
    20_000,
  );

  it('all of them at once', () => {
    const both = pairsOf('StartWorkflowExecution').map(([a]) => a);
    const distinct = both.filter((a, i) => both.findIndex((b) => !apart(a.path, b.path)) === i);
    const input = inputOf('StartWorkflowExecution', ...distinct);
    expect(ask(world, 'StartWorkflowExecution', input).reply).toEqual(invalid(...distinct));
    expect(distinct.length).toBeGreaterThan(8);
  });
});

const refusal = (reply: object): string | undefined =>
  isFault(reply) && reply.message !== 'Invalid token' && /Validation|Serialization/.test(reply.fault)
    ? reply.message
    : undefined;

// What a batch or filters may still be told that keep every constraint (docs/swf.md 3.0, 8.1).
const ofService = (text = ''): boolean =>
  /must be specified for decision of type|Close must be last decision in list|needs a taskList$|time ?filter$/i.test(
    text,
  );

describe('the last value on the good side of each bound passes', () => {
  it.each(OPS)('%s', (op) => {
    for (const patch of boundariesOf(shapeOf(op))) {
      const text = refusal(ask(fork(world), op, inputOf(op, patch)).reply);
      expect(ofService(text) ? undefined : text, `${pathText(patch.path)} = ${String(patch.value)}`).toBeUndefined();
    }
  });
});

const MEMBERS = OPS.map((op) => [op, membersOf(shapeOf(op), [])] as const);

interface Place {
  readonly path: Patch['path'];
  readonly shape: Shape;
  readonly required: boolean;
}

function membersOf(shape: Shape, path: Patch['path']): readonly Place[] {
  if (shape.kind === 'list') return membersOf(shape.of, [...path, 0]);
  if (shape.kind !== 'structure') return [];
  return shape.members.flatMap((member) => {
    const at = [...path, member.name];
    return [{ path: at, shape: member.shape, required: member.required }, ...membersOf(member.shape, at)];
  });
}

const WRONG: { readonly [K in Shape['kind']]: readonly unknown[] } = {
  text: [5, 1.5, true, ['a'], { a: 'a' }],
  choice: [5, true, ['a'], { a: 'a' }],
  whole: ['5', 1.5, true, [5], { a: 5 }],
  flag: ['true', 1, [true], { a: true }],
  time: ['2020-01-01', true, [0], { a: 0 }],
  list: ['a', 5, true, { a: 'a' }],
  structure: ['a', 5, true, ['a']],
};

describe('a value of the wrong JSON type cannot be read (docs/swf.md 9.3, 9.7)', () => {
  it.each(MEMBERS)('%s', (op, members) => {
    for (const { path, shape } of members) {
      for (const value of WRONG[shape.kind]) {
        const outcome = ask(world, op, inputOf(op, { path, value }));
        expect(outcome.reply, `${pathText(path)} = ${JSON.stringify(value)}`).toMatchObject({
          fault: 'SerializationException',
        });
        expect(outcome.changes).toEqual([]);
      }
    }
    expectUnchanged();
  });

  it.each(MEMBERS)('%s names the types where a number stands for a text', (op, members) => {
    for (const { path } of members.filter(({ shape }) => shape.kind === 'text' || shape.kind === 'choice')) {
      const message = 'class java.lang.Integer can not be converted to an String';
      expect(ask(world, op, inputOf(op, { path, value: 5 })).reply).toEqual({
        fault: 'SerializationException',
        message,
      });
    }
  });
});

describe('null is as if absent, but for numbers and flags (docs/swf.md 9.7)', () => {
  it.each(MEMBERS)('%s', (op, members) => {
    for (const { path, shape, required } of members) {
      const { reply } = ask(fork(world), op, inputOf(op, { path, value: null }));
      const at = pathText(path);
      const missing = `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`;
      if (shape.kind === 'flag' || shape.kind === 'whole')
        expect(reply, at).toHaveProperty('fault', 'SerializationException');
      else if (required) expect(reply, at).toEqual({ fault: 'ValidationException', message: missing });
      else expect(ofService(refusal(reply)) ? undefined : refusal(reply), at).toBeUndefined();
    }
  });
});

// JSON has no hole, and null is a missing value (docs/swf.md 9.7).
it.each([
  ['RespondDecisionTaskCompleted', 'decisions'],
  ['RegisterDomain', 'tags'],
] as const)('%s: a hole in the list of %s is a missing value', (op, member) => {
  const outcome = ask(fork(world), op, inputOf(op, { path: [member], value: new Array(1) }));
  expect(outcome).toMatchObject({ reply: { fault: 'ValidationException' }, changes: [] });
});
