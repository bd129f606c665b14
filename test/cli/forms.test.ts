import type { HistoryEvent } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { domain, shop, start, startTimer, taskList } from '../support/shop.js';
import { type Files, ran } from './inMemory.js';

const decisions = [startTimer('remind', '20')];
const decider = () => decisions;

/** A history with one decision, and a second run of the same kind. */
async function written(): Promise<readonly (readonly HistoryEvent[])[]> {
  const swf = shop();
  const client = swf.client();
  for (const workflowId of ['order-7', 'order-8']) {
    await start(client, workflowId);
    const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
    await client.respondDecisionTaskCompleted({ taskToken, decisions });
  }
  return ['order-7', 'order-8'].map((workflowId) => swf.history({ workflowId }));
}

const [seven = [], eight = []] = await written();
const json = JSON.stringify;
const text = (...documents: readonly unknown[]): string => documents.map((one) => json(one)).join('\n');
const description = (workflowId: string) => ({ executionInfo: { execution: { workflowId, runId: 'r' } } });
const utf16 = (content: string): Buffer => Buffer.from(content, 'utf16le');

/** Files with one history each. */
const ONE: Readonly<Record<string, unknown>> = {
  'an object': { events: seven },
  'a bare list': seven,
  'a list of pages': [{ events: seven.slice(0, 3), nextPageToken: 'x' }, { events: seven.slice(3) }],
  'a list of lists': [seven.slice(0, 3), seven.slice(3)],
  'a document for each page': text({ events: seven.slice(0, 3), NextToken: 'x' }, { events: seven.slice(3) }),
  'pages without a line between them': `${json({ events: seven.slice(0, 3) })}${json({ events: seven.slice(3) })}`,
  'a list for each page': text(seven.slice(0, 3), seven.slice(3)),
  'pages, newest first': text({ events: seven.slice(3).toReversed() }, { events: seven.slice(0, 3).toReversed() }),
  'a line for each event': text(...seven),
  'a description before the history': text(description('order-7'), { events: seven }),
  'a description after the history': text({ events: seven }, description('order-7')),
  'an indented document for each page': [seven.slice(0, 3), seven.slice(3)]
    .map((events) => JSON.stringify({ events, note: 'a "quoted" } bracket \\' }, null, 4))
    .join('\n\n'),
  'UTF-8 with a byte order mark': Buffer.from(`\uFEFF${json(seven)}`),
  'UTF-16': utf16(`\uFEFF${json(seven)}`),
  'UTF-16 without a byte order mark': utf16(json({ events: seven })),
  'UTF-16, the other way round': utf16(`\uFEFF${json(seven)}`).swap16(),
  'UTF-16, the other way round, without a byte order mark': utf16(json({ events: seven })).swap16(),
};

/** Files with the same two histories. */
const TWO: Readonly<Record<string, unknown>> = {
  'a document for each': text({ events: seven }, { events: eight }),
  'a list for each': text(seven, eight),
  'pages of each': text(
    { events: seven.slice(0, 3), nextPageToken: 'x' },
    { events: seven.slice(3) },
    { events: eight.slice(0, 3), nextPageToken: 'x' },
    { events: eight.slice(3) },
  ),
  'pages of each, newest first': text(
    { events: seven.slice(3).toReversed() },
    { events: seven.slice(0, 3).toReversed() },
    { events: eight.slice(3).toReversed() },
    { events: eight.slice(0, 3).toReversed() },
  ),
  'a list of pages for each': text(
    [{ events: seven.slice(0, 3) }, { events: seven.slice(3) }],
    [{ events: eight.slice(0, 3) }, { events: eight.slice(3) }],
  ),
  'a description before each': text(description('order-7'), { events: seven }, description('order-8'), {
    events: eight,
  }),
  'a collection for each': text(
    { histories: [{ id: 'a', events: seven }] },
    { histories: [{ id: 'b', events: eight }] },
  ),
  'a collection, with a document beside it': text({ histories: [{ id: 'a', pages: [seven] }] }, { events: eight }),
};

const COMMANDS = [['verify'], ['show'], ['replay', '--decider', 'decider.js']] as const;

/** Runs the three commands that read histories on a file. */
const ranAll = (content: unknown) =>
  Promise.all(
    COMMANDS.map((words) => {
      const files: Files = { 'a.json': content };
      return ran([...words, '--json', 'a.json'], { files, modules: { 'decider.js': { default: decider } } });
    }),
  );

