import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../../src/render/html/html.js';
import { longHistory } from '../../bench/longHistory.js';
import { CHROMIUM, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../browser.js';
import { saga } from './saga.js';

const selectedRow = (page: Page) => page.locator('.events-list tr[aria-selected=true] .events-id');
const heading = (page: Page) => page.locator('aside h2');
const shownIds = (page: Page): Promise<readonly string[]> =>
  page.locator('.events-list tbody .events-id').allTextContents();

describe.skipIf(CHROMIUM === undefined)(
  'the view of events (skipped where there is no Chromium)',
  { timeout: 30_000 },
  () => {
    const browser = new PageBrowser();
    let order = '';
    let long = '';
    beforeAll(async () => {
      order = html([{ name: 'order-7', history: await saga() }]);
      long = html([{ name: 'order', history: await longHistory(3000) }]);
    });
    afterAll(() => browser.close());

    it('shows a row for each event, with its parts', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=events');
      await expect.poll(() => page.getByRole('grid', { name: 'Events' }).getAttribute('aria-rowcount')).toBe('35');
      await expect
        .poll(() => page.locator('#event-9 td').allTextContents())
        .toEqual([
          '#9',
          '+5s',
          '✕ ActivityTaskFailed',
          'activity charge-1',
          '(5, 8) reason=declined details="card 4242"',
        ]);
      await expect
        .poll(() => page.locator('#event-9 .events-time').getAttribute('title'))
        .toBe('2020-01-01T00:00:05.000Z +5s');
      expect(errors).toEqual([]);
    });

    it('searches, with a number and marks', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=events');
      const search = page.getByLabel('Search events');
      await search.fill('PACK-1');
      await expect.poll(() => shownIds(page)).toEqual(['#25', '#29', '#31']);
      await expect.poll(() => page.getByRole('status').first().textContent()).toBe('3 of 34 events');
      await expect.poll(() => page.locator('mark').allTextContents()).toEqual(['pack-1', 'pack-1', 'pack-1']);
      await search.fill('no such event');
      await expect.poll(() => page.locator('.events-none').textContent()).toBe('No event matches.');
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await expect.poll(() => page.getByRole('status').first().textContent()).toBe('34 events');
      expect(errors).toEqual([]);
    });

    it('filters by kind, type and failure', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=events');
      await page.getByLabel('Kind').selectOption('timer');
      await expect.poll(() => shownIds(page)).toEqual(['#6', '#7', '#14', '#16']);
      await page.getByLabel('Type').selectOption('TimerStarted');
      await expect.poll(() => shownIds(page)).toEqual(['#6', '#7']);
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByLabel('Failures only').check();
      await expect.poll(() => shownIds(page)).toEqual(['#9', '#16', '#31']);
      expect(errors).toEqual([]);
    });

    it('selects by click and by keys, and enters the detail', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=events');
      await page.locator('#event-5').click();
      await expect.poll(() => heading(page).textContent()).toBe('#5 ActivityTaskScheduled');
      await page.getByRole('grid').focus();
      for (const [key, id] of [
        ['ArrowDown', '#6'],
        ['ArrowUp', '#5'],
        ['End', '#34'],
        ['ArrowDown', '#34'],
        ['Home', '#1'],
      ] as const) {
        await page.keyboard.press(key);
        await expect.poll(() => selectedRow(page).textContent()).toBe(id);
      }
      await expect.poll(() => page.getByRole('grid').getAttribute('aria-activedescendant')).toBe('event-1');
      await page.keyboard.press('PageDown');
      expect(Number((await selectedRow(page).textContent())?.slice(1))).toBeGreaterThan(15);
      await page.keyboard.press('Enter');
      await expect.poll(() => heading(page).evaluate((one) => document.activeElement === one)).toBe(true);
      await page.getByRole('button', { name: 'Close the detail' }).click();
      await heading(page).waitFor({ state: 'detached' });
      await page.waitForURL(/#view=events&run=0$/);
      expect(errors).toEqual([]);
    });

    it('shows attributes, JSON with a member on each line, and references as links', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=events&event=5');
      const value = (name: string) =>
        page.locator('aside dl > div', { has: page.locator('dt', { hasText: name }) }).locator('dd');
      await expect.poll(() => value('activityId').textContent()).toBe('charge-1');
      await expect.poll(() => value('activityType').textContent()).toBe('Charge@1');
      await expect.poll(() => value('input').textContent()).toContain('\n      "cents": 1200.50\n');
      await page.getByRole('link', { name: '#4 DecisionTaskCompleted' }).click();
      await page.waitForURL(/event=4$/);
      await expect.poll(() => heading(page).textContent()).toBe('#4 DecisionTaskCompleted');
      await expect.poll(() => selectedRow(page).textContent()).toBe('#4');
      await page.goBack();
      await page.waitForFunction(() => document.querySelector('aside h2')?.textContent === '#5 ActivityTaskScheduled');
      expect(errors).toEqual([]);
    });

    it('leads to the events of the same thing, and shows only these', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=events&event=9');
      await expect
        .poll(() => page.locator('.events-same .event-links a').allTextContents())
        .toEqual(['#5', '#8', '#9']);
      await page.getByRole('button', { name: 'Show only these, of all 2 attempts' }).click();
      await expect.poll(() => shownIds(page)).toEqual(['#5', '#8', '#9', '#13', '#20', '#21']);
      await page.locator('#event-5').click();
      await page.getByLabel('Type').selectOption('ActivityTaskFailed');
      await expect.poll(() => page.getByText('The filters leave this event out of the list.').count()).toBe(1);
      await page.getByLabel('Type').selectOption('');
      await page.getByRole('button', { name: 'Only activity charge-1' }).click();
      await expect.poll(() => page.getByRole('status').first().textContent()).toBe('34 events');
      expect(errors).toEqual([]);
    });

    it('copies an event as JSON', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=events&event=7');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy as JSON' }).click();
      await page.getByText('Copied').waitFor();
      expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual({
        eventTimestamp: '2020-01-01T00:00:00.000Z',
        eventId: 7,
        eventType: 'TimerStarted',
        timerStartedEventAttributes: { timerId: 'soon', startToFireTimeout: '60', decisionTaskCompletedEventId: 4 },
      });
      expect(errors).toEqual([]);
    });

    it('shows the JSON and selects it where a browser allows no copy', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=events&event=7');
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
      });
      await page.getByRole('button', { name: 'Copy as JSON' }).click();
      const text = page.getByLabel('Text to copy');
      await text.waitFor();
      await expect.poll(() => text.inputValue()).toContain('"timerId": "soon"');
      await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toContain('"timerId": "soon"');
      expect(errors).toEqual([]);
    });

    it('scrolls to the event of the address, and to one far away by a link', async () => {
      const { page, errors } = await browser.open(long, {}, '#view=events&event=1500');
      await page.locator('#event-1500').waitFor();
      const isInBox = (id: number): Promise<boolean> =>
        page.evaluate((wanted) => {
          const [row, box] = [document.getElementById(`event-${wanted}`), document.querySelector('.events-list')];
          const [inner, outer] = [row?.getBoundingClientRect(), box?.getBoundingClientRect()];
          return !!inner && !!outer && inner.top >= outer.top && inner.bottom <= outer.bottom;
        }, id);
      await expect.poll(() => isInBox(1500)).toBe(true);
      await page.evaluate(() => {
        location.hash = '#view=events&event=2999';
      });
      await page.locator('#event-2999').waitFor();
      await expect.poll(() => isInBox(2999)).toBe(true);
      await expect.poll(() => page.locator('.events-list tbody tr').count()).toBeLessThan(100);
      expect(errors).toEqual([]);
    });

    it('prints the rows that the filters leave, up to 2,000', async () => {
      const { page, errors } = await browser.open(long, {}, '#view=events');
      await page.emulateMedia({ media: 'print' });
      await page.locator('.events-paper tbody tr').first().waitFor();
      await expect.poll(() => page.locator('.events-paper tbody tr').count()).toBe(2000);
      await expect
        .poll(() => page.locator('.events-paper p').textContent())
        .toBe('The first 2,000 events; 1,000 more are left out.');
      await expect.poll(() => page.locator('.events-list').isVisible()).toBe(false);
      await page.emulateMedia({ media: 'screen' });
      await page.locator('.events-paper').waitFor({ state: 'detached' });
      await page.getByLabel('Type').selectOption('ActivityTaskStarted');
      await page.emulateMedia({ media: 'print' });
      await page.locator('.events-paper tbody tr').first().waitFor();
      await expect.poll(() => page.locator('.events-paper tbody tr').count()).toBe(500);
      await expect.poll(() => page.locator('.events-paper p').count()).toBe(0);
      expect(errors).toEqual([]);
    });

    it.each(WINDOWS)('is accessible and fits ($name)', async ({ width, dark }) => {
      const { page, errors } = await browser.open(order, { width, dark }, '#view=events&event=5');
      await page.getByLabel('Search events').fill('c');
      expect(await seriousFaults(page)).toEqual([]);
      expect(await outsideTheirBox(page, '.events *:not(mark)')).toEqual([]);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(errors).toEqual([]);
    });
  },
);
