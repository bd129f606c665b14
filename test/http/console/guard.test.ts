import { afterEach, describe, expect, it } from 'vitest';
import { type SwfServer, serve } from '../../../src/http/index.js';
import { requestText, sent } from '../../support/http/raw.js';
import { shop, start } from '../../support/shop.js';

let server: SwfServer;
afterEach(() => server.close());

const tokenOf = ({ uiUrl = '' }: SwfServer): string => uiUrl.split('#token=')[1] ?? '';

interface Parts {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** Sends a request that is right but for the given parts: a header that is `undefined` is left out. */
async function asked({ method = 'GET', path = 'changes', headers = {}, body = '' }: Parts) {
  const right = { host: `127.0.0.1:${server.port}`, 'x-swfake-token': tokenOf(server), connection: 'close' };
  const posted = method === 'POST' ? { 'content-type': 'application/json' } : {};
  const all = Object.entries({ ...right, ...posted, ...headers }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return sent(server.port, requestText(method, `/_swfake/ui/${path}`, Object.fromEntries(all), body));
}

async function served() {
  const swf = shop();
  await start(swf.client(), 'secret-order');
  server = await serve(swf, { ui: true });
  return swf;
}

const TERMINATE = JSON.stringify({
  op: 'TerminateWorkflowExecution',
  input: { domain: 'shop', workflowId: 'secret-order' },
});

const WRONG: readonly (readonly [string, Parts['headers'], string])[] = [
  ['without a token', { 'x-swfake-token': undefined }, 'the request has no header x-swfake-token'],
  ['with a wrong token', { 'x-swfake-token': 'A'.repeat(22) }, 'has the token of another server, or a wrong one'],
  ['with a token that is too short', { 'x-swfake-token': '' }, 'has the token of another server, or a wrong one'],
  ['from another origin', { origin: 'http://evil.example' }, 'only the page of the console can make it'],
  ['from another port of this machine', { origin: 'http://127.0.0.1:1' }, 'only the page of the console'],
  ['from a page without an origin', { origin: 'null' }, 'only the page of the console can make it'],
  ['from another site', { 'sec-fetch-site': 'cross-site' }, 'only the page of the console can make it'],
  ['from another port, as a browser says it', { 'sec-fetch-site': 'same-site' }, 'only the page of the console'],
  ['from the address line', { 'sec-fetch-site': 'none' }, 'only the page of the console can make it'],
  ['for another host', { host: 'evil.example' }, "the Host header 'evil.example'"],
];

describe('the guard of the console', () => {
  it('accepts the page of the console', async () => {
    await served();
    const origin = `http://127.0.0.1:${server.port}`;
    const { status, body } = await asked({ headers: { origin, 'sec-fetch-site': 'same-origin' } });
    expect({ status, body }).toEqual({ status: 200, body: expect.stringContaining('"workflowId":"secret-order"') });
    expect(tokenOf(server)).toMatch(/^[\w-]{22}$/);
  });

  it.each(WRONG)('refuses to read %s', async (_name, headers, sentence) => {
    await served();
    const { status, body } = await asked({ headers: headers ?? {} });
    expect({ status, body }).toEqual({ status: 403, body: expect.stringContaining(sentence) });
    expect(body).not.toContain('secret-order');
  });

  it.each(WRONG)('refuses to act %s', async (_name, headers) => {
    const swf = await served();
    const { status } = await asked({ method: 'POST', path: 'call', headers: headers ?? {}, body: TERMINATE });
    expect(status).toBe(403);
    const moved = await asked({ method: 'POST', path: 'advance', headers: headers ?? {}, body: '{"by":"1h"}' });
    expect(moved.status).toBe(403);
    expect(swf.runs()).toMatchObject([{ status: 'OPEN' }]);
    expect(swf.clock.now()).toEqual(new Date('2020-01-01'));
  });

  it.each(['call', 'advance', 'advance?by=1h', 'call?op=TerminateWorkflowExecution&workflowId=secret-order'])(
    'changes nothing by GET %s',
    async (path) => {
      const swf = await served();
      expect((await asked({ path })).status).toBe(404);
      expect(swf.runs()).toMatchObject([{ status: 'OPEN' }]);
      expect(swf.clock.now()).toEqual(new Date('2020-01-01'));
    },
  );

  it('takes no form: its body would be no JSON', async () => {
    const swf = await served();
    const headers = { 'content-type': 'text/plain' };
    const { status } = await asked({ method: 'POST', path: 'call', headers, body: TERMINATE });
    expect(status).toBe(415);
    expect(swf.runs()).toMatchObject([{ status: 'OPEN' }]);
  });

  it('calls no other operation', async () => {
    const swf = await served();
    const body = JSON.stringify({ op: 'DeprecateDomain', input: { name: 'shop' } });
    const answer = await asked({ method: 'POST', path: 'call', body });
    expect(JSON.parse(answer.body)).toEqual({
      fault: 'BadRequestException',
      message: "the console cannot call 'DeprecateDomain'",
    });
    expect((await swf.send('DescribeDomain', { name: 'shop' })).domainInfo?.status).toBe('REGISTERED');
  });

  it.each([
    ['GET', 'nonsense', '', 404],
    ['GET', 'constructor', '', 404],
    ['POST', 'changes', '{}', 404],
    ['POST', 'call', '[', 400],
    ['POST', 'advance', 'null', 400],
    ['POST', 'advance', '[]', 400],
    ['POST', 'call', '[1]', 400],
  ])('refuses %s %s %s in a sentence', async (method, path, body, status) => {
    await served();
    expect(await asked({ method, path, body })).toMatchObject({ status, body: expect.stringMatching(/^swfake: the/) });
  });

  it('is off unless it is asked for, even where the admin path is on', async () => {
    server = await serve(shop(), { admin: true });
    expect(server.uiUrl).toBeUndefined();
    const { status, body } = await asked({ headers: { 'x-swfake-token': '' } });
    expect({ status, body: body.trim() }).toEqual({
      status: 404,
      body: 'swfake: the console is off; turn it on with serve(swf, { ui: true }) or --ui',
    });
  });
});

describe('the page of the console', () => {
  const page = (headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    sent(
      server.port,
      requestText(method, '/_swfake/ui', { host: `localhost:${server.port}`, connection: 'close', ...headers }),
    );

  it('holds no data and no token, runs its own script only, and cannot be framed or kept', async () => {
    await served();
    const { status, head, body } = await page({ 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' });
    expect(status).toBe(200);
    expect(body).not.toContain(tokenOf(server));
    expect(body).not.toContain('secret-order');
    const policy = /content-security-policy: (.*)/i.exec(head)?.[1] ?? '';
    expect(policy).toMatch(/script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-[\w+/=]{44}'; connect-src 'self'/);
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"])
      expect(policy).toContain(rule);
    expect(policy).not.toContain('unsafe');
    expect(head).toMatch(/x-content-type-options: nosniff/i);
    expect(head).toMatch(/cache-control: no-store/i);
    expect(head).toMatch(/x-frame-options: DENY/i);
  });

  it.each([
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' },
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'iframe' },
    { origin: 'http://evil.example' },
    { host: 'evil.example' },
  ])('is not sent to a frame or another site: %o', async (headers) => {
    await served();
    expect(await page(headers)).toMatchObject({ status: 403, body: expect.not.stringContaining('<script>') });
  });

  it('takes no POST', async () => {
    await served();
    expect((await page({}, 'POST')).status).toBe(405);
  });
});
