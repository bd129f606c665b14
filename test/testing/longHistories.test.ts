import { describe, expect, it } from 'vitest';
import { timeline } from '../../src/render/index.js';
import { failureReport } from '../../src/testing/failureReport.js';
import { type History, matchers } from '../../src/testing/matchers/matchers.js';
import { firstLines, shortTimeline } from '../../src/testing/matchers/shortTimeline.js';
import { shop, start } from '../support/shop.js';

const LENGTH = 25_000;
const ROUNDS = LENGTH / 4;

/** An event that was a second after the one before it. */
const event = (eventId: number, eventType: string, attributes: object): object => ({
  eventId,
  eventType,
  eventTimestamp: eventId,
  [`${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`]: attributes,
});

/** Charges, one after the other; each has four events. The last one is open if the list is cut before its end. */
const history = Array.from({ length: ROUNDS }, (_, round) => {
  const [first, input] = [4 * round + 1, JSON.stringify({ cents: round })];
  return [
    event(first, 'ActivityTaskScheduled', { activityId: `charge-${round}`, input }),
    event(first + 1, 'ActivityTaskStarted', { scheduledEventId: first }),
    event(first + 2, 'ActivityTaskCompleted', { scheduledEventId: first, startedEventId: first + 1, result: 'paid' }),
    event(first + 3, 'DecisionTaskScheduled', {}),
  ];
}).flat() as unknown as History;

const lines = timeline(history)
  .split('\n')
  .map((line) => line.trim().replace(/^#\d+ +\S+ +/, ''));

type Verdict = ReturnType<typeof matchers.toHaveHistory>;

/** The lines of the message of a failed matcher, at most 200. */
function saidBy({ pass, message }: Verdict): readonly string[] {
  expect(pass).toBe(false);
  const said = message().split('\n');
  expect(said.length).toBeLessThanOrEqual(200);
  return said;
}

const saidOf = (expected: readonly string[]): readonly string[] => saidBy(matchers.toHaveHistory(history, expected));
const SEE_ALL = 'are left out: print all events with timeline(history)';

describe('toHaveHistory of a long history', () => {
  it('passes with all of its lines, and with gaps', () => {
    expect(matchers.toHaveHistory(history, lines).pass).toBe(true);
    const gaps = lines.filter((_, index) => index % 4 === 2).flatMap((line) => ['...', line]);
    expect(matchers.toHaveHistory(history, [...gaps, '...']).pass).toBe(true);
  });

  it('shows the one difference, and the events around it', () => {
    expect(saidOf(lines.with(LENGTH / 2, 'TimerFired reminder')).slice(4)).toEqual([
      '  … 12490 events as expected',
      ...lines.slice(12_490, 12_500).map((line, index) => `  #${12_491 + index} ${timeOf(12_491 + index)} ${line}`),
      '- TimerFired reminder',
      `+ #12501 ${timeOf(12_501)} ${lines[12_500]}`,
      ...lines.slice(12_501, 12_511).map((line, index) => `  #${12_502 + index} ${timeOf(12_502 + index)} ${line}`),
      '  … 12489 events as expected',
    ]);
  });

  it('shows differences that are far from each other', () => {
    const said = saidOf(lines.with(1000, 'TimerFired first').with(24_000, 'TimerFired second'));
    expect(said.filter((line) => /^[-+] /.test(line)).slice(1)).toEqual([
      '- TimerFired first',
      `+ #1001 ${timeOf(1001)} ${lines[1000]}`,
      '- TimerFired second',
      `+ #24001 ${timeOf(24_001)} ${lines[24_000]}`,
    ]);
    expect(said).toContain('  … 22979 events as expected');
  });

  it('shows the beginning of events that are unexpected, and says how many follow', () => {
    const said = saidOf(lines.toSpliced(12_000, 1000));
    expect(said).toContain(`+ #12001 ${timeOf(12_001)} ${lines[12_000]}`);
    expect(said.at(-1)).toBe(`  … 12000 more lines and 12900 more events ${SEE_ALL}`);
  });

  it.each<readonly [string, readonly string[]]>([
    ['no line matches', lines.map((_, index) => `TimerFired ${index}`)],
    ['only the types match', lines.map((line, index) => `${line.split(' ')[0]} no-${index}`)],
    ['all lines have one type', lines.map((_, index) => `ActivityTaskScheduled no-${index}`)],
    ['there are no lines', []],
  ])('is short where %s', (_what, expected) => {
    expect(saidOf(expected).at(-1)).toMatch(/^ {2}… \d+ more lines and \d+ more events are left out: print all events/);
  });

  it('shows the line between gaps that does not match', () => {
    const gaps = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const result = index === count / 2 ? 'refused' : 'paid';
        return ['...', `ActivityTaskCompleted charge-${2 * index} result=${result}`];
      }).flat();
    for (const count of [10, 3000]) {
      const at = 4 * count + 3;
      const said = saidOf([...gaps(count), '...']);
      expect(said.filter((line) => /^[-+] /.test(line)).slice(1)).toEqual([
        `- ActivityTaskCompleted charge-${count} result=refused`,
        `+ #${at} ${timeOf(at)} ActivityTaskCompleted charge-${count} (${at - 2}, ${at - 1}) result=paid`,
      ]);
    }
  });
});

