import { get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type Files, ran } from './inMemory.js';

/** Runs the command, and stops it when `use` is done. */
const served = (words: readonly string[], files: Files = {}, use?: (url: string) => unknown) =>
  ran(['serve', ...words], { files, until: (printed) => use?.(/http:\S+/.exec(printed[0] ?? '')?.[0] ?? '') });

const list = (url: string, domain: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': 'SimpleWorkflowService.ListWorkflowTypes', authorization: 'x' },
    body: JSON.stringify({ domain, registrationStatus: 'REGISTERED' }),
  });

/** Returns the status of a request to the admin path with this host name. */
const statusFor = (url: string, host: string) =>
  new Promise((resolve, reject) => {
    const request = get(`${url}/_swfake/clock`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });

describe('swfake serve', () => {
  it('prints where it listens and how the AWS CLI reaches it, serves, and stops at a signal', async () => {
    const answers: number[] = [];
    const { code, printed } = await served(['--port', '0', '--log'], {}, async (url) => {
      answers.push((await list(url, 'shop')).status);
    });
    const [first = '', ...others] = printed;
    const [, url = ''] = /^swfake listens on (http:\/\/127\.0\.0\.1:\d+) \(real clock\)$/.exec(first) ?? [];
    expect(others.join('\n')).toContain(`aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`);
    expect(printed.at(-1)).toMatch(/^ListWorkflowTypes 400 UnknownResourceFault \d+ ms$/);
    expect([answers, code]).toEqual([[400], 0]);
    await expect(list(url, 'shop')).rejects.toThrow('fetch failed');
  });

  it('registers what files say, one or many', async () => {
    const files = {
      'one.json': { domain: 'one', workflows: { 'Order@1': {} } },
      'two.json': [{ domain: 'two', activities: { 'Charge@2': {} } }, { domain: 'three' }],
    };
    const words = ['--port', '0', '--register', 'one.json', '--register', 'two.json'];
    const { code } = await served(words, files, async (url) => {
      const types = async (domain: string) => JSON.parse(await (await list(url, domain)).text()).typeInfos.length;
      expect([await types('one'), await types('two'), await types('three')]).toEqual([1, 0, 0]);
    });
    expect(code).toBe(0);
  });

  it('moves a virtual clock through the admin path, and says that it stands still without', async () => {
    const words = ['--port=0', '--clock=virtual', '--seed=5'];
    const { printed } = await served([...words, '--admin'], {}, async (url) => {
      const answer = await fetch(`${url}/_swfake/advance?by=1h`, { method: 'POST' });
      expect(await answer.json()).toEqual({ now: '2020-01-01T01:00:00.000Z' });
    });
    expect(printed.at(-1)).toMatch(/^GET http.*\/_swfake\/ lists the requests of the admin path$/);
    expect((await served(words)).printed.at(-1)).toBe('The clock stands still: with --admin, clients can move it');
  });

  it('answers to the names that it is given, and to no other', async () => {
    const statuses: unknown[] = [];
    await served(['--port', '0', '--admin', '--name', 'swf', '--name', 'fake'], {}, async (url) => {
      for (const host of ['swf', 'fake', 'other']) statuses.push(await statusFor(url, host));
    });
    expect(statuses).toEqual([200, 200, 403]);
  });

  it('explains a port in use', async () => {
    await served(['--port', '0'], {}, async (url) => {
      const { port } = new URL(url);
      expect(await served(['--port', port])).toMatchObject({
        code: 2,
        printed: [],
        complaints: [
          `swfake: cannot listen on port ${port} of '127.0.0.1': the port is in use; stop the other program, or choose another port (--port 0 takes a free one)`,
        ],
      });
    });
  });
});
