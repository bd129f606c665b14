import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../../../src/index.js';
import { proves } from '../../../support/coverage/proves.js';
import { CHARGE, domain, ORDER, schedule, shop, start, story, taskList } from '../../../support/shop.js';

const REGISTERED = { registrationStatus: 'REGISTERED' } as const;
const DEPRECATED = { registrationStatus: 'DEPRECATED' } as const;
const resourceArn = 'arn:aws:swf:us-east-1:123456789012:/domain/shop';

describe('lists (docs/swf.md 2.1, 2.2, 5.4)', () => {
  const swf = new SwfFake();
  for (const name of ['b', 'c', 'a']) swf.register({ domain: name });
  swf.register({ domain: 'a', workflows: { 'Z@1': {}, 'A@2': {}, 'A@1': {} }, activities: { 'Only@1': {} } });

  it('are in order of names, and the whole is turned round before it is cut into pages', async () => {
    const named = async (more: object): Promise<readonly (string | undefined)[]> => {
      const { domainInfos = [] } = await swf.send('ListDomains', { ...REGISTERED, ...more });
      return domainInfos.map(({ name }) => name);
    };
    expect(await named({})).toEqual(['a', 'b', 'c']);
    expect(await named({ maximumPageSize: 2 })).toEqual(['a', 'b']);
    expect(await named({ reverseOrder: true, maximumPageSize: 2 })).toEqual(['c', 'b']);
    const { nextPageToken } = await swf.send('ListDomains', { ...REGISTERED, maximumPageSize: 2 });
    const last = await swf.send('ListDomains', {
      ...REGISTERED,
      maximumPageSize: 2,
      ...(nextPageToken && { nextPageToken }),
    });
    expect(last.domainInfos).toMatchObject([{ name: 'c', status: 'REGISTERED' }]);
    expect(last).not.toHaveProperty('nextPageToken');
    proves('op ListDomains');
  });

  it('have no token on the last page, even if it is exactly full', async () => {
    expect(await swf.send('ListDomains', { ...REGISTERED, maximumPageSize: 3 })).not.toHaveProperty('nextPageToken');
  });

  it('show types by name and version, or those of one name', async () => {
    const { typeInfos = [] } = await swf.send('ListWorkflowTypes', { domain: 'a', ...REGISTERED });
    expect(typeInfos.map(({ workflowType }) => `${workflowType?.name}@${workflowType?.version}`)).toEqual([
      'A@1',
      'A@2',
      'Z@1',
    ]);
    expect((await swf.send('ListWorkflowTypes', { domain: 'a', name: 'Z', ...REGISTERED })).typeInfos).toHaveLength(1);
    expect((await swf.send('ListActivityTypes', { domain: 'a', ...REGISTERED })).typeInfos).toEqual([
      {
        activityType: { name: 'Only', version: '1' },
        status: 'REGISTERED',
        creationDate: new Date('2020-01-01T00:00:00Z'),
      },
    ]);
    expect((await swf.send('ListActivityTypes', { domain: 'a', ...DEPRECATED })).typeInfos).toEqual([]);
    proves('op ListWorkflowTypes', 'op ListActivityTypes');
  });
});

describe('what is registered is described as it was given (docs/swf.md 2.1, 2.2)', () => {
  const creationDate = new Date('2020-01-01T00:00:00Z');
  const defaultTaskList = { name: 'orders' };

  it('domains', async () => {
    const swf = new SwfFake();
    const configuration = { workflowExecutionRetentionPeriodInDays: '7' };
    const tags = [{ key: 'team', value: 'a' }];
    await swf.send('RegisterDomain', { name: domain, description: 'a shop', tags, ...configuration });
    expect(await swf.send('DescribeDomain', { name: domain })).toEqual({
      $metadata: expect.anything(),
      domainInfo: { name: domain, description: 'a shop', status: 'REGISTERED', arn: resourceArn },
      configuration,
    });
    expect((await swf.send('ListTagsForResource', { resourceArn })).tags).toEqual(tags);
    proves('op RegisterDomain', 'op DescribeDomain');
  });

  it('workflow types', async () => {
    const swf = shop();
    const workflowType = { name: 'Order', version: '2' };
    const configuration = {
      defaultTaskList,
      defaultTaskPriority: '3',
      defaultTaskStartToCloseTimeout: '10',
      defaultExecutionStartToCloseTimeout: '100',
      defaultChildPolicy: 'ABANDON',
      defaultLambdaRole: 'arn:aws:iam::123456789012:role/swf',
    } as const;
    await swf.send('RegisterWorkflowType', { domain, ...workflowType, description: 'an order', ...configuration });
    expect(await swf.send('DescribeWorkflowType', { domain, workflowType })).toEqual({
      $metadata: expect.anything(),
      typeInfo: { workflowType, description: 'an order', status: 'REGISTERED', creationDate },
      configuration,
    });
    proves('op RegisterWorkflowType', 'op DescribeWorkflowType');
  });

  it('activity types', async () => {
    const swf = shop();
    const activityType = { name: 'Charge', version: '2' };
    const configuration = {
      defaultTaskList,
      defaultTaskPriority: '3',
      defaultTaskStartToCloseTimeout: '10',
      defaultTaskHeartbeatTimeout: '20',
      defaultTaskScheduleToStartTimeout: '30',
      defaultTaskScheduleToCloseTimeout: 'NONE',
    };
    await swf.send('RegisterActivityType', { domain, ...activityType, description: 'a charge', ...configuration });
    expect(await swf.send('DescribeActivityType', { domain, activityType })).toEqual({
      $metadata: expect.anything(),
      typeInfo: { activityType, description: 'a charge', status: 'REGISTERED', creationDate },
      configuration,
    });
    proves('op RegisterActivityType', 'op DescribeActivityType');
  });
});

