import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentOf } from '../../../src/render/html/document.js';
import { html } from '../../../src/render/html/html.js';
import { CHROMIUM, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../browser.js';
import { busyOrder, historyOf, type Line, longOrder } from './orders.js';

vi.setConfig({ testTimeout: 60_000 });

const busy = html([{ name: 'order-7', history: historyOf(busyOrder) }]);
const bar = (page: Page, text: RegExp) => page.locator('.tl-bar').and(page.getByRole('button', { name: text }));
const detail = (page: Page) => page.getByRole('region', { name: 'Details of the selected bar' });
const chart = (page: Page) => page.getByRole('group', { name: /^Chart/ });
const rowNames = (page: Page) => page.locator('.tl-name').allTextContents();
const scrolled = (page: Page) => chart(page).evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop] as const);
const chartWidth = (page: Page) => page.locator('.tl-rows').evaluate((rows) => rows.getBoundingClientRect().width);
const timedOut = /^activity charge, attempt 2 of 4: timed out/;

describe.skipIf(CHROMIUM === undefined)('the timeline (skipped: no Chromium here)', () => {
  let browser: PageBrowser;
  beforeAll(() => {
    browser = new PageBrowser();
  });
  afterAll(() => browser.close());

  const open = (page = busy, hash = '#view=timeline&run=0', window = {}) => browser.open(page, window, hash);

  it.each(WINDOWS)('$name: nothing sticks out, and axe finds no serious fault', async ({ width, dark }) => {
    const { page, errors } = await open(busy, '#view=timeline&run=0&event=17', { width, dark });
    await detail(page).waitFor();
    expect(await outsideTheirBox(page, '.tl-tools *, .tl-name, .tl-count, .tl-legend *, .tl-detail *')).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await seriousFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('has a row for each thing, and says of each bar what it is', async () => {
    const { page, errors } = await open();
    await expect
      .poll(() => rowNames(page))
      .toEqual([
        ...['run', 'decisions', 'charge', 'version', 'ship-7', 'remind', 'late', 'take', 'tax', 'note'],
        ...['remind', 'mail', 'stock'],
      ]);
    const texts = await page.locator('.tl-bar[aria-label]').evaluateAll((bars) => bars.map((one) => one.ariaLabel));
    expect(texts).toContain('run: started, +0s, #1 to #42');
    expect(texts).toContain('activity charge, attempt 1 of 4: failed, +300ms to +20s, #5 to #8');
    expect(texts).toContain('timer late: canceled, +2m51s to +3m21s, #24 to #32');
    expect(texts).toContain('signal note: received, +3m20s, #30');
    await expect.poll(() => page.locator('.tl-fold-text').allTextContents()).toEqual(['2d23h']);
    await expect.poll(() => page.locator('.tl-time').first().getAttribute('title')).toBe('2026-01-05T08:30:00.000Z');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows a status by its shape, not by its colour alone', async () => {
    const { page } = await open();
    const look = (name: RegExp) =>
      bar(page, name).evaluate((one) => [
        one.querySelector('.tl-cap')?.textContent ?? 'no cap',
        one.querySelector('.tl-arrow') ? 'arrow' : 'no arrow',
      ]);
    await expect.poll(() => look(/^activity charge, attempt 3/)).toEqual(['no cap', 'no arrow']);
    await expect.poll(() => look(/^activity charge, attempt 1/)).toEqual(['✕', 'no arrow']);
    await expect.poll(() => look(timedOut)).toEqual(['◷', 'no arrow']);
    await expect.poll(() => look(/^timer late/)).toEqual(['–', 'no arrow']);
    await expect.poll(() => look(/^activity mail/)).toEqual(['no cap', 'arrow']);
    await page.close();
  });

  it('shows the details of a bar that is clicked, with links to its events', async () => {
    const { page, errors } = await open();
    await bar(page, timedOut).click();
    await expect.poll(() => page.url()).toMatch(/#view=timeline&run=0&event=15$/);
    const text = await detail(page).innerText();
    for (const part of ['timed out', 'Charge@1', '+1m22s', '2026-01-05T08:32:30.000Z', 'waited 8s, worked 1m'])
      expect(text).toContain(part);
    await expect
      .poll(() => detail(page).locator('pre').allTextContents())
      .toEqual(['{\n  "cents": 1200\n}', 'HEARTBEAT: half']);
    await expect.poll(() => bar(page, timedOut).getAttribute('aria-pressed')).toBe('true');
    await detail(page).getByRole('link', { name: '#17 ActivityTaskTimedOut' }).click();
    await expect.poll(() => page.url()).toMatch(/#view=events&run=0&event=17$/);
    await page.goBack();
    await expect.poll(() => detail(page).innerText()).toContain('attempt 2 of 4');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('goes from attempt to attempt, and closes the details by button and by Escape', async () => {
    const { page } = await open(busy, '#view=timeline&run=0&event=17');
    await page.getByRole('button', { name: 'Previous attempt' }).click();
    await detail(page).getByText('attempt 1 of 4').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Previous attempt' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Next attempt' }).click();
    await page.getByRole('button', { name: 'Next attempt' }).click();
    await detail(page).getByText('attempt 3 of 4').waitFor();
    await page.getByRole('button', { name: 'Close the details' }).click();
    await detail(page).waitFor({ state: 'detached' });
    await bar(page, /^signal note/).click();
    await detail(page).getByText('ring twice').waitFor();
    await page.keyboard.press('Escape');
    await detail(page).waitFor({ state: 'detached' });
    await expect.poll(() => page.url()).toMatch(/#view=timeline&run=0$/);
    await page.close();
  });

  it('is moved in by the arrow keys, and Enter shows the details', async () => {
    const { page } = await open();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await chart(page).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused()).toMatch(/^run: started/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused()).toMatch(/^decision task, attempt|^activity charge, attempt 1 of 4/);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused()).toMatch(timedOut);
    await page.keyboard.press('Enter');
    await detail(page).getByText('attempt 2 of 4').waitFor();
    await page.keyboard.press('End');
    await expect.poll(() => focused()).toMatch(/^activity charge, attempt 4 of 4: refused/);
    await page.close();
  });

  it('zooms by buttons and by keys, but not while a text is typed', async () => {
    const { page } = await open();
    const first = await chartWidth(page);
    await page.getByRole('button', { name: /^Zoom in/ }).click();
    await page.keyboard.press('+');
    await expect.poll(() => chartWidth(page)).toBeGreaterThan(first * 1.5);
    const large = await chartWidth(page);
    await expect.poll(async () => (await scrolled(page))[0]).toBeGreaterThan(100);
    await page.keyboard.press('-');
    await expect.poll(() => chartWidth(page)).toBeLessThan(large);
    await page.getByRole('button', { name: /^Zoom out/ }).click();
    await page.keyboard.press('=');
    await page.keyboard.press('0');
    await expect.poll(() => chartWidth(page)).toBeCloseTo(first, 0);
    await page.keyboard.press('+');
    await page.getByRole('button', { name: 'Fit' }).click();
    await expect.poll(() => chartWidth(page)).toBeCloseTo(first, 0);
    await page.getByRole('searchbox').fill('charge');
    await page.keyboard.press('+');
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('charge+');
    await expect.poll(() => chartWidth(page)).toBe(first);
    await page.close();
  });

  it('filters by text, by kind and by failure', async () => {
    const { page, errors } = await open();
    await page.getByRole('searchbox').fill('SHIP');
    await expect.poll(() => rowNames(page)).toEqual(['ship-7']);
    await expect.poll(() => page.getByRole('status').innerText()).toBe('1 of 13 rows');
    await page.getByRole('searchbox').fill('no such row');
    await page.getByText('No row has all of this').waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByLabel('Kind of rows').selectOption({ label: 'timer (2)' });
    await expect.poll(() => rowNames(page)).toEqual(['remind', 'late']);
    await page.getByLabel('Kind of rows').selectOption('');
    await page.getByLabel('failures only').check();
    await expect.poll(() => rowNames(page)).toEqual(['decisions', 'charge', 'ship-7', 'tax']);
    await page.getByLabel('failures only').uncheck();
    await expect.poll(() => rowNames(page)).toHaveLength(13);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('draws what is in the window alone, of 25,000 events', async () => {
    const long = html([{ name: 'long', history: historyOf(longOrder(25_000)) }]);
    const { page, errors } = await open(long, '#view=timeline&run=0&event=24000');
    await detail(page).getByText('charge-3999').first().waitFor();
    await expect.poll(() => bar(page, /^activity charge-3999: timed out/).isVisible()).toBe(true);
    const drawn = () => page.locator('.tl-row, .tl-bar, .tl-fold, .tl-head span').count();
    await expect.poll(() => drawn()).toBeLessThan(400);
    await page.keyboard.press('0');
    await expect.poll(() => drawn()).toBeLessThan(700);
    await chart(page).evaluate((box) => box.scrollTo(0, 0));
    await page.locator('.tl-label', { hasText: 'charge-3Charge' }).waitFor();
    await page.locator('.tl-label', { hasText: 'charge-3Charge' }).click();
    await detail(page).getByText('#23 ActivityTaskScheduled').waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('leads from a row without a bar in the window to its bars', async () => {
    const { page } = await open(html([{ name: 'long', history: historyOf(longOrder(600)) }]));
    await page.getByRole('button', { name: 'Show the bars of charge-22' }).click();
    await detail(page).getByText('charge-22').waitFor();
    await expect.poll(async () => (await scrolled(page))[0]).toBeGreaterThan(400);
    await expect.poll(() => bar(page, /^activity charge-22:/).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Show the bars of charge-10' }).click();
    await detail(page).getByText('charge-10').waitFor();
    await expect.poll(() => bar(page, /^activity charge-10:/).isVisible()).toBe(true);
    await page.close();
  });

  it('shows the order alone where the history has no times', async () => {
    const { page, errors } = await open(html(historyOf(busyOrder, false)));
    await expect.poll(() => page.locator('.tl-time, .tl-fold-text').count()).toBe(0);
    await bar(page, /^activity charge, attempt 1 of 4: failed, #5 to #8$/).click();
    await expect.poll(() => detail(page).innerText()).not.toMatch(/NaN|Invalid|waited/);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('prints all rows up to 400, and says how many are left out', async () => {
    const { page, errors } = await open(html([{ name: 'long', history: historyOf(longOrder(3000)) }]));
    await page.emulateMedia({ media: 'print' });
    await page.getByText('102 more rows are not printed.').waitFor();
    await expect.poll(() => page.locator('.tl-row').count()).toBe(400);
    expect(
      await page.locator('.tl-rows').evaluate((rows) => Number.parseInt((rows as HTMLElement).style.width, 10)),
    ).toBeLessThan(760);
    await page.emulateMedia({ media: 'screen' });
    await page.getByText('102 more rows').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.tl-row').count()).toBeLessThan(60);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('cuts long names, and keeps texts of a history texts', async () => {
    const name = `<img src=x onerror=alert(1)>${'n'.repeat(228)}`;
    const lines: readonly Line[] = [
      ['ActivityTaskScheduled', 0, { activityId: name, activityType: { name, version: '1' }, input: name }],
    ];
    const { page, errors } = await open(html(historyOf(lines)), '#view=timeline&run=0&event=1', { width: 390 });
    await expect.poll(() => page.locator('.tl-name').textContent()).toBe(name);
    await expect.poll(() => page.locator('.tl-label').getAttribute('title')).toContain(name);
    expect(await outsideTheirBox(page, '.tl-name, .tl-detail *')).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('says so where an event is in no row, and where there is no event', async () => {
    const { page, errors } = await open(busy, '#view=timeline&run=0&event=999');
    await page.getByText('Event #999 belongs to no row.').waitFor();
    const empty = await open(documentOf({ title: 'empty', histories: [{ name: 'empty', events: [] }] }));
    await empty.page.getByText('This history has no event.').waitFor();
    expect([...errors, ...empty.errors]).toEqual([]);
    await page.close();
  });
});