function timeOf(id: number): string {
  const found = timeline(history.slice(0, 1).concat(history.slice(id - 1, id))).split('\n')[1];
  return found?.trim().split(/ +/)[1] ?? '';
}

describe('the timeline in the message of another matcher', () => {
  const ids = (said: readonly string[]): readonly number[] =>
    said.flatMap((line) => /^ *#(\d+) /.exec(line)?.[1] ?? []).map(Number);
  const numbers = (from: number, to: number): readonly number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const ends = (length: number) => ({ first: numbers(1, 5), last: numbers(length - 59, length) });

  it('has the end of the run', () => {
    const said = saidBy(matchers.toBeClosedWith.call(undefined, history, 'COMPLETED'));
    const { first, last } = ends(LENGTH);
    expect(ids(said)).toEqual([...first, ...last]);
    expect(said).toContain(`… 24935 events ${SEE_ALL}`);
  });

  it('has the whole history if it has 100 events, and no more', () => {
    const short = history.slice(0, 100);
    expect(saidBy(matchers.toBeClosedWith.call(undefined, short, 'COMPLETED')).join('\n')).toContain(timeline(short));
    const said = saidBy(matchers.toBeClosedWith.call(undefined, history.slice(0, 101), 'COMPLETED'));
    expect(said).toContain(`… 36 events ${SEE_ALL}`);
  });

  it.each([
    ['charge-1000', 'charge-1000'],
    ['chagre-1000', 'charge-1000'],
  ])('has the events of the activity that is meant by %s', (asked, meant) => {
    const said = saidBy(matchers.toHaveOpenActivity.call(undefined, history, asked));
    const { first, last } = ends(LENGTH);
    expect(ids(said)).toEqual([...first, 4001, 4002, 4003, ...last]);
    expect(said.slice(2, 4)).toEqual([
      'The run has 6250 activities.',
      `Those with the id '${meant}': '${meant}' (Completed).`,
    ]);
    expect(said[4]).toMatch(/^The last ones: 'charge-6240' \(Completed\), .*'charge-6249' \(Completed\)\.$/);
    expect(saidBy(matchers.toHaveClosedActivity.call(undefined, history, asked, 'Failed')).slice(2)).toEqual(
      said.slice(2),
    );
  });

  it('names no activity as similar if none is', () => {
    const said = saidBy(matchers.toHaveOpenActivity.call(undefined, history, 'ship'));
    expect(said.join('\n')).not.toContain('Those with the id');
  });

  it('has the first events that break a rule, and the first rules', () => {
    const said = saidBy(matchers.toBeAValidHistory(history));
    const rules = said.slice(2, said.indexOf('The history:') - 2);
    expect(rules).toHaveLength(30);
    const atFault = rules.map((rule) => Number(/: event (\d+) /.exec(rule)?.[1]));
    expect(atFault).toEqual(numbers(1, 30).map((count) => 4 * count + 4));
    expect(ids(said)).toEqual(expect.arrayContaining(atFault));
    expect(said.join('\n')).toMatch(/… \d+ more lines are left out: checkHistory\(history\) returns all/);
  });

  it('has the advice once, at the first events that are left out', () => {
    for (const extra of [[], [6], [6, 7, 9], [12]]) {
      const said = shortTimeline(history, extra).split('\n');
      const left = said.filter((line) => line.startsWith('…'));
      expect(left.filter((line) => line.endsWith('left out: print all events with timeline(history)'))).toEqual(
        left.slice(0, 1),
      );
      expect(ids(said)).toEqual([...numbers(1, 5), ...extra, ...ends(LENGTH).last]);
    }
  });

  it('says how many lines are left out', () => {
    expect(firstLines('a\nb\nc', 2, 'ask').split('\n')).toEqual(['a', 'b', '… 1 more line is left out: ask']);
    expect(firstLines('a\nb\nc', 1, 'ask').split('\n')).toEqual(['a', '… 2 more lines are left out: ask']);
    expect(firstLines('a\nb\nc', 3, 'ask')).toBe('a\nb\nc');
  });

  it('is in the report of a failed test, too', async () => {
    const swf = shop();
    await start(swf.client());
    for (let count = 0; count < 150; count += 1)
      await swf.send('SignalWorkflowExecution', { domain: 'shop', workflowId: 'order-7', signalName: `s${count}` });
    const report = failureReport(swf, { seed: 1, errorText: 'no' });
    const { length } = swf.history({ workflowId: 'order-7' });
    const { first, last } = ends(length);
    expect(ids(report.split('\n'))).toEqual([...first, ...last]);
    expect(report).toContain(`… ${length - 65} events ${SEE_ALL}`);
  });
});