describe('a file of a history', () => {
  it.each(Object.entries(ONE))('can be %s', async (_form, content) => {
    for (const { code, printed, complaints } of await ranAll(content)) {
      expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
      expect(JSON.parse(printed[0] ?? '').histories).toHaveLength(1);
    }
  });

  it.each(Object.entries(TWO))('can hold two histories: %s', async (_form, content) => {
    for (const { code, printed, complaints } of await ranAll(content)) {
      expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
      expect(JSON.parse(printed[0] ?? '').histories).toHaveLength(2);
    }
  });

  it('can be cut by the AWS CLI, which is said', async () => {
    for (const { code, complaints } of await ranAll({ events: seven.slice(0, 4), NextToken: 'x' })) {
      expect({ code, complaints }).toEqual({
        code: 0,
        complaints: [
          "swfake: file 'a.json' is cut: it has a token for a next page; export it without --max-items, or add its other pages",
        ],
      });
    }
  });

  it.each([
    ['a history of AWS Step Functions', { events: [{ id: 1, previousEventId: 0, type: 'ExecutionStarted' }] }],
    ['a history of Temporal', [{ eventId: '1', eventType: 'WorkflowExecutionStarted', eventTime: '2020-01-01' }]],
    ['a list of records of AWS CloudTrail', { Records: [{ eventSource: 'swf.amazonaws.com', eventName: 'Poll' }] }],
    ["the output of 'aws swf describe-workflow-execution', which has no events", description('order-7')],
    ['no history', { decisions: [] }],
  ])('is refused with exit code 2 if it holds %s', async (kind, content) => {
    for (const { code, complaints } of await ranAll(content)) {
      expect(code).toBe(2);
      expect(complaints).toEqual([
        expect.stringContaining(`swfake: file 'a.json' holds ${kind}; expected {"events": `),
      ]);
    }
  });

  it('is refused beside histories that are used', async () => {
    const histories = [
      { id: 'a', events: seven },
      { id: 'b', events: [{ id: 1, previousEventId: 0 }] },
    ];
    for (const { code, complaints } of await ranAll({ histories })) {
      expect(code).toBe(2);
      expect(complaints).toEqual([
        expect.stringContaining("swfake: history 'b' of file 'a.json' is a history of AWS Step Functions; expected"),
      ]);
    }
  });

  it.each([
    ['another encoding', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]), 'is neither UTF-8 nor UTF-16; save it as UTF-8'],
    ['a torn document', `${json({ events: seven })}{"events": [`, 'is not JSON: '],
    ['a document with a text before it', `done ${json({ events: seven })}`, 'is not JSON: '],
  ])('is refused with exit code 2 in %s', async (_what, content, message) => {
    for (const { code, complaints } of await ranAll(content)) {
      expect(code).toBe(2);
      expect(complaints).toEqual([expect.stringContaining(`swfake: file 'a.json' ${message}`)]);
    }
  });
});

describe('the name of a history', () => {
  it('is the workflow id, where the file has it', async () => {
    const { printed } = await ran(['verify', 'a.json'], { files: { 'a.json': TWO['a description before each'] } });
    expect(printed.map((line) => line.split(' (')[0])).toEqual([
      'verified  order-7',
      'verified  order-8',
      'verified 2 of 2 histories, 0 skipped',
    ]);
  });
});

describe('swfake verify without --lenient-absent', () => {
  const dropped = seven.map((event) => {
    const { decisionTaskScheduledEventAttributes: attributes } = event;
    if (!attributes) return event;
    const { scheduleToStartTimeout: _, ...others } = attributes as { scheduleToStartTimeout?: string };
    return { ...event, decisionTaskScheduledEventAttributes: others };
  });

  it('names the flag, if a recorder dropped values', async () => {
    const { code, printed } = await ran(['verify', 'a.json'], { files: { 'a.json': dropped } });
    expect({ code, last: printed.at(-2)?.trim() }).toEqual({
      code: 1,
      last: '--lenient-absent accepts every difference',
    });
    const lenient = await ran(['verify', '--lenient-absent', 'a.json'], { files: { 'a.json': dropped } });
    expect(lenient.code).toBe(0);
  });

  it('says of how many differences, and nothing of others', async () => {
    const wrong = dropped.map((event) =>
      event.eventId === 3 ? { ...event, decisionTaskStartedEventAttributes: { scheduledEventId: 2, more: 1 } } : event,
    );
    const { printed } = await ran(['verify', 'a.json'], { files: { 'a.json': wrong } });
    expect(printed.at(-2)?.trim()).toBe('--lenient-absent accepts 1 of 2 differences');
    const other = seven.map((event, index) => (index === 2 ? (wrong[2] as HistoryEvent) : event));
    expect((await ran(['verify', 'a.json'], { files: { 'a.json': other } })).printed.join()).not.toContain('lenient');
  });

  it('marks the difference in the JSON document', async () => {
    const { printed } = await ran(['verify', '--json', 'a.json'], { files: { 'a.json': dropped } });
    expect(JSON.parse(printed[0] ?? '').histories[0].differences).toEqual([
      { eventId: 2, eventType: 'DecisionTaskScheduled', what: 'scheduleToStartTimeout', fake: 'NONE', lenient: true },
    ]);
  });
});
