import { describe, expect, it, vi } from 'vitest';
import {
  assertClosedActivity,
  assertClosedWith,
  assertHistory,
  assertOpenActivity,
  assertValidHistory,
  type UseSwfOptions,
  useSwf,
} from '../../src/testing/assert.js';
import { expect as matching } from '../../src/testing/vitest.js';
import { complete, shop, start } from '../support/shop.js';
import { decide, order, saidBy } from './told.js';

const run = { workflowId: 'order-7' };
const history = (await order()).history(run);

describe('the assertions', () => {
  it('pass where the matchers pass', () => {
    assertHistory(history, ['WorkflowExecutionStarted', '...', 'TimerFired reminder', '...']);
    assertOpenActivity(history, 'pack', { state: 'scheduled', activityType: { name: 'Charge', version: '1' } });
    assertClosedActivity(history, 'charge', 'COMPLETED', { result: 'paid' });
    assertValidHistory(history);
  });

  it.each<readonly [string, () => void, () => void]>([
    [
      'assertHistory',
      () => assertHistory(history, ['TimerFired']),
      () => matching(history).toHaveHistory(['TimerFired']),
    ],
    [
      'assertClosedWith',
      () => assertClosedWith(history, 'COMPLETED', { result: 'x' }),
      () => matching(history).toBeClosedWith('COMPLETED', { result: 'x' }),
    ],
    [
      'assertOpenActivity',
      () => assertOpenActivity(history, 'pack', { input: 'x' }),
      () => matching(history).toHaveOpenActivity('pack', { input: 'x' }),
    ],
    [
      'assertClosedActivity',
      () => assertClosedActivity(history, 'charge', 'Failed'),
      () => matching(history).toHaveClosedActivity('charge', 'Failed'),
    ],
    ['assertValidHistory', () => assertValidHistory([]), () => matching([]).toBeAValidHistory()],
  ])('%s throws an AssertionError with the text of the matcher', (name, assertion, matcher) => {
    expect(saidBy(assertion)).toBe(saidBy(matcher));
    try {
      assertion();
    } catch (error) {
      expect(error).toMatchObject({ name: 'AssertionError' });
      expect((error as Error).stack).not.toContain(`at ${name} `);
    }
  });

  it('reject what is no history with a TypeError', () => {
    expect(() => assertHistory('text' as never, [])).toThrow(TypeError);
    expect(() => assertClosedWith(history, 'CLOSED' as 'FAILED')).toThrow(TypeError);
  });

  it('compare plain data, and ask asymmetric matchers', async () => {
    const fake = shop();
    await start(fake.client());
    await decide(fake, complete('all is well'));
    const done = fake.history(run);
    assertClosedWith(done, 'COMPLETED', { result: expect.stringContaining('well'), decisionTaskCompletedEventId: 4 });
    assertClosedWith(done, 'COMPLETED', { details: undefined });
    const ill = { result: { asymmetricMatch: () => false } };
    expect(saidBy(() => assertClosedWith(done, 'COMPLETED', ill))).toContain(
      'result: expected a matcher, found "all is',
    );
    const type = { activityType: { name: 'Charge', version: '2' } };
    expect(() => assertOpenActivity(history, 'pack', type)).toThrow(
      'activityType: expected {"name":"Charge","version":"2"}',
    );
    expect(() => assertOpenActivity(history, 'pack', { activityType: [] })).toThrow('activityType: expected []');
  });
});

/** A runner that has hooks and no globals. */
function runner(told: readonly unknown[] = []) {
  const hooks: ((this: unknown, ...values: readonly unknown[]) => void)[] = [];
  const afterEach: UseSwfOptions['afterEach'] = (hook) => hooks.push(hook);
  return {
    afterEach,
    endTest: () => {
      for (const hook of hooks) hook.call(told[0], ...told.slice(1));
    },
  };
}

describe('useSwf', () => {
  it('gives each test a fake, and closes it', async () => {
    const { afterEach, endTest } = runner();
    const fake = useSwf({ afterEach, seed: 7 });
    const { swf: first, client } = fake;
    expect(fake.swf).toBe(first);
    expect(fake.client).toBe(client);
    endTest();
    expect(fake.swf).not.toBe(first);
    await expect(client.listDomains({ registrationStatus: 'REGISTERED' })).rejects.toThrow('closed');
    endTest();
  });

  it.each<readonly [string, readonly unknown[], string]>([
    [
      'Mocha',
      [{ currentTest: { state: 'failed', err: new Error('no'), fullTitle: () => 'orders a charge ends' } }],
      "test 'orders a charge ends', seed 1",
    ],
    [
      'node:test',
      [undefined, { name: 'a charge ends', passed: false, error: { cause: new Error('no') } }],
      "test 'a charge ends', seed 1",
    ],
  ])('prints the report of a failed test: %s', (_runner, told, title) => {
    const { afterEach, endTest } = runner(told);
    const fake = useSwf({ afterEach });
    fake.swf.scheduleActivity({ activity: 'Charge@1' });
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    endTest();
    expect(printed.mock.calls.flat().join()).toContain(title);
    printed.mockRestore();
  });

  it('prints nothing after a test that passed', () => {
    const { afterEach, endTest } = runner([{ currentTest: { state: 'passed' } }, { passed: true }]);
    void useSwf({ afterEach }).swf;
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    endTest();
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  it('names what is missing or misspelt', () => {
    expect(() => useSwf()).toThrow(
      'swfake: useSwf() found no global afterEach. Call it in a test file, and pass the functions of the runner if they are not global: useSwf({ afterEach })',
    );
    expect(() => useSwf({ afterEach: 1 as never })).toThrow('was given afterEach that is not a function');
    expect(() => useSwf({ afterEech: () => {} } as never)).toThrow("did you mean 'afterEach'?");
  });
});
