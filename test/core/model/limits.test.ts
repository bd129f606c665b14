import { describe, expect, it } from 'vitest';
import { createState, DEFAULT_LIMITS, instant, type Limits } from '../../../src/core/index.js';
import { SwfFake } from '../../../src/index.js';

const NAMES = Object.keys(DEFAULT_LIMITS) as readonly (keyof Limits)[];
const create = (limits: object) => createState({ seed: 1, now: instant(0), limits });

describe.each(NAMES)('the limit %s', (name) => {
  const least = name === 'historyEvents' ? 1 : 0;

  it.each([-1, -0.5, Number.NEGATIVE_INFINITY, Number.NaN, undefined, null, '5', '', true, 5n, [5], {}])(
    'is refused if it is %s',
    (value) => {
      const said = `swfake: the limit '${name}' was given as ${typeof value === 'string' ? `'${value}'` : String(value)}; expected a number of at least ${least}`;
      expect(() => create({ [name]: value })).toThrow(new TypeError(said));
      expect(() => new SwfFake({ limits: { [name]: value } as never })).toThrow(TypeError);
    },
  );

  it.each([1, Number.POSITIVE_INFINITY])('is taken if it is %s', (value) => {
    expect(create({ [name]: value }).config.limits).toEqual({ ...DEFAULT_LIMITS, [name]: value });
  });

  it(`is ${least === 0 ? 'taken' : 'refused'} if it is 0`, () => {
    if (least === 0) expect(create({ [name]: 0 }).config.limits[name]).toBe(0);
    else expect(() => create({ [name]: 0 })).toThrow('expected a number of at least 1');
  });
});

describe('a limit of 0', () => {
  const RETENTION = { workflowExecutionRetentionPeriodInDays: '1' };

  it('refuses the first domain', async () => {
    const swf = new SwfFake({ limits: { domains: 0 } });
    await expect(swf.send('RegisterDomain', { name: 'shop', ...RETENTION })).rejects.toMatchObject({
      name: 'LimitExceededFault',
    });
  });

  it('refuses the first long poll, and no poll that finds a task', async () => {
    const swf = new SwfFake({ limits: { pollersPerTaskList: 0 } });
    const run = swf.scheduleActivity({ activity: 'Charge@1' });
    const poll = { domain: run.domain, taskList: { name: run.taskList } };
    expect(await swf.client({ polls: 'long' }).pollForActivityTask(poll)).toHaveProperty('taskToken');
    await expect(swf.client({ polls: 'long' }).pollForActivityTask(poll)).rejects.toMatchObject({
      name: 'LimitExceededFault',
    });
  });
});
