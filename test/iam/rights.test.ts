import { afterAll, describe, expect, it } from 'vitest';
import { checkInvariants, type Grants, OPERATIONS, type OperationName, step } from '../../src/core/index.js';
import { iamPolicy, type PolicyStatement } from '../../src/iam/index.js';
import { ACTIONS, CONDITION_KEYS } from '../../src/iam/names.js';
import { snapshot } from '../core/validate/snapshot.js';
import { decision, historyOf, type Members } from '../faultTables/world.js';
import { DECISIONS, KEYS_OF, type KeyRow } from './constrained.js';
import { actingAs, desk, outcomeOf, policy, sceneOf } from './scenes.js';

const UNDENIABLE = 'ScheduleLambdaFunction';
const DECISION_TYPES = Object.keys(DECISIONS);
const DENIABLE = DECISION_TYPES.filter((type) => type !== UNDENIABLE);

/** What was seen to be allowed and denied, for the table at the end. */
const shown = { operations: new Set<string>(), decisions: new Set<string>(), keys: new Set<string>() };

const KEY_ROWS = OPERATIONS.flatMap((op) => KEYS_OF[op].map((row) => [op, row[0], row] as const));
const DECISION_KEY_ROWS = DECISION_TYPES.flatMap((type) =>
  (DECISIONS[type]?.keys ?? []).map((row) => [type, row[0], row] as const),
);

afterAll(() => {
  const keys = KEY_ROWS.length + DECISION_KEY_ROWS.length;
  const lines = [
    'allowed and denied by policies',
    `  operations        ${shown.operations.size}/${OPERATIONS.length}`,
    `  decisions         ${shown.decisions.size}/${DECISION_TYPES.length}, of which ${UNDENIABLE} is not to be denied`,
    `  keys of actions   ${shown.keys.size}/${keys}, of ${CONDITION_KEYS.length} names`,
  ];
  console.log(lines.join('\n'));
});

describe('the rows', () => {
  it('are all actions and all keys that policies know', () => {
    const actions = [...OPERATIONS, ...DECISION_TYPES].map((name) => `swf:${name}`);
    expect(actions.toSorted()).toEqual(ACTIONS.toSorted());
    const keys = new Set([...KEY_ROWS, ...DECISION_KEY_ROWS].map(([, key]) => key));
    expect([...keys].toSorted()).toEqual([...CONDITION_KEYS].toSorted());
    expect([OPERATIONS.length, DECISION_TYPES.length]).toEqual([39, 13]);
  });
});

describe('by Action', () => {
  it.each(OPERATIONS)('%s is allowed, or denied without a trace', (op) => {
    const scene = sceneOf(op);
    const before = snapshot(scene.s);
    expect(outcomeOf(scene.s, op, scene.input, actingAs({ NotAction: `swf:${op}` }))).toBe('denied');
    expect(
      outcomeOf(scene.s, op, scene.input, actingAs({ Action: '*' }, { Effect: 'Deny', Action: `swf:${op}` })),
    ).toBe('denied');
    expect(snapshot(scene.s)).toEqual(before);
    expect(outcomeOf(scene.s, op, scene.input, actingAs({ Action: `SWF:${op.toLowerCase()}` }))).toBe('done');
    expect(checkInvariants(scene.s)).toEqual([]);
    shown.operations.add(op);
  });
});

/** Who may do this one thing, if a key has this value. */
const only = (action: string, key: string, value: string): Grants =>
  actingAs({
    Action: `swf:${action}`,
    Condition: { StringEquals: { [key]: value } } as PolicyStatement['Condition'] & {},
  });

describe('by a condition key of an operation', () => {
  it.each(KEY_ROWS)('%s: %s', (op, key, [, value, said]) => {
    const scene = sceneOf(op);
    const input = { ...scene.input, ...said };
    expect(outcomeOf(scene.s, op, input, only(op, key, `${value}.`))).toBe('denied');
    expect(outcomeOf(scene.s, op, input, only(op, key, value))).toBe('done');
    shown.keys.add(`${op} ${key}`);
  });
});

const MAY_ANSWER: Partial<PolicyStatement> = { Action: 'swf:RespondDecisionTaskCompleted' };

