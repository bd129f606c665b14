import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../../src/index.js';
import { CHARGE, domain, shop } from '../../support/shop.js';

/** The attributes of the event ActivityTaskScheduled, but for its type, its id and the event of the decision. */
function scheduled(options: object, swf = new SwfFake()): object {
  const run = swf.scheduleActivity({ activity: 'Charge@1', ...options });
  const event = swf.history(run).find(({ eventType }) => eventType === 'ActivityTaskScheduled');
  const { activityType, activityId, decisionTaskCompletedEventId, ...others } =
    event?.activityTaskScheduledEventAttributes ?? {};
  expect([activityType, activityId, decisionTaskCompletedEventId]).toEqual([CHARGE, run.activityId, 4]);
  return others;
}

const DEFAULTS = {
  taskList: { name: 'default' },
  scheduleToStartTimeout: 'NONE',
  scheduleToCloseTimeout: 'NONE',
  startToCloseTimeout: 'NONE',
  heartbeatTimeout: 'NONE',
};

describe('scheduleActivity() writes', () => {
  it.each<readonly [options: object, attributes: object]>([
    [{}, {}],
    [{ input: 'card 7' }, { input: 'card 7' }],
    [{ input: '' }, { input: '' }],
    [{ control: 'c' }, { control: 'c' }],
    [{ taskPriority: 3 }, { taskPriority: '3' }],
    [{ taskList: 'cards' }, { taskList: { name: 'cards' } }],
    [{ timeouts: {} }, {}],
    [{ timeouts: { scheduleToStart: '10s' } }, { scheduleToStartTimeout: '10' }],
    [{ timeouts: { scheduleToClose: '2m' } }, { scheduleToCloseTimeout: '120' }],
    [{ timeouts: { startToClose: '1h' } }, { startToCloseTimeout: '3600' }],
    [{ timeouts: { heartbeat: '1d' } }, { heartbeatTimeout: '86400' }],
  ])('%j to the history, and the defaults of the type for what is absent', (options, attributes) => {
    expect(scheduled(options)).toEqual({ ...DEFAULTS, ...attributes });
  });

  it('the defaults of a type that is registered', () => {
    const swf = new SwfFake();
    const timeouts = { scheduleToClose: '5m', heartbeat: '30s' } as const;
    swf.register({ domain, activities: { 'Charge@1': { taskList: 'cards', taskPriority: 2, timeouts } } });
    const attributes = {
      ...DEFAULTS,
      taskList: { name: 'cards' },
      taskPriority: '2',
      scheduleToCloseTimeout: '300',
      heartbeatTimeout: '30',
    };
    expect(scheduled({}, swf)).toEqual(attributes);
    const given = { taskList: 'others', timeouts: { heartbeat: 'NONE' } };
    const taskList = { name: 'others' };
    expect(scheduled(given, swf)).toEqual({ ...attributes, taskList, heartbeatTimeout: 'NONE' });
  });

  it('to a run of its own workflow type, even if that is registered with other settings', () => {
    const swf = shop();
    swf.register({ domain, workflows: { 'swfake-decider@1': { taskList: 'own', timeouts: { execution: '1h' } } } });
    expect(scheduled({}, swf)).toEqual(DEFAULTS);
    expect(swf.runs()).toMatchObject([{ workflowType: 'swfake-decider@1', openActivities: 1 }]);
  });

  it.each(['input', 'control'])('nothing, if the %s is no string', (option) => {
    const swf = shop();
    expect(() => swf.scheduleActivity({ activity: 'Charge@1', [option]: { n: 1 } })).toThrow(
      `swfake: the ${option} of scheduleActivity() was given as {"n":1}; expected a string: JSON.stringify it`,
    );
    expect(swf.runs()).toEqual([]);
  });

  it('nothing, if the type is deprecated', async () => {
    const swf = shop();
    await swf.send('DeprecateActivityType', { domain, activityType: CHARGE });
    expect(() => swf.scheduleActivity({ activity: 'Charge@1', activityId: 'a' })).toThrow(
      "swfake: the activity 'a' of type 'Charge@1' was not scheduled: the decision failed with ACTIVITY_TYPE_DEPRECATED; undeprecate the type or use another version",
    );
  });
});
