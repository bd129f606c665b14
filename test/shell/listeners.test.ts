import { describe, expect, it } from 'vitest';
import { Coverage } from '../../src/coverage/index.js';
import type { SwfFake } from '../../src/index.js';
import { complete, domain, shop, start, startTimer, taskList } from '../support/shop.js';

type Told = [workflowId: string, eventId: number | undefined];

/** Listens to a fake. Each event is told with the id of its run. */
function listen(swf: SwfFake): Told[] {
  const told: Told[] = [];
  swf.onChange(({ workflowId, event }) => void told.push([workflowId, event.eventId]));
  return told;
}

/** The events of all runs in the order in which each run has them. */
const inOrder = (told: readonly Told[]): void => {
  const last = new Map<string, number>();
  for (const [workflowId, eventId = 0] of told) {
    expect(eventId, `event of ${workflowId}`).toBe((last.get(workflowId) ?? 0) + 1);
    last.set(workflowId, eventId);
  }
};

const signal = (swf: SwfFake, workflowId: string) =>
  void swf.send('SignalWorkflowExecution', { domain, workflowId, signalName: 'again' });

/** What a listener can do when it hears the first event of a run. */
const DEEDS: readonly (readonly [string, (swf: SwfFake, workflowId: string) => unknown])[] = [
  ['signals the run', signal],
  ['starts another run', (swf, workflowId) => workflowId === 'order-7' && void start(swf.client(), 'order-8')],
  ['terminates the run', (swf, workflowId) => void swf.send('TerminateWorkflowExecution', { domain, workflowId })],
  ['lets time pass', (swf) => swf.clock.advance('1m')],
  ['lets the run time out', (swf) => swf.clock.advance('400d')],
  ['polls', (swf) => void swf.client().pollForDecisionTask({ domain, taskList })],
  ['reads the history', (swf, workflowId) => swf.history({ workflowId })],
  [
    'adds an action that is due',
    (swf, workflowId) =>
      swf.when(
        () => true,
        () => signal(swf, workflowId),
      ),
  ],
  [
    'does all of it',
    (swf, workflowId) => {
      signal(swf, workflowId);
      swf.clock.advance('1m');
      if (workflowId === 'order-7') void start(swf.client(), 'order-8');
      void swf.client().pollForDecisionTask({ domain, taskList });
    },
  ],
];

describe.each(DEEDS)('listeners to changes, if one of them %s', (_what, deed) => {
  it.each(['before', 'after'])('hear every change in order: those that listen %s it', async (when) => {
    const swf = shop();
    const early = when === 'before' ? listen(swf) : undefined;
    swf.onChange(({ workflowId, event }) => (event.eventId === 1 ? void deed(swf, workflowId) : undefined));
    const told = early ?? listen(swf);
    await start(swf.client());
    await swf.idle();
    inOrder(told);
    const written = swf.runs().flatMap(({ workflowId, events }) => Array.from({ length: events }, () => workflowId));
    expect(told.map(([workflowId]) => workflowId).toSorted()).toEqual(written.toSorted());
  });
});

