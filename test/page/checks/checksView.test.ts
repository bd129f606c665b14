import { afterAll, describe, expect, it } from 'vitest';
import { checksOf, countsOf } from '../../../src/page/checks/shownChecks.js';
import { documentOf } from '../../../src/render/html/document.js';
import type { PageCheck } from '../../../src/render/html/pageData.js';
import { CHROMIUM, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../browser.js';

const long = `arn:aws:swf:us-east-1:123456789012:/domain/${'x'.repeat(256)}`;
const CHECKS: readonly PageCheck[] = [
  { id: 'timers.fires', area: 'timers', question: 'Does a timer fire?', verdict: 'agrees', differences: [] },
  {
    id: 'faults.unknown',
    area: 'faults',
    question: 'Is an unknown run a fault?',
    verdict: 'differs',
    differences: [{ what: '<b>message</b>', expected: 'Unknown execution', got: long }],
  },
  {
    id: 'domains.register',
    area: 'domains',
    question: 'Is a domain registered?',
    verdict: 'not asked',
    reason: 'it registers a domain, which stays for ever',
    differences: [],
  },
];

describe('the checks to show', () => {
  it('are counted by verdict', () => {
    expect(countsOf(CHECKS)).toEqual({ agrees: 1, differs: 1, 'not asked': 1 });
  });

  it.each([
    ['all', '', ['timers.fires', 'faults.unknown', 'domains.register']],
    ['differs', '', ['faults.unknown']],
    ['agrees', 'fires', ['timers.fires']],
    ['agrees', 'domain', []],
    ['all', ' FOR EVER ', ['domains.register']],
    ['all', 'unknown EXECUTION', ['faults.unknown']],
  ] as const)('%s with %j', (shown, text, ids) => {
    expect(checksOf(CHECKS, shown, text).map(({ id }) => id)).toEqual(ids);
  });
});

describe.skipIf(CHROMIUM === undefined)('the view of checks (skipped: no Chromium here)', () => {
  const browser = CHROMIUM === undefined ? undefined : new PageBrowser();
  afterAll(() => browser?.close());
  const html = documentOf({ title: 'swfake conform', note: 'asked 2 of 3 checks', histories: [], checks: CHECKS });

  it.each(WINDOWS)('$name', { timeout: 60_000 }, async ({ width, dark }) => {
    if (!browser) return;
    const { page, errors } = await browser.open(html, { width, dark });
    const ids = () => page.locator('tbody .mono').allTextContents();
    await expect.poll(() => ids()).toEqual(['faults.unknown']);
    await expect
      .poll(() => page.locator('.checks-difference').allTextContents())
      .toEqual([`<b>message</b>expectedUnknown executionfound${long}`]);
    await page.getByLabel('Verdict').selectOption('all');
    await expect.poll(() => ids()).toEqual(['timers.fires', 'faults.unknown', 'domains.register']);
    await expect.poll(() => page.locator('output').textContent()).toBe('3 checks');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await outsideTheirBox(page, 'td *, .checks-tools *')).toEqual([]);
    await page.getByLabel('Search').fill('for ever');
    await expect.poll(() => ids()).toEqual(['domains.register']);
    await expect.poll(() => page.locator('output').textContent()).toBe('1 check');
    await page.getByLabel('Search').fill('nothing has this');
    await expect.poll(() => page.locator('table').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