/** The events that a decision leads to, without those of the batch, and the cause of the first. */
function decided(name: string, attributes: Members, grants: Grants): readonly [string | undefined, string | undefined] {
  const { s, token, run } = desk();
  const from = historyOf(s, 'busy', run).length;
  const input = { taskToken: token, decisions: [decision(name, attributes)] };
  expect(step(s, { op: 'RespondDecisionTaskCompleted', input, grants }, s.now).reply).toEqual({});
  expect(checkInvariants(s)).toEqual([]);
  const { eventType, ...others } = historyOf(s, 'busy', run)[from + 1] ?? {};
  const said = Object.values(others).find((value) => typeof value === 'object' && 'cause' in value);
  return [eventType, (said as { readonly cause?: string } | undefined)?.cause];
}

const DENIED = (name: string) => [`${name}Failed`, 'OPERATION_NOT_PERMITTED'];

describe('a decision', () => {
  it.each(DENIABLE)('%s is allowed, or fails with OPERATION_NOT_PERMITTED', (name) => {
    const { valid, done } = DECISIONS[name] as (typeof DECISIONS)[string];
    expect(decided(name, valid, actingAs(MAY_ANSWER))).toEqual(DENIED(name));
    expect(decided(name, valid, actingAs({ Action: '*' }, { Effect: 'Deny', Action: `swf:${name}` }))).toEqual(
      DENIED(name),
    );
    expect(decided(name, valid, actingAs(MAY_ANSWER, { Action: `swf:${name}` }))).toEqual([done, undefined]);
    shown.decisions.add(name);
  });

  it(`${UNDENIABLE} is not to be denied: no *Failed event of it could say so (docs/swf.md 3.0, 3.13)`, () => {
    const { valid, done } = DECISIONS[UNDENIABLE] as (typeof DECISIONS)[string];
    const denied = actingAs(MAY_ANSWER, { Effect: 'Deny', Action: `swf:${UNDENIABLE}` });
    expect(decided(UNDENIABLE, valid, denied)).toEqual([done, undefined]);
    shown.decisions.add(UNDENIABLE);
  });

  it.each(DECISION_KEY_ROWS)('%s: %s', (name, key, [, value, said]: KeyRow) => {
    const { valid, done } = DECISIONS[name] as (typeof DECISIONS)[string];
    const may = (wanted: string): Grants => ({
      authorize: iamPolicy(
        policy(MAY_ANSWER),
        policy({
          Action: `swf:${name}`,
          Condition: { StringEquals: { [key]: wanted } },
        } as Partial<PolicyStatement>),
      ),
    });
    expect(decided(name, { ...valid, ...said }, may(`${value}.`))).toEqual(DENIED(name));
    expect(decided(name, { ...valid, ...said }, may(value))).toEqual([done, undefined]);
    shown.keys.add(`${name} ${key}`);
  });
});

/** The scene's input about a domain that is not there. */
function elsewhere(input: Members): Members {
  const moved = JSON.stringify(input).replace(/"(domain|name)":"shop"/, '"$1":"nope"');
  return JSON.parse(moved.replace('/domain/shop', '/domain/nope')) as Members;
}

const NAMELESS: readonly OperationName[] = ['ListDomains'];
const BY_TOKEN = OPERATIONS.filter((op) => 'taskToken' in sceneOf(op).input);

describe('a denial does not tell whether the domain is there', () => {
  it.each(OPERATIONS.filter((op) => !NAMELESS.includes(op) && !BY_TOKEN.includes(op)))('%s', (op) => {
    const { s, input } = sceneOf(op);
    const nobody = actingAs({ Effect: 'Deny', Action: '*' });
    const here = JSON.stringify(step(s, { op, input, grants: nobody }, s.now).reply);
    const nowhere = JSON.stringify(step(s, { op, input: elsewhere(input), grants: nobody }, s.now).reply);
    expect(elsewhere(input)).not.toEqual(input);
    expect(here).toContain('OperationNotPermittedFault');
    expect(nowhere).toBe(here.replace('/domain/shop', '/domain/nope'));
  });

  it('but for those whose token was given out in it, and the one that is about all', () => {
    expect(BY_TOKEN.toSorted()).toEqual([
      'RecordActivityTaskHeartbeat',
      'RespondActivityTaskCanceled',
      'RespondActivityTaskCompleted',
      'RespondActivityTaskFailed',
      'RespondDecisionTaskCompleted',
    ]);
  });
});
