import { describe, expect, it } from 'vitest';
import { timeline } from '../../src/render/index.js';
import { cutText } from '../../src/render/values.js';

const started = (attributes: object) => [
  { eventId: 1, eventType: 'WorkflowExecutionStarted', workflowExecutionStartedEventAttributes: attributes },
];
const shown = (attributes: object, values?: 'whole' | 'exact'): string =>
  timeline(started(attributes), values && { values }).replace('#1  +0s  WorkflowExecutionStarted ', '');

const RUN_ID = '22NZuTq7VsSKy8I58isGyOT5QeHaaIClLaMeMtk0irTug=';
const LONG = 'x'.repeat(201);

describe('the values of a timeline', () => {
  it.each<readonly [string, object, string, string, string]>([
    ['a word', { input: '1200' }, 'input=1200', 'input=1200', 'input=1200'],
    ['a text', { input: 'card 7' }, 'input="card 7"', 'input="card 7"', 'input="card 7"'],
    [
      '200 characters',
      { input: LONG.slice(1) },
      `input=${LONG.slice(1)}`,
      `input=${LONG.slice(1)}`,
      `input=${LONG.slice(1)}`,
    ],
    ['201 characters', { input: LONG }, `input=${LONG.slice(1)}… (201 characters)`, `input=${LONG}`, `input=${LONG}`],
    [
      'a long text',
      { input: ` ${LONG}` },
      `input=" ${LONG.slice(2)}"… (202 characters)`,
      `input=" ${LONG}"`,
      `input=" ${LONG}"`,
    ],
    ['JSON', { input: '{"a":"b c"}' }, 'input={"a":"b c"}', 'input={"a":"b c"}', 'input="{\\"a\\":\\"b c\\"}"'],
    [
      'JSON with spaces',
      { input: '{ "a": 1.0 }' },
      'input={"a":1.0}',
      'input="{ \\"a\\": 1.0 }"',
      'input="{ \\"a\\": 1.0 }"',
    ],
    ['no JSON', { input: '{a}' }, 'input="{a}"', 'input="{a}"', 'input="{a}"'],
    [
      'a run id',
      { newExecutionRunId: RUN_ID },
      'newExecutionRunId=22NZuTq7…',
      `newExecutionRunId=${RUN_ID}`,
      `newExecutionRunId=${RUN_ID}`,
    ],
    [
      'a run',
      { workflowExecution: { workflowId: 'order-7', runId: RUN_ID } },
      'workflowExecution={"workflowId":"order-7","runId":"22NZuTq7…"}',
      `workflowExecution={"workflowId":"order-7","runId":"${RUN_ID}"}`,
      `workflowExecution={"workflowId":"order-7","runId":"${RUN_ID}"}`,
    ],
    [
      'a type',
      { workflowType: { name: 'Order', version: '1' } },
      'workflowType=Order@1',
      'workflowType=Order@1',
      'workflowType=Order@1',
    ],
  ])('show %s', (_what, attributes, short, whole, exact) => {
    expect(shown(attributes)).toBe(short);
    expect(shown(attributes, 'whole')).toBe(whole);
    expect(shown(attributes, 'exact')).toBe(exact);
  });

  it('cut the name of a subject', () => {
    expect(shown({ markerName: LONG })).toBe(`${LONG.slice(1)}… (201 characters)`);
    expect(shown({ markerName: LONG }, 'whole')).toBe(LONG);
  });

  it('cut no character in half', () => {
    expect(cutText(`${LONG.slice(2)}😀😀`)).toBe(`${LONG.slice(2)}… (203 characters)`);
  });
});