describe('deprecation', () => {
  it('of a domain deprecates its types, and undeprecating it does not bring them back (doubt 14)', async () => {
    const swf = shop();
    await swf.send('DeprecateDomain', { name: domain });
    expect((await swf.send('ListWorkflowTypes', { domain, ...DEPRECATED })).typeInfos).toMatchObject([
      { workflowType: ORDER, status: 'DEPRECATED', deprecationDate: new Date('2020-01-01T00:00:00Z') },
    ]);
    await swf.send('UndeprecateDomain', { name: domain });
    expect((await swf.send('DescribeDomain', { name: domain })).domainInfo).toMatchObject({ status: 'REGISTERED' });
    await expect(start(swf.client())).rejects.toThrow('WorkflowType=[name=Order, version=1]');
    await swf.send('UndeprecateWorkflowType', { domain, workflowType: ORDER });
    await start(swf.client());
    const { typeInfo } = await swf.send('DescribeWorkflowType', { domain, workflowType: ORDER });
    expect(typeInfo).not.toHaveProperty('deprecationDate');
    proves('op DeprecateDomain', 'op UndeprecateDomain', 'op UndeprecateWorkflowType');
  });

  it('of an activity type keeps it from being scheduled, until it is undeprecated', async () => {
    const swf = shop();
    await start(swf.client());
    const outcome = async () => {
      await swf.client().signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: 'again' });
      const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
      await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [schedule()] });
      return story(swf).at(-1);
    };
    await swf.send('DeprecateActivityType', { domain, activityType: CHARGE });
    expect(await outcome()).toBe('ScheduleActivityTaskFailed');
    await swf.send('UndeprecateActivityType', { domain, activityType: CHARGE });
    expect(await outcome()).toBe('ActivityTaskScheduled');
    proves('op DeprecateActivityType', 'op UndeprecateActivityType');
  });

  it('comes before deletion, after which the name is free and what runs goes on (docs/swf.md 1.2)', async () => {
    const swf = shop();
    await start(swf.client());
    await swf.send('DeprecateWorkflowType', { domain, workflowType: ORDER });
    await swf.send('DeleteWorkflowType', { domain, workflowType: ORDER });
    await expect(swf.send('DescribeWorkflowType', { domain, workflowType: ORDER })).rejects.toThrow('Unknown type');
    const { taskToken, workflowType } = await swf.client().pollForDecisionTask({ domain, taskList });
    expect(workflowType).toEqual(ORDER);
    await swf.send('DeprecateActivityType', { domain, activityType: CHARGE });
    await swf.send('DeleteActivityType', { domain, activityType: CHARGE });
    await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [schedule()] });
    const failed = swf.history({ workflowId: 'order-7' }).at(4);
    expect(failed?.scheduleActivityTaskFailedEventAttributes?.cause).toBe('ACTIVITY_TYPE_DOES_NOT_EXIST');
    swf.register({ domain, workflows: { 'Order@1': {} } });
    proves('op DeprecateWorkflowType', 'op DeleteWorkflowType', 'op DeleteActivityType');
  });
});

describe('tags of a domain', () => {
  it('are merged by key, and taken off by key', async () => {
    const swf = shop();
    expect((await swf.send('ListTagsForResource', { resourceArn })).tags).toEqual([]);
    await swf.send('TagResource', { resourceArn, tags: [{ key: 'team', value: 'a' }, { key: 'cost' }] });
    await swf.send('TagResource', { resourceArn, tags: [{ key: 'team', value: 'b' }] });
    expect((await swf.send('ListTagsForResource', { resourceArn })).tags).toEqual([
      { key: 'team', value: 'b' },
      { key: 'cost' },
    ]);
    await swf.send('UntagResource', { resourceArn, tagKeys: ['team', 'never'] });
    expect((await swf.send('ListTagsForResource', { resourceArn })).tags).toEqual([{ key: 'cost' }]);
    proves('op TagResource', 'op UntagResource', 'op ListTagsForResource');
  });
});

describe('CountPending… counts what waits (docs/swf.md 8.3)', () => {
  it('and not what has started, nor lists that nobody used', async () => {
    const swf = shop();
    const counted = async () => {
      const { count: decisions } = await swf.send('CountPendingDecisionTasks', { domain, taskList });
      const { count: activities, truncated } = await swf.send('CountPendingActivityTasks', { domain, taskList });
      expect(truncated).toBe(false);
      return [decisions, activities];
    };
    expect(await counted()).toEqual([0, 0]);
    await start(swf.client());
    expect(await counted()).toEqual([1, 0]);
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'behind the started one' });
    expect(await counted()).toEqual([1, 0]);
    await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [schedule('a'), schedule('b')] });
    expect(await counted()).toEqual([1, 2]);
    await swf.client().pollForActivityTask({ domain, taskList });
    expect(await counted()).toEqual([1, 1]);
    proves('op CountPendingDecisionTasks', 'op CountPendingActivityTasks');
  });
});
