import { describe, expect, it } from 'vitest';
import { closedText, hasDisconnected, isReleased, RELEASED, taskTokenIn } from '../../src/shell/call.js';

describe('the message for a call of a closed fake', () => {
  it.each([undefined, {}, { taskList: {} }, { taskList: null }])('is a sentence for a poll of %j', (input) => {
    expect(closedText('PollForDecisionTask', input)).toBe(
      'swfake: this fake is closed, but a loop still polls the task list undefined; the test has ended: stop the loop in a ' +
        'fixture that depends on the fake',
    );
  });
});

describe('the task token of an input', () => {
  it.each([undefined, null, 'token', 7, {}, { taskToken: 7 }, { taskToken: undefined }, { token: 't' }])(
    'is absent in %j',
    (input) => expect(taskTokenIn(input)).toBeUndefined(),
  );

  it('is its member of that name', () => expect(taskTokenIn({ taskToken: 't', result: 'r' })).toBe('t'));
});

describe('a signal', () => {
  it.each<readonly [what: string, signal: AbortSignal | undefined, isReleased: boolean, hasDisconnected: boolean]>([
    ['that is absent', undefined, false, false],
    ['that is not aborted', new AbortController().signal, false, false],
    ['that is aborted', AbortSignal.abort(), false, true],
    ['that is aborted with another reason', AbortSignal.abort('swfake.released'), false, true],
    ['that releases a poll', AbortSignal.abort(RELEASED), true, false],
    ['of another copy of the package', AbortSignal.abort(Symbol.for('swfake.released')), true, false],
  ])('%s', (_what, signal, released, disconnected) => {
    expect([isReleased(signal), hasDisconnected(signal)]).toEqual([released, disconnected]);
  });
});
