import { request } from 'node:http';
import { SWF, UnknownResourceFault } from '@aws-sdk/client-swf';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ServeOptions, type SwfServer, serve } from '../../src/http/index.js';
import type { SwfFake } from '../../src/index.js';
import { connected, headersFor, requestText, sent, untilClosed } from '../support/http/raw.js';
import { domain, shop, start, taskList } from '../support/shop.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function served(options: ServeOptions = {}, swf: SwfFake = shop()) {
  const log: string[] = [];
  const server = await serve(swf, { log: (line) => log.push(line), ...options });
  open.push(server);
  return { swf, server, log };
}

const clientOf = (server: SwfServer, config: object = {}) =>
  new SWF({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'swfake', secretAccessKey: 'swfake' },
    maxAttempts: 1,
    ...config,
  });

const PLACE = '2020-01-01T00:00:00.000Z region us-east-1 of account 123456789012';
const poll = { domain, taskList };
const host = { host: 'localhost' };
const close = { connection: 'close' };

/** Resolves when as many polls are parked as the fake says. */
async function parked(swf: SwfFake, count: number): Promise<void> {
  const shown = (): number => {
    try {
      swf.assertNothingOpen();
      return 0;
    } catch (error) {
      return (error as Error).message.match(/^ {2}poll /gm)?.length ?? 0;
    }
  };
  while (shown() !== count) await new Promise((resolve) => setImmediate(resolve));
}

describe('serve()', () => {
  it('listens on this machine only, at a port that is free', async () => {
    const [one, other] = [await served(), await served()];
    expect(one.server.url).toBe(`http://127.0.0.1:${one.server.port}`);
    expect(one.server.port).not.toBe(other.server.port);
  });

  it('rejects where it cannot listen', async () => {
    const { server } = await served();
    await expect(serve(shop(), { port: server.port })).rejects.toMatchObject({
      message: expect.stringContaining('the port is in use'),
      code: 'EADDRINUSE',
    });
  });

  it('keeps connections', async () => {
    const { server } = await served();
    const socket = await connected(server.port);
    const call = (more: object) =>
      requestText('POST', '/', { ...host, ...headersFor('DescribeDomain'), ...more }, '{"name":"shop"}');
    const all = untilClosed(socket);
    for (const more of [{}, {}, close]) {
      const answered = new Promise((resolve) => socket.once('data', resolve));
      socket.write(call(more));
      await answered;
    }
    const { head, body } = await all;
    expect(`${head}${body}`.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  });

  it('ends a connection on which two requests overlap: neither gets an answer, nor the answer of the other', async () => {
    const { swf, server, log } = await served();
    const socket = await connected(server.port);
    const all = untilClosed(socket);
    socket.write(requestText('POST', '/', { ...host, ...headersFor('PollForDecisionTask') }, JSON.stringify(poll)));
    await parked(swf, 1);
    socket.write(requestText('POST', '/', { ...host, ...headersFor('DescribeDomain') }, '{"name":"shop"}'));
    expect(await all).toMatchObject({ status: 0 });
    await parked(swf, 0);
    expect(log[0]).toMatch(
      /^- a second request came on a connection before the response to the first; .*after the fork$/,
    );
  });

  it.each([2, 20])('carries out none of %i requests that come at once on one connection', async (count) => {
    const { swf, server } = await served();
    const start = { domain, workflowId: 'order-7', workflowType: { name: 'Order', version: '1' } };
    const call = requestText('POST', '/', { ...host, ...headersFor('StartWorkflowExecution') }, JSON.stringify(start));
    expect((await sent(server.port, call.repeat(count))).status).toBe(0);
    expect(swf.runs()).toEqual([]);
    await server.close();
  });

  it('tells of each request in one line: operation, status, fault and milliseconds', async () => {
    const { server, log } = await served();
    const client = clientOf(server);
    await client.describeDomain({ name: domain });
    await expect(client.describeDomain({ name: 'nope' })).rejects.toThrow(UnknownResourceFault);
    await sent(server.port, requestText('GET', '/x?\u001b[2J', { ...host, ...close }));
    await sent(server.port, 'nonsense\r\n\r\n');
    expect(log.map((line) => line.replace(/\d+ ms$/, 'n ms'))).toEqual([
      `${PLACE} DescribeDomain domain 'shop' 200 n ms`,
      `${PLACE} DescribeDomain domain 'nope' 400 UnknownResourceFault n ms`,
      '- 400 BadRequestException n ms',
      '- 400 BadRequestException n ms',
    ]);
  });

  it('says what failed where the fake itself does', async () => {
    const { swf, server } = await served();
    swf.close();
    await expect(clientOf(server).describeDomain({ name: domain })).rejects.toMatchObject({
      name: 'InternalFailure',
      message: expect.stringContaining('swfake: this fake is closed'),
      $metadata: { httpStatusCode: 500 },
    });
  });
});

describe('a poll', () => {
  it('is held until there is a task', async () => {
    const { swf, server } = await served();
    const waiting = clientOf(server).pollForDecisionTask(poll);
    await parked(swf, 1);
    await start(swf.client());
    expect((await waiting).startedEventId).toBe(3);
  });

  it('ends empty after 60 seconds of the fake’s clock, and after its time in the real world', async () => {
    const { swf, server } = await served();
    const waiting = clientOf(server).pollForDecisionTask(poll);
    await parked(swf, 1);
    swf.clock.advance('60s');
    expect(await waiting).toMatchObject({ startedEventId: 0 });
    const short = await served({ pollTimeout: '20ms' });
    expect(await clientOf(short.server).pollForActivityTask(poll)).toMatchObject({ startedEventId: 0 });
    await parked(short.swf, 0);
  });

  it('is held as long as Node can wait, if it is to be held for longer', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const { swf, server } = await served({ pollTimeout: '30d' });
    const waiting = clientOf(server).pollForDecisionTask(poll);
    await parked(swf, 1);
    const longest = Math.max(...timers.mock.calls.map(([, millis = 0]) => millis));
    timers.mockRestore();
    expect(longest).toBe(2 ** 31 - 1);
    await start(swf.client());
    expect(await waiting).toMatchObject({ startedEventId: 3 });
  });

  it('of a client that goes away ends, and loses no task', async () => {
    const { swf, server, log } = await served();
    const socket = await connected(server.port);
    const body = JSON.stringify(poll);
    socket.write(requestText('POST', '/', { ...host, ...headersFor('PollForDecisionTask') }, body));
    await parked(swf, 1);
    socket.destroy();
    await parked(swf, 0);
    await start(swf.client());
    expect(await clientOf(server).pollForDecisionTask(poll)).toMatchObject({ startedEventId: 3 });
    expect(log[0]).toMatch(/PollForDecisionTask domain 'shop' list '\w+' gone \d+ ms$/);
  });

  it('of a client of the SDK that aborts ends, and loses no task', async () => {
    const { swf, server } = await served();
    const { abort, signal } = abortable();
    const waiting = clientOf(server).pollForDecisionTask(poll, { abortSignal: signal });
    await parked(swf, 1);
    abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await parked(swf, 0);
    await start(swf.client());
    expect(await clientOf(server).pollForDecisionTask(poll)).toMatchObject({ startedEventId: 3 });
  });

  it('may find many others beside it', async () => {
    const { swf, server } = await served();
    const client = clientOf(server, { requestHandler: { httpAgent: { maxSockets: 200 } } });
    const waiting = Array.from({ length: 100 }, () => client.pollForDecisionTask(poll));
    await parked(swf, 100);
    for (let n = 0; n < 100; n += 1) await start(swf.client(), `order-${n}`);
    const found = await Promise.all(waiting);
    expect(new Set(found.map(({ workflowExecution }) => workflowExecution?.workflowId)).size).toBe(100);
  });
});

