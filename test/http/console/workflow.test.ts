import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SWF } from '@aws-sdk/client-swf';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type SwfServer, serve } from '../../../src/http/index.js';
import { SwfFake } from '../../../src/index.js';
import { CHROMIUM, type OpenPage, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../../page/browser.js';
import { ran } from '../../support/http/programs.js';

const domain = 'shop';
const taskList = { name: 'orders' };
// Whatever a client sends stays text.
const INPUT = '{"orderId":7,"note":"</script><img src=x onerror=alert(1)>"}';

const browser = CHROMIUM === undefined ? undefined : new PageBrowser();
afterAll(() => browser?.close());

let server: SwfServer | undefined;
const clients: SWF[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server?.close();
});

function shop(): SwfFake {
  const swf = new SwfFake({ startTime: new Date('2020-01-01T00:00:00Z') });
  const activities = { 'Charge@1': { taskList: 'payments', timeouts: { heartbeat: '30s' } } } as const;
  swf.register({ domain, workflows: { 'Order@1': { taskList: 'orders' } }, activities });
  return swf;
}

async function opened(swf: SwfFake, window = {}): Promise<OpenPage & { readonly url: string }> {
  const started = await serve(swf, { ui: true });
  server = started;
  const open = await (browser as PageBrowser).visit(started.uiUrl ?? '', window);
  await open.page.getByRole('heading', { name: 'swfake console' }).waitFor();
  return { ...open, url: started.url };
}

function sdk(endpoint: string): SWF {
  const credentials = { accessKeyId: 'swfake', secretAccessKey: 'swfake' };
  const client = new SWF({ endpoint, region: 'us-east-1', credentials });
  clients.push(client);
  return client;
}

async function startByForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Start a workflow' }).first().click();
  await page.getByLabel('Workflow type').selectOption('Order@1');
  await page.getByLabel('Workflow id').fill('order-7');
  await page.getByLabel('Input').fill(INPUT);
  await page.getByLabel('Tags').fill('paid, urgent');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText("The run of 'order-7' was started.").waitFor();
  await page.getByRole('link', { name: 'Show the run of order-7' }).click();
}

const schedule = {
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId: 'charge', activityType: { name: 'Charge', version: '1' } },
} as const;

async function decideAndTake(client: SWF): Promise<string> {
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList, identity: 'decider-1' });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [schedule] });
  const payments = { name: 'payments' };
  const task = await client.pollForActivityTask({ domain, taskList: payments, identity: 'worker-1' });
  return task.taskToken ?? '';
}

const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true }).click();
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name, exact: true }).click();
const clock = (page: Page) => page.getByRole('region', { name: 'Clock' });
// An event that failed has a sign before its type.
const eventOf = (page: Page, type: string) =>
  page
    .getByRole('main')
    .getByText(new RegExp(`^(?:✕ )?${type}$`))
    .filter({ visible: true })
    .first();

