import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { documentOf } from '../../../src/render/html/document.js';
import { CHROMIUM, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../browser.js';
import { ORDERS, orderHistory } from './orders.js';

const PLACE = '#view=compare&run=0&beside=1';
const PAGE = documentOf(ORDERS);

const lines = (page: Page): Promise<readonly string[]> =>
  page
    .locator('.compare-list tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map(({ textContent }) => textContent?.trim() ?? '').join(' | ')),
    );
const grid = (page: Page) => page.getByRole('grid', { name: 'Events of both histories' });
const selected = (page: Page) => page.locator('.compare-list tr[aria-selected=true]');
const place = (page: Page) => page.locator('.compare-bar [role=status]');
const detail = (page: Page) => page.getByRole('region', { name: 'Selected events' });

/** A history of signals of one name. */
const signals = (signalName: string): readonly HistoryEvent[] =>
  Array.from({ length: 1000 }, (_, i) => ({
    eventId: i + 1,
    eventType: 'WorkflowExecutionSignaled',
    eventTimestamp: new Date(i),
    workflowExecutionSignaledEventAttributes: { signalName },
  }));

describe.skipIf(CHROMIUM === undefined)(
  'the view that compares (skipped where there is no Chromium)',
  { timeout: 30_000 },
  () => {
    const browser = new PageBrowser();
    afterAll(() => browser.close());
    const opened = (hash = PLACE) => browser.open(PAGE, {}, hash);

    it('shows both histories side by side, equal events folded, and what differs', async () => {
      const { page, errors } = await opened();
      await expect.poll(() => place(page).textContent()).toBe('4 differences');
      await expect
        .poll(() => page.locator('.compare-counts li').allTextContents())
        .toEqual(['≠ 2 changed', '− 1 only left', '+ 1 only right', '= 47 equal']);
      expect((await lines(page)).slice(0, 6)).toEqual([
        '⋯ 8 equal events',
        'equal | #9+8sDecisionTaskStarted | #9+24sDecisionTaskStarted',
        'equal | #10+9sDecisionTaskCompleted | #10+27sDecisionTaskCompleted',
        '≠changed | #11+10sActivityTaskScheduled charge-2 | #11+30sActivityTaskScheduled charge-2',
        ' | input…xxxxxxxxxxx","card":4242} | input…xxxxxxxxxxx","card":1111}',
        'equal | #12+11sActivityTaskStarted charge-2 | #12+33sActivityTaskStarted charge-2',
      ]);
      await expect
        .poll(() => page.locator('.compare-right').allTextContents())
        .toContain('+only right#26+1m15sWorkflowExecutionSignaled hurry');
      expect(errors).toEqual([]);
    });

    it('moves to the next and the previous difference, by buttons and by keys', async () => {
      const { page, errors } = await opened();
      await page.keyboard.press('n');
      await expect.poll(() => place(page).textContent()).toBe('Difference 1 of 4');
      await expect.poll(() => selected(page).getAttribute('class')).toContain('compare-changed');
      await page.getByRole('button', { name: 'Next' }).click();
      await expect.poll(() => place(page).textContent()).toBe('Difference 2 of 4');
      await expect
        .poll(() => detail(page).locator('h2').textContent())
        .toBe('+ only right WorkflowExecutionSignaled hurry');
      await page.keyboard.press('p');
      await page.getByRole('button', { name: 'Previous' }).click();
      await expect.poll(() => place(page).textContent()).toBe('Difference 4 of 4');
      await expect.poll(() => detail(page).locator('h2').textContent()).toBe('− only left TimerStarted remind');
      await page.keyboard.press('Control+n');
      await page.getByLabel('Right', { exact: true }).focus();
      await page.keyboard.press('p');
      await expect.poll(() => place(page).textContent()).toBe('Difference 4 of 4');
      expect(errors).toEqual([]);
    });

    it('opens a fold by a click and by a key, and all of them at once', async () => {
      const { page, errors } = await opened();
      const count = async () => Number(await grid(page).getAttribute('aria-rowcount'));
      const before = await count();
      await page.getByRole('button', { name: '8 equal events' }).click();
      await expect.poll(() => count()).toBe(before + 7);
      expect((await lines(page))[0]).toBe('equal | #1+0sWorkflowExecutionStarted | #1+0sWorkflowExecutionStarted');
      await page.getByRole('button', { name: '10 equal events' }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => count()).toBe(before + 16);
      await page.getByLabel('Fold equal events').uncheck();
      await expect.poll(() => count()).toBe(51 + 2 + 1);
      await page.getByLabel('Fold equal events').check();
      await expect.poll(() => count()).toBe(before);
      expect(errors).toEqual([]);
    });

    it('selects with the arrow keys, opens a fold with Enter, and goes to the detail with Enter', async () => {
      const { page, errors } = await opened();
      await grid(page).focus();
      await page.keyboard.press('Home');
      await expect.poll(() => selected(page).textContent()).toBe('⋯ 8 equal events');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => selected(page).locator('a').allTextContents()).toEqual(['#11', '#11']);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => selected(page).locator('a').allTextContents()).toEqual(['#12', '#12']);
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => selected(page).locator('a').allTextContents()).toEqual(['#11', '#11']);
      await expect
        .poll(() => grid(page).getAttribute('aria-activedescendant'))
        .toBe(await selected(page).getAttribute('id'));
      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('compare-detail');
      await grid(page).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await expect.poll(() => selected(page).locator('a').allTextContents()).toEqual(['#1', '#1']);
      await page.keyboard.press('End');
      await expect.poll(() => selected(page).getAttribute('class')).toContain('compare-left');
      expect(errors).toEqual([]);
    });

    it('shows all attributes of the selected events, those that differ first', async () => {
      const { page, errors } = await opened('#view=compare&run=0&beside=1&event=11');
      await expect
        .poll(() => detail(page).locator('h2').textContent())
        .toBe('≠ changed ActivityTaskScheduled charge-2');
      await expect
        .poll(() => detail(page).locator('h3').allTextContents())
        .toEqual(['input differs', 'activityId ', 'activityType ']);
      await expect
        .poll(() => detail(page).locator('.compare-differs .text-value').allTextContents())
        .toEqual([
          `{\n  "holder": "A. Person",\n  "street": "${'x'.repeat(80)}",\n  "card": 4242\n}`,
          `{\n  "holder": "A. Person",\n  "street": "${'x'.repeat(80)}",\n  "card": 1111\n}`,
        ]);
      await expect
        .poll(() => detail(page).locator('.compare-when').allTextContents())
        .toEqual([
          '#11 in left order +10s 2026-01-01T00:00:10.000Z',
          '#11 in right order +30s 2026-01-01T00:00:30.000Z',
        ]);
      await detail(page).getByRole('button', { name: 'Close' }).click();
      await expect.poll(() => detail(page).count()).toBe(0);
      await page.locator('.compare-left').last().click();
      await expect
        .poll(() => detail(page).locator('.faint').first().textContent())
        .toBe('No such event in right order');
      expect(errors).toEqual([]);
    });

    it('does not count the attributes that are ignored', async () => {
      const { page, errors } = await opened();
      await page.keyboard.press('n');
      await page.getByLabel('identity (1)').check();
      await expect.poll(() => page.locator('.compare-counts li').first().textContent()).toBe('≠ 1 changed');
      await expect.poll(() => place(page).textContent()).toBe('Difference 1 of 3');
      await page.getByLabel('input (1)').check();
      await expect.poll(() => page.locator('.compare-name').count()).toBe(0);
      await expect.poll(() => place(page).textContent()).toBe('2 differences');
      await page.getByLabel('identity (1)').uncheck();
      await page.getByLabel('input (1)').uncheck();
      await expect
        .poll(() => page.locator('.compare-name').allTextContents())
        .toEqual(['input', 'input', 'identity', 'identity']);
      expect(errors).toEqual([]);
    });

    it('shows how much later an event is on the right, from the start of each run', async () => {
      const { page, errors } = await opened();
      await page.getByLabel('Differences of time since start').check();
      const first = page.locator('.compare-equal .compare-time');
      expect((await first.allTextContents()).slice(0, 2)).toEqual(['+8s', 'Δ +16s']);
      await page.getByRole('button', { name: 'Exchange left and right' }).click();
      await page.getByLabel('Differences of time since start').check();
      expect((await first.allTextContents()).slice(0, 2)).toEqual(['+24s', 'Δ -16s']);
      expect(errors).toEqual([]);
    });

    it('compares what is picked, and keeps it in the address', async () => {
      const { page, errors } = await opened('#view=compare&run=2');
      const picked = async () => [
        await page.getByLabel('Left', { exact: true }).inputValue(),
        await page.getByLabel('Right', { exact: true }).inputValue(),
      ];
      await expect.poll(() => picked()).toEqual(['2', '0']);
      await expect.poll(() => place(page).textContent()).toBe('No difference');
      await expect.poll(() => lines(page)).toEqual(['⋯ 50 equal events']);
      await expect.poll(() => page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
      await page.getByLabel('Right', { exact: true }).selectOption('1');
      await expect.poll(() => place(page).textContent()).toBe('4 differences');
      expect(new URL(page.url()).hash).toBe('#view=compare&run=2&beside=1');
      await page.getByLabel('Left', { exact: true }).selectOption('0');
      await page.getByRole('button', { name: 'Exchange left and right' }).click();
      await expect.poll(() => picked()).toEqual(['1', '0']);
      await page.goBack();
      await page.waitForFunction(() => location.hash === '#view=compare&run=0&beside=1');
      await expect.poll(() => picked()).toEqual(['0', '1']);
      expect(errors).toEqual([]);
    });

    it('links to the events of each side', async () => {
      const { page } = await opened();
      const links = page.locator('.compare-changed').last().locator('a');
      await expect
        .poll(() => links.evaluateAll((all) => all.map((one) => one.getAttribute('href'))))
        .toEqual(['#view=events&run=0&event=39', '#view=events&run=1&event=40']);
      await links.last().click();
      await page.waitForFunction(() => location.hash === '#view=events&run=1&event=40');
      await expect.poll(() => page.locator('.compare').count()).toBe(0);
    });

    it('says so if a stretch was not aligned', async () => {
      const histories = ['go', 'stop'].map((name) => ({ name, events: signals(name) }));
      const { page, errors } = await browser.open(documentOf({ title: 'x', histories }), {}, PLACE);
      await expect
        .poll(() => page.locator('.compare-unaligned').textContent())
        .toBe(
          '2,000 events were not aligned: their stretch is too long and too different. They are shown as events of one side only.',
        );
      await expect.poll(() => page.locator('.compare-counts li').nth(1).textContent()).toBe('− 1,000 only left');
      expect(errors).toEqual([]);
    });

    it('has only the lines in the page that are in its box, and shows a difference far away', async () => {
      const order = { input: 'x', identity: 'd', seconds: 1 };
      const many = Array.from({ length: 150 }, () => orderHistory(order)).flat();
      const events = many.map((event, i) => ({ ...event, eventId: i + 1 }));
      const histories = [
        { name: 'a', events },
        { name: 'b', events: events.toSpliced(7000, 1) },
      ];
      const { page, errors } = await browser.open(documentOf({ title: 'x', histories }), {}, PLACE);
      await page.getByLabel('Fold equal events').uncheck();
      await expect.poll(() => grid(page).getAttribute('aria-rowcount')).toBe('7351');
      await page.keyboard.press('n');
      await expect.poll(() => selected(page).locator('a').textContent()).toBe('#7001');
      await expect.poll(() => page.locator('.compare-list tr').count()).toBeLessThan(100);
      expect(errors).toEqual([]);
    });

    it('prints the lines that it shows', async () => {
      const { page, errors } = await opened();
      await page.emulateMedia({ media: 'print' });
      await page.waitForSelector('.compare-paper');
      await expect.poll(() => page.locator('.compare-paper tbody tr').first().textContent()).toBe('=8 equal events');
      await expect
        .poll(() => page.locator('.compare-paper').textContent())
        .toContain('+#26 +1m15s WorkflowExecutionSignaled hurry');
      await expect.poll(() => page.locator('.compare-list').isVisible()).toBe(false);
      expect(errors).toEqual([]);
    });

    it.each(WINDOWS)('can be used by all, and stays in its window ($name)', async ({ width, dark }) => {
      const { page, errors } = await browser.open(PAGE, { width, dark }, PLACE);
      await page.keyboard.press('n');
      expect(await seriousFaults(page)).toEqual([]);
      expect(await outsideTheirBox(page, '.compare *:not(.visually-hidden)')).toEqual([]);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(errors).toEqual([]);
    });
  },
);
