import { describe, expect, it } from 'vitest';
import { type Grants, type OperationName, step } from '../../src/core/index.js';
import { decision, type Members, takeDecision, world } from '../faultTables/world.js';

const reply = (op: string, input: unknown, grants?: Grants) => {
  const { s } = world();
  return step(s, { op: op as OperationName, input, ...(grants && { grants }) }, s.now).reply;
};
const SIGNAL = { domain: 'shop', workflowId: 'busy', signalName: 'go' };
const TOO_LARGE = { fault: 'RequestEntityTooLargeException', message: 'The request entity is too large.' };

describe('the checks of a request come one after the other (docs/swf.md 2):', () => {
  const denied: Grants = { authorize: () => false };

  it.each<readonly [what: string, input: Members, grants: Grants, fault: string]>([
    ['its size', { ...SIGNAL, signalName: 7, input: 'x'.repeat(2 ** 20) }, denied, 'RequestEntityTooLargeException'],
    ['the JSON types of its members', { ...SIGNAL, signalName: 7, workflowId: '' }, denied, 'SerializationException'],
    ['the constraints of the API model', { ...SIGNAL, workflowId: '' }, denied, 'ValidationException'],
    ['the permission', { ...SIGNAL, domain: 'nope' }, denied, 'OperationNotPermittedFault'],
    ['the state', { ...SIGNAL, domain: 'nope' }, {}, 'UnknownResourceFault'],
  ])('%s', (_what, input, grants, fault) => {
    expect(reply('SignalWorkflowExecution', input, grants)).toHaveProperty('fault', fault);
  });

  it('and the first refusal hides the others', () => {
    expect(reply('SignalWorkflowExecution', SIGNAL)).toEqual({});
  });
});

describe('a request of more than 1 MB', () => {
  const batch = (markers: number) => {
    const { s } = world();
    const { taskToken } = takeDecision(s);
    const decisions = Array.from({ length: markers }, (_, n) =>
      decision('RecordMarker', { markerName: `m${n}`, details: 'x'.repeat(32_000) }),
    );
    return step(s, { op: 'RespondDecisionTaskCompleted', input: { taskToken, decisions } }, s.now).reply;
  };

  it('is refused if all its texts are right, too', () => {
    expect(batch(32)).toEqual({});
    expect(batch(33)).toEqual(TOO_LARGE);
  });

  it('is refused for its size, whatever else is wrong', () => {
    expect(reply('SignalWorkflowExecution', { ...SIGNAL, input: 'x'.repeat(2 ** 20) })).toEqual(TOO_LARGE);
    expect(reply('SignalWorkflowExecution', { ...SIGNAL, input: 'x'.repeat(40_000) })).toHaveProperty(
      'fault',
      'ValidationException',
    );
  });
});

describe('an operation that there is not', () => {
  it.each([
    [
      'startWorkflowexecution',
      "swfake: 'startWorkflowexecution' is no operation of SWF; did you mean 'StartWorkflowExecution'?",
    ],
    [
      'StartWorkflow',
      "swfake: 'StartWorkflow' is no operation of SWF; expected a name of the API, for example 'StartWorkflowExecution'",
    ],
    [
      'toString',
      "swfake: 'toString' is no operation of SWF; expected a name of the API, for example 'StartWorkflowExecution'",
    ],
  ])('%s is an error of the caller', (op, message) => {
    expect(() => reply(op, {})).toThrow(new TypeError(message));
  });
});