describe.skipIf(CHROMIUM === undefined)('the console in a browser (skipped: no Chromium here)', () => {
  it('starts a run, watches a worker, moves the clock past its heartbeat timeout, signals and terminates', async () => {
    const swf = shop();
    const { page, errors, url } = await opened(swf);
    await startByForm(page);
    expect(swf.runs()).toMatchObject([{ workflowId: 'order-7', workflowType: 'Order@1', status: 'OPEN' }]);
    await view(page, 'Events');
    await eventOf(page, 'DecisionTaskScheduled').waitFor();
    const client = sdk(url);
    const taskToken = await decideAndTake(client);
    await eventOf(page, 'ActivityTaskStarted').waitFor();
    await clock(page).getByText("the heartbeat timeout of the activity 'charge'").waitFor();
    await expect.poll(() => clock(page).innerText()).toContain('Next in 30s');
    await clock(page).getByLabel('Duration or time').fill('31s');
    await clock(page).getByRole('button', { name: 'Advance' }).click();
    await eventOf(page, 'ActivityTaskTimedOut').waitFor();
    await expect.poll(() => clock(page).innerText()).toContain('2020-01-01T00:00:31.000Z');
    await expect(client.respondActivityTaskCompleted({ taskToken })).rejects.toThrow('Unknown activity');
    await page.getByRole('button', { name: 'Signal…' }).click();
    await page.getByLabel('Signal name').fill('paid');
    await page.getByRole('button', { name: 'Send the signal' }).click();
    await page.getByText("The signal 'paid' was received.").waitFor();
    await eventOf(page, 'WorkflowExecutionSignaled').waitFor();
    await page.getByRole('button', { name: 'Request cancel' }).click();
    await eventOf(page, 'WorkflowExecutionCancelRequested').waitFor();
    await page.getByRole('button', { name: 'Terminate…' }).click();
    await page.getByLabel('Reason').fill('tried enough');
    await page.getByRole('button', { name: 'Terminate the run' }).click();
    await eventOf(page, 'WorkflowExecutionTerminated').waitFor();
    expect(swf.runs()).toMatchObject([{ closeStatus: 'TERMINATED', events: 11 }]);
    await expect.poll(() => page.getByRole('button', { name: 'Signal…' }).count()).toBe(0);
    await tab(page, 'Calls');
    await page.getByLabel('Only faults').check();
    const fault = page.getByRole('row', { name: /RespondActivityTaskCompleted/ });
    await expect.poll(() => fault.innerText()).toContain('UnknownResourceFault');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    expect(errors).toEqual([]);
  }, 60_000);

  it('shows texts of a history as texts, in each view', async () => {
    const { page, errors } = await opened(shop());
    await startByForm(page);
    for (const name of ['Summary', 'Timeline', 'Events', 'State at event', 'Summary']) await view(page, name);
    await page.getByText('</script><img src=x onerror=alert(1)>').first().waitFor();
    await expect.poll(() => page.locator('img').count()).toBe(0);
    expect(errors).toEqual([]);
  }, 60_000);

  it('lists executions with filters, the waiting tasks and polls, and a fault in words', async () => {
    const swf = shop();
    const { page, errors, url } = await opened(swf);
    const client = sdk(url);
    const workflowType = { name: 'Order', version: '1' };
    for (const id of [1, 2, 3]) {
      const tagList = id === 2 ? ['urgent'] : [];
      await client.startWorkflowExecution({ domain, workflowId: `order-${id}`, workflowType, tagList });
    }
    await client.terminateWorkflowExecution({ domain, workflowId: 'order-3' });
    const rows = page.getByRole('row').filter({ hasText: 'order-' });
    await rows.nth(2).waitFor();
    await expect.poll(() => rows.first().innerText()).toContain('terminated');
    await page.getByLabel('Status').selectOption('CLOSED');
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Tag').selectOption('urgent');
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringContaining('order-2')]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Id').fill('ORDER-1');
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringContaining('order-1')]);
    await tab(page, 'Task lists');
    const orders = page.getByRole('region', { name: 'decision task list orders of shop' });
    await expect.poll(() => orders.innerText()).toMatch(/Waiting tasks\s+2\s+decision task 2 of order-1/);
    await expect.poll(() => orders.innerText()).toContain('never polled');
    const waiting = client.pollForActivityTask({ domain, taskList: { name: 'payments' }, identity: 'worker-9' });
    const payments = page.getByRole('region', { name: 'activity task list payments of shop' });
    await expect.poll(() => payments.innerText()).toMatch(/Waiting polls\s+1\s*worker-9/);
    await expect.poll(() => clock(page).innerText()).toContain("the poll of worker-9 on 'payments' ends");
    await page.getByRole('button', { name: 'To the next' }).click();
    expect(await waiting).toMatchObject({ startedEventId: 0 });
    await expect.poll(() => payments.innerText()).toMatch(/Waiting polls\s+0[\s\S]*worker-9\s+1m ago/);
    await clock(page).getByLabel('Duration or time').fill('5');
    await clock(page).getByRole('button', { name: 'Advance' }).click();
    await clock(page).getByText("the duration '5' has no unit; did you mean '5s'?").waitFor();
    await tab(page, 'Start a workflow');
    await page.getByLabel('Workflow id').fill('order-1');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText(/^✕ WorkflowExecutionAlreadyStartedFault: /).waitFor();
    expect(errors).toEqual([]);
  }, 60_000);

  it.each(WINDOWS)(
    'has no serious fault of accessibility and nothing out of its box at %o',
    async (window) => {
      const swf = shop();
      const { page, errors, url } = await opened(swf, window);
      await startByForm(page);
      const client = sdk(url);
      await decideAndTake(client);
      await client.describeDomain({ name: 'nope' }).catch(() => undefined);
      for (const name of ['Executions', 'Task lists', 'Calls', 'Start a workflow']) {
        await tab(page, name);
        await checkLook(page, name);
      }
      await page.goto(`${url}/_swfake/ui#view=summary&run=0`);
      for (const name of ['Summary', 'Timeline', 'Events', 'State at event']) {
        await view(page, name);
        await checkLook(page, name);
      }
      await page.getByRole('button', { name: 'Signal…' }).click();
      await checkLook(page, 'signal');
      expect(errors).toEqual([]);
    },
    120_000,
  );

  it('lets workers run while it moves the clock', async () => {
    const swf = shop();
    const { page, errors, url } = await opened(swf);
    await startByForm(page);
    const client = sdk(url);
    await client.respondActivityTaskCompleted({ taskToken: await decideAndTake(client), result: 'charged' });
    const timer = {
      decisionType: 'StartTimer',
      startTimerDecisionAttributes: { timerId: 'day', startToFireTimeout: '30' },
    };
    const complete = { decisionType: 'CompleteWorkflowExecution' };
    const decide = async (decision: object): Promise<void> => {
      const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
      await client.respondDecisionTaskCompleted({ taskToken, decisions: [decision as never] });
    };
    await decide(timer);
    const decided = decide(complete);
    await clock(page).getByText("the timer 'day' fires").waitFor();
    await expect.poll(() => swf.toString()).toContain('waits on the decision task list');
    await clock(page).getByLabel('let workers run').check();
    await clock(page).getByLabel('Duration or time').fill('1h');
    await clock(page).getByRole('button', { name: 'Advance' }).click();
    await decided;
    await page.getByText('completed').first().waitFor();
    expect(swf.runs()).toMatchObject([{ closeStatus: 'COMPLETED', closedAt: new Date('2020-01-01T00:00:30Z') }]);
    expect(errors).toEqual([]);
  }, 60_000);

  it('changes to the fake of another region', async () => {
    const west = new SwfFake({ region: 'us-west-2' });
    west.register({ domain, workflows: { 'Order@1': {} } });
    const workflowType = { name: 'Order', version: '1' };
    await west.client().startWorkflowExecution({ domain, workflowId: 'order-west', workflowType });
    server = await serve(shop(), { ui: true, others: [west] });
    const { page, errors } = await (browser as PageBrowser).visit(server.uiUrl ?? '');
    await page.getByText('No workflow execution was started yet.').waitFor();
    await page.getByLabel('Region and account').selectOption('us-west-2, account 123456789012');
    await page.getByRole('rowheader', { name: 'order-west' }).waitFor();
    expect(errors).toEqual([]);
  }, 60_000);

  it('stays usable with a run of 25,000 events, and gets only what is new', async () => {
    const swf = shop();
    const workflowType = { name: 'Order', version: '1' };
    await swf.client().startWorkflowExecution({ domain, workflowId: 'order-big', workflowType });
    const signal = (signalName: string) =>
      swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-big', signalName, input: 'x'.repeat(100) });
    for (let count = 0; count < 24_990; count += 1) await signal(`signal-${count}`);
    const { page, errors, url } = await opened(swf);
    const sizes: number[] = [];
    page.on('response', async (response) => sizes.push((await response.body().catch(() => '')).length));
    const began = performance.now();
    await page.goto(`${url}/_swfake/ui#view=events&run=0`);
    await eventOf(page, 'WorkflowExecutionSignaled').waitFor();
    const opening = performance.now() - began;
    sizes.splice(0);
    const signaled = performance.now();
    await signal('the-last-one');
    await page.getByPlaceholder('Search ids, types, names, attributes').fill('the-last-one');
    await page.getByRole('main').getByText('signal the-last-one').filter({ visible: true }).first().waitFor();
    const growing = performance.now() - signaled;
    expect(growing).toBeLessThan(10_000);
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.max(...sizes)).toBeLessThan(20_000);
    expect(opening).toBeLessThan(10_000);
    expect(errors).toEqual([]);
  }, 120_000);

  it('says so when the server ends', async () => {
    const { page } = await opened(shop());
    await page.getByText('No workflow execution was started yet.').waitFor();
    await server?.close();
    await page.getByRole('alert').waitFor();
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('The server does not answer.');
  }, 60_000);
});

