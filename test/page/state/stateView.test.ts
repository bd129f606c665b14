import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../../src/render/html/html.js';
import { CHROMIUM, outsideTheirBox, PageBrowser, seriousFaults, WINDOWS } from '../browser.js';
import { saga } from '../events/saga.js';

const shownEvent = (page: Page): Promise<string | null> => page.locator('.state-event a').textContent();
const rows = (page: Page): Promise<readonly string[]> =>
  page
    .locator('.state-open tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.trim()).join(' | ')));

describe.skipIf(CHROMIUM === undefined)(
  'the view of the state at an event (skipped where there is no Chromium)',
  { timeout: 30_000 },
  () => {
    const browser = new PageBrowser();
    let order = '';
    beforeAll(async () => {
      order = html([{ name: 'order-7', history: await saga() }]);
    });
    afterAll(() => browser.close());

    it('shows the last event, unless the address has one', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=state');
      await expect.poll(() => shownEvent(page)).toBe('#34 DecisionTaskCompleted');
      await expect.poll(() => page.locator('.state-run').textContent()).toContain('Runopen, cancel requested');
      await page.goto(`${page.url().split('#')[0]}#view=state&event=8`);
      await page.waitForFunction(
        () => document.querySelector('.state-event a')?.textContent === '#8 ActivityTaskStarted',
      );
      expect(errors).toEqual([]);
    });

    it('shows what is open, since when, and what is due', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=state&event=8');
      await expect
        .poll(() => rows(page))
        .toEqual([
          'timer soon | ◐started | +0s #7 | in 57s',
          'timer remind | ◐started | +0s #6 | in 2d23h59m57s',
          'activity charge-1 Charge@1 | ◐started | +3s #8 | ',
        ]);
      await expect
        .poll(() => page.locator('.state-run > div').last().textContent())
        .toBe("Due nexttimer 'soon' fires in 57s, at +1m 2020-01-01T00:01:00.000Z");
      await expect.poll(() => page.getByRole('heading', { level: 2 }).textContent()).toBe('Open at this event (3)');
      expect(errors).toEqual([]);
    });

    it('shows the details of the last heartbeat, where a later timeout has them', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=state&event=30');
      await expect
        .poll(() => page.locator('.state-heartbeat pre').textContent())
        .toBe('{\n  "parcels": 3,\n  "of": 10\n}');
      await page.locator('.state-heartbeat a').click();
      await page.waitForURL(/view=events.*event=31$/);
      await expect.poll(() => page.locator('aside h2').textContent()).toBe('#31 ActivityTaskTimedOut');
      expect(errors).toEqual([]);
    });

    it('moves by the keys of the slider', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=state&event=8');
      const slider = page.getByRole('slider', { name: 'Event' });
      await slider.focus();
      for (const [key, id] of [
        ['ArrowRight', 9],
        ['ArrowLeft', 8],
        ['End', 34],
        ['Home', 1],
      ] as const) {
        await page.keyboard.press(key);
        await expect.poll(() => shownEvent(page)).toMatch(new RegExp(`^#${id} `));
      }
      await page.keyboard.press('PageUp');
      expect(Number(await slider.inputValue())).toBeGreaterThan(1);
      await page.keyboard.press('PageDown');
      await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('Event 1, WorkflowExecutionStarted');
      await page.waitForURL(/event=1$/);
      expect(errors).toEqual([]);
    });

    it('moves to the event and the decision task before and after, and to an id', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=state&event=8');
      const press = async (name: string): Promise<string | null> => {
        await page.getByRole('button', { name }).click();
        return shownEvent(page);
      };
      await expect.poll(() => press('Next event')).toBe('#9 ActivityTaskFailed');
      await expect.poll(() => press('Previous event')).toBe('#8 ActivityTaskStarted');
      await expect.poll(() => press('Next decision task')).toBe('#11 DecisionTaskStarted');
      await expect.poll(() => press('Previous decision task')).toBe('#3 DecisionTaskStarted');
      await expect.poll(() => page.getByRole('button', { name: 'Previous decision task' }).isDisabled()).toBe(true);
      await page.getByRole('spinbutton').fill('31');
      await page.keyboard.press('Enter');
      await expect.poll(() => shownEvent(page)).toBe('#31 ActivityTaskTimedOut');
      await page.waitForURL(/event=31$/);
      await page.getByRole('link', { name: '#31 ActivityTaskTimedOut' }).click();
      await page.waitForURL(/view=events/);
      expect(errors).toEqual([]);
    });

    it('keeps the event in the other views, and moves on', async () => {
      const { page, errors } = await browser.open(order, {}, '#view=state&event=8');
      await page.getByRole('button', { name: 'Next event' }).click();
      await page.waitForURL(/event=9$/);
      await page.getByRole('link', { name: 'Events' }).click();
      await expect.poll(() => page.locator('aside h2').textContent()).toBe('#9 ActivityTaskFailed');
      expect(errors).toEqual([]);
    });

    it('shows thousands of open things a hundred at a time', async () => {
      const timers = Array.from({ length: 250 }, (_, index) => ({
        eventTimestamp: new Date(0),
        eventId: index + 1,
        eventType: 'TimerStarted',
        timerStartedEventAttributes: {
          timerId: `t${index}`,
          startToFireTimeout: '60',
          decisionTaskCompletedEventId: 0,
        },
      }));
      const { page, errors } = await browser.open(html(timers), {}, '#view=state');
      expect((await rows(page)).length).toBe(100);
      await page.getByRole('button', { name: 'Show more: 150 are left' }).click();
      expect((await rows(page)).length).toBe(200);
      await page.getByRole('slider').focus();
      await page.keyboard.press('Home');
      expect((await rows(page)).length).toBe(1);
      expect(errors).toEqual([]);
    });

    it('says so if nothing is open, if the run is closed, and if there are no times', async () => {
      const closed = [
        { eventId: 1, eventType: 'WorkflowExecutionStarted' },
        {
          eventId: 2,
          eventType: 'TimerStarted',
          timerStartedEventAttributes: { timerId: 'day', startToFireTimeout: '9' },
        },
        { eventId: 3, eventType: 'TimerFired', timerFiredEventAttributes: { timerId: 'day', startedEventId: 2 } },
        { eventId: 4, eventType: 'WorkflowExecutionCompleted' },
      ];
      const { page, errors } = await browser.open(html(closed), {}, '#view=state');
      await expect.poll(() => page.getByText('Nothing is open at this event.').count()).toBe(1);
      await expect.poll(() => page.locator('.state-run').textContent()).toBe('RunclosedDue nextnothing');
      await page.getByRole('spinbutton').fill('2');
      await page.keyboard.press('Enter');
      await expect.poll(() => rows(page)).toEqual(['timer day | ◐started | #2 | ']);
      expect(errors).toEqual([]);
    });

    it.each(WINDOWS)('is accessible and fits ($name)', async ({ width, dark }) => {
      const { page, errors } = await browser.open(order, { width, dark }, '#view=state&event=30');
      expect(await seriousFaults(page)).toEqual([]);
      expect(await outsideTheirBox(page, '.state *')).toEqual([]);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(errors).toEqual([]);
    });
  },
);
