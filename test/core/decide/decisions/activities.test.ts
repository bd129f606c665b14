import { describe, expect, it } from 'vitest';
import { decision, historyOf, LIST, ok, respond, takeDecision, type, world } from '../../../faultTables/world.js';

const NONE = {
  scheduleToStartTimeout: 'NONE',
  scheduleToCloseTimeout: 'NONE',
  startToCloseTimeout: 'NONE',
  heartbeatTimeout: 'NONE',
};

/** The attributes of an event in the form of AWS. */
const attributesOf = (event: object = {}): unknown =>
  Object.entries(event).find(([name]) => name.endsWith('EventAttributes'))?.[1];

/** The attributes of the event of one ScheduleActivityTask, of a type without defaults. */
function scheduled(attributes: object) {
  const { s, busy } = world();
  const given = { activityId: 'a', activityType: type('Bare'), taskList: LIST, ...NONE, ...attributes };
  respond(s, takeDecision(s).taskToken as string, decision('ScheduleActivityTask', given));
  return attributesOf(historyOf(s, 'busy', busy)[4]);
}

describe('ScheduleActivityTask without a default of its type (docs/swf.md 3.1)', () => {
  it.each([
    ['taskList', 'DEFAULT_TASK_LIST_UNDEFINED'],
    ['scheduleToStartTimeout', 'DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED'],
    ['scheduleToCloseTimeout', 'DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED'],
    ['startToCloseTimeout', 'DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED'],
    ['heartbeatTimeout', 'DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED'],
  ])('fails if it gives no %s', (member, cause) => {
    expect(scheduled({ [member]: undefined })).toEqual({
      activityType: type('Bare'),
      activityId: 'a',
      cause,
      decisionTaskCompletedEventId: 4,
    });
  });

  it('has what it gives', () => {
    const given = {
      scheduleToStartTimeout: '1',
      scheduleToCloseTimeout: '2',
      startToCloseTimeout: '3',
      heartbeatTimeout: '4',
      taskPriority: '5',
      control: 'c',
      input: 'i',
    };
    expect(scheduled(given)).toEqual({
      activityType: type('Bare'),
      activityId: 'a',
      taskList: LIST,
      decisionTaskCompletedEventId: 4,
      ...given,
    });
  });
});

describe('ScheduleActivityTask with the defaults of its type', () => {
  const DEFAULTS = {
    defaultTaskList: { name: 'default' },
    defaultTaskPriority: '9',
    defaultTaskScheduleToStartTimeout: '10',
    defaultTaskScheduleToCloseTimeout: '20',
    defaultTaskStartToCloseTimeout: '30',
    defaultTaskHeartbeatTimeout: '40',
  };
  const OWN = {
    taskList: { name: 'own' },
    taskPriority: '0',
    scheduleToStartTimeout: '1',
    scheduleToCloseTimeout: '2',
    startToCloseTimeout: '3',
    heartbeatTimeout: '4',
  };
  const FROM_TYPE = {
    taskList: { name: 'default' },
    taskPriority: '9',
    scheduleToStartTimeout: '10',
    scheduleToCloseTimeout: '20',
    startToCloseTimeout: '30',
    heartbeatTimeout: '40',
  };

  it.each([
    ['takes each that it does not give', {}, FROM_TYPE],
    ['takes none that it gives', OWN, OWN],
  ])('%s', (_what, given, expected) => {
    const { s, busy } = world();
    ok(s, 'RegisterActivityType', { domain: 'shop', ...type('Full'), ...DEFAULTS });
    const attributes = { activityId: 'a', activityType: type('Full'), ...given };
    respond(s, takeDecision(s).taskToken as string, decision('ScheduleActivityTask', attributes));
    expect(attributesOf(historyOf(s, 'busy', busy)[4])).toMatchObject(expected);
  });
});
