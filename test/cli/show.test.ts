import { describe, expect, it } from 'vitest';
import { shop, start } from '../support/shop.js';
import { ran } from './inMemory.js';

const swf = shop();
await start(swf.client());
const events = swf.history({ workflowId: 'order-7' });
const lines =
  'Order@1  OPEN for 0s  2 events\n#1  +0s  WorkflowExecutionStarted workflowType=Order@1\n#2  +0s  DecisionTaskScheduled';
const failed = swf.history(swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge' }));

describe('swfake show', () => {
  it('prints the timeline of a history, and of many below their names', async () => {
    const files = {
      'one.json': { events },
      'many.json': {
        histories: [
          { id: 'a', events },
          { id: 'b', events },
        ],
      },
    };
    expect(await ran(['show', 'one.json'], { files })).toMatchObject({ code: 0, printed: [lines] });
    expect((await ran(['show', 'many.json'], { files })).printed).toEqual(['a:', lines, 'b:', lines]);
    expect((await ran(['show', '-'], { input: { events } })).printed).toEqual([lines]);
  });

  it('says after how many events a history is cut', async () => {
    const files = { 'cut.json': { events, NextToken: 'more' } };
    const [first = ''] = (await ran(['show', 'cut.json'], { files })).printed;
    expect(first.split('\n')[0]).toBe('Order@1  cut after 2 events');
    const [painted = ''] = (await ran(['show', 'cut.json'], { files, colors: true })).printed;
    expect(painted.split('\n')[0]).toBe('Order@1  \u001b[33mcut\u001b[39m after 2 events');
  });

  it('rejects a list of two histories, in every format', async () => {
    const files = { 'two.json': [events, events] };
    for (const format of [[], ['--steps'], ['--mermaid'], ['--html']]) {
      const { code, complaints, printed } = await ran(['show', ...format, 'two.json'], { files });
      expect([code, printed]).toEqual([2, []]);
      expect(complaints.join('\n')).toContain(
        'event 1 is in entry 1 and in entry 2 of the list; expected the pages of one',
      );
    }
  });

  it('shows every attribute and whole values with --all', async () => {
    const input = 'x'.repeat(500);
    const attributes = { ...events[0]?.workflowExecutionStartedEventAttributes, input };
    const files = { 'a.json': [{ ...events[0], workflowExecutionStartedEventAttributes: attributes }] };
    const [all = ''] = (await ran(['show', '--all', 'a.json'], { files })).printed;
    expect(all).toContain('childPolicy=TERMINATE');
    expect(all).toContain(`input=${input}`);
    const [short = ''] = (await ran(['show', 'a.json'], { files })).printed;
    expect(short).not.toContain('childPolicy');
    expect(short).toContain('(500 characters)');
  });

  it('paints names, and events that went wrong', async () => {
    const timedOut = swf.history(swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } }));
    const last = timedOut.at(-1);
    const bad = {
      eventId: (last?.eventId ?? 0) + 1,
      eventType: 'ActivityTaskTimedOut',
      eventTimestamp: last?.eventTimestamp,
    };
    const files = {
      'many.json': {
        histories: [
          { id: 'a', events: [...timedOut, bad] },
          { id: 'b', events },
        ],
      },
    };
    const { printed } = await ran(['show', 'many.json'], { files, colors: true });
    expect(printed[0]).toBe('\u001b[1ma:\u001b[22m');
    expect(printed[1]).toContain('\u001b[31mActivityTaskTimedOut\u001b[39m');
    expect(printed[3]).toBe(lines.replace('OPEN', '\u001b[33mOPEN\u001b[39m'));
  });

  it('prints one JSON document with --json', async () => {
    const files = { 'one.json': { events: failed }, 'no.json': {} };
    const { code, printed } = await ran(['show', '--json', 'one.json', 'no.json'], { files });
    const document = JSON.parse(printed[0] ?? '');
    expect({ code, ...document, histories: [] }).toEqual({
      code: 2,
      command: 'show',
      exitCode: 2,
      counts: { histories: 1, events: failed.length, problems: 1 },
      histories: [],
      problems: [{ file: 'no.json', message: expect.stringMatching(/^file 'no.json' holds no history; expected/) }],
    });
    expect(document.histories[0]).toMatchObject({ id: 'one.json', file: 'one.json', verdict: 'shown' });
    expect(document.histories[0].events[4]).toEqual({
      eventId: 5,
      eventType: 'ActivityTaskScheduled',
      eventTimestamp: '2020-01-01T00:00:00.000Z',
      afterMillis: 0,
      subject: 'charge',
      attributes: expect.objectContaining({ activityId: 'charge', decisionTaskCompletedEventId: 4 }),
    });
  });

  it('reports an entry that is no event, and shows the rest', async () => {
    const files = {
      'many.json': {
        histories: [
          { id: 'a', events: [{}] },
          { id: 'b', events },
        ],
      },
    };
    const { code, printed, complaints } = await ran(['show', 'many.json'], { files });
    expect({ code, printed }).toEqual({ code: 2, printed: [lines] });
    expect(complaints).toEqual([expect.stringMatching(/^swfake: history 'a' of file 'many.json': .*is no event/)]);
  });
});
