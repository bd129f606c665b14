import { describe, expect, it } from 'vitest';
import { wireFault } from '../../../src/adapters/wire/fault.js';
import { contentTypeOf, wireResponseOf } from '../../../src/adapters/wire/response.js';
import type { FaultName } from '../../../src/core/index.js';
import { fault } from '../../../src/core/model/faults.js';
import modelFaults from '../../core/validate/model-faults.json' with { type: 'json' };

const TYPE = 'application/x-amz-json-1.0';
const ID = '00000000-0000-4000-8000-000000000001';

describe('an answer', () => {
  it('has its members in alphabetical order, times in seconds, and none without a value', () => {
    const reply = {
      taskToken: 't',
      startedEventId: 3,
      events: [{ eventType: 'T', eventTimestamp: 1_497_371_587_073, eventId: 1 }],
      input: undefined,
    };
    expect(wireResponseOf(reply as never, ID, TYPE)).toEqual({
      status: 200,
      headers: { 'x-amzn-requestid': ID, 'content-type': TYPE },
      body: '{"events":[{"eventId":1,"eventTimestamp":1.497371587073E9,"eventType":"T"}],"startedEventId":3,"taskToken":"t"}'.slice(
        0,
      ),
    });
  });

  it('of an operation without output has no body at all', () => {
    expect(wireResponseOf({} as never, ID, TYPE)).toMatchObject({
      status: 200,
      body: '',
    });
  });

  it('is of the family of the request', () => {
    expect(contentTypeOf(undefined)).toBe(TYPE);
    expect(contentTypeOf(TYPE)).toBe(TYPE);
    expect(contentTypeOf('application/json; charset=UTF-8')).toBe('application/json');
    expect(contentTypeOf('text/plain')).toBe(TYPE);
  });
});

describe('a fault', () => {
  const modeled = [...new Set(Object.values(modelFaults).flat())].toSorted();
  const others = {
    ValidationException: 'com.amazon.coral.validate',
    ThrottlingException: 'com.amazon.coral.availability',
    SerializationException: 'com.amazon.coral.service',
  };

  it('of the API model is of SWF’s own namespace', () => {
    expect(modeled).toHaveLength(11);
    for (const name of modeled) {
      const { status, headers, body } = wireResponseOf(fault(name as FaultName, 'text'), ID, TYPE);
      expect({ status, said: JSON.parse(body) }).toEqual({
        status: 400,
        said: { __type: `com.amazonaws.swf.base.model#${name}`, message: 'text' },
      });
      // botocore reads it first.
      expect(headers['x-amzn-query-error']).toBe(name);
    }
  });

  it.each(Object.entries(others))('of every service is of AWS’s: %s', (name, namespace) => {
    const { status, body } = wireResponseOf(fault(name as FaultName, 'text'), ID, TYPE);
    expect({ status, said: JSON.parse(body) }).toEqual({
      status: 400,
      said: { __type: `${namespace}#${name}`, message: 'text' },
    });
  });

  it.each(['UnknownOperationException', 'SerializationException'])(
    'found before the core is asked has no text: %s',
    (name) => {
      expect(wireResponseOf(wireFault(name), ID, TYPE)).toMatchObject({
        status: 400,
        body: `{"__type":"com.amazon.coral.service#${name}"}`,
      });
    },
  );

  it('of the service itself is a 500', () => {
    expect(wireResponseOf(fault('InternalFailure', ''), ID, TYPE).status).toBe(500);
  });
});
