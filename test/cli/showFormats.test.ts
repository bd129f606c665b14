import { describe, expect, it } from 'vitest';
import { type Entry, sdkEvents } from '../render/model/recorded.js';
import { ran, ranLine, type World } from './inMemory.js';

const CHARGE = { name: 'Charge', version: '1' };

const STORY: readonly Entry[] = [
  ['WorkflowExecutionStarted', 0, { workflowType: { name: 'Order', version: '1' } }],
  ['ActivityTaskScheduled', 0, { activityId: 'charge', activityType: CHARGE, input: '7' }],
  ['ActivityTaskStarted', 60, { scheduledEventId: 2 }],
  ['ActivityTaskFailed', 90, { scheduledEventId: 2, startedEventId: 3, reason: 'Declined' }],
  ['ActivityTaskScheduled', 90, { activityId: 'charge', activityType: CHARGE, input: '7' }],
  ['TimerStarted', 90, { timerId: 'day', startToFireTimeout: '86400' }],
  ['ActivityTaskCompleted', 3600, { scheduledEventId: 5, result: 'ok' }],
  ['TimerCanceled', 3600, { timerId: 'day', startedEventId: 6 }],
  ['StartTimerFailed', 3600, { timerId: 'night', cause: 'OPEN_TIMERS_LIMIT_EXCEEDED' }],
  ['WorkflowExecutionTerminated', 7200, { cause: 'OPERATOR_INITIATED' }],
];
const events = sdkEvents(STORY);
const files = { 'a.json': { events, workflowExecution: { workflowId: 'order-7' } } };

/** The lines that a call prints, without the line above the history. */
async function shown(flags: string, more: World = {}): Promise<readonly string[]> {
  const { code, printed, complaints } = await ran(['show', ...flags.split(' ').filter(Boolean), 'a.json'], {
    files,
    ...more,
  });
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  return printed.join('\n').split('\n').slice(1);
}

