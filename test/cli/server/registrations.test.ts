import { describe, expect, it } from 'vitest';
import { readRegistrations } from '../../../src/cli/server/registrations.js';
import { SwfFake } from '../../../src/index.js';
import { inMemory } from '../inMemory.js';

/** Registers what a file holds, and returns the configuration of each type. */
async function registered(content: unknown): Promise<SwfFake> {
  const environment = { files: inMemory({ 'r.json': content }) } as never;
  const swf = new SwfFake();
  for (const { registration } of await readRegistrations(['r.json'], environment)) swf.register(registration);
  return swf;
}

const domain = 'shop';
const ORDER = { name: 'Order', version: '1' };
const CHARGE = { name: 'Charge', version: '1' };

async function settingsOf(swf: SwfFake) {
  const [workflow, activity, described] = await Promise.all([
    swf.send('DescribeWorkflowType', { domain, workflowType: ORDER }),
    swf.send('DescribeActivityType', { domain, activityType: CHARGE }),
    swf.send('DescribeDomain', { name: domain }),
  ]);
  return [workflow.configuration, activity.configuration, described.configuration];
}

describe('a file of registrations', () => {
  it('can have the names of AWS, which mean the same', async () => {
    const aws = {
      name: domain,
      workflowExecutionRetentionPeriodInDays: '7',
      workflows: {
        'Order@1': {
          defaultTaskList: { name: 'orders' },
          defaultTaskPriority: '3',
          defaultChildPolicy: 'ABANDON',
          defaultLambdaRole: 'arn:aws:iam::123456789012:role/x',
          defaultExecutionStartToCloseTimeout: '3600',
          defaultTaskStartToCloseTimeout: 'NONE',
        },
      },
      activities: {
        'Charge@1': {
          defaultTaskList: 'payments',
          defaultTaskPriority: '-1',
          defaultTaskScheduleToStartTimeout: '10',
          defaultTaskScheduleToCloseTimeout: 'NONE',
          defaultTaskStartToCloseTimeout: '20',
          timeouts: { heartbeat: '5s' },
        },
      },
    };
    const own = {
      domain,
      retention: '7d',
      workflows: {
        'Order@1': {
          taskList: 'orders',
          taskPriority: 3,
          childPolicy: 'ABANDON',
          lambdaRole: 'arn:aws:iam::123456789012:role/x',
          timeouts: { execution: '1h', decision: 'NONE' },
        },
      },
      activities: {
        'Charge@1': {
          taskList: 'payments',
          taskPriority: -1,
          timeouts: { scheduleToStart: '10s', scheduleToClose: 'NONE', startToClose: '20s', heartbeat: '5s' },
        },
      },
    };
    expect(await settingsOf(await registered(aws))).toEqual(await settingsOf(await registered([own])));
    expect((await settingsOf(await registered(aws)))[1]).toMatchObject({ defaultTaskHeartbeatTimeout: '5' });
  });

  it('can be a domain alone, and a list', async () => {
    const swf = await registered([{ domain: 'a' }, { name: 'b', workflowExecutionRetentionPeriodInDays: 'NONE' }]);
    const { domainInfos } = await swf.send('ListDomains', { registrationStatus: 'REGISTERED' });
    expect(domainInfos?.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it.each<readonly [unknown, string]>([
    [
      { domain, workflows: { 'Order@1': { defaultTaskStartToCloseTimeout: '5', timeouts: { decision: '5s' } } } },
      "'defaultTaskStartToCloseTimeout' and 'decision' are both given",
    ],
    [
      { domain, retention: '1d', workflowExecutionRetentionPeriodInDays: '1' },
      "'workflowExecutionRetentionPeriodInDays' and 'retention' are both given",
    ],
    [{ domain, activities: { 'Charge@1': { defaultChildPolicy: 'ABANDON' } } }, "unknown option 'defaultChildPolicy'"],
    [{ domain, workflow: {} }, "unknown option 'workflow' of register()"],
    [{ domain, workflows: { 'Order@1': { defaultTaskStartToCloseTimeout: 'soon' } } }, "'soon' is no duration"],
    [{ domain, workflows: { 'Order@1': { timeouts: 7 } } }, 'timeouts'],
  ])('is refused: %j', async (content, message) => {
    await expect(registered(content)).rejects.toThrow(message);
  });
});
