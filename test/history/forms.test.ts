import type { HistoryEvent } from '@aws-sdk/client-swf';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Decider } from '../../src/deciders/decider.js';
import { millisOfTime } from '../../src/history/eventTime.js';
import { exportHistory } from '../../src/index.js';
import { timeline } from '../../src/render/index.js';
import { checkHistory, type ExportedHistory, replay, verifyHistory } from '../../src/replay/index.js';
import { domain, shop, start, startTimer, taskList } from '../support/shop.js';

const decider: Decider = ({ startedEventId }) => (startedEventId === 3 ? [startTimer('remind', '20')] : []);

let events: readonly HistoryEvent[];
beforeAll(async () => {
  const swf = shop();
  const client = swf.client();
  await start(client);
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [startTimer('remind', '20')] });
  swf.clock.advance('5500ms');
  await client.signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: 'hurry' });
  swf.clock.advance('30s');
  events = swf.history({ workflowId: 'order-7' });
});

type Plain = { readonly [member: string]: unknown };

/** The history as JSON has it. */
const plain = (): readonly Plain[] => JSON.parse(JSON.stringify(events)) as readonly Plain[];

const retimed = (timeOf: (millis: number) => unknown): unknown =>
  plain().map((event, index) => ({ ...event, eventTimestamp: timeOf(Number(events[index]?.eventTimestamp)) }));

const iso = (millis: number): string => new Date(millis).toISOString();

/** Writes every id as a text, also those in the attributes. */
const withTextIds = (): unknown => JSON.parse(JSON.stringify(plain()).replaceAll(/("\w*[eE]ventId":)(\d+)/g, '$1"$2"'));

const withNulls = (): unknown =>
  plain().map((event) => ({
    ...event,
    activityTaskScheduledEventAttributes: null,
    timerFiredEventAttributes: event.timerFiredEventAttributes ?? null,
  }));

const FORMS: Readonly<Record<string, () => unknown>> = {
  'the events of the SDK': () => events,
  'an object': () => ({ events: plain() }),
  'a bare list': plain,
  'a list that is newest first': () => plain().toReversed(),
  pages: () => [{ events: plain().slice(0, 4), nextPageToken: 'more' }, { events: plain().slice(4) }],
  'pages that are newest first': () => [
    { events: plain().slice(4).toReversed(), nextPageToken: 'more' },
    { events: plain().slice(0, 4).toReversed() },
  ],
  'pages in another order': () => [{ events: plain().slice(4) }, { events: plain().slice(0, 4) }],
  'pages that are lists': () => [plain().slice(0, 4), plain().slice(4)],
  'parts that the AWS CLI cut': () => [
    { events: plain().slice(0, 4), NextToken: 'more' },
    { events: plain().slice(4) },
  ],
  'a page with tokens that are null': () => ({ events: plain(), nextPageToken: null, NextToken: null }),
  'a description of the run, and its history': () => [
    { executionInfo: { execution: { workflowId: 'order-7', runId: 'r' } } },
    { events: plain() },
  ],
  'the answer of a poll': () => ({ taskToken: 't', workflowExecution: { workflowId: 'order-7' }, events: plain() }),
  seconds: () => retimed((millis) => millis / 1000),
  milliseconds: () => retimed((millis) => millis),
  microseconds: () => retimed((millis) => millis * 1000),
  nanoseconds: () => retimed((millis) => millis * 1e6),
  'seconds as text': () => retimed((millis) => String(millis / 1000)),
  'milliseconds as text': () => retimed((millis) => String(millis)),
  'seconds as Java writes them': () => retimed((millis) => `${millis / 1e12}E9`),
  'ISO 8601': () => retimed(iso),
  'ISO 8601 of the AWS CLI': () => exportHistory(events),
  'ISO 8601 without a zone': () => retimed((millis) => iso(millis).slice(0, -1)),
  'ISO 8601 with a space, as Python writes it': () =>
    retimed((millis) => iso(millis).replace('T', ' ').replace('Z', '000+00:00')),
  'ISO 8601 with a space and without a zone': () => retimed((millis) => iso(millis).replace('T', ' ').slice(0, -1)),
  'ISO 8601 of another zone': () => retimed((millis) => iso(millis + 7_200_000).replace('Z', '+0200')),
  'the text of a Date': () => retimed((millis) => (millis % 1000 === 0 ? new Date(millis).toUTCString() : iso(millis))),
  'ids as text': withTextIds,
  'absent values as null': withNulls,
};

describe('a history', () => {
  it.each(Object.entries(FORMS))('can be %s', async (_form, exported) => {
    const form = exported() as ExportedHistory;
    expect(String(verifyHistory(form))).toBe('verified');
    expect(String(await replay(form, decider))).toBe('the same decisions in 1 decision task');
    expect(timeline(form)).toBe(timeline(events));
    expect(exportHistory(form).events.toSorted((a, b) => a.eventId - b.eventId)).toEqual(exportHistory(events).events);
  });

  it('is checked in every form that has its order', () => {
    for (const name of ['an object', 'a list that is newest first', 'pages', 'pages that are lists', 'ids as text']) {
      const form = FORMS[name]?.() as ExportedHistory;
      expect(checkHistory(form)).toEqual([]);
    }
  });
});

