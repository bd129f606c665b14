import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OperationName, REQUEST_BYTES } from '../../../src/core/index.js';
import { INPUTS } from '../../../src/core/validate/inputShapes.js';
import { couldBeTooLarge, isTooLarge, requestBytes } from '../../../src/core/validate/requestSize.js';

const RESPOND = INPUTS.RespondDecisionTaskCompleted;
const bytesOf = (input: unknown): number => Buffer.byteLength(JSON.stringify(input));
const LONG = 32_000;

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
        expect(requestBytes(RESPOND, input)).toBe(bytesOf(input));
      }),
    );
  });

  it.each([
    '\u0000',
    '\u0007',
    '\b',
    '\t',
    '\n',
    '\u000b',
    '\f',
    '\r',
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
    '\u{10ffff}',
    '\ud800',
    '\udbff',
    '\udc00',
    '\udfff',
  ])('is right at the borders of what JSON and UTF-8 need: %j', (character) => {
    const input = { taskToken: `${character}-${character}` };
    expect(requestBytes(RESPOND, input)).toBe(bytesOf(input));
  });

  it.each<readonly [what: string, OperationName, input: object]>([
    ['numbers and flags', 'PollForDecisionTask', { domain: 'shop', maximumPageSize: 1000, reverseOrder: false }],
    ['times', 'CountOpenWorkflowExecutions', { startTimeFilter: { oldestDate: 1_577_836_800_000 } }],
    ['lists and structures without anything', 'RespondDecisionTaskCompleted', { decisions: [], taskList: {} }],
    ['nothing', 'ListDomains', {}],
    ['null', 'RespondDecisionTaskCompleted', { taskToken: null, decisions: [null, null] }],
    ['lists of texts', 'UntagResource', { resourceArn: 'arn', tagKeys: ['a', 'é', null] }],
    ['an empty object in place of a text or a list', 'RespondDecisionTaskCompleted', { taskToken: {}, decisions: {} }],
  ])('counts %s', (_what, op, input) => {
    expect(requestBytes(INPUTS[op], input)).toBe(bytesOf(input));
  });

  it.each([
    ['an unknown member', { taskToken: 'a', unknown: 'x' }, { taskToken: 'a' }],
    ['a member without a value', { taskToken: 'a', decisions: undefined }, { taskToken: 'a' }],
    ['what a structure has in place of a text', { taskToken: { name: 'x' } }, { taskToken: {} }],
    ['what a structure has in place of a list', { decisions: { name: 'x' } }, { decisions: [] }],
  ])('is without %s', (_what, input, sent) => {
    expect(requestBytes(RESPOND, input)).toBe(bytesOf(sent));
  });

  it('may be 1 MB, and no byte more (docs/swf.md 10.1)', () => {
    // Most of the characters need six bytes, so that the text is short.
    const textOf = (bytes: number): string => '\u0001'.repeat(bytes / 6) + 'x'.repeat(bytes % 6);
    const filled = (bytes: number) => ({ executionContext: textOf(bytes - bytesOf({ executionContext: '' })) });
    expect(bytesOf(filled(REQUEST_BYTES))).toBe(REQUEST_BYTES);
    expect(isTooLarge(RESPOND, filled(REQUEST_BYTES))).toBe(false);
    expect(isTooLarge(RESPOND, filled(REQUEST_BYTES + 1))).toBe(true);
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

// The attributes that do not belong to the type are sent, too (docs/swf.md 3.0).
const dataOfThreeTypes = {
  ...marker('m'),
  ...Object.fromEntries(
    ['scheduleActivityTask', 'startChildWorkflowExecution', 'signalExternalWorkflowExecution'].map((type) => [
      `${type}DecisionAttributes`,
      { input: '\u0001'.repeat(LONG), control: '\u0001'.repeat(LONG) },
    ]),
  ),
};
const circular: { self?: object } = {};
circular.self = circular;

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
    ['one with the data of three types', 'RespondDecisionTaskCompleted', { decisions: [dataOfThreeTypes] }, true],
    [
      'one with an unknown member that contains itself',
      'RespondDecisionTaskCompleted',
      { decisions: [{ ...marker('x'), circular }] },
      false,
    ],
    ['a null key of a tag', 'UntagResource', { tagKeys: [null] }, false],
    ['many children with tags', 'RespondDecisionTaskCompleted', { decisions: children(150) }, true],
    ['an operation without a list', 'StartWorkflowExecution', { input: 'x'.repeat(2 * REQUEST_BYTES) }, false],
    [
      '50 tags',
      'TagResource',
      { tags: Array.from({ length: 50 }, () => ({ key: 'k'.repeat(128), value: 'v'.repeat(256) })) },
      false,
    ],
    ['many keys of tags', 'UntagResource', { tagKeys: Array.from({ length: 1500 }, () => '\u0001'.repeat(128)) }, true],
  ];

  it.each(rows)('%s', (_what, op, input, counted) => {
    expect(couldBeTooLarge(op, input)).toBe(counted);
    if (op !== 'StartWorkflowExecution') expect(isTooLarge(INPUTS[op], input)).toBe(counted);
  });

  it('never misses one', () => {
    fc.assert(
      fc.property(fc.array(decisions, { minLength: 1, maxLength: 3 }), fc.nat({ max: 40 }), (batches, more) => {
        const many = Array.from({ length: more }, () => marker('\u0001'.repeat(LONG / 8)));
        const input = { taskToken: 't', decisions: [...batches.flat(), ...many] };
        if (isTooLarge(RESPOND, input)) expect(couldBeTooLarge('RespondDecisionTaskCompleted', input)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
