import { describe, expect, it } from 'vitest';
import { parseRequest, type WireRequest } from '../../../src/adapters/wire/request.js';
import { OPERATIONS, REQUEST_BYTES } from '../../../src/core/index.js';

const NEW = 'SimpleWorkflowService';
// boto's: the service still took it in July 2023.
const OLD = 'com.amazonaws.swf.service.model.SimpleWorkflowService';

const headers = (target: string): Record<string, string> => ({
  'x-amz-target': target,
  authorization: 'AWS4-HMAC-SHA256 x',
});
const request = (body: string, more: Partial<WireRequest> = {}): WireRequest => ({
  method: 'POST',
  headers: headers(`${NEW}.ListOpenWorkflowExecutions`),
  body,
  ...more,
});

describe('a request', () => {
  // In the API model these members do not exist: only the bytes of the body count (docs/swf.md 10.1).
  it.each([
    ['of one byte', 'x', 1],
    ['of two bytes', 'é', 2],
    ['of three bytes', '京', 3],
    ['of four bytes', '😀', 4],
  ])('of more than 1 MB is refused before anything else: characters %s', (_what, character, bytes) => {
    const bodyOf = (length: number): string => {
      const count = Math.floor((length - 8) / bytes);
      return `{"a":"${character.repeat(count)}${'x'.repeat(length - 8 - count * bytes)}"}`;
    };
    expect(parseRequest(request(bodyOf(REQUEST_BYTES)))).toMatchObject({ op: 'ListOpenWorkflowExecutions' });
    const tooLarge = { refusal: 'RequestEntityTooLargeException', message: 'The request entity is too large.' };
    expect(parseRequest(request(bodyOf(REQUEST_BYTES + 1)))).toEqual(tooLarge);
    expect(parseRequest({ method: 'GET', headers: {}, body: bodyOf(REQUEST_BYTES + 1) })).toEqual(tooLarge);
  });

  it.each(OPERATIONS)('is for %s by either target', (op) => {
    for (const target of [NEW, OLD]) {
      expect(parseRequest(request('{"a":1}', { headers: headers(`${target}.${op}`) }))).toEqual({
        op,
        input: { a: 1 },
      });
    }
  });

  const noOperation = { refusal: 'UnknownOperationException', message: undefined };
  it.each([
    ['no target', { headers: { authorization: 'x' } }],
    ['an operation that there is not', { headers: headers(`${NEW}.Nope`) }],
    ['a member of every object', { headers: headers(`${NEW}.constructor`) }],
    ['another case', { headers: headers(`${NEW}.listDomains`) }],
    ['another service', { headers: headers('DynamoDB_20120810.ListDomains') }],
    ['something behind', { headers: headers(`${NEW}.ListDomains `) }],
    ['GET', { method: 'GET' }],
  ])('for nothing is refused: %s', (_, more) => {
    expect(parseRequest(request('{}', more))).toEqual(noOperation);
  });

  it('without credentials is refused, whatever its body is, but not before its target is known', () => {
    const target = `${NEW}.ListDomains`;
    const missing = { refusal: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' };
    for (const authorization of [undefined, '']) {
      const given = { 'x-amz-target': target, ...(authorization !== undefined && { authorization }) };
      expect(parseRequest(request('{', { headers: given }))).toEqual(missing);
    }
    expect(parseRequest(request('{', { headers: { 'x-amz-target': 'Nope' } }))).toEqual(noOperation);
  });

  it.each(['', ' ', '{', 'null', '[]', '"x"', '1', 'true', '{"a":1,}', '{}{}', "{'a':1}", 'NaN', '\ufeff{}'])(
    'whose body is no JSON object is refused: %j',
    (body) => {
      expect(parseRequest(request(body))).toEqual({ refusal: 'SerializationException', message: undefined });
    },
  );

  it('has seconds where the core has milliseconds, and only there', () => {
    const startTimeFilter = { oldestDate: 1.5, latestDate: 1_469_406_677 };
    const input = { domain: 'd', startTimeFilter, maximumPageSize: 7, more: { oldestDate: 1 } };
    expect(parseRequest(request(JSON.stringify(input)))).toEqual({
      op: 'ListOpenWorkflowExecutions',
      input: { ...input, startTimeFilter: { oldestDate: 1500, latestDate: 1_469_406_677_000 } },
    });
  });

  it.each([
    { startTimeFilter: 5 },
    { startTimeFilter: null },
    { startTimeFilter: { oldestDate: 'x', latestDate: null } },
    {},
  ])('leaves what is no time for the constraints to judge: %j', (input) => {
    expect(parseRequest(request(JSON.stringify(input)))).toMatchObject({ input });
  });
});
