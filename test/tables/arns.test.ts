import { describe, expect, it } from 'vitest';
import { iamPolicy } from '../../src/iam/index.js';
import { SwfFake } from '../../src/index.js';
import { partitionOf } from '../../src/tables/arns.js';

const ROWS: readonly (readonly [region: string, partition: string])[] = [
  ['us-east-1', 'aws'],
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-gov-east-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['eusc-de-east-1', 'aws-eusc'],
];

describe('an ARN begins with the partition of its region (docs/swf.md 1.1)', () => {
  it.each(ROWS)('%s is in %s', async (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
    const asked: string[] = [];
    const swf = new SwfFake({ region, authorize: ({ resource }) => asked.push(resource) > 0 });
    swf.register({ domain: 'shop' });
    const arn = `arn:${partition}:swf:${region}:123456789012:/domain/shop`;

    const { domainInfo } = await swf.send('DescribeDomain', { name: 'shop' });
    expect(domainInfo?.arn).toBe(arn);
    const { domainInfos } = await swf.send('ListDomains', { registrationStatus: 'REGISTERED' });
    expect(domainInfos?.map((info) => info.arn)).toEqual([arn]);
    expect(asked).toEqual([arn, arn.replace('shop', '*')]);

    await swf.send('TagResource', { resourceArn: arn, tags: [{ key: 'team', value: 'a' }] });
    expect(await swf.send('ListTagsForResource', { resourceArn: arn })).toMatchObject({ tags: [{ key: 'team' }] });
    const elsewhere = arn.replace(partition, partition === 'aws' ? 'aws-cn' : 'aws');
    await expect(swf.send('ListTagsForResource', { resourceArn: elsewhere })).rejects.toThrow(
      `Unknown resource: ${elsewhere}`,
    );
  });

  it('so does the ARN of the user in a denial, and a policy names it', async () => {
    const resource = 'arn:aws-cn:swf:cn-north-1:123456789012:/domain/shop';
    const Statement = [{ Effect: 'Allow' as const, Action: 'swf:RegisterDomain', Resource: resource }];
    const swf = new SwfFake({ region: 'cn-north-1', authorize: iamPolicy({ Statement }) });
    await swf.send('RegisterDomain', { name: 'shop', workflowExecutionRetentionPeriodInDays: '1' });
    await expect(swf.send('DescribeDomain', { name: 'shop' })).rejects.toThrow(
      `User: arn:aws-cn:iam::123456789012:root is not authorized to perform: swf:DescribeDomain on resource: ${resource}`,
    );
  });
});
