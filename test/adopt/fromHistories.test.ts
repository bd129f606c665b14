import { describe, expect, it } from 'vitest';
import { exportHistory, SwfFake } from '../../src/index.js';

const started = (swf: SwfFake, options: Partial<Parameters<SwfFake['scheduleActivity']>[0]> = {}) => {
  const run = swf.scheduleActivity({ activity: 'Charge@1', ...options });
  return { ...run, ids: { workflowId: run.workflowId, runId: run.runId } };
};

const exported = (swf: SwfFake, ids: { workflowId: string; runId: string }) => ({
  ...exportHistory(swf.history(ids)),
  workflowExecution: ids,
});

const typesOf = (swf: SwfFake, ids: { workflowId: string; runId: string }) =>
  swf.history(ids).map(({ eventType }) => eventType);

describe('SwfFake.from', () => {
  it('finds a run by an id that another seed made, also after save() and in a fork', async () => {
    const production = new SwfFake({ seed: 7 });
    const { ids } = started(production);
    const { swf, runs } = SwfFake.from([exported(production, ids)], { seed: 8 });
    expect(runs).toEqual([{ index: 0, domain: 'production', ...ids }]);
    const loaded = new SwfFake({ state: JSON.parse(JSON.stringify(swf.save())) });
    for (const fake of [swf, swf.fork(), loaded]) {
      expect(fake.checkInvariants()).toEqual([]);
      expect(fake.history(ids)).toEqual(production.history(ids));
      const { executionInfo } = await fake.send('DescribeWorkflowExecution', { domain: 'production', execution: ids });
      expect(executionInfo?.execution).toEqual(ids);
    }
  });

  it('forgets the run id with the run, when its retention period is over', async () => {
    const production = new SwfFake({ seed: 7 });
    const { ids } = started(production);
    const registration = { domain: 'shop', retention: '1d' } as const;
    const { swf } = SwfFake.from([exported(production, ids)], { registration });
    await swf.send('TerminateWorkflowExecution', { domain: 'shop', ...ids });
    expect(JSON.stringify(swf.save())).toContain(`["${ids.runId}",0]`);
    swf.clock.advance('25h');
    expect(swf.runs()).toEqual([]);
    expect(JSON.stringify(swf.save())).not.toContain(ids.runId);
  });

  it('gives no new run the id of an adopted one, if the seed is the same', () => {
    const production = new SwfFake();
    started(production);
    const { ids } = started(production);
    const { swf } = SwfFake.from([exported(production, ids)]);
    swf.register({ domain: 'production' });
    const next = swf.scheduleActivity({ domain: 'production', activity: 'Charge@1' });
    expect(next.runId).toBe(production.scheduleActivity({ activity: 'Charge@1' }).runId);
    expect(swf.runs().map(({ runId }) => runId)).toEqual([ids.runId, next.runId]);
  });

  it('returns the tasks in hand, with tokens of its own', async () => {
    const production = new SwfFake({ seed: 7 });
    const { domain, taskList, ids } = started(production, { input: 'card 7' });
    await production.client().pollForActivityTask({ domain, taskList: { name: taskList } });
    await production.send('SignalWorkflowExecution', { domain, ...ids, signalName: 'hurry' });
    await production.send('PollForDecisionTask', { domain, taskList: { name: 'swfake-decider-1' } });
    const { swf, tasks } = SwfFake.from([exported(production, ids)]);
    expect(tasks.activities.map(({ input, workflowExecution }) => [input, workflowExecution])).toEqual([
      ['card 7', ids],
    ]);
    const [decision] = tasks.decisions;
    expect(decision?.events).toEqual(production.history(ids));
    await swf.send('RespondDecisionTaskCompleted', { taskToken: decision?.taskToken });
    await swf.send('RespondActivityTaskCompleted', { taskToken: tasks.activities[0]?.taskToken });
    expect(typesOf(swf, ids).slice(-3)).toEqual([
      'DecisionTaskCompleted',
      'ActivityTaskCompleted',
      'DecisionTaskScheduled',
    ]);
  });

  it('keeps deadlines, and takes a started task to have had heartbeats until the export', async () => {
    const production = new SwfFake();
    const timeouts = { heartbeat: '30s', startToClose: '10m' } as const;
    const { domain, taskList, ids } = started(production, { timeouts });
    await production.client().pollForActivityTask({ domain, taskList: { name: taskList } });
    const now = new Date(production.clock.now().getTime() + 60_000);
    const { swf } = SwfFake.from([exported(production, ids)], { now });
    expect(swf.clock.now()).toEqual(now);
    swf.clock.advance('29s');
    expect(typesOf(swf, ids).at(-1)).toBe('ActivityTaskStarted');
    swf.clock.advance('1s');
    expect(typesOf(swf, ids).at(-2)).toBe('ActivityTaskTimedOut');
  });

  it('fires what is due between the last event and the export at its own time', () => {
    const production = new SwfFake();
    const { ids } = started(production, { timeouts: { scheduleToStart: '30s' } });
    const start = production.clock.now().getTime();
    const { swf } = SwfFake.from([exported(production, ids)], { now: new Date(start + 60_000) });
    const timedOut = swf.history(ids).find(({ eventType }) => eventType === 'ActivityTaskTimedOut');
    expect(timedOut?.eventTimestamp).toEqual(new Date(start + 30_000));
  });

  it('makes ids for a history without any', () => {
    const production = new SwfFake();
    const { ids } = started(production);
    const { swf, runs } = SwfFake.from([exportHistory(production.history(ids))], { seed: 9 });
    expect(runs[0]?.workflowId).toBe('history-1');
    expect(swf.runs()[0]?.runId).toBe(runs[0]?.runId);
  });

  it('skips what cannot be made, with the reason', () => {
    const production = new SwfFake();
    const { ids } = started(production);
    const whole = exported(production, ids);
    const untimed = { ...whole, events: whole.events.map(({ eventTimestamp: _, ...event }) => event) };
    const { skipped } = SwfFake.from([
      { ...whole, nextPageToken: 'more' },
      untimed,
      { ...whole, events: whole.events.slice(1) },
      {
        ...whole,
        events: whole.events.filter(({ eventId }) => eventId !== 2).map((event, i) => ({ ...event, eventId: i + 1 })),
      },
      { events: [] },
      whole,
      whole,
    ] as never);
    expect(skipped.map(({ index, reason }) => `${index}: ${reason}`)).toEqual([
      '0: the export has a token for a next page; export it without --max-items',
      '1: event 1 WorkflowExecutionStarted has no eventTimestamp, so no deadline is known',
      '2: events are missing before event 2; export every page',
      expect.stringMatching(/^3: it breaks the rule '/),
      '4: the history has no events',
      `6: the run '${ids.runId}' is among the histories twice`,
    ]);
  });

  it('refuses wrong arguments in a sentence', () => {
    const { from } = SwfFake;
    expect(() => from('history' as never)).toThrow(/expected a list of histories: SwfFake\.from\(\[history\]\)/);
    expect(() => from([{ eventType: 'TimerFired' }] as never)).toThrow(/expected a list of histories/);
    expect(() => from([], { clock: 'real' } as never)).toThrow(/the clock of a fake from histories is virtual/);
    expect(() => from([], { now: new Date(Number.NaN) })).toThrow(/now was given as .*expected a Date$/);
    const production = new SwfFake();
    const { ids } = started(production);
    expect(() => from([exported(production, ids)], { now: new Date(0) })).toThrow(/not before the last event, 2020/);
  });
});

const workflow = { name: 'Order', version: '1' };

/** Starts a parent whose decider makes one decision. */
async function family(decision: object) {
  const swf = new SwfFake();
  swf.register({ domain: 'shop', workflows: { 'Order@1': {} } });
  const domain = 'shop';
  const { runId = '' } = await swf.send('StartWorkflowExecution', {
    domain,
    workflowId: 'parent',
    workflowType: workflow,
  });
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList: { name: 'default' } });
  await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions: [decision as never] });
  return { swf, domain, parent: { workflowId: 'parent', runId } };
}

