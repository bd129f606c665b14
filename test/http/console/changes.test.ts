import { afterEach, describe, expect, it } from 'vitest';
import { type SwfServer, serve } from '../../../src/http/index.js';
import { iamPolicy } from '../../../src/iam/index.js';
import { SwfFake } from '../../../src/index.js';
import type { ConsoleAnswer, ConsoleChanges } from '../../../src/render/html/consoleData.js';
import { domain, ORDER, schedule, shop, start, taskList } from '../../support/shop.js';

let server: SwfServer;
afterEach(() => server.close());

async function served(swf: SwfFake, options = {}): Promise<void> {
  server = await serve(swf, { ...options, ui: true });
}

const headers = () => ({
  'x-swfake-token': server.uiUrl?.split('#token=')[1] ?? '',
  'content-type': 'application/json',
});

async function changes(query = ''): Promise<ConsoleChanges> {
  const response = await fetch(`${server.url}/_swfake/ui/changes?${query}`, { headers: headers() });
  return (await response.json()) as ConsoleChanges;
}

async function acted(path: string, value: object): Promise<ConsoleAnswer> {
  const init = { method: 'POST', headers: headers(), body: JSON.stringify(value) };
  return (await (await fetch(`${server.url}/_swfake/ui/${path}`, init)).json()) as ConsoleAnswer;
}

describe('what changed', () => {
  it('is every run for a page that has nothing, and then only the runs that changed', async () => {
    const swf = shop();
    await start(swf.client(), 'order-1');
    await start(swf.client(), 'order-2', { tagList: ['paid'] });
    await served(swf);
    const all = await changes();
    expect(all.runs).toMatchObject([
      { number: 0, workflowId: 'order-1', tags: [], events: 2 },
      { number: 1, workflowId: 'order-2', tags: ['paid'], workflowType: 'Order@1', status: 'OPEN' },
    ]);
    expect((await changes(`since=${all.number}`)).runs).toEqual([]);
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-2' });
    const later = await changes(`since=${all.number}`);
    expect(later.runs).toMatchObject([{ number: 1, status: 'CLOSED', closeStatus: 'TERMINATED' }]);
    expect([later.runCount, later.runs[0]?.closedAt]).toEqual([2, Date.UTC(2020, 0, 1)]);
  });

  it('is the events that a page has not got, with the explanation', async () => {
    const swf = shop();
    await start(swf.client());
    await served(swf);
    const { run } = await changes('run=0');
    expect(run?.events.map(({ eventType }) => eventType)).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
    ]);
    await swf.client().signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: 'paid' });
    const grown = (await changes('run=0&events=2')).run;
    expect(grown).toMatchObject({ number: 0, known: 2, explanation: swf.explain({ workflowId: 'order-7' }) });
    expect(grown?.events).toMatchObject([
      { eventId: 3, eventType: 'WorkflowExecutionSignaled', eventTimestamp: '2020-01-01T00:00:00.000Z' },
    ]);
    expect((await changes('run=7')).run).toBeUndefined();
  });

  it('counts the runs, so that a page forgets those that the retention deletes', async () => {
    const swf = new SwfFake();
    swf.register({ domain, retention: '1d', workflows: { 'Order@1': {} } });
    await start(swf.client(), 'order-1');
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-1' });
    await start(swf.client(), 'order-2');
    await served(swf);
    expect((await changes()).runCount).toBe(2);
    swf.clock.advance('2d');
    expect(await changes()).toMatchObject({ runCount: 1, runs: [{ number: 1, workflowId: 'order-2' }] });
  });

  it('has the calls over HTTP with their faults, and those of the console', async () => {
    await served(shop());
    const call = (op: string, input: object) =>
      fetch(server.url, {
        method: 'POST',
        headers: { 'x-amz-target': `SimpleWorkflowService.${op}`, authorization: 'x' },
        body: JSON.stringify(input),
      });
    await call('DescribeDomain', { name: 'nope' });
    const input = { domain, workflowId: 'order-7', workflowType: ORDER };
    expect(await acted('call', { op: 'StartWorkflowExecution', input })).toEqual({
      reply: { runId: expect.any(String) },
    });
    const { calls } = await changes();
    expect(calls).toMatchObject([
      {
        number: 1,
        operation: 'DescribeDomain',
        domain: 'nope',
        status: 400,
        fault: 'UnknownResourceFault',
        text: 'Unknown domain: nope',
      },
      { number: 2, operation: 'StartWorkflowExecution', subject: 'order-7', status: 200, text: 'from the console' },
    ]);
    expect((await changes('calls=1')).calls.map(({ number }) => number)).toEqual([2]);
  });

  it('has calls whose texts are no texts', async () => {
    await served(shop());
    const post = (op: string, input: object) =>
      fetch(server.url, {
        method: 'POST',
        headers: { 'x-amz-target': `SimpleWorkflowService.${op}`, authorization: 'x' },
        body: JSON.stringify(input),
      });
    await post('CountOpenWorkflowExecutions', { domain: { toString: 1 } });
    const decisions = [{ decisionType: { toString: 1 } }];
    await post('RespondDecisionTaskCompleted', { taskToken: 'x', decisions });
    await acted('call', {
      op: 'StartWorkflowExecution',
      input: { domain: { toString: 1 }, workflowId: { toString: 1 } },
    });
    expect((await changes()).calls).toMatchObject([
      { operation: 'CountOpenWorkflowExecutions', domain: '{"toString":1}', status: 400 },
      { operation: 'RespondDecisionTaskCompleted', status: 400 },
      { operation: 'StartWorkflowExecution', domain: '{"toString":1}', subject: '{"toString":1}', status: 400 },
    ]);
  });

  it('has the first 300 characters of each text of a call, also of one of the console', async () => {
    await served(shop());
    const long = 'x'.repeat(400_000);
    const input = { domain: long, workflowId: long, signalName: 'paid' };
    await acted('call', { op: 'SignalWorkflowExecution', input });
    await fetch(server.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'SimpleWorkflowService.SignalWorkflowExecution', authorization: 'x' },
      body: JSON.stringify({ workflowId: long }),
    });
    const { calls } = await changes();
    const short = 'x'.repeat(300);
    expect(calls).toMatchObject([{ domain: short, subject: short }, { subject: short }]);
    expect(calls.map(({ text = '' }) => text.length <= 300)).toEqual([true, true]);
  });

  it('has the calls and decisions that IAM denied, with the reason', async () => {
    const allowed = ['swf:StartWorkflowExecution', 'swf:PollForDecisionTask', 'swf:RespondDecisionTaskCompleted'];
    const statement = { Effect: 'Allow', Action: allowed, Resource: '*' } as const;
    const swf = shop({ authorize: iamPolicy({ Version: '2012-10-17', Statement: statement }) });
    await served(swf);
    await expect(swf.send('DescribeDomain', { name: domain })).rejects.toThrow();
    await start(swf.client());
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [schedule()] });
    expect((await changes()).denials).toMatchObject([
      { number: 1, action: 'swf:DescribeDomain', reason: expect.stringContaining('swf:DescribeDomain') },
      { number: 2, action: 'swf:ScheduleActivityTask', reason: expect.stringContaining('swf:ScheduleActivityTask') },
    ]);
  });

  it('is of the fake that a client called first, or of the one that is named', async () => {
    const east = shop({ region: 'us-east-1' });
    const west = shop({ region: 'us-west-2' });
    await start(west.client(), 'order-west');
    await served(east, { others: [west] });
    expect(await changes()).toMatchObject({ place: { region: 'us-east-1' }, runCount: 0 });
    const named = await changes('region=us-west-2&account=123456789012');
    expect(named).toMatchObject({ place: { region: 'us-west-2' }, runs: [{ workflowId: 'order-west' }] });
    expect(named.places.map(({ region }) => region)).toEqual(['us-east-1', 'us-west-2']);
  });
});