describe('a listener', () => {
  it('that throws keeps no change from the others, and its error is that of the call', async () => {
    const swf = shop();
    const one = listen(swf);
    swf.onChange(({ event }) => {
      throw new Error(`no ${event.eventType}`);
    });
    const other = listen(swf);
    await expect(start(swf.client())).rejects.toThrow('no WorkflowExecutionStarted');
    expect(one).toHaveLength(2);
    expect(other).toEqual(one);
  });

  it('that throws keeps no Lambda function from its call', async () => {
    let packed = 0;
    const swf = shop({ lambda: { pack: () => (packed += 1) } });
    await start(swf.client(), 'order-7', { lambdaRole: 'arn:aws:iam::123456789012:role/lambda' });
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    swf.onChange(() => {
      throw new Error('no');
    });
    const decision = {
      decisionType: 'ScheduleLambdaFunction',
      scheduleLambdaFunctionDecisionAttributes: { id: 'p', name: 'pack' },
    } as const;
    await expect(swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [decision] })).rejects.toThrow('no');
    expect(packed).toBe(1);
  });

  it('that is added by a listener hears what comes after, and no more', async () => {
    const swf = shop();
    let told: Told[] | undefined;
    swf.onChange(() => {
      told ??= listen(swf);
    });
    await start(swf.client());
    expect(told).toEqual([]);
    await swf.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 's' });
    expect(told).toEqual([['order-7', 3]]);
  });

  it('that is added by a listener hears the changes that the listener makes then', async () => {
    const swf = shop();
    let told: Told[] | undefined;
    swf.onChange(({ workflowId }) => {
      if (told) return;
      told = listen(swf);
      signal(swf, workflowId);
    });
    await start(swf.client());
    expect(told).toEqual([['order-7', 3]]);
  });

  it('that is removed by another hears no more, at once', async () => {
    const swf = shop();
    const heard: string[] = [];
    const removals: (() => void)[] = [];
    swf.onChange(() => {
      for (const remove of removals) remove();
    });
    removals.push(swf.onChange(({ event }) => void heard.push(String(event.eventType))));
    await start(swf.client());
    expect(heard).toEqual([]);
  });

  it('hears of a run that the same step forgets', async () => {
    const swf = shop();
    swf.register({ domain: 'brief', retention: '0d', workflows: { 'Order@1': {} } } as never);
    const names: string[] = [];
    swf.onChange(({ workflowId, event }) => {
      if (event.eventId === 1) swf.clock.advance('1m');
      names.push(`${workflowId} ${event.eventType}`);
    });
    await start(swf.client(), 'order-9');
    const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [startTimer('t', '1'), complete()] });
    expect(names.at(-1)).toBe('order-9 WorkflowExecutionCompleted');
  });

  it('can close the fake', async () => {
    const swf = shop();
    const told = listen(swf);
    swf.onChange(() => swf.close());
    await start(swf.client());
    expect(told).toHaveLength(1);
  });

  it('is no reason for an action of when() to run before the other listeners have heard the change', async () => {
    const swf = shop();
    const order: string[] = [];
    swf.onChange(({ workflowId, event }) => (event.eventId === 1 ? signal(swf, workflowId) : undefined));
    swf.onChange(({ event }) => void order.push(String(event.eventType)));
    swf.when(
      (now) => now.runs().length > 0,
      () => order.push('acts'),
    );
    await start(swf.client());
    expect(order.at(-1)).toBe('acts');
  });

  it('counts what it covers once, also if another calls the fake', async () => {
    const coverage = new Coverage();
    const swf = shop({ coverage });
    swf.onChange(({ workflowId, event }) => (event.eventId === 1 ? signal(swf, workflowId) : undefined));
    await start(swf.client());
    expect(coverage.toJSON()['Order@1']).toEqual({
      'event DecisionTaskScheduled': 1,
      'event WorkflowExecutionSignaled': 1,
      'event WorkflowExecutionStarted': 1,
    });
  });
});

describe('a condition of when()', () => {
  it('that calls the fake is not checked within itself', async () => {
    const swf = shop();
    await start(swf.client());
    let checks = 0;
    swf.when(
      () => {
        checks += 1;
        signal(swf, 'order-7');
        return checks > 3;
      },
      () => 0,
    );
    for (let n = 0; n < 3; n += 1) signal(swf, 'order-7');
    expect(checks).toBe(4);
    expect(() => swf.assertNothingOpen({ polls: true })).not.toThrow('when');
  });

  it('that throws at once is not kept', async () => {
    const swf = shop();
    expect(() =>
      swf.when(
        () => 'yes' as never,
        () => 0,
      ),
    ).toThrow("the condition of when() returned 'yes'");
    await start(swf.client());
  });

  it('is checked after a listener that throws', async () => {
    const swf = shop();
    let acts = 0;
    swf.onChange(() => {
      throw new Error('no');
    });
    swf.when(
      (now) => now.runs().length > 0,
      () => (acts += 1),
    );
    await expect(start(swf.client())).rejects.toThrow('no');
    expect(acts).toBe(1);
  });
});
