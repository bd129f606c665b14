import { afterAll, describe, expect, it } from 'vitest';
import { SwfFake } from '../../src/index.js';
import { documentOf } from '../../src/render/html/document.js';
import { html } from '../../src/render/html/html.js';
import { CHROMIUM, PageBrowser, seriousFaults, WINDOWS } from './browser.js';

const swf = new SwfFake();
const charge = swf.scheduleActivity({ activity: 'Charge@1' });
const refund = swf.scheduleActivity({ activity: 'Refund@1' });
const two = [
  { name: 'order-7', history: swf.history(charge) },
  { name: 'order-8', history: swf.history(refund) },
];

describe.skipIf(CHROMIUM === undefined)('a page in a browser (skipped where there is no Chromium)', () => {
  const browser = new PageBrowser();
  afterAll(() => browser.close());

  it('has a tab for each view that it has something for', async () => {
    const tabs = async (page: string): Promise<readonly string[]> =>
      (await browser.open(page)).page.locator('nav a').allTextContents();
    expect(await tabs(html(swf.history(charge)))).toEqual(['Summary', 'Timeline', 'Events', 'State at event']);
    expect(await tabs(html(two))).toEqual(['Summary', 'Timeline', 'Events', 'State at event', 'Compare']);
    expect(await tabs(documentOf({ title: 'none', histories: [], findings: [] }))).toEqual(['Findings']);
  });

  it('moves between views and histories, and back', async () => {
    const { page, errors } = await browser.open(html(two, { title: 'two orders' }));
    const current = (): Promise<string | null> => page.locator('nav a[aria-current]').textContent();
    expect([await page.textContent('h1'), await current()]).toEqual(['two orders', 'Summary']);
    await page.getByRole('link', { name: 'Events' }).click();
    await expect.poll(() => current()).toBe('Events');
    await page.getByLabel('History').first().selectOption('order-8');
    await expect.poll(() => page.url()).toContain('#view=events&run=1');
    await page.goBack();
    await page.goBack();
    await expect.poll(() => current()).toBe('Summary');
    expect(errors).toEqual([]);
  });

  it.each(WINDOWS)('has no serious fault of accessibility ($name)', async ({ width, dark }) => {
    const note = 'the run never closed';
    const data = { title: 'order-7', note, histories: [], findings: [] };
    const { page, errors } = await browser.open(documentOf(data), { width, dark });
    expect(await seriousFaults(page)).toEqual([]);
    await expect.poll(() => page.textContent('.note')).toBe(note);
    expect(errors).toEqual([]);
  });

  it('says so if scripts are off', () => {
    expect(html(two)).toContain('<noscript>This page needs JavaScript to show the histories that it holds.</noscript>');
  });
});
