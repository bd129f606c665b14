import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { documentOf } from '../../../src/render/html/document.js';
import { CHROMIUM, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../browser.js';
import { manyLanes, SAMPLE_FINDINGS, SAMPLE_HISTORY, SAMPLE_LANES } from './sampleLanes.js';

const PLACE = '#view=lanes';
const SAMPLE = documentOf({ title: 'order-7', histories: [SAMPLE_HISTORY], lanes: SAMPLE_LANES });
const FOUND = documentOf({
  title: 'order-7',
  histories: [SAMPLE_HISTORY],
  lanes: SAMPLE_LANES,
  findings: SAMPLE_FINDINGS,
});

const grid = (page: Page) => page.getByRole('grid', { name: 'Calls' });
const rows = (page: Page): Promise<readonly string[]> =>
  page
    .locator('.lanes-list tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map(({ textContent }) => textContent?.trim()).join(' | ')),
    );
const selected = (page: Page) => page.locator('.lanes-list tr[aria-selected=true]');
const detail = (page: Page) => page.getByRole('region', { name: 'Selected call' });

/** The shapes in the picture of an entry, by their number. */
const shapes = (page: Page, index: number): Promise<Readonly<Record<string, number>>> =>
  page
    .locator('.lanes-entry')
    .nth(index)
    .locator('svg')
    .evaluate((svg) => ({
      lines: svg.querySelectorAll('line:not(.lanes-lost)').length,
      lost: svg.querySelectorAll('line.lanes-lost').length,
      heads: svg.querySelectorAll('.lanes-solid').length,
      crosses: svg.querySelectorAll('.lanes-cross').length,
      stops: svg.querySelectorAll('.lanes-stop').length,
    }));
const NO_SHAPE = { lines: 0, lost: 0, heads: 0, crosses: 0, stops: 0 };

describe.skipIf(CHROMIUM === undefined)(
  'the view of calls (skipped where there is no Chromium)',
  { timeout: 30_000 },
  () => {
    const browser = new PageBrowser();
    afterAll(() => browser.close());

    it('has a lane for each actor, and a row for each call, with the time down the page', async () => {
      const { page, errors } = await browser.open(SAMPLE, {}, PLACE);
      await expect
        .poll(() => page.locator('.lanes-list th').allTextContents())
        .toEqual([
          'Time',
          '▷ starter (caller)',
          '◇ decider-1 (decider)',
          '▣ SWF (service)',
          '⚙ worker-1 (worker)',
          '⚙ worker-2 (worker)',
          'Task, fault',
        ]);
      await expect
        .poll(() => rows(page))
        .toEqual([
          '+0s | starter Start answered | #2order-7 Order@1',
          '+0s | ⚑decider-1 ✕ Poll request lost | ⚑ lost request',
          '+100ms | decider-1 Poll answered | #3the decision task 3',
          '+100ms | ⚑decider-1 ⇉ Respond completed delivered twice | #5⚑ duplicate delivery (nth 1)ScheduleActivityTask',
          '+100ms | ⚑worker-1 ↩ Poll response lost | #6⚑ lost responsethe activity charge-1',
          '+200ms | ⚑worker-2 ✖ Poll crash | ⚑ crash (nth 2)no task',
          '⋮ | 3d in which nothing happens',
          '+3d | SWF  happened | #7ActivityTaskTimedOut charge-1 START_TO_CLOSE',
          '⋮ | 1m in which nothing happens',
          '+3d1m | worker-1 ⊘ Respond completed refused | charge-1; UnknownResourceFault: Unknown activity',
          '+3d1m | ⚑worker-1  happened | ⚑ zombie worker (for 2m)RespondActivityTaskCompleted is late',
        ]);
      expect(errors).toEqual([]);
    });

    it('draws each end of a call in a shape of its own', async () => {
      const { page } = await browser.open(SAMPLE, {}, PLACE);
      await expect.poll(() => shapes(page, 0)).toEqual({ ...NO_SHAPE, lines: 1, heads: 1 });
      await expect.poll(() => shapes(page, 1)).toEqual({ ...NO_SHAPE, lost: 1, crosses: 1 });
      await expect.poll(() => shapes(page, 3)).toEqual({ ...NO_SHAPE, lines: 2, heads: 2 });
      await expect.poll(() => shapes(page, 4)).toEqual({ ...NO_SHAPE, lines: 1, heads: 1, lost: 1, crosses: 1 });
      await expect.poll(() => shapes(page, 5)).toEqual({ ...NO_SHAPE, crosses: 1 });
      await expect.poll(() => shapes(page, 6)).toEqual({ ...NO_SHAPE, heads: 1 });
      await expect.poll(() => shapes(page, 7)).toEqual({ ...NO_SHAPE, lines: 1, heads: 1, stops: 1 });
    });

    it('leads an arrow from the lane of its actor to the service, and a lost request halfway', async () => {
      const { page } = await browser.open(SAMPLE, {}, PLACE);
      const ends = (index: number) =>
        page
          .locator('.lanes-entry')
          .nth(index)
          .locator('line')
          .first()
          .evaluate((line) => [Number(line.getAttribute('x1')), Number(line.getAttribute('x2'))]);
      const middles = await page.locator('.lanes-name').evaluateAll((names) => {
        const left = names[0]?.getBoundingClientRect().left ?? 0;
        return names.map((name) => name.getBoundingClientRect().left - left + name.getBoundingClientRect().width / 2);
      });
      const [starter = 0, decider = 0, service = 0, worker = 0] = middles;
      await expect.poll(() => ends(0)).toEqual([starter, service]);
      await expect.poll(() => ends(1)).toEqual([decider, (decider + service) / 2]);
      await expect.poll(() => ends(4)).toEqual([worker, service]);
    });

    it('shows everything of a selected call, with links to the events that came since the one before', async () => {
      const { page, errors } = await browser.open(SAMPLE, {}, PLACE);
      await page.locator('.lanes-entry').nth(3).click();
      await expect.poll(() => detail(page).locator('h2').textContent()).toBe('RespondDecisionTaskCompleted');
      await expect
        .poll(() => detail(page).locator('dd').allTextContents())
        .toEqual([
          'decider-1',
          '⇉ delivered twice',
          '⚑ duplicate delivery (nth 1)',
          '+100ms 2026-01-01T00:00:00.100Z',
          '#4 DecisionTaskCompleted#5 ActivityTaskScheduled',
        ]);
      await expect.poll(() => detail(page).locator('.text-value').textContent()).toBe('ScheduleActivityTask');
      await detail(page).getByRole('link', { name: '#5' }).click();
      await page.waitForFunction(() => location.hash === '#view=events&run=0&event=5');
      await page.goBack();
      await page.locator('.lanes-entry').nth(1).click();
      await expect.poll(() => detail(page).locator('dd').last().textContent()).toBe('none');
      await detail(page).getByRole('button', { name: 'Close' }).click();
      await expect.poll(() => detail(page).count()).toBe(0);
      expect(errors).toEqual([]);
    });

    it('has the words of a call at its row, and a link to its last event', async () => {
      const { page } = await browser.open(SAMPLE, {}, PLACE);
      await expect
        .poll(() => page.locator('.lanes-entry').nth(4).locator('.lanes-call').getAttribute('title'))
        .toBe('worker-1 PollForActivityTask (response lost): the activity charge-1\nPlanned fault: lost response');
      await page.getByRole('link', { name: '#7' }).click();
      await page.waitForFunction(() => location.hash === '#view=events&run=0&event=7');
    });

    it('selects with the keys', async () => {
      const { page, errors } = await browser.open(SAMPLE, {}, PLACE);
      await grid(page).focus();
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => selected(page).textContent()).toContain('starter Start');
      await page.keyboard.press('End');
      await expect.poll(() => selected(page).textContent()).toContain('zombie worker');
      for (let i = 0; i < 2; i += 1) await page.keyboard.press('ArrowUp');
      await expect.poll(() => selected(page).textContent()).toContain('SWF');
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => selected(page).textContent()).toContain('refused');
      await expect
        .poll(() => grid(page).getAttribute('aria-activedescendant'))
        .toBe(await selected(page).getAttribute('id'));
      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('lanes-detail');
      expect(errors).toEqual([]);
    });

    it('searches, and leaves only what went wrong', async () => {
      const { page, errors } = await browser.open(SAMPLE, {}, PLACE);
      const count = page.locator('.lanes-tools output');
      await expect.poll(() => count.textContent()).toBe('9 calls and happenings');
      await page.getByLabel('Search').fill('CHARGE-1');
      await expect.poll(() => count.textContent()).toBe('3 of 9 calls and happenings');
      await page.getByLabel('Failures and faults only').check();
      await expect
        .poll(() => rows(page))
        .toEqual([
          '+100ms | ⚑worker-1 ↩ Poll response lost | #6⚑ lost responsethe activity charge-1',
          '⋮ | 3d1m in which nothing happens',
          '+3d1m | worker-1 ⊘ Respond completed refused | charge-1; UnknownResourceFault: Unknown activity',
        ]);
      await page.getByLabel('Search').fill('no such call');
      await expect.poll(() => page.locator('.lanes-none').textContent()).toBe('No call matches.');
      expect(errors).toEqual([]);
    });

    it('shows the steps of findings beside the calls in a wide window only', async () => {
      const wide = await browser.open(FOUND, {}, PLACE);
      await expect
        .poll(() => wide.page.locator('.lanes-findings li').allTextContents())
        .toEqual(SAMPLE_FINDINGS[0]?.steps);
      const list = await wide.page.locator('.lanes-list').boundingBox();
      const side = await wide.page.locator('.lanes-findings').boundingBox();
      expect(side?.x).toBeGreaterThan((list?.x ?? 0) + (list?.width ?? 0));
      const narrow = await browser.open(FOUND, { width: 390 }, PLACE);
      await expect.poll(() => narrow.page.locator('.lanes-findings').isVisible()).toBe(false);
      expect([...wide.errors, ...narrow.errors]).toEqual([]);
    });

    it('has only the rows in the page that are in its box, and shows the lane of what is selected', async () => {
      const html = documentOf({ title: 'many', histories: [], lanes: manyLanes(40, 10_000) });
      const { page, errors } = await browser.open(html, {}, PLACE);
      await grid(page).focus();
      await page.keyboard.press('End');
      await expect.poll(() => selected(page).getAttribute('aria-rowindex')).toBe('10100');
      await expect.poll(() => page.locator('.lanes-list tr').count()).toBeLessThan(100);
      await expect.poll(() => page.locator('.lanes-list a').count()).toBe(0);
      const box = await page.locator('.lanes-list').boundingBox();
      const label = await selected(page).locator('.lanes-label').boundingBox();
      expect(label?.x).toBeGreaterThan((box?.x ?? 0) + 100);
      expect((label?.x ?? 0) + (label?.width ?? 0)).toBeLessThan((box?.x ?? 0) + (box?.width ?? 0));
      const time = await selected(page).locator('.lanes-time').boundingBox();
      expect(Math.round((time?.x ?? 0) - (box?.x ?? 0))).toBe(1);
      expect(errors).toEqual([]);
    });

    it('prints a line of text for each row', async () => {
      const { page, errors } = await browser.open(SAMPLE, {}, PLACE);
      await page.emulateMedia({ media: 'print' });
      await page.waitForSelector('.lanes-paper');
      expect((await page.locator('.lanes-paper tr').allTextContents()).slice(5, 8)).toEqual([
        '+200msworker-2 PollForActivityTask (crash): no task\nPlanned fault: crash (nth 2)',
        '⋮3d',
        '+3dSWF: ActivityTaskTimedOut charge-1 START_TO_CLOSE',
      ]);
      expect(errors).toEqual([]);
    });

    it.each(WINDOWS)('can be used by all, and stays in its window ($name)', async ({ width, dark }) => {
      const { page, errors } = await browser.open(FOUND, { width, dark }, PLACE);
      await page.locator('.lanes-entry').nth(3).click();
      expect(await seriousFaults(page)).toEqual([]);
      expect(await outsideTheirBox(page, '.lanes-tools *, .lanes-side *, .lanes-list')).toEqual([]);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(errors).toEqual([]);
    });
  },
);