const ids = async (flags: string) => (await shown(flags)).map((line) => Number(/#(\d+)/.exec(line)?.[1]));

describe('swfake show --steps', () => {
  it('prints a line about the run, and one for each thing', async () => {
    const { printed } = await ranLine('show --steps a.json', { files });
    expect(printed[0]?.split('\n')).toEqual([
      'order-7  Order@1  TERMINATED after 2h  10 events  -> OPERATOR_INITIATED',
      '+0s     charge  Charge@1  failed     1m30s   7 -> Declined                  #2-4',
      '+1m30s  charge  Charge@1  completed  58m30s  7 -> ok                        #5-7',
      '+1m30s  day     timer 1d  canceled   58m30s                                 #6-8',
      '+1h     night   timer     refused            -> OPEN_TIMERS_LIMIT_EXCEEDED  #9',
    ]);
  });

  it('names each of several histories', async () => {
    const histories = ['a', 'b'].map((id) => ({ id, events: events.slice(0, 1) }));
    const { printed } = await ranLine('show --steps many.json', { files: { 'many.json': { histories } } });
    expect(printed).toEqual(['a:', 'Order@1  OPEN for 0s  1 event', 'b:', 'Order@1  OPEN for 0s  1 event']);
  });

  it('paints the statuses', async () => {
    const { printed } = await ran(['show', '--steps', 'a.json'], { files, colors: true });
    const [head, ...lines] = (printed[0] ?? '').split('\n');
    expect(head).toMatch(/^\u001b\[1morder-7\u001b\[22m {2}Order@1 {2}\u001b\[31mTERMINATED\u001b\[39m after 2h/);
    expect(lines.map((line) => /\u001b\[(\d+)m(\w+) *\u001b\[39m/.exec(line)?.slice(1))).toEqual([
      ['31', 'failed'],
      ['32', 'completed'],
      ['33', 'canceled'],
      ['31', 'refused'],
    ]);
  });
});

describe('swfake show --mermaid', () => {
  it('prints the diagram alone', async () => {
    const { printed } = await ranLine('show --mermaid a.json', { files });
    expect(printed[0]?.split('\n').slice(0, 3)).toEqual([
      'sequenceDiagram',
      '  participant run as order-7 (Order@1)',
      '  Note over run: started',
    ]);
  });

  it('names each of several diagrams in a comment', async () => {
    const histories = ['a', 'b'].map((id) => ({ id, events: [] }));
    const { printed } = await ranLine('show --mermaid many.json', { files: { 'many.json': { histories } } });
    expect([printed[0], printed[2]]).toEqual(['%% a', '%% b']);
  });
});

describe('swfake show, in colours', () => {
  it('has events in the colour of what they did', async () => {
    const lines = (await shown('', { colors: true })).filter((line) => line.includes('\u001b'));
    expect(lines.map((line) => /\u001b\[(\d+)m(\w+)\u001b\[39m/.exec(line)?.slice(1))).toEqual([
      ['31', 'ActivityTaskFailed'],
      ['32', 'ActivityTaskCompleted'],
      ['33', 'TimerCanceled'],
      ['31', 'StartTimerFailed'],
      ['31', 'WorkflowExecutionTerminated'],
    ]);
  });

  it('prints no control character of a history', async () => {
    const input = sdkEvents([['TimerStarted', 0, { timerId: 'a\u001b[2Jb\u009b1m\nc' }]]);
    const { printed } = await ran(['show', '-'], { input });
    expect(printed[0]?.split('\n').slice(1)).toEqual(['#1  +0s  TimerStarted a\\u001b[2Jb\\u009b1m\\u000ac']);
  });
});

describe('the filters of swfake show', () => {
  it('--failures shows the events of what went wrong', async () => {
    expect(await ids('--failures')).toEqual([4, 9, 10]);
    expect((await shown('--steps --failures')).map((line) => line.split('#')[1])).toEqual(['2-4', '9']);
    expect((await shown('--mermaid --failures')).slice(2)).toEqual([
      '  p1--xrun: charge failed Declined',
      '  Note over run: 58m30s later',
      '  Note over run: timer night refused OPEN_TIMERS_LIMIT_EXCEEDED',
      '  Note over run: 1h later',
      '  Note over run: terminated OPERATOR_INITIATED',
    ]);
  });

  it('--activity shows the events of one activity id', async () => {
    expect(await ids('--activity charge')).toEqual([2, 3, 4, 5, 7]);
    expect(await ids('--activity charge --failures')).toEqual([4]);
    expect(await shown('--steps --activity charge')).toHaveLength(2);
    const { code, complaints } = await ranLine('show --activity chrage a.json', { files });
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: ["swfake: show found no activity 'chrage'; did you mean 'charge'?"],
    });
  });

  it.each([
    ['--from 9', [9, 10]],
    ['--from #9', [9, 10]],
    ['--to 2', [1, 2]],
    ['--from 60s --to 1m30s', [3, 4, 5, 6]],
    ['--from +1h', [7, 8, 9, 10]],
    ['--to 1.5m', [1, 2, 3, 4, 5, 6]],
    ['--from 2020-01-01T02:00:00Z', [10]],
    ['--from 2020-01-02', []],
    ['--from 3 --to 1m --failures', []],
    ['--from 3 --tail 2', [9, 10]],
    ['--tail 0', []],
    ['--tail 100', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ])('%s shows a part', async (flags, expected) => {
    expect((await ids(flags)).filter((id) => !Number.isNaN(id))).toEqual(expected);
  });

  it('hold for steps and JSON, too', async () => {
    expect((await shown('--steps --from 8')).map((line) => line.split('#')[1])).toEqual(['6-8', '9']);
    expect((await shown('--steps --tail 1')).map((line) => line.split('#')[1])).toEqual(['9']);
    const { printed } = await ranLine('show --json --from 3 --tail 2 a.json', { files });
    const document = JSON.parse(printed[0] ?? '');
    expect(document.counts).toEqual({ histories: 1, events: 2, problems: 0 });
    expect(document.histories[0].events).toMatchObject([
      { eventId: 9, subject: 'night', afterMillis: 3_600_000 },
      { eventId: 10 },
    ]);
  });
});

describe('the width of lines', () => {
  const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length));
  const long = { files: { 'a.json': sdkEvents([['TimerStarted', 0, { timerId: 'x'.repeat(150), control: 'y' }]]) } };

  it('is that of the terminal, or of --width', async () => {
    expect(widest(await shown('', { ...long, columns: 40 }))).toBe(40);
    expect((await shown('', { ...long, columns: 40 }))[0]).toMatch(/xx…$/);
    expect(widest(await shown('--width 30', { ...long, columns: 40 }))).toBe(30);
    expect(widest(await shown('--width 30', long))).toBe(30);
    expect(widest(await shown('--steps --width 50'))).toBeLessThanOrEqual(50);
    const { printed } = await ranLine('show --width 12 a.json', { files });
    expect(printed[0]?.split('\n')[0]).toBe('order-7  Or…');
  });

  it('is not limited in a pipe, with --all, and with --width 0', async () => {
    expect(widest(await shown('', long))).toBeGreaterThan(170);
    expect(widest(await shown('--all', { ...long, columns: 40 }))).toBeGreaterThan(170);
    expect(widest(await shown('--width 0', { ...long, columns: 40 }))).toBeGreaterThan(170);
  });
});
