import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Decider, Decision, DecisionTask } from '../../src/deciders/decider.js';
import {
  type CheckDeterminismOptions,
  checkDeterminism,
  DeterminismFinding,
} from '../../src/simulation/lint/checkDeterminism.js';
import { complete, domain, schedule, shop, start, startTimer, taskList } from '../support/shop.js';

/** The second task of an order: charged, and a signal came. */
let task: DecisionTask;
beforeAll(async () => {
  const swf = shop();
  const client = swf.client();
  await start(client, 'order-7', { input: '{"items":["a","b"]}' });
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken, decisions: [schedule('charge')] });
  await client.signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: 'hurry' });
  const { events = [], ...rest } = await client.pollForDecisionTask({ domain, taskList });
  task = { ...rest, events } as DecisionTask;
});
afterEach(() => vi.useRealTimers());

async function findingsOf(
  decider: Decider,
  options: CheckDeterminismOptions = {},
): Promise<readonly DeterminismFinding[]> {
  const found: DeterminismFinding[] = [];
  await checkDeterminism(decider, { ...options, report: (finding) => found.push(finding) })(task);
  return found;
}

const said = async (
  decider: Decider,
  options?: CheckDeterminismOptions,
): Promise<readonly (readonly [string, string])[]> =>
  (await findingsOf(decider, options)).map(({ kind, look }) => [kind, look] as const);

const pure: Decider = ({ events }) =>
  events.some(({ eventType }) => eventType === 'WorkflowExecutionSignaled') ? [complete('hurried')] : [];

const AGAIN = [['nondeterminism', 'again']];

describe('checkDeterminism()', () => {
  it.each<[string, Decider]>([
    ['decides by what is in the history', pure],
    ['is asynchronous', async (given) => pure(given)],
    [
      'says more than decisions',
      (given) => ({ decisions: [...(pure(given) as Decision[])], executionContext: 'known' }),
    ],
    ['tells the time of an event', ({ events }) => [complete(new Date(events[0]?.eventTimestamp ?? 0).toISOString())]],
    [
      'asks the time and does not decide by it',
      (given) => (Date.now() > 0 && new Date() instanceof Date ? pure(given) : []),
    ],
    ['decides nothing', () => []],
  ])('finds nothing in a decider that %s, however it looks', async (_, decider) => {
    expect(await said(decider, { reversed: true, sincePrevious: true })).toEqual([]);
    expect(await checkDeterminism(decider)(task)).toEqual(await decider(task));
  });

  const counter = () => {
    let count = 0;
    return (): string => {
      count += 1;
      return String(count);
    };
  };
  const calls = counter();

  it.each<[string, Decider]>([
    ['Date.now()', () => [complete(String(Date.now()))]],
    ['new Date()', () => [complete(new Date().toISOString())]],
    ['Date()', () => [complete(Date())]],
    ['the year', () => [complete(String(new Date().getFullYear()))]],
    ['Math.random()', () => [schedule(`charge-${Math.random()}`)]],
    ['a coin', () => (Math.random() < 0.5 ? [complete()] : [])],
    ['the second of two coins', () => (Math.random() > 2 || Math.random() < 0.5 ? [complete()] : [])],
    ['a random identifier', () => [schedule(crypto.randomUUID())]],
    ['the task token', ({ taskToken }) => [complete(taskToken)]],
    ['how often it was asked', () => [startTimer(calls(), '1')]],
    ['the time, asynchronously', async () => [complete(String(Date.now()))]],
    ['the time, in its execution context', () => ({ decisions: [], executionContext: String(Date.now()) })],
  ])('finds a decider that decides by %s', async (_, decider) => {
    expect(await said(decider)).toEqual(AGAIN);
  });

  it('finds what depends on the time while the time stands still', async () => {
    vi.useFakeTimers({ now: 0 });
    expect(await said(() => [complete(new Date().toISOString())])).toEqual(AGAIN);
    expect(Date.now()).toBe(0);
  });

  it('finds a decider that throws when it is asked again', async () => {
    const done = new Set<number | undefined>();
    const [finding] = await findingsOf(({ startedEventId }) => {
      if (done.has(startedEventId)) throw new Error('decided already');
      done.add(startedEventId);
      return [];
    });
    expect(finding?.diff).toBe('+ the decider threw Error: decided already');
  });

  it('leaves the world as it was, whatever the decider does', async () => {
    const world = [globalThis.Date, Math.random];
    const boom: Decider = () => {
      throw new Error('boom');
    };
    await expect(checkDeterminism(boom)(task)).rejects.toThrow('boom');
    await checkDeterminism(pure)(task);
    expect([globalThis.Date, Math.random]).toEqual(world);
  });

  it('finds a decider that changes its task, and says where', async () => {
    const sorting: Decider = (given) => {
      (given.events as unknown[]).reverse();
      return [];
    };
    const marking: Decider = (given) => {
      Object.assign(given.events[0] as object, { seen: true });
      return [];
    };
    const before = structuredClone(task);
    expect(await said(sorting)).toEqual([['mutation', 'first']]);
    const [finding] = await findingsOf(marking);
    expect(finding?.diff).toBe('    task.events[0].seen: was none, is true');
    expect(task).toEqual(before);
  });

  it('finds a decider that trusts the order of the history, if it is asked to', async () => {
    const last: Decider = ({ events }) => (events.at(-1)?.eventType === 'DecisionTaskStarted' ? [complete()] : []);
    expect(await said(last)).toEqual([]);
    expect(await said(last, { reversed: true })).toEqual([['nondeterminism', 'reversed']]);
  });

  it('finds a decider that needs more than the events since its last task, if it is asked to', async () => {
    const first: Decider = ({ events }) => (events[0]?.eventType === 'WorkflowExecutionStarted' ? [complete()] : []);
    expect(await said(first, { reversed: false })).toEqual([]);
    expect(await said(first, { sincePrevious: true })).toEqual([['nondeterminism', 'sincePrevious']]);
    const seen: (number | undefined)[][] = [];
    const note: Decider = ({ events }) => {
      seen.push(events.map(({ eventId }) => eventId));
      return [];
    };
    await checkDeterminism(note, { sincePrevious: true })(task);
    await checkDeterminism(note, { sincePrevious: true })({ ...task, previousStartedEventId: 0 });
    expect(seen.map(([id]) => id)).toEqual([1, 1, 3, 1, 1, 1]);
  });

  it('throws what it finds if nobody takes it, with the task and what differs', async () => {
    const turn = counter();
    const wavering = checkDeterminism(() => [schedule('charge'), startTimer('remind', turn())]);
    const error = await Promise.resolve(wavering(task)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeterminismFinding);
    expect((error as Error).message.split('\n')).toEqual([
      'swfake: the decider decided differently on a second call, with another time, other random numbers and another task token ' +
        "(decision task 8 of run 'order-7')",
      '  ScheduleActivityTask charge activityType=Charge@1',
      '  StartTimer remind startToFireTimeout="1"',
      '    startToFireTimeout: first "1", then "2"',
    ]);
  });

  it('takes a default that one answer leaves out for a difference', async () => {
    const turn = counter();
    const wavering: Decider = () => [schedule('charge', turn() === '1' ? { heartbeatTimeout: '5' } : {})];
    expect(await said(wavering)).toEqual(AGAIN);
  });
});