function abortable() {
  const controller = new AbortController();
  return { abort: () => controller.abort(), signal: controller.signal };
}

describe('close()', () => {
  it('ends polls with an empty answer, takes nobody else, and leaves the fake as it is', async () => {
    const { swf, server } = await served();
    const client = clientOf(server);
    const waiting = [client.pollForActivityTask(poll), client.pollForDecisionTask(poll)];
    await parked(swf, 2);
    await Promise.all([server.close(), server.close()]);
    expect(await Promise.all(waiting)).toMatchObject([{ startedEventId: 0 }, { startedEventId: 0 }]);
    await expect(client.describeDomain({ name: domain })).rejects.toThrow('ECONNREFUSED');
    expect(await swf.client().describeDomain({ name: domain })).toMatchObject({ domainInfo: { name: domain } });
  });

  it('waits for nobody who says nothing, sends for ever or does not read', async () => {
    const { server } = await served();
    const silent = await connected(server.port);
    const slow = await connected(server.port);
    slow.write(requestText('POST', '/', { ...host, ...headersFor('ListDomains'), 'content-length': '100' }, '{'));
    const ended = [untilClosed(silent), untilClosed(slow)];
    await clientOf(server).describeDomain({ name: domain });
    await server.close();
    expect((await Promise.all(ended)).map(({ status }) => status)).toEqual([0, 0]);
  });

  it('is what leaving the scope does', async () => {
    const { server } = await served();
    await server[Symbol.asyncDispose]();
    await expect(connected(server.port)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('who is refused', () => {
  const call = headersFor('ListDomains');
  const body = '{"registrationStatus":"REGISTERED"}';
  const rows: readonly (readonly [string, number, string, Parameters<typeof requestText>])[] = [
    [
      'a foreign name',
      403,
      "the request has the Host header 'evil.example:80'",
      ['POST', '/', { host: 'evil.example:80', ...call }, body],
    ],
    [
      'a name that only looks like ours',
      403,
      'the request has the Host header',
      ['POST', '/', { host: 'localhost.evil.example', ...call }, body],
    ],
    [
      'a name with a user',
      403,
      'the request has the Host header',
      ['POST', '/', { host: 'x@localhost', ...call }, body],
    ],
    [
      'a number that is no address',
      403,
      "Host header '127.999.1.1'",
      ['POST', '/', { host: '127.999.1.1', ...call }, body],
    ],
    ['half a number', 403, "Host header '127.1'", ['POST', '/', { host: '127.1', ...call }, body]],
    ['two dots', 403, "Host header 'localhost..'", ['POST', '/', { host: 'localhost..', ...call }, body]],
    ['another IPv6 address', 403, "Host header '[::2]'", ['POST', '/', { host: '[::2]', ...call }, body]],
    ['another number', 403, 'the request has the Host header', ['POST', '/', { host: '10.0.0.1', ...call }, body]],
    ['no name', 403, 'the request has 0 Host headers', ['POST', '/', call, body]],
    [
      'two names',
      403,
      'the request has 2 Host headers',
      ['POST', '/', { host: ['localhost', 'localhost'], ...call }, body],
    ],
    [
      'a page of another site',
      403,
      'the request comes from a web page',
      ['POST', '/', { ...host, origin: 'https://evil.example', ...call }, body],
    ],
    [
      'a page without a name',
      403,
      'the request comes from a web page',
      ['POST', '/', { ...host, origin: 'null' }, body],
    ],
    [
      'a browser that says where it is',
      403,
      'the request comes from a web page',
      ['POST', '/', { ...host, 'sec-fetch-site': 'cross-site' }, body],
    ],
    [
      'a browser that asks first',
      403,
      'the request comes from a web page',
      ['OPTIONS', '/', { ...host, origin: 'https://evil.example' }],
    ],
    ['GET', 405, "the method is 'GET'; expected POST", ['GET', '/', host]],
    ['PUT', 405, "the method is 'PUT'; expected POST", ['PUT', '/', { ...host, ...call }, body]],
    ['another path', 404, 'the path of SWF is /', ['POST', '/swf', { ...host, ...call }, body]],
    ['a proxy’s request', 404, 'the path of SWF is /', ['POST', 'http://evil.example/', { ...host, ...call }, body]],
    ['the admin path', 404, 'the admin path is off', ['GET', '/_swfake/runs', host]],
    ['a giant header', 431, 'the headers are too large', ['POST', '/', { ...host, 'x-big': 'x'.repeat(20_000) }]],
    ['no HTTP', 400, 'this is no HTTP request', ['PO ST', '/', host]],
    ['CONNECT', 405, 'this server is no proxy', ['CONNECT', 'swf.us-east-1.amazonaws.com:443', host]],
    [
      'a foreign Expect',
      417,
      'an Expect header that is not 100-continue',
      ['POST', '/', { ...host, expect: '200-ok' }, body],
    ],
    ['a POST of the health path', 405, 'expected GET or HEAD', ['POST', '/_swfake/health', host]],
    ['a foreign name on the health path', 403, 'the Host header', ['GET', '/_swfake/health', { host: 'evil.example' }]],
  ];

  it.each(rows)('%s: %i', async (_, status, sentence, [method, path, headers, content]) => {
    const { server, swf } = await served();
    const answer = await sent(server.port, requestText(method, path, { ...headers, ...close }, content));
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(sentence);
    expect(answer.head).toContain('onnection: close');
    expect(swf.runs()).toEqual([]);
  });

  it('is told so in a form that its SDK can show', async () => {
    const { server } = await served();
    const refused = clientOf(server, { endpoint: `${server.url}/v1` }).listDomains({
      registrationStatus: 'REGISTERED',
    });
    await expect(refused).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'swfake: there is nothing at this path; the path of SWF is /',
    });
  });

  it.each([
    'localhost',
    'LOCALHOST:99',
    'localhost.',
    'swf.localhost',
    'swf.localhost.:80',
    '127.0.0.1',
    '127.8.8.8:1',
    '[::1]:80',
    '[0:0:0:0:0:0:0:1]:80',
    '[0000:0000:0000:0000:0000:0000:0000:0001]',
    '[::ffff:127.0.0.1]',
    'swf-fake:8080',
    'SWF-fake.',
  ])('is not %s', async (name) => {
    const { server } = await served({ names: ['SWF-fake'] });
    const answer = await sent(server.port, requestText('POST', '/', { host: name, ...call, ...close }, body));
    expect(answer.status).toBe(200);
  });

  it('by a server that listens everywhere is no number, but a foreign name', async () => {
    const { server } = await served({ host: '0.0.0.0' });
    const status = async (name: string) =>
      (await sent(server.port, requestText('POST', '/', { host: name, ...call, ...close }, body))).status;
    expect([await status('10.1.2.3:80'), await status('[fd00::1]'), await status('evil.example')]).toEqual([
      200, 200, 403,
    ]);
  });
});

describe('the health path', () => {
  it.each(['GET', 'HEAD'])('answers %s, without the admin path', async (method) => {
    const { server } = await served();
    const answer = await sent(server.port, requestText(method, '/_swfake/health?x=1', { ...host, ...close }));
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(method === 'GET' ? '{"status":"ok"}\n' : '');
    expect(answer.head).toContain('x-content-type-options: nosniff');
  });
});

describe('where it listens', () => {
  it.each(['', ' ', '\n', undefined as never, 4 as never])('is not the blank host %j', async (blank) => {
    if (blank === undefined) return void (await served({ host: undefined as never }));
    await expect(serve(shop(), { host: blank })).rejects.toThrow('expected an address');
  });

  it.each([-1, 65_536, 1.5, Number.NaN, '80' as never])('is not the port %j', async (port) => {
    await expect(serve(shop(), { port })).rejects.toThrow('expected a whole number from 0 to 65535');
  });

  it('is explained where it cannot', async () => {
    await expect(serve(shop(), { host: '203.0.113.7' })).rejects.toThrow('this machine does not have the address');
  });
});

describe('a body', () => {
  const large = 'x'.repeat(1024 * 1024 + 1);
  const call = { ...host, ...headersFor('ListDomains') };

  it('of more than 1 MB is refused, and its connection closed', async () => {
    const { server } = await served();
    const answer = await sent(server.port, requestText('POST', '/', call, large));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toEqual({
      __type: 'com.amazon.coral.service#RequestEntityTooLargeException',
      message: 'swfake: the body is too large; expected at most 1048576 bytes',
    });
  });

  it('of 1 MB is read', async () => {
    const { server } = await served();
    const body = `{"registrationStatus":"REGISTERED"}${' '.repeat(1024 * 1024 - 35)}`;
    expect((await sent(server.port, requestText('POST', '/', { ...call, ...close }, body))).status).toBe(200);
  });

  it.each(['{}', 'null', '{"decisionType":"X"}'])(
    'of 1 MB of wrong decisions %s gets a short answer',
    async (wrong) => {
      const { server } = await served();
      const count = Math.floor((1024 * 1024 - 100) / (wrong.length + 1));
      const body = `{"taskToken":"x","decisions":[${Array(count).fill(wrong).join(',')}]}`;
      const headers = { ...host, ...headersFor('RespondDecisionTaskCompleted'), ...close };
      const answer = await sent(server.port, requestText('POST', '/', headers, body));
      expect(answer.status).toBe(400);
      expect(answer.body.length).toBeLessThan(100_000);
      const { message } = JSON.parse(answer.body);
      expect(message).toMatch(new RegExp(`^${count} validation errors detected: Value .* at 'decisions\\.1\\.member`));
      expect(message.split('; ')).toHaveLength(100);
    },
  );

  it('that comes in pieces without end is refused when it is too long', async () => {
    const { server } = await served();
    const answer = new Promise<number | undefined>((resolve) => {
      const headers = { ...call, 'transfer-encoding': 'chunked' };
      const sending = request({ port: server.port, method: 'POST', headers }, (response) => {
        clearInterval(timer);
        response.resume();
        resolve(response.statusCode);
      });
      sending.on('error', () => clearInterval(timer));
      const timer = setInterval(() => sending.write('x'.repeat(100_000)), 1);
    });
    expect(await answer).toBe(413);
  });

  it('that never comes to its end is waited for no longer than its time', async () => {
    const { server } = await served({ requestTimeout: '100ms' });
    const text = requestText('POST', '/', { ...call, 'content-length': '100' }, '{');
    const [slowBody, slowHead] = await Promise.all([
      sent(server.port, text),
      sent(server.port, 'POST / HTTP/1.1\r\nhost: lo'),
    ]);
    expect([slowBody.status, slowHead.status]).toEqual([408, 408]);
    expect(slowBody.body).toContain('the request took too long to arrive');
  });
});
