import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentOf } from '../../../src/render/html/document.js';
import { CHROMIUM, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../browser.js';
import { busyOrder, historyOf, longOrder } from '../timeline/orders.js';

vi.setConfig({ testTimeout: 60_000 });

const order = {
  name: 'order-7',
  workflowId: 'order-7',
  runId: 'run-1',
  explanation: "The run 'order-7' waits for activity 'mail'.",
  events: historyOf(busyOrder),
};
const ship = {
  name: 'ship-7',
  workflowId: 'ship-7',
  runId: 'run-of-ship-7',
  events: historyOf([
    ['WorkflowExecutionStarted', 0, { workflowType: { name: 'Ship', version: '2' } }],
    ['WorkflowExecutionCompleted', 5, { result: 'shipped' }],
  ]),
};
const page = documentOf({ title: 'order-7', histories: [order, ship] });
const section = (shown: Page, name: string) => shown.getByRole('region', { name, exact: true });

describe.skipIf(CHROMIUM === undefined)('the summary (skipped: no Chromium here)', () => {
  let browser: PageBrowser;
  beforeAll(() => {
    browser = new PageBrowser();
  });
  afterAll(() => browser.close());

  it.each(WINDOWS)('$name: nothing sticks out, and axe finds no serious fault', async ({ width, dark }) => {
    const { page: shown, errors } = await browser.open(page, { width, dark }, '#view=summary&run=0');
    await section(shown, 'Counts').waitFor();
    expect(await outsideTheirBox(shown, '.sum *')).toEqual([]);
    await expect.poll(() => shown.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await seriousFaults(shown)).toEqual([]);
    expect(errors).toEqual([]);
    await shown.close();
  });

  it('says after how many events a history is cut', async () => {
    const cut = documentOf({ title: 'order-7', histories: [{ ...order, continues: true }] });
    const { page: shown } = await browser.open(cut, {}, '#view=summary&run=0');
    await expect.poll(() => section(shown, 'Run').innerText()).toContain(`cut after ${order.events.length} events`);
    await shown.close();
  });

  it('has the facts of an open run, what it waits for, and what went wrong', async () => {
    const { page: shown, errors } = await browser.open(page, {}, '#view=summary&run=0');
    const run = await section(shown, 'Run').innerText();
    for (const part of [
      'open',
      'Order@1',
      'run-1',
      '2026-01-05T08:30:00.000Z',
      '3d3m so far',
      '42',
      'gold',
      'requested',
    ])
      expect(run).toContain(part);
    await expect.poll(() => section(shown, 'Explanation').innerText()).toContain("waits for activity 'mail'");
    const open = await section(shown, 'Open now').innerText();
    expect(open).toContain("Due next: activity 'mail': start-to-close timeout, in 5m");
    await expect.poll(() => section(shown, 'Open now').locator('tbody tr').count()).toBe(3);
    await expect.poll(() => section(shown, 'Failures').locator('tr').count()).toBe(6);
    await expect
      .poll(() => section(shown, 'Failures').locator('tr').first().innerText())
      .toContain('card declined: {"code":51}');
    expect(
      await section(shown, 'Counts')
        .getByRole('row', { name: /^activity/ })
        .innerText(),
    ).toContain('timed out');
    await expect.poll(() => section(shown, 'Input').locator('pre').innerText()).toContain('"order": 7');
    expect(errors).toEqual([]);
    await shown.close();
  });

  it('leads to events, bars and other runs of the page', async () => {
    const { page: shown, errors } = await browser.open(page, {}, '#view=summary&run=0');
    await section(shown, 'Failures').getByRole('link', { name: '#17' }).click();
    await expect.poll(() => shown.url()).toMatch(/#view=events&run=0&event=17$/);
    await shown.goBack();
    await section(shown, 'Failures').getByRole('link', { name: 'lambda function tax' }).click();
    await expect.poll(() => shown.url()).toMatch(/#view=timeline&run=0&event=27$/);
    await shown.goBack();
    const others = section(shown, 'Other runs');
    await expect.poll(() => others.getByRole('row', { name: /^parent/ }).innerText()).toContain('basket-3');
    await expect.poll(() => others.getByRole('link', { name: 'basket-3' }).count()).toBe(0);
    await others.getByRole('link', { name: 'ship-7' }).click();
    await expect.poll(() => shown.url()).toMatch(/#view=summary&run=1$/);
    expect(errors).toEqual([]);
    await shown.close();
  });

  it('has the end of a closed run, and its result', async () => {
    const { page: shown } = await browser.open(page, {}, '#view=summary&run=1');
    const run = await section(shown, 'Run').innerText();
    for (const part of ['completed', 'Ship@2', '2026-01-05T08:30:05.000Z', '5s']) expect(run).toContain(part);
    await expect.poll(() => section(shown, 'Result').locator('pre').innerText()).toBe('shipped');
    await expect.poll(() => section(shown, 'Open now').count()).toBe(0);
    await shown.close();
  });

  it('shows a part of very many failures, and no invalid time', async () => {
    const many = { name: 'many', events: historyOf(longOrder(6000)) };
    const untimed = { name: 'untimed', events: historyOf(busyOrder, false) };
    const pages = documentOf({ title: 'many', histories: [many, untimed, { name: 'empty', events: [] }] });
    const { page: shown, errors } = await browser.open(pages, {}, '#view=summary&run=0');
    await section(shown, 'Failures').getByText('49 more').waitFor();
    await expect.poll(() => section(shown, 'Failures').locator('tr').count()).toBe(50);
    for (const run of [1, 2]) {
      await shown.getByLabel('History').selectOption(String(run));
      await shown.locator('.sum').waitFor();
      await expect.poll(() => shown.locator('main').innerText()).not.toMatch(/NaN|Invalid|undefined/);
    }
    expect(errors).toEqual([]);
    await shown.close();
  });
});
