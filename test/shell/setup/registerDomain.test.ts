import { describe, expect, it } from 'vitest';
import { SwfFake, type Timeout } from '../../../src/index.js';

const domain = 'shop';

describe('the retention of register()', () => {
  it.each<readonly [retention: Timeout | undefined, days: string]>([
    [undefined, '90'],
    ['NONE', 'NONE'],
    ['0d', '0'],
    ['24h', '1'],
    ['90d', '90'],
  ])('%s registers a domain with %s days', async (retention, days) => {
    const swf = new SwfFake();
    swf.register({ domain, ...(retention !== undefined && { retention }) });
    const { configuration } = await swf.send('DescribeDomain', { name: domain });
    expect(configuration).toEqual({ workflowExecutionRetentionPeriodInDays: days });
    // The same retention, or none, changes nothing.
    swf.register({ domain });
    if (retention !== undefined) swf.register({ domain, retention });
  });

  it.each<readonly [before: Timeout | undefined, now: Timeout, text: string]>([
    [undefined, '5d', "with a retention of '90d', and was now given '5d'"],
    ['NONE', '0d', "with a retention of 'NONE', and was now given '0d'"],
    ['5d', 'NONE', "with a retention of '5d', and was now given 'NONE'"],
  ])('%s cannot become %s', (before, now, text) => {
    const swf = new SwfFake();
    swf.register({ domain, ...(before !== undefined && { retention: before }) });
    expect(() => swf.register({ domain, retention: now })).toThrow(
      `swfake: the domain 'shop' exists ${text}; a domain cannot change: give the retention in its first register()`,
    );
  });

  it.each<readonly [retention: Timeout, days: string]>([
    ['91d', '91'],
    ['12h', '0.5'],
  ])('%s is refused', (retention, days) => {
    expect(() => new SwfFake().register({ domain, retention })).toThrow(
      `swfake: the retention '${retention}' is ${days} days; expected whole days from '0d' to '90d', or 'NONE'`,
    );
  });
});
