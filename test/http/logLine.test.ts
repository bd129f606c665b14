import { afterEach, describe, expect, it, vi } from 'vitest';
import { type SwfServer, serve } from '../../src/http/index.js';
import { domain, schedule, shop, start, taskList } from '../support/shop.js';

let server: SwfServer;
const log: string[] = [];
afterEach(async () => {
  await server.close();
  log.length = 0;
});

async function call(operation: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const headers = { 'x-amz-target': `SimpleWorkflowService.${operation}`, authorization: 'x' };
  const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify(input) });
  const text = await response.text();
  return text === '' ? {} : JSON.parse(text);
}

const lines = () =>
  log.map((line) =>
    line.replace(/^2020-01-01T00:00:00.000Z region us-east-1 of account 123456789012 /, '').replace(/\d+ ms$/, 'n ms'),
  );

describe('the log', () => {
  it('says of each poll what was handed out, and to whom', async () => {
    const swf = shop();
    server = await serve(swf, { log: (line) => log.push(line), pollTimeout: '10ms' });
    const poll = { domain, taskList };
    await start(swf.client());
    const { taskToken } = await call('PollForDecisionTask', { ...poll, identity: 'decider 1' });
    await call('RespondDecisionTaskCompleted', { taskToken, decisions: [schedule('charge')] });
    await call('PollForActivityTask', poll);
    await call('PollForActivityTask', { ...poll, identity: 'a\nb\u001b[2J' });
    await call('CountPendingActivityTasks', poll);
    await call('PollForDecisionTask', { domain: 'nope', taskList });
    const list = taskList.name;
    expect(lines()).toEqual([
      `PollForDecisionTask domain 'shop' list '${list}' 200 decision task 3 of 'order-7' to 'decider 1' n ms`,
      'RespondDecisionTaskCompleted 200 n ms',
      `PollForActivityTask domain 'shop' list '${list}' 200 activity 'charge' of 'order-7' to a poller without identity n ms`,
      `PollForActivityTask domain 'shop' list '${list}' 200 nothing to 'a?b?[2J' n ms`,
      `CountPendingActivityTasks domain 'shop' list '${list}' 200 n ms`,
      `PollForDecisionTask domain 'nope' list '${list}' 400 UnknownResourceFault n ms`,
    ]);
  });

  it.each<readonly [string, unknown, string]>([
    ['a body that is no structure', [1], 'ListDomains 400 SerializationException n ms'],
    [
      'a domain that is no text',
      { name: { a: 1 } },
      'DescribeDomain domain \'{"a":1}\' 400 SerializationException n ms',
    ],
    [
      'a domain that has no text',
      { name: { toString: 1 } },
      'DescribeDomain domain \'{"toString":1}\' 400 SerializationException n ms',
    ],
    [
      'a name that is too long',
      { name: 'x'.repeat(1000) },
      `DescribeDomain domain '${'x'.repeat(64)}' 400 ValidationException n ms`,
    ],
  ])('holds %s', async (_, input, line) => {
    server = await serve(shop(), { log: (text) => log.push(text) });
    await call(line.split(' ')[0] as string, input as object);
    expect(lines()).toEqual([line]);
  });

  it('holds a call whose domain is nested deeper than the stack', async () => {
    server = await serve(shop(), { log: (text) => log.push(text) });
    const headers = { 'x-amz-target': 'SimpleWorkflowService.DescribeDomain', authorization: 'x' };
    const depth = 500_000;
    const body = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    await (await fetch(server.url, { method: 'POST', headers, body })).text();
    expect(lines()).toEqual([expect.stringMatching(/^DescribeDomain domain 'an object' \d00 /)]);
  });

  it.each<readonly [string, () => void | Promise<void>]>([
    [
      'throws',
      () => {
        throw new Error('the disk is full');
      },
    ],
    ['rejects', () => Promise.reject(new Error('the disk is full'))],
  ])('prints one warning if it %s, and the server goes on', async (_, fail) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    server = await serve(shop(), { log: fail });
    for (const name of ['nope', domain]) await call('DescribeDomain', { name });
    expect(await call('DescribeDomain', { name: domain })).toMatchObject({ domainInfo: { name: domain } });
    await server.close();
    expect(warn.mock.calls).toEqual([
      [
        "swfake: the log of serve() threw the error 'Error: the disk is full'; lines of the log are lost; catch the error " +
          'in the function',
      ],
    ]);
    warn.mockRestore();
  });
});
