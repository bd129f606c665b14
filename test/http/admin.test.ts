import { afterEach, describe, expect, it } from 'vitest';
import { type SwfServer, serve } from '../../src/http/index.js';
import type { SwfFake, SwfFakeOptions } from '../../src/index.js';
import { ran } from '../cli/inMemory.js';
import { requestText, sent } from '../support/http/raw.js';
import { domain, schedule, shop, start, taskList } from '../support/shop.js';

let server: SwfServer;
afterEach(() => server.close());

async function served(options: SwfFakeOptions = {}): Promise<SwfFake> {
  const swf = shop(options);
  server = await serve(swf, { admin: true });
  return swf;
}

async function asked(path: string, method = 'GET') {
  const headers = { 'x-swfake-admin': 'true' };
  const response = await fetch(`${server.url}/_swfake/${path}`, { method, headers });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

describe('the admin path', () => {
  it('says what it can do', async () => {
    await served();
    const { status, text } = await asked('');
    expect(status).toBe(200);
    expect(text).toContain('POST /_swfake/advance?by&to&wait  advances the clock');
  });

  it('shows the runs, and the history of one as text and as the commands take it', async () => {
    const swf = await served();
    const { runId = '' } = await start(swf.client());
    expect(JSON.parse((await asked('runs?status=OPEN')).text).runs).toMatchObject([
      { workflowId: 'order-7', events: 2 },
    ]);
    expect(JSON.parse((await asked('runs?status=CLOSED')).text)).toEqual({ runs: [] });
    const { text, type } = await asked(`timeline?workflowId=order-7&runId=${encodeURIComponent(runId)}`);
    expect(text.split('\n')[1]).toBe('#2  +0s  DecisionTaskScheduled');
    expect(type).toBe('text/plain; charset=utf-8');
    expect((await asked('explain?workflowId=order-7')).text).toContain('order-7');
    const history = await asked('history?workflowId=order-7');
    const { printed } = await ran(['verify', 'h.json'], { files: { 'h.json': history.text } });
    expect(printed.at(-1)).toBe('verified 1 of 1 histories, 0 skipped');
  });

  it('moves the clock: by a time, to a date, to whatever is due, and slowly', async () => {
    const swf = await served();
    const { taskToken } = await swf.client().pollForActivityTask(poll(swf));
    const now = async (path: string): Promise<string> => JSON.parse((await asked(path, 'POST')).text).now;
    expect(await now('advance?by=10s')).toBe('2020-01-01T00:00:10.000Z');
    expect(await now('advance')).toBe('2020-01-01T00:00:30.000Z');
    await expect(swf.client().respondActivityTaskCompleted({ taskToken })).rejects.toThrow('Unknown activity');
    expect(await now('advance?to=2020-01-01T01:00:00Z')).toBe('2020-01-01T01:00:00.000Z');
    expect(await now('advance?by=1d&wait=true')).toBe('2020-01-02T01:00:00.000Z');
    expect(JSON.parse((await asked('clock')).text)).toEqual({ now: '2020-01-02T01:00:00.000Z' });
  });

  it('stops for a decider that comes over HTTP', async () => {
    const swf = await served();
    const decider = swf.client({ polls: 'long' });
    const waiting = decider.pollForDecisionTask({ domain, taskList });
    await start(decider);
    const { taskToken } = await waiting;
    const advanced = asked('advance?by=1d&wait=true', 'POST');
    await decider.respondDecisionTaskCompleted({ taskToken, decisions: [schedule()] });
    expect((await advanced).status).toBe(200);
    expect(swf.history({ workflowId: 'order-7' })[4]?.eventTimestamp).toEqual(new Date('2020-01-01'));
  });

  it.each([
    ['GET', 'nonsense', 404, 'there is nothing at this path; expected one of\nGET  /_swfake/clock'],
    ['GET', 'constructor', 404, 'there is nothing at this path'],
    ['GET', 'advance?by=1s', 405, 'the method is GET; expected POST'],
    ['POST', 'advance?By=1s', 400, "unknown parameter 'By'; expected 'by', 'to', 'wait', 'region', 'account'"],
    ['POST', 'advance?by=1', 400, "the duration '1' has no unit; did you mean '1s'?"],
    ['POST', 'advance?to=2019-01-01', 400, 'time cannot go back'],
    [
      'POST',
      'advance?by=1s&to=2020-01-02',
      400,
      'by and to are both given; expected by=31s or to=2020-01-02T00:00:00Z',
    ],
    ['POST', 'advance?by=1s&wait=yes', 400, "wait was given as 'yes'; expected true or false"],
    ['POST', 'advance?wait=true', 400, 'wait is given without by; expected by'],
    ['GET', 'clock?at=1', 400, "unknown parameter 'at'; expected 'region', 'account'"],
    ['GET', 'timeline', 400, "the parameter 'workflowId' is missing"],
    ['GET', 'timeline?workflowId=order-8', 400, 'no run matches {"workflowId":"order-8"}'],
  ])('refuses %s %s', async (method, path, status, sentence) => {
    await served();
    const answer = await asked(path, method);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`swfake: ${sentence}`);
  });

  it('moves nothing for a form of a web page: that sends no header of its own', async () => {
    const swf = await served();
    const text = requestText('POST', '/_swfake/advance?by=1s', { host: 'localhost', connection: 'close' });
    const { status, body } = await sent(server.port, text);
    expect({ status, body }).toEqual({ status: 403, body: expect.stringContaining("add -H 'x-swfake-admin: true'") });
    expect(swf.clock.now()).toEqual(new Date('2020-01-01'));
  });

  it.each(['clock', 'timeline?workflowId=x', 'nonsense', ''])('says of /%s that it is no script', async (path) => {
    await served();
    const { headers } = await fetch(`${server.url}/_swfake/${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('cannot move a clock that moves by itself', async () => {
    await served({ clock: 'real' });
    const { status, text } = await asked('advance?by=1s', 'POST');
    expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining("this fake has clock: 'real'") });
  });

  it.each([{ host: 'evil.example' }, { host: 'localhost', origin: 'http://localhost' }])(
    'is closed to %o, like the rest',
    async (headers) => {
      await served();
      const text = requestText('POST', '/_swfake/advance?by=1s', { ...headers, connection: 'close' });
      expect((await sent(server.port, text)).status).toBe(403);
    },
  );
});

/** A task that is lost after 30 seconds, and how to get it. */
function poll(swf: SwfFake) {
  const { domain, taskList } = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '30s' } });
  return { domain, taskList: { name: taskList } };
}