describe('a time of an event', () => {
  it.each([
    ['2020-01-01', Date.UTC(2020, 0, 1)],
    ['2020-01-01T00:00', Date.UTC(2020, 0, 1)],
    ['2020-01-01T01:00:00+01', Date.UTC(2020, 0, 1)],
    ['2020-01-01T00:00:00,250Z', Date.UTC(2020, 0, 1) + 250],
    ['Wed Jan 01 2020 02:00:00 GMT+0200 (Eastern European Standard Time)', Date.UTC(2020, 0, 1)],
    ['Jan 1 2020 00:00:00', Date.UTC(2020, 0, 1)],
    [99_999_999_999, 99_999_999_999_000],
    [100_000_000_000, 100_000_000_000],
    [-1, -1000],
    [1577836800.0004, 1_577_836_800_000],
  ])('%s', (time, millis) => {
    expect(millisOfTime(time)).toBe(millis);
  });

  it.each(['yesterday', 'order 7', '', '2020-13-01T00:00:00Z', Number.POSITIVE_INFINITY, new Date('no')])(
    '%s is none',
    (time) => {
      expect(millisOfTime(time)).toBeUndefined();
    },
  );

  it('can be absent', () => {
    expect([millisOfTime(undefined), millisOfTime(null)]).toEqual([Number.NaN, Number.NaN]);
  });
});

const ATTRIBUTES = { workflowType: { name: 'Order' }, taskList: { name: 'list' } };

/** What people take for a history of SWF, with the beginning of the message. */
const FOREIGN: Readonly<Record<string, readonly [kind: string, content: unknown]>> = {
  'aws stepfunctions get-execution-history': [
    'a history of AWS Step Functions',
    { events: [{ timestamp: '2020-01-01T00:00:00Z', type: 'ExecutionStarted', id: 1, previousEventId: 0 }] },
  ],
  'temporal workflow show --output json': [
    'a history of Temporal',
    {
      events: [
        {
          eventId: '1',
          eventTime: '2020-01-01T00:00:00Z',
          eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED',
          taskId: '1048587',
          workflowExecutionStartedEventAttributes: ATTRIBUTES,
        },
      ],
    },
  ],
  'the history of Temporal in an answer': [
    'a history of Temporal',
    {
      history: { events: [{ eventId: '1', eventTime: '2020-01-01T00:00:00Z', eventType: 'WorkflowExecutionStarted' }] },
    },
  ],
  'cadence workflow show --output_filename': [
    'a history of Cadence',
    [
      {
        eventId: 1,
        timestamp: 1577836800000000000,
        eventType: 'WorkflowExecutionStarted',
        version: -24,
        taskId: 5243,
        workflowExecutionStartedEventAttributes: ATTRIBUTES,
      },
    ],
  ],
  'a file of AWS CloudTrail': [
    'a list of records of AWS CloudTrail',
    { Records: [{ eventVersion: '1.08', eventSource: 'swf.amazonaws.com', eventName: 'StartWorkflowExecution' }] },
  ],
  'aws cloudtrail lookup-events': [
    'a list of records of AWS CloudTrail',
    { Events: [{ EventId: 'e', EventName: 'StartWorkflowExecution', EventSource: 'swf.amazonaws.com' }] },
  ],
  'aws logs get-log-events': [
    'a list of log events of Amazon CloudWatch',
    { events: [{ timestamp: 1577836800000, message: 'started', ingestionTime: 1577836800001 }] },
  ],
  'a history of .NET': [
    'a history whose members begin with a capital letter, as Go and .NET print it',
    { Events: [{ EventId: 1, EventType: 'WorkflowExecutionStarted', EventTimestamp: '2020-01-01T00:00:00Z' }] },
  ],
  'a history of Azure': [
    'a history of Azure Durable Functions',
    [{ EventType: 'ExecutionStarted', Timestamp: '2020-01-01T00:00:00Z', FunctionName: 'Order' }],
  ],
  'aws swf describe-workflow-execution': [
    "the output of 'aws swf describe-workflow-execution', which has no events",
    { executionInfo: { execution: { workflowId: 'order-7', runId: 'r' } }, openCounts: {} },
  ],
  'aws swf list-open-workflow-executions': [
    "a list of runs, as 'aws swf list-open-workflow-executions' prints it",
    { executionInfos: [{ execution: { workflowId: 'order-7', runId: 'r' } }] },
  ],
};

describe('what is no history of SWF', () => {
  it.each(Object.entries(FOREIGN))('is named: %s', async (_source, [kind, content]) => {
    const sentence = `swfake: this is ${kind}; expected a history of Amazon SWF, as 'aws swf get-workflow-execution-history' prints it`;
    const given = content as ExportedHistory;
    expect(() => verifyHistory(given)).toThrow(new TypeError(sentence));
    expect(() => timeline(given)).toThrow(new TypeError(sentence));
    expect(() => checkHistory(given)).toThrow(new TypeError(sentence));
    await expect(replay(given, () => [])).rejects.toThrow(new TypeError(sentence));
  });
});

describe('an export that the AWS CLI cut', () => {
  it('is verified as far as it goes, and says so', () => {
    const cut = { events: events.slice(0, 6), NextToken: 'more' };
    const { verdict, freedoms } = verifyHistory(cut);
    expect([verdict, freedoms.at(-1)]).toEqual([
      'verified',
      'compared no event after event 6: the export is cut there',
    ]);
    // The signal needs a decision task, which the uncut history lacks.
    expect(verifyHistory(events.slice(0, 6)).verdict).toBe('differs');
  });

  it('is skipped without its first part, as it is newest first', async () => {
    const cut = { events: events.slice(4).toReversed(), NextToken: 'more' };
    expect(String(verifyHistory(cut))).toBe('skipped: events are missing before event 5; export every page');
    expect(String(await replay(cut, decider))).toBe('skipped: events are missing before event 5; export every page');
  });
});
