import { get } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FileSystem } from '../../src/cli/line/environment.js';
import { SwfFake } from '../../src/index.js';
import { type Files, ran, type World } from './inMemory.js';

afterEach(() => vi.unstubAllEnvs());

const ADMIN = { method: 'POST', headers: { 'x-swfake-admin': 'true' } };

/** Runs the command, and stops it when `use` is done. Rejects if `use` does: the command takes that for an error of its own. */
async function served(
  words: readonly string[],
  files: Files = {},
  use?: (url: string) => unknown,
  world: World = {},
): ReturnType<typeof ran> {
  let used = Promise.resolve<unknown>(undefined);
  const until = (printed: readonly string[]): unknown => {
    used = (async () => use?.(/http:\S+/.exec(printed[0] ?? '')?.[0] ?? ''))();
    return used.catch(() => undefined);
  };
  const result = await ran(['serve', '--port=0', ...words], { ...world, files, until });
  await used;
  return result;
}

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
  it('prints the address of the console with its token, and turns the admin path on with it', async () => {
    const words = ['--clock', 'virtual', '--ui'];
    const statuses: number[] = [];
    const { printed } = await served(words, {}, async (url) => {
      for (const path of ['clock', 'ui', 'ui/changes']) statuses.push((await fetch(`${url}/_swfake/${path}`)).status);
    });
    expect(statuses).toEqual([200, 200, 403]);
    expect(printed.at(-1)).toMatch(/^Open the console at http:\/\/127\.0\.0\.1:\d+\/_swfake\/ui#token=[\w-]{22}$/);
    expect(printed.at(-2)).toMatch(/^GET .* lists the requests of the admin path$/);
  });

  it('prints where it listens and how the AWS CLI reaches it, serves, and stops at a signal', async () => {
    const answers: number[] = [];
    const { code, printed } = await served(['--port', '0', '--log'], {}, async (url) => {
      answers.push((await list(url, 'shop')).status);
    });
    const [first = '', ...others] = printed;
    const [, url = ''] = /^swfake listens on (http:\/\/127\.0\.0\.1:\d+) \(real clock\)$/.exec(first) ?? [];
    expect(others.join('\n')).toContain(`aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`);
    expect(printed.at(-1)).toMatch(
      /Z region us-east-1 of account 123456789012 ListWorkflowTypes domain 'shop' 400 UnknownResourceFault \d+ ms$/,
    );
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
      const answer = await fetch(`${url}/_swfake/advance?by=1h`, ADMIN);
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
          `swfake: cannot listen on port ${port} of '127.0.0.1': the port is in use; stop the other program, or choose another port (0 takes any that is free)`,
        ],
      });
    });
  });

  type Caller = readonly [keyId: string, region: string];
  const HOME: Caller = ['swfake', 'us-east-1'];

  /** Calls the service in a region of an account, and returns the response. */
  async function call(url: string, operation: string, input: object, [keyId, region]: Caller = HOME) {
    const authorization = `AWS4-HMAC-SHA256 Credential=${keyId}/20200101/${region}/swf/aws4_request`;
    const headers = { 'x-amz-target': `SimpleWorkflowService.${operation}`, authorization };
    const text = await (await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })).text();
    return text === '' ? {} : JSON.parse(text);
  }

  const SHOP = {
    'shop.json': { domain: 'shop', workflows: { 'Order@1': { lambdaRole: 'arn:aws:iam::123456789012:role/x' } } },
  };
  const start = (url: string, workflowId: string, place?: Caller) =>
    call(
      url,
      'StartWorkflowExecution',
      { domain: 'shop', workflowId, workflowType: { name: 'Order', version: '1' } },
      place,
    );
  const page = async (url: string, path: string) => (await fetch(`${url}/_swfake/${path}`)).json();

  it('keeps a fake for each region and account, each with the registrations', async () => {
    await served(['--admin', '--register', 'shop.json'], SHOP, async (url) => {
      const places: readonly Caller[] = [
        ['swfake', 'us-east-1'],
        ['swfake', 'eu-west-1'],
        ['210987654321', 'eu-west-1'],
      ];
      for (const place of places)
        expect(await start(url, 'order-1', place)).toMatchObject({ runId: expect.any(String) });
      for (const query of ['region=us-east-1', 'region=eu-west-1&account=123456789012', 'account=210987654321'])
        expect((await page(url, `runs?${query}`)).runs).toHaveLength(1);
    });
  });

  it('assumes what it is told, and keeps to limits that it is given', async () => {
    const words = ['--assume', 'idlePollToken=empty', '--limit', 'domains=0', '--poll-timeout', '10ms', '--register'];
    const { complaints } = await served([...words, 'shop.json'], SHOP);
    expect(complaints[0]).toContain("file 'shop.json'");
    expect(complaints[0]).toContain('LimitExceededFault');
    await served(['--assume=idlePollToken=empty', '--poll-timeout=10ms', '--register=shop.json'], SHOP, async (url) => {
      const poll = { domain: 'shop', taskList: { name: 'default' } };
      expect(await call(url, 'PollForDecisionTask', poll)).toMatchObject({ taskToken: '' });
    });
  });

  it.each([
    ['now', expect.closeTo(Date.now(), -5)],
    ['2026-02-03', Date.UTC(2026, 1, 3)],
    ['2026-02-03T04:05', Date.UTC(2026, 1, 3, 4, 5)],
    ['2026-02-03T04:05:06+01:00', Date.UTC(2026, 1, 3, 3, 5, 6)],
  ])('starts a virtual clock at %s, in UTC on every machine', async (time, millis) => {
    vi.stubEnv('TZ', 'America/New_York');
    await served(['--clock=virtual', '--admin', '--start', time], {}, async (url) => {
      expect(Date.parse((await page(url, 'clock')).now)).toEqual(millis);
    });
  });

  it.each([{ pack: () => 'packed' }, { default: { pack: () => 'packed' } }])(
    'calls the Lambda functions of a module',
    async (exported) => {
      const words = ['--admin', '--register=shop.json', '--lambda=functions.js', '--clock=virtual'];
      const modules = { 'functions.js': { default: exported } };
      await served(
        words,
        SHOP,
        async (url) => {
          await start(url, 'order-1');
          const { taskToken } = await call(url, 'PollForDecisionTask', {
            domain: 'shop',
            taskList: { name: 'default' },
          });
          const attributes = { id: 'p', name: 'pack' };
          const decision = {
            decisionType: 'ScheduleLambdaFunction',
            scheduleLambdaFunctionDecisionAttributes: attributes,
          };
          await call(url, 'RespondDecisionTaskCompleted', { taskToken, decisions: [decision] });
          const { events } = await page(url, 'history?workflowId=order-1');
          expect(events.at(-2)).toMatchObject({ lambdaFunctionCompletedEventAttributes: { result: '"packed"' } });
        },
        { modules },
      );
    },
  );

  it('says that it listens on more than this machine', async () => {
    const { printed } = await served(['--host', '0.0.0.0']);
    expect(printed[0]).toMatch(
      /^swfake listens on http:\/\/0\.0\.0\.0:\d+ \(real clock\)\. This is not only this machine/,
    );
    expect((await served(['--host', '::1'])).printed[0]).toMatch(
      /^swfake listens on http:\/\/\[::1\]:\d+ \(real clock\)$/,
    );
  });
});