describe.skipIf(CHROMIUM === undefined)('a page of another origin (skipped: no Chromium here)', () => {
  it('gets nothing of the console, neither by a frame nor by a request', async () => {
    const swf = shop();
    const console = await serve(swf, { ui: true });
    server = console;
    const [address = '', token = ''] = (console.uiUrl ?? '').split('#token=');
    const other = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<h1>other'),
    );
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { page } = await (browser as PageBrowser).visit(`http://127.0.0.1:${port}/`);
    const ask = (path: string, init: object) =>
      page.evaluate(
        ([url, options]) => fetch(url, options).then((response) => `${response.type} ${response.status}`, String),
        [`${address}${path}`, init] as const,
      );
    const headers = { 'x-swfake-token': token, 'content-type': 'application/json' };
    expect(await ask('/changes', { headers })).toContain('Failed to fetch');
    expect(await ask('/changes', { mode: 'no-cors' })).toBe('opaque 0');
    expect(await ask('/advance', { method: 'POST', headers, body: '{"by":"1h"}' })).toContain('Failed to fetch');
    const plain = { method: 'POST', mode: 'no-cors', body: '{"by":"1h"}' };
    expect(await ask('/advance', plain)).toBe('opaque 0');
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    }, console.uiUrl ?? '');
    await expect.poll(() => page.frames().at(-1)?.locator('#page').count()).toBe(0);
    expect(swf.clock.now()).toEqual(new Date('2020-01-01T00:00:00Z'));
    other.closeAllConnections();
    other.close();
  }, 60_000);
});

