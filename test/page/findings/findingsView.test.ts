import { afterAll, describe, expect, it } from 'vitest';
import { documentOf } from '../../../src/render/html/document.js';
import { CHROMIUM, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../browser.js';
import { SAMPLE_FINDINGS, SAMPLE_HISTORY } from '../lanes/sampleLanes.js';

const PLACE = '#view=findings';
const FOUND = documentOf({ title: 'order-7', histories: [SAMPLE_HISTORY], findings: SAMPLE_FINDINGS });

describe.skipIf(CHROMIUM === undefined)(
  'the view of findings (skipped where there is no Chromium)',
  { timeout: 30_000 },
  () => {
    const browser = new PageBrowser();
    afterAll(() => browser.close());

    it('shows each finding with its message and its numbered steps', async () => {
      const { page, errors } = await browser.open(FOUND, {}, PLACE);
      await expect.poll(() => page.locator('.findings-count').textContent()).toBe('2 findings');
      await expect.poll(() => page.locator('.findings h2').allTextContents()).toEqual(['1. invariant', '2. stuck']);
      await expect
        .poll(() => page.locator('.findings-message').allTextContents())
        .toEqual(['charged 2 times', 'no step is possible']);
      await expect.poll(() => page.locator('.findings ol li').allTextContents()).toEqual(SAMPLE_FINDINGS[0]?.steps);
      await expect.poll(() => page.locator('.findings ol').count()).toBe(1);
      expect(errors).toEqual([]);
    });

    it('links to the history of a finding that has one', async () => {
      const { page } = await browser.open(FOUND, {}, PLACE);
      await expect
        .poll(() => page.locator('.findings-links').allTextContents())
        .toEqual(['History order-7:TimelineEventsSummary']);
      await page.locator('.findings-links').getByRole('link', { name: 'Timeline' }).click();
      await page.waitForFunction(() => location.hash === '#view=timeline&run=0');
      await expect.poll(() => page.locator('.findings').count()).toBe(0);
    });

    it('says so if there is none', async () => {
      const { page } = await browser.open(documentOf({ title: 'x', histories: [], findings: [] }), {}, PLACE);
      await expect.poll(() => page.locator('main').textContent()).toBe('There is no finding.');
    });

    it('shows texts as they are', async () => {
      const text = '<img src=x onerror=alert(1)>';
      const finding = { kind: text, message: `${text}\n  second line`, steps: [text] };
      const { page, errors } = await browser.open(
        documentOf({ title: 'x', histories: [], findings: [finding] }),
        {},
        PLACE,
      );
      await expect.poll(() => page.locator('.findings h2').textContent()).toBe(`1. ${text}`);
      await expect.poll(() => page.locator('.findings-message').textContent()).toBe(finding.message);
      await expect.poll(() => page.locator('.findings li').textContent()).toBe(text);
      await expect.poll(() => page.locator('main img').count()).toBe(0);
      expect(errors).toEqual([]);
    });

    it.each(WINDOWS)('can be used by all, and stays in its window ($name)', async ({ width, dark }) => {
      const { page, errors } = await browser.open(FOUND, { width, dark }, PLACE);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await outsideTheirBox(page, '.findings *')).toEqual([]);
      expect(errors).toEqual([]);
    });
  },
);