describe('swfake serve --state', () => {
  const SHOP = { 'shop.json': { domain: 'shop', workflows: { 'Order@1': {} } } };
  const words = ['--clock=virtual', '--admin', '--register=shop.json', '--state=s.json'];
  const start = (url: string, workflowId: string, region = 'us-east-1') =>
    fetch(url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'SimpleWorkflowService.StartWorkflowExecution',
        authorization: `Credential=x/20200101/${region}/swf/aws4_request`,
      },
      body: JSON.stringify({ domain: 'shop', workflowId, workflowType: { name: 'Order', version: '1' } }),
    });
  const page = async (url: string, path: string) => (await fetch(`${url}/_swfake/${path}`)).json();

  /** A world in which the next start finds the files of the last. */
  function lasting(content: Files = {}) {
    let disk: FileSystem | undefined;
    const read = (): string => new TextDecoder().decode(disk?.read('s.json'));
    const run = (use?: (url: string) => unknown, more: readonly string[] = []) => {
      const before = disk ? { 's.json': read() } : content;
      return served([...words, ...more], { ...SHOP, ...before }, use, {
        disk: (files) => {
          disk = files;
        },
      });
    };
    return { run, read };
  }

  it('goes on after a restart with the runs, the time and the regions of the last time', async () => {
    const { run } = lasting();
    const first = await run(
      async (url) => {
        await start(url, 'order-1');
        await start(url, 'order-2', 'eu-west-1');
        await fetch(`${url}/_swfake/advance?by=1h&region=us-east-1`, ADMIN);
      },
      ['--seed=5'],
    );
    expect(first.printed).toContain("The state is saved in 's.json'");
    const second = await run(async (url) => {
      expect(await page(url, 'clock?region=us-east-1')).toEqual({ now: '2020-01-01T01:00:00.000Z' });
      for (const [region, workflowId] of [
        ['us-east-1', 'order-1'],
        ['eu-west-1', 'order-2'],
      ])
        expect((await page(url, `runs?region=${region}`)).runs).toMatchObject([{ workflowId }]);
      expect((await start(url, 'order-1')).status).toBe(400);
    });
    expect(second.printed).toContain("The state of 's.json' was loaded: 2 runs. It is saved there");
  });

  it('saves now and then while it is called', async () => {
    const { run, read } = lasting();
    await run(
      async (url) => {
        expect(read()).not.toContain('order-1');
        await start(url, 'order-1');
        await expect.poll(read).toContain('order-1');
      },
      ['--save-every=10ms'],
    );
  });

  it('loads what save() of a fake returned, whatever its region', async () => {
    const swf = new SwfFake({ region: 'eu-west-1' });
    swf.scheduleActivity({ activity: 'Charge@1' });
    const { run, read } = lasting({ 's.json': swf.save() });
    await run(async (url) => expect((await page(url, 'runs')).runs).toHaveLength(1));
    expect(JSON.parse(read())).toMatchObject({
      format: 'swfake server',
      version: 1,
      fakes: [{ config: { region: 'eu-west-1' } }],
    });
  });

  it('reports once that it cannot save, and fails at the end', async () => {
    const files: Record<string, unknown> = { ...SHOP };
    let disk: FileSystem | undefined;
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    const use = async (url: string) => {
      Object.assign(disk as object, {
        write: () => {
          throw full;
        },
      });
      await start(url, 'order-1');
      await new Promise((resolve) => setTimeout(resolve, 100));
    };
    const result = await served([...words, '--save-every=10ms'], files, use, {
      disk: (system) => {
        disk = system;
      },
    });
    const complaint = "swfake: the state cannot be saved in file 's.json': the disk is full";
    expect(result).toMatchObject({ code: 2, complaints: [complaint, complaint] });
  });
});