async function checkLook(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(100);
  expect(await seriousFaults(page), name).toEqual([]);
  expect(await outsideTheirBox(page, 'button, input, select, a, h2, td, dd, p, label'), name).toEqual([]);
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), { message: name })
    .toBe(true);
  const shots = process.env.SWFAKE_SHOTS;
  const { width = 0 } = page.viewportSize() ?? {};
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  if (shots)
    await page.screenshot({ path: `${shots}/${name.replaceAll(' ', '-')}-${width}-${isDark ? 'dark' : 'light'}.png` });
}

function hasBoto3(): boolean {
  try {
    execFileSync('python3', ['-c', 'import boto3'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const BOTO3 = `
import sys, boto3
swf = boto3.client('swf', endpoint_url=sys.argv[1])
task = swf.poll_for_decision_task(domain='shop', taskList={'name': 'orders'}, identity='python')
charge = {'activityId': 'charge', 'activityType': {'name': 'Charge', 'version': '1'}}
swf.respond_decision_task_completed(taskToken=task['taskToken'], decisions=[
    {'decisionType': 'ScheduleActivityTask', 'scheduleActivityTaskDecisionAttributes': charge}])
task = swf.poll_for_activity_task(domain='shop', taskList={'name': 'payments'}, identity='python')
swf.respond_activity_task_completed(taskToken=task['taskToken'], result='charged by boto3')
`;

describe.skipIf(CHROMIUM === undefined || !hasBoto3())(
  'the console beside boto3 (skipped: no Chromium, or no boto3 here)',
  () => {
    it('shows what a worker in Python does', async () => {
      const { page, errors, url } = await opened(shop());
      await startByForm(page);
      await view(page, 'Events');
      expect(await ran('python3', '-c', BOTO3, url)).toMatchObject({ code: 0 });
      await eventOf(page, 'ActivityTaskCompleted').waitFor();
      await tab(page, 'Calls');
      const poll = page.getByRole('row', { name: /PollForActivityTask/ });
      await expect.poll(() => poll.innerText()).toContain("activity 'charge' of 'order-7' to 'python'");
      expect(errors).toEqual([]);
    }, 60_000);
  },
);