const CHILD = {
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: { workflowId: 'child', workflowType: workflow },
};

describe('runs that belong together', () => {
  it('are linked: the parent hears of its child', async () => {
    const { swf, domain, parent } = await family(CHILD);
    const child = { workflowId: 'child', runId: swf.runs({ workflowId: 'child' })[0]?.runId ?? '' };
    const copy = SwfFake.from([exported(swf, child), exported(swf, parent)], { registration: { domain } });
    expect(copy.skipped).toEqual([]);
    for (const fake of [swf, copy.swf]) await fake.send('TerminateWorkflowExecution', { domain, workflowId: 'child' });
    expect(copy.swf.history(parent)).toEqual(swf.history(parent));
    expect(typesOf(copy.swf, parent)).toContain('ChildWorkflowExecutionTerminated');
  });

  it('are skipped without the child, and not without the parent', async () => {
    const { swf, domain, parent } = await family(CHILD);
    const child = { workflowId: 'child', runId: swf.runs({ workflowId: 'child' })[0]?.runId ?? '' };
    const alone = SwfFake.from([exported(swf, parent)]);
    expect(alone.skipped[0]?.reason).toMatch(/the child 'child' of event 5 is open, and its history.* is not among/);
    const orphan = SwfFake.from([exported(swf, child)], { registration: { domain } });
    expect(orphan.skipped).toEqual([]);
    await orphan.swf.send('TerminateWorkflowExecution', { domain, ...child });
    expect(orphan.swf.checkInvariants()).toEqual([]);
    const { executionInfo } = await orphan.swf.send('DescribeWorkflowExecution', { domain, execution: child });
    expect(executionInfo?.parent).toEqual(parent);
  });

  it('are skipped if they were exported at different times', async () => {
    const { swf, domain, parent } = await family(CHILD);
    const child = { workflowId: 'child', runId: swf.runs({ workflowId: 'child' })[0]?.runId ?? '' };
    const early = exported(swf, parent);
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'child' });
    const { skipped } = SwfFake.from([early, exported(swf, child)]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "the child 'child' of event 5 has closed, and this history was exported before; export both again",
    ]);
    const events = early.events.slice(0, 5);
    const { skipped: earlier } = SwfFake.from([{ ...early, events }, exported(swf, child)]);
    expect(earlier[0]?.reason).toMatch(/the child 'child' has started, and this history was exported before/);
  });

  it('are skipped while a signal is on its way to a run that is not there', async () => {
    const { swf, parent } = await family({
      decisionType: 'SignalExternalWorkflowExecution',
      signalExternalWorkflowExecutionDecisionAttributes: { workflowId: 'other', signalName: 'hi' },
    });
    const whole = exported(swf, parent);
    const { skipped } = SwfFake.from([{ ...whole, events: whole.events.slice(0, 5) }]);
    expect(skipped[0]?.reason).toBe(
      "event 5 was on its way to the workflow 'other', whose history is not among the histories",
    );
    expect(SwfFake.from([whole]).skipped).toEqual([]);
  });

  it('tell the sender of a signal that it arrived, if its history was exported just before', async () => {
    const { swf, domain, parent } = await family({
      decisionType: 'SignalExternalWorkflowExecution',
      signalExternalWorkflowExecutionDecisionAttributes: { workflowId: 'parent', signalName: 'hi' },
    });
    const other = { workflowId: 'other', runId: '' };
    const start = { domain, workflowId: 'other', workflowType: workflow };
    other.runId = (await swf.send('StartWorkflowExecution', start)).runId ?? '';
    const { taskToken } = await swf.send('PollForDecisionTask', {
      domain,
      taskList: { name: 'default' },
      identity: 'x',
    });
    const signalExternalWorkflowExecutionDecisionAttributes = { workflowId: 'other', signalName: 'hi' };
    const decisionType = 'SignalExternalWorkflowExecution';
    await swf.send('RespondDecisionTaskCompleted', {
      taskToken,
      decisions: [{ decisionType, signalExternalWorkflowExecutionDecisionAttributes }],
    });
    const whole = exported(swf, parent);
    const initiated = whole.events.findLastIndex(({ eventType }) => eventType === `${decisionType}Initiated`);
    const early = { ...whole, events: whole.events.slice(0, initiated + 1) };
    const copy = SwfFake.from([early, exported(swf, other)]);
    expect(copy.skipped).toEqual([]);
    expect(typesOf(copy.swf, parent).slice(initiated)).toEqual([
      `${decisionType}Initiated`,
      'ExternalWorkflowExecutionSignaled',
      'DecisionTaskScheduled',
    ]);
    expect(copy.swf.history(other)).toEqual(swf.history(other));
  });
});