describe('the actions', () => {
  it('move the clock by a duration, to a time and to what is due next', async () => {
    const swf = shop();
    await served(swf);
    expect(await acted('advance', { by: '10s' })).toEqual({ reply: { now: '2020-01-01T00:00:10.000Z' } });
    expect(await acted('advance', { to: '2020-01-02T00:00:00Z' })).toMatchObject({ reply: {} });
    swf.after('1h', () => undefined);
    expect((await changes()).next).toEqual({ at: Date.UTC(2020, 0, 2, 1), what: 'an action of the test' });
    await acted('advance', {});
    expect(swf.clock.now()).toEqual(new Date('2020-01-02T01:00:00Z'));
  });

  it('say why the clock cannot move', async () => {
    await served(shop({ clock: 'real' }));
    expect((await changes()).isReal).toBe(true);
    expect(await acted('advance', { by: '1s' })).toEqual({
      fault: 'Error',
      message: expect.stringContaining("this fake has clock: 'real'"),
    });
  });

  it('give the fault of the service, with its message', async () => {
    await served(shop());
    const input = { domain, workflowId: 'order-8', signalName: 'paid' };
    expect(await acted('call', { op: 'SignalWorkflowExecution', input })).toEqual({
      fault: 'UnknownResourceFault',
      message: 'Unknown execution, workflowId = order-8',
    });
    expect(await acted('call', { op: 'SignalWorkflowExecution', input: null })).toMatchObject({
      fault: 'ValidationException',
    });
  });

  it.each<readonly [object, string]>([
    [{ by: 31 }, 'by was given as 31; expected a text'],
    [{ to: null }, 'to was given as null; expected a text'],
    [{ by: '1h', wait: true }, 'wait was given as true; expected a text'],
    [{ by: { toString: 1 } }, 'by was given as {"toString":1}; expected a text'],
    [{ but: '1h' }, "unknown parameter 'but'; expected 'by', 'to', 'wait'"],
  ])('refuse to move the clock by %j', async (parameters, message) => {
    const swf = shop();
    swf.after('1h', () => undefined);
    await served(swf);
    expect(await acted('advance', parameters)).toEqual({ fault: 'BadRequestException', message });
    expect(swf.clock.now()).toEqual(new Date('2020-01-01'));
  });

  it('offer the registered types', async () => {
    const swf = shop();
    swf.register({ domain: 'bank', workflows: { 'Pay@2': { taskList: 'pays' }, 'Old@1': {} } });
    await swf.send('DeprecateWorkflowType', { domain: 'bank', workflowType: { name: 'Old', version: '1' } });
    await served(swf);
    const response = await fetch(`${server.url}/_swfake/ui/domains`, { headers: headers() });
    expect(await response.json()).toEqual({
      domains: [
        { name: 'bank', workflowTypes: [{ name: 'Pay', version: '2', taskList: 'pays' }] },
        { name: 'shop', workflowTypes: [{ name: 'Order', version: '1', taskList: 'default' }] },
      ],
    });
  });
});

describe('the log of the server', () => {
  it('leaves out the page that asks what changed, and has what it does', async () => {
    const lines: string[] = [];
    await served(shop(), { log: (line: string) => lines.push(line) });
    await changes();
    await acted('advance', { by: '1s' });
    expect(lines).toEqual([expect.stringMatching(/^POST \/_swfake\/ui\/advance 200 \d+ ms$/)]);
  });
});
