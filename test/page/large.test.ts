import type { HistoryEvent } from '@aws-sdk/client-swf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../src/render/html/html.js';
import { longHistory } from '../bench/longHistory.js';
import { CHROMIUM, type OpenPage, PageBrowser } from './browser.js';

const EVENTS = 24_990;
/** Elements of a page that has rows for what is in the window alone: header, filters, detail and some dozens of rows. */
const FEW_ELEMENTS = 1500;
const FEW_ROWS = 300;

const elements = ({ page }: OpenPage): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('#page *').length);

/** Types a text into the search of a page, and returns how long it takes until the page shows what it found. */
async function searchMillis(text: string): Promise<number> {
  const search = document.querySelector<HTMLInputElement>('input[type=search]');
  if (!search) throw new Error('no search');
  search.focus();
  const begun = performance.now();
  search.value = text;
  search.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (document.querySelector('mark')?.textContent !== text) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}

describe(`a page of ${EVENTS} events`, () => {
  let events: readonly HistoryEvent[] = [];
  let page = '';
  beforeAll(async () => {
    events = await longHistory(EVENTS);
    page = html([{ name: 'order', history: events }]);
  }, 60_000);

  it('has twice the size of its history as JSON at most', () => {
    expect(events).toHaveLength(EVENTS);
    expect(page.length).toBeLessThanOrEqual(2 * JSON.stringify(events).length);
  });

  describe.skipIf(CHROMIUM === undefined)(
    'in a browser (skipped where there is no Chromium)',
    { timeout: 30_000 },
    () => {
      const browser = new PageBrowser();
      afterAll(() => browser.close());

      it.each(['summary', 'timeline', 'events', 'state'])('has few elements in the view %s', async (view) => {
        const opened = await browser.open(page, {}, `#view=${view}&event=12000`);
        await expect.poll(() => elements(opened)).toBeLessThan(FEW_ELEMENTS);
        expect(opened.errors).toEqual([]);
        await opened.page.close();
      });

      // Times depend on the machine: `npx vitest run test/page/large.test.ts --reporter=verbose` prints them.
      it('finds an event by its attributes', async ({ annotate }) => {
        const { page: opened } = await browser.open(page, {}, '#view=events');
        const usable = await opened.evaluate(() => performance.now());
        const search = (text: string): Promise<number> => opened.evaluate(searchMillis, text);
        const [first, second] = [await search('"cents":1100'), await search('charge-4000')];
        await expect
          .poll(() => opened.locator('.events-list tbody .events-id').allTextContents())
          .toEqual(['#23999', '#24000', '#24001']);
        const [usableMillis, ...millis] = [usable, first, second].map((one) => `${Math.round(one)} ms`);
        await annotate(`usable within ${usableMillis} of its opening; first search ${millis[0]}, second ${millis[1]}`);
        await opened.close();
      });

      it('scrolls, searches and steps with few rows', async () => {
        const { page: events, errors } = await browser.open(page, {}, '#view=events');
        const rows = events.locator('.events-list tbody tr');
        await events.locator('.events-list').evaluate((list) => {
          list.scrollTop = list.scrollHeight / 2;
        });
        await events.locator('tr#event-12500').waitFor();
        await expect.poll(() => rows.count()).toBeLessThan(FEW_ROWS);
        await events.getByLabel('Search events').fill('charge');
        await events.locator('mark').first().waitFor();
        await expect.poll(() => events.locator('.events-count').textContent()).toBe('12,494 of 24,990 events');
        await expect.poll(() => rows.count()).toBeLessThan(FEW_ROWS);
        expect(errors).toEqual([]);
        await events.close();
      });
    },
  );
});
