import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { html } from '../../src/render/html/html.js';
import { CHROMIUM, PageBrowser } from './browser.js';

const HOSTILE: Readonly<Record<string, string>> = {
  'a script': '<script>alert(1)</script>',
  'an end of a script': '</script><script>alert(1)</script>',
  'the beginning of a comment': '<!--<script>',
  'an address that runs': 'javascript:alert(1)',
  'an end of an attribute': '"><img src=x onerror=alert(1)>',
  'a template of an expression': "{{alert(1)}}'+alert(1)+'",
  'separators of lines': 'a\u2028b\u2029c',
  'control characters': '\u0001\u0007\b\f\u000b\u001b[31mred\u007f',
  'half of a surrogate pair': 'a\ud800b\udc00c',
  'an override of direction': '\u202egnp.exe',
  'a line of 32 KB': 'x'.repeat(32_768),
  'a name of 256 characters': 'n'.repeat(256),
  'JSON nested 1,000 deep': '['.repeat(1000) + ']'.repeat(1000),
  'a name of a prototype': '__proto__',
};

const eventTimestamp = new Date(0);

/** A history with the text in every member that can have one. */
const hostileHistory = (text: string) => [
  {
    eventTimestamp,
    eventId: 1,
    eventType: 'WorkflowExecutionStarted',
    workflowExecutionStartedEventAttributes: {
      workflowType: { name: text, version: text },
      taskList: { name: text },
      input: text,
      tagList: [text],
      lambdaRole: text,
      parentWorkflowExecution: { workflowId: text, runId: text },
    },
  },
  { eventTimestamp, eventId: 2, eventType: 'DecisionTaskScheduled', decisionTaskScheduledEventAttributes: {} },
  {
    eventTimestamp,
    eventId: 3,
    eventType: 'DecisionTaskStarted',
    decisionTaskStartedEventAttributes: { scheduledEventId: 2, identity: text },
  },
  {
    eventTimestamp,
    eventId: 4,
    eventType: 'DecisionTaskCompleted',
    decisionTaskCompletedEventAttributes: { scheduledEventId: 2, startedEventId: 3, executionContext: text },
  },
  {
    eventTimestamp,
    eventId: 5,
    eventType: 'ActivityTaskScheduled',
    activityTaskScheduledEventAttributes: {
      activityId: text,
      activityType: { name: text, version: text },
      taskList: { name: text },
      input: text,
      control: text,
    },
  },
  {
    eventTimestamp,
    eventId: 6,
    eventType: 'ActivityTaskFailed',
    activityTaskFailedEventAttributes: { scheduledEventId: 5, startedEventId: 0, reason: text, details: text },
  },
  {
    eventTimestamp,
    eventId: 7,
    eventType: 'TimerStarted',
    timerStartedEventAttributes: { timerId: text, control: text, startToFireTimeout: text },
  },
  {
    eventTimestamp,
    eventId: 8,
    eventType: 'MarkerRecorded',
    markerRecordedEventAttributes: { markerName: text, details: text },
  },
  {
    eventTimestamp,
    eventId: 9,
    eventType: 'WorkflowExecutionSignaled',
    workflowExecutionSignaledEventAttributes: {
      signalName: text,
      input: text,
      externalWorkflowExecution: { workflowId: text, runId: text },
    },
  },
  {
    eventTimestamp,
    eventId: 10,
    eventType: 'StartChildWorkflowExecutionInitiated',
    startChildWorkflowExecutionInitiatedEventAttributes: {
      workflowId: text,
      workflowType: { name: text, version: text },
      input: text,
    },
  },
  {
    eventTimestamp,
    eventId: 11,
    eventType: 'LambdaFunctionScheduled',
    lambdaFunctionScheduledEventAttributes: { id: text, name: text, input: text },
  },
  { eventTimestamp, eventId: 12, eventType: text, [`${text}EventAttributes`]: { [text]: text } },
];

const TABS = {
  summary: 'Summary',
  timeline: 'Timeline',
  events: 'Events',
  state: 'State at event',
  compare: 'Compare',
} as const;

const moveTo = async (page: Page, view: keyof typeof TABS, event: number): Promise<void> => {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#view=${view}&run=0&beside=1&event=${event}`);
  await page.waitForFunction((tab) => document.querySelector('nav a[aria-current]')?.textContent === tab, TABS[view]);
};

/** The values of the members of the selected event, by their names. */
const shownValues = (page: Page): Promise<Readonly<Record<string, string | null>>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('aside dl > div')].map((one) => [
        one.querySelector('dt')?.textContent,
        one.querySelector('dd')?.textContent ?? null,
      ]),
    ),
  );

const textOf = (page: Page, selector: string): Promise<string | undefined> =>
  page.evaluate((wanted) => document.querySelector(wanted)?.textContent, selector);

const loadingElements = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('#page :is(script, img, iframe, object, embed, link, style)').length);

describe.skipIf(CHROMIUM === undefined)(
  'a history with hostile texts (skipped where there is no Chromium)',
  { timeout: 30_000 },
  () => {
    const browser = new PageBrowser();
    afterAll(() => browser.close());

    it.each(Object.entries(HOSTILE))('shows %s as text', async (_what, text) => {
      const history = { events: hostileHistory(text), workflowExecution: { workflowId: text, runId: text } };
      const page1 = html([
        { name: text, history },
        { name: 'the same', history },
      ]);
      const { page, errors } = await browser.open(page1, {}, '#view=events&event=5');
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        return dialog.dismiss();
      });
      await expect.poll(() => textOf(page, 'h1')).toBe(text);
      await expect.poll(() => shownValues(page)).toMatchObject({ activityId: text, input: text, control: text });
      await moveTo(page, 'events', 12);
      await page.locator('aside h2', { hasText: '#12' }).waitFor();
      await expect.poll(() => textOf(page, 'aside h2')).toBe(`#12 ${text}`);
      await moveTo(page, 'state', 5);
      await page.locator('.state-event a', { hasText: '#5 ' }).waitFor();
      await expect.poll(() => textOf(page, '.state-open tbody tr:last-child .state-what .state-name')).toBe(text);
      for (const view of ['summary', 'timeline', 'compare', 'events', 'state'] as const)
        for (const event of [7, 12]) await moveTo(page, view, event);
      await expect.poll(() => loadingElements(page)).toBe(0);
      expect([errors, dialogs]).toEqual([[], []]);
      await page.close();
    });

    it('has addresses in the page alone, whatever the history says', async () => {
      const { page } = await browser.open(html(hostileHistory('javascript:alert(1)')), {}, '#view=summary');
      for (const view of ['summary', 'timeline', 'events', 'state'] as const) {
        await moveTo(page, view, 5);
        const addresses = await page.evaluate(() => [...document.links].map((link) => link.getAttribute('href') ?? ''));
        expect(addresses.filter((address) => !/^#view=\w+&run=\d+/.test(address))).toEqual([]);
        expect(addresses.length).toBeGreaterThan(3);
      }
    });
  },
);
