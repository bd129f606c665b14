import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OperationName, REQUEST_BYTES } from '../../../src/core/index.js';
import { INPUTS } from '../../../src/core/validate/inputShapes.js';
import { couldBeTooLarge, isTooLarge } from '../../../src/core/validate/requestSize.js';

const RESPOND = INPUTS.RespondDecisionTaskCompleted;
const bytesOf = (input: unknown): number => Buffer.byteLength(JSON.stringify(input));
const LONG = 32_000;

/** A response whose body has this many bytes more than `input`: an ASCII text fills it up. */
const filledTo = (bytes: number, input: object): object => {
  const empty = { ...input, executionContext: '' };
  return { ...empty, executionContext: 'x'.repeat(bytes - bytesOf(empty)) };
};

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom('\u0000', '\n', '"', '\\', '/', 'é', '京', '😀', '\ud800', '\udc00', 'a'), { maxLength: 40 })
    .map((parts) => parts.join('')),
);
const decisions = fc.array(
  fc.record(
    {
      decisionType: fc.constant('StartChildWorkflowExecution'),
      startChildWorkflowExecutionDecisionAttributes: fc.record(
        { workflowId: texts, control: texts, tagList: fc.array(texts, { maxLength: 5 }), input: texts },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['decisionType'] },
  ),
);

describe('the size of a request', () => {
  it('is that of its JSON text, to the byte', () => {
    fc.assert(
      fc.property(texts, decisions, (taskToken, batch) => {
        const input = { taskToken, decisions: batch };
        expect(isTooLarge(RESPOND, filledTo(REQUEST_BYTES, input))).toBe(false);
        expect(isTooLarge(RESPOND, filledTo(REQUEST_BYTES + 1, input))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it.each([
    '\u0000',
    '\u0007',
    '\b',
    '\u001f',
    ' ',
    '"',
    '/',
    '\\',
    '\u007f',
    '\u0080',
    '\u07ff',
    '\u0800',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
    '\ud800',
    '\udfff',
  ])('is right at the borders of what JSON and UTF-8 need: %j', (character) => {
    const input = { taskToken: character.repeat(1000) };
    expect(isTooLarge(RESPOND, filledTo(REQUEST_BYTES, input))).toBe(false);
    expect(isTooLarge(RESPOND, filledTo(REQUEST_BYTES + 1, input))).toBe(true);
  });

  it('counts numbers, flags, times and empty lists', () => {
    const poll = { domain: 'shop', taskList: { name: 'a' }, maximumPageSize: 1000, reverseOrder: false };
    const identity = (bytes: number) => ({ ...poll, identity: 'x'.repeat(bytes - bytesOf({ ...poll, identity: '' })) });
    expect(isTooLarge(INPUTS.PollForDecisionTask, identity(REQUEST_BYTES))).toBe(false);
    expect(isTooLarge(INPUTS.PollForDecisionTask, identity(REQUEST_BYTES + 1))).toBe(true);
    const none = { decisions: [], taskList: {} };
    expect(isTooLarge(RESPOND, filledTo(REQUEST_BYTES, none))).toBe(false);
    expect(isTooLarge(RESPOND, filledTo(REQUEST_BYTES + 1, none))).toBe(true);
  });

  it('is without members that SWF does not have: the SDK does not send them', () => {
    expect(isTooLarge(RESPOND, { taskToken: 'a', unknown: 'x'.repeat(2 * REQUEST_BYTES) })).toBe(false);
  });
});

const marker = (details: string) => ({
  decisionType: 'RecordMarker',
  recordMarkerDecisionAttributes: { markerName: 'm', details },
});
const children = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    decisionType: 'StartChildWorkflowExecution',
    startChildWorkflowExecutionDecisionAttributes: {
      workflowType: { name: 'n'.repeat(256), version: 'v'.repeat(64) },
      workflowId: `${n}`,
      tagList: Array.from({ length: 5 }, () => '\u0001'.repeat(256)),
    },
  }));

describe('a request is counted only if the lengths of its texts could reach the limit', () => {
  const rows: readonly (readonly [what: string, OperationName, object, counted: boolean])[] = [
    ['no decisions', 'RespondDecisionTaskCompleted', { taskToken: 't' }, false],
    [
      'two of the longest',
      'RespondDecisionTaskCompleted',
      { decisions: [1, 2].map(() => marker('x'.repeat(LONG))) },
      false,
    ],
    [
      'a batch as usual',
      'RespondDecisionTaskCompleted',
      { decisions: Array.from({ length: 100 }, () => marker('x')) },
      false,
    ],
    [
      'six of the longest',
      'RespondDecisionTaskCompleted',
      { decisions: Array.from({ length: 6 }, () => marker('\u0001'.repeat(LONG))) },
      true,
    ],
    ['many children with tags', 'RespondDecisionTaskCompleted', { decisions: children(150) }, true],
    ['an operation without a list', 'StartWorkflowExecution', { input: 'x'.repeat(2 * REQUEST_BYTES) }, false],
    [
      '50 tags',
      'TagResource',
      { tags: Array.from({ length: 50 }, () => ({ key: 'k'.repeat(128), value: 'v'.repeat(256) })) },
      false,
    ],
    ['many keys of tags', 'UntagResource', { tagKeys: Array.from({ length: 9000 }, () => 'k'.repeat(128)) }, true],
  ];

  it.each(rows)('%s', (_what, op, input, counted) => {
    expect(couldBeTooLarge(op, input)).toBe(counted);
    // What is not counted must not be too large.
    if (!counted && op !== 'StartWorkflowExecution') expect(isTooLarge(INPUTS[op], input)).toBe(false);
  });

  it('never misses one', () => {
    fc.assert(
      fc.property(fc.array(decisions, { minLength: 1, maxLength: 3 }), fc.nat({ max: 40 }), (batches, more) => {
        const many = Array.from({ length: more }, () => marker('\u0001'.repeat(LONG / 8)));
        const input = { taskToken: 't', decisions: [...batches.flat(), ...many] };
        if (isTooLarge(RESPOND, input)) expect(couldBeTooLarge('RespondDecisionTaskCompleted', input)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
