import {
  type Decision,
  RegisterDomainCommand,
  RespondDecisionTaskCompletedCommand,
  StartWorkflowExecutionCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { domain, ORDER, shop, start, taskList } from '../support/shop.js';
import { sendAny, WAYS, type Way, withWay } from '../support/ways.js';

const MEGABYTE = 1024 * 1024;
const TOO_LARGE = { name: 'RequestEntityTooLargeException', $metadata: { httpStatusCode: 413, attempts: 1 } };
const marker = (details: string): Decision => ({
  decisionType: 'RecordMarker',
  recordMarkerDecisionAttributes: { markerName: 'page', details },
});

async function decisionTask() {
  const swf = shop();
  await start(swf.client());
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList });
  return { swf, taskToken };
}

/** Markers that make the body of the response exactly as long as `bytes`. */
function batchOf(taskToken: string | undefined, bytes: number): readonly Decision[] {
  const full = Array.from({ length: 32 }, () => marker('x'.repeat(32_000)));
  const rest = (fill: number) => [...full, marker('é'.repeat(fill % 7) + 'y'.repeat(fill - 2 * (fill % 7)))];
  const shortest = Buffer.byteLength(JSON.stringify({ taskToken, decisions: [...full, marker('')] }));
  return rest(bytes - shortest);
}

const expectTooLarge = (way: Way, command: unknown) => expect(sendAny(way, command)).rejects.toMatchObject(TOO_LARGE);

describe.each(Object.keys(WAYS))('through %s, a request of more than 1 MB', (name) => {
  it('is refused, and changes nothing', async () => {
    const { swf, taskToken } = await decisionTask();
    await withWay(name, swf, async (way) => {
      const decisions = [...batchOf(taskToken, MEGABYTE + 1)];
      await expectTooLarge(way, new RespondDecisionTaskCompletedCommand({ taskToken, decisions }));
      expect(swf.history({ workflowId: 'order-7' })).toHaveLength(3);
      const fitting = [...batchOf(taskToken, MEGABYTE)];
      await way.client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions: fitting }));
      expect(swf.history({ workflowId: 'order-7' })).toHaveLength(4 + fitting.length);
    });
  });

  it('is too large even if its characters are few', async () => {
    const { swf, taskToken } = await decisionTask();
    await withWay(name, swf, async (way) => {
      // Six bytes for each character.
      const decisions = Array.from({ length: 6 }, () => marker('\u0001'.repeat(32_000)));
      await expectTooLarge(way, new RespondDecisionTaskCompletedCommand({ taskToken, decisions }));
    });
  });

  it('is too large before it is invalid, and before its domain is unknown', async () => {
    const swf = shop();
    await withWay(name, swf, async (way) => {
      const input = 'x'.repeat(MEGABYTE);
      await expectTooLarge(
        way,
        new StartWorkflowExecutionCommand({ domain: 'nope', workflowId: 'a', workflowType: ORDER, input }),
      );
      const tags = Array.from({ length: 20_000 }, (_, n) => ({ key: `key ${n}`, value: 'x'.repeat(40) }));
      const retention = { workflowExecutionRetentionPeriodInDays: '1' };
      await expectTooLarge(way, new RegisterDomainCommand({ name: 'new', ...retention, tags }));
      const resourceArn = `arn:aws:swf:us-east-1:123456789012:/domain/${domain}`;
      const tagKeys = tags.map(({ key }) => key.padEnd(60, 'x'));
      await expectTooLarge(way, new UntagResourceCommand({ resourceArn, tagKeys }));
      await way.client.send(new UntagResourceCommand({ resourceArn, tagKeys: tagKeys.slice(0, 10_000) }));
    });
    expect(swf.runs()).toEqual([]);
  });
});
