import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../src/index.js';
import { commands } from '../../src/property/index.js';
import { atMostOnce, event, eventually, leadsTo, never, before as precedes, type Rule } from '../../src/rules/index.js';
import {
  type Decider,
  type Definition,
  everyCrashPoint,
  explore,
  harness,
  simulate,
  sweep,
} from '../../src/simulation/index.js';
import { assertKeeps } from '../../src/testing/assert.js';
import { expect as matching } from '../../src/testing/vitest.js';
import { ran } from '../cli/inMemory.js';
import { closed, completed, inWholeSeconds, STARTED, scheduled, withoutTimes, written } from './histories.js';

/** Schedules a charge again after each that did not end well: the bug is the second charge after a timeout. */
const decider: Decider = ({ events }) => {
  const has = (type: string) => events.some(({ eventType }) => eventType === type);
  if (has('ActivityTaskCompleted')) return [{ decisionType: 'CompleteWorkflowExecution' }];
  const attributes = {
    activityId: `charge-${events.length}`,
    activityType: { name: 'Charge', version: '1' },
    input: 'order-7',
  };
  return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
};
const definition: Definition = {
  workflows: { 'Order@1': decider },
  activities: { 'Charge@1': () => 'paid' },
  defaults: {
    workflows: { 'Order@1': { timeouts: { decision: '1m' } } },
    activities: { 'Charge@1': { timeouts: { startToClose: '1m' } } },
  },
};
const start = { workflow: 'Order@1', workflowId: 'order-7' };
const plan = [{ fault: 'crash after' }] as const;

const once = atMostOnce('charged once', 'ActivityTaskScheduled activityType=Charge@1', {
  key: ({ attributes }) => attributes.input,
});
const charged = leadsTo('charged', 'ActivityTaskScheduled', 'ActivityTaskCompleted', { within: '30d' });
const idle = never('no timer', 'TimerFired');

describe('a simulation', () => {
  it('fails if a run breaks a rule, and says which, and how to repeat it', async () => {
    const result = await simulate(definition, { start, plan, rules: [once] });
    expect(result.ok).toBe(false);
    expect(result.ended.how).toBe('broken');
    expect(result.problem).toMatch(
      /^rule broken: 'charged once' in order-7: #5 ActivityTaskScheduled charge-3 happened again as #\d+ .*'order-7' \(certain at 2020-01-01T00:01:00.000Z\)\n {2} ?#2/,
    );
    expect(result.reproduction()).toContain('    rules,\n');
    await expect(async () => (await simulate(definition, { start, plan, rules: [once] })).assert()).rejects.toThrow(
      'rule broken',
    );
  });

  it('passes if the runs keep the rules, and reports the cases', async () => {
    const result = await simulate(definition, { start, rules: [once, charged, idle] });
    expect({ ok: result.ok, how: result.ended.how }).toEqual({ ok: true, how: 'closed' });
    expect(result.rules?.rules.map(({ cases }) => cases)).toEqual([1, 1, 1]);
    expect((await simulate(definition, { start })).rules).toBeUndefined();
  });

  it('refuses what is no rule', async () => {
    await expect(simulate(definition, { start, rules: [] })).rejects.toThrow('simulate() was given [] as rules');
  });

  it('keeps another end, and reports a rule that is undecided', async () => {
    const stuck: Definition = { ...definition, workflows: { 'Order@1': () => [] } };
    const result = await simulate(stuck, { start, rules: [eventually('closes', 'WorkflowExecutionCompleted')] });
    expect({ how: result.ended.how, undecided: result.rules?.undecided.length }).toEqual({
      how: 'stuck',
      undecided: 1,
    });
  });

  it('keeps another end, even if a rule is broken', async () => {
    const stuck: Definition = { ...definition, workflows: { 'Order@1': () => [] } };
    const result = await simulate(stuck, { start, rules: [never('no decision', 'DecisionTaskCompleted')] });
    expect({ how: result.ended.how, broken: result.rules?.broken.length }).toEqual({ how: 'stuck', broken: 1 });
  });

  it('does not judge a family with a run that is older than the simulation', async () => {
    const signal = { signalName: 'go', workflowId: 'order-7' };
    const sends: Definition = {
      workflows: {
        'Order@1': ({ events, workflowExecution }) => {
          const has = (type: string) => events.some(({ eventType }) => eventType === type);
          if (workflowExecution?.workflowId === 'order-7') return [];
          if (has('ExternalWorkflowExecutionSignaled')) return [{ decisionType: 'CompleteWorkflowExecution' }];
          return [
            {
              decisionType: 'SignalExternalWorkflowExecution',
              signalExternalWorkflowExecutionDecisionAttributes: signal,
            },
          ];
        },
      },
    };
    const { run } = harness(sends);
    await run(start);
    const second = await run(
      { ...start, workflowId: 'order-8' },
      { rules: [eventually('x', 'TimerFired', { of: 'family' })] },
    );
    expect(second.rules?.notJudged.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^the run '.*' of workflow 'order-7' of the family is not among the histories$/),
    ]);
  });

  it('is judged by sweep, everyCrashPoint and harness', async () => {
    const swept = await sweep(definition, {
      start,
      seeds: 50,
      plan: [{ fault: 'crash after', p: 0.2 }],
      rules: [once, idle],
    });
    expect(swept.failed?.ended.how).toBe('broken');
    expect(swept.rules[0]).toMatchObject({ name: 'charged once', broken: 1, kept: swept.runs - 1 });
    expect(String(swept)).toContain(`'no timer': ${swept.runs} case`);
    const points = await everyCrashPoint(definition, start, { rules: [once] });
    expect(points.failed.every(({ outcome }) => outcome.ended.how === 'broken')).toBe(true);
    expect(points.failed.length).toBeGreaterThan(0);
    const { run } = harness(definition);
    expect((await run(start, { rules: [never('no completion', 'WorkflowExecutionCompleted')] })).ended.how).toBe(
      'broken',
    );
    // A run is not judged by what an earlier one did.
    const other = harness(definition);
    await other.run(start);
    const second = await other.run({ ...start, workflowId: 'order-8' }, { rules: [once] });
    expect({ ok: second.ok, histories: second.rules?.histories }).toEqual({ ok: true, histories: 1 });
  });
});

describe('an exploration', () => {
  const scenario = (rules: readonly Rule[]) => ({
    workflows: { 'Order@1': decider },
    start,
    outcomes: { 'Charge@1': [{ result: 'paid' }, 'timeout'] as const },
    defaults: definition.defaults ?? {},
    rules,
  });

  it('finds the shortest path that breaks a rule', () => {
    const { findings } = explore(scenario([once]), { maxSteps: 14 });
    expect(findings[0]?.kind).toBe('rule broken');
    expect(findings[0]?.message).toMatch(
      /^'charged once' in order-7: #5 ActivityTaskScheduled charge-3 happened again/,
    );
    expect(explore(scenario([once]), { path: findings[0]?.path ?? '' }).findings[0]?.kind).toBe('rule broken');
  });

  it('tells states apart that differ in a closed child only', () => {
    const parent: Decider = ({ events }) => {
      const has = (type: string) => events.some(({ eventType }) => eventType === type);
      if (has('ChildWorkflowExecutionCompleted')) return [{ decisionType: 'CompleteWorkflowExecution' }];
      if (has('StartChildWorkflowExecutionInitiated')) return [];
      const attributes = { workflowId: 'ship', workflowType: { name: 'Ship', version: '1' } };
      return [
        { decisionType: 'StartChildWorkflowExecution', startChildWorkflowExecutionDecisionAttributes: attributes },
      ];
    };
    const ship: Decider = ({ events }) => {
      const has = (type: string) => events.some(({ eventType }) => eventType === type);
      if (has('ActivityTaskCompleted') || has('ActivityTaskFailed'))
        return [{ decisionType: 'CompleteWorkflowExecution' }];
      const attributes = { activityId: 'pack', activityType: { name: 'Charge', version: '1' } };
      return has('ActivityTaskScheduled')
        ? []
        : [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
    };
    const { findings } = explore({
      workflows: { 'Order@1': parent, 'Ship@1': ship },
      start,
      outcomes: { 'Charge@1': [{ result: 'packed' }, { reason: 'no box' }] },
      rules: [never('no failed activity', 'ActivityTaskFailed')],
    });
    expect(findings.map(({ kind, message }) => [kind, message])).toEqual([
      ['rule broken', "'no failed activity' in ship: #7 ActivityTaskFailed pack happened"],
    ]);
  });

  it('counts what the ends of paths show', () => {
    const rules = [charged, idle, leadsTo('closes', 'ActivityTaskScheduled', 'WorkflowExecutionCompleted')];
    const stuck: Decider = (task) => (task.events.length > 3 ? [] : decider(task));
    const found = explore({ ...scenario(rules), workflows: { 'Order@1': stuck }, outcomes: {} });
    expect(found.rules.map(({ cases, kept, undecided }) => [cases, kept, undecided])).toEqual([
      [1, 1, 0],
      [1, 1, 0],
      [1, 0, 1],
    ]);
    expect(String(found)).toContain("\n'closes': 1 case, 0 kept, 0 broken, 1 undecided, 0 not judged\n");
  });

  it('does not judge the order of events of two runs that nothing tells apart', () => {
    const parent: Decider = ({ events }) => {
      const has = (type: string) => events.some(({ eventType }) => eventType === type);
      if (has('ChildWorkflowExecutionCompleted')) return [{ decisionType: 'CompleteWorkflowExecution' }];
      if (has('StartChildWorkflowExecutionInitiated')) return [];
      const attributes = { workflowId: 'ship', workflowType: { name: 'Ship', version: '1' } };
      const marker = { markerName: 'sent' };
      return [
        { decisionType: 'StartChildWorkflowExecution', startChildWorkflowExecutionDecisionAttributes: attributes },
        { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: marker },
      ];
    };
    const definitionOfBoth: Definition = {
      workflows: { 'Order@1': parent, 'Ship@1': () => [{ decisionType: 'CompleteWorkflowExecution' }] },
    };
    const loose = [
      precedes(
        'x',
        'MarkerRecorded sent',
        event('WorkflowExecutionStarted', ({ attributes }) => !!attributes.parentWorkflowExecution),
        {
          of: 'family',
        },
      ),
    ];
    const found = explore({ ...definitionOfBoth, start, rules: loose });
    expect(found.rules[0]).toMatchObject({ kept: 0, broken: 0 });
    expect(found.rules[0]?.notJudged).toBeGreaterThan(0);
  });

  it('finds nothing where the rules are kept, and refuses what is no rule', () => {
    expect(explore({ ...scenario([once, charged]), outcomes: {} }).findings).toEqual([]);
    expect(() => explore(scenario([]))).toThrow('explore() was given [] as rules');
  });
});

describe('a matcher', () => {
  const history = written(STARTED, scheduled('a', 1, 'order-7'), completed(2, 5), closed(6));

  it('passes for kept and undecided rules, and fails for broken and not judged ones', () => {
    matching(history).toKeep([once, charged]);
    matching(history.slice(0, 2)).toKeep([charged]);
    matching(history).not.toKeep([never('no end', 'WorkflowExecutionCompleted')]);
    expect(() => matching(history).toKeep([never('no end', 'WorkflowExecutionCompleted')])).toThrow(
      "expected the runs to keep the rules\n\n1 history, 1 rule: 1 broken\nbroken: 'no end' in the run: #4",
    );
    expect(() => matching(withoutTimes(history)).toKeep([charged])).toThrow('not judged');
    expect(() => matching(history.slice(0, 2)).toKeep([charged], { now: new Date() })).toThrow('led to no such event');
    expect(() => matching(history).not.toKeep([once])).toThrow('expected the runs not to keep the rules');
    expect(() => matching('x').toKeep([once])).toThrow("toKeep() was given the text 'x'");
  });

  it('takes a fake, up to the time of its clock', () => {
    const swf = new SwfFake();
    swf.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: 'NONE' } });
    const rules = [leadsTo('charged', 'ActivityTaskScheduled', 'ActivityTaskCompleted', { within: '1h' })];
    assertKeeps(swf, rules);
    swf.clock.advance('61m');
    expect(() => assertKeeps(swf, rules)).toThrow('led to no such event within 1h');
    matching(swf).not.toKeep(rules);
    expect(() => assertKeeps(swf, rules, { now: new Date() })).toThrow("toKeep() was given a fake and 'now'");
  });
});

describe('commands of a property', () => {
  it('check rules after every command', async () => {
    const domain = 'shop';
    const property = (rules: readonly Rule[]) => {
      const drawn = commands(fc, { domain, workflows: ['Order@1'], without: ['cancel', 'wait'], rules });
      return fc.asyncProperty(drawn, (list) =>
        fc.asyncModelRun(() => {
          const swf = new SwfFake();
          swf.register({ domain, workflows: { 'Order@1': {} } });
          const real = { swf, client: swf.client() };
          return { model: real, real };
        }, list),
      );
    };
    const settings = { numRuns: 20, seed: 1 };
    await fc.assert(property([never('no timer', 'TimerFired')]), settings);
    const found = await fc.check(property([never('no end', 'WorkflowExecutionTerminated')]), settings);
    expect(String(found.errorInstance)).toContain("broken: 'no end' in run-1: #3 WorkflowExecutionTerminated happened");
    expect(() => commands(fc, { domain, workflows: ['Order@1'], rules: [] })).toThrow(
      'commands() was given [] as rules',
    );
  });
});

describe('swfake audit', () => {
  const history = written(STARTED, scheduled('a', 1, 'order-7'), completed(2, 5), closed(6));
  const audited = (rules: unknown, histories: readonly unknown[], ...flags: string[]) =>
    ran(['audit', '--rules', 'rules.js', ...flags, 'many.json'], {
      files: { 'many.json': { histories } },
      modules: { 'rules.js': { default: rules } },
    });
  const entry = (id: string, events: unknown) => ({ id, events });

  it('passes if no rule is broken, and names a rule that never applied', async () => {
    const timers = leadsTo('timers fire', 'TimerStarted', 'TimerFired');
    const { code, printed, complaints } = await audited([charged, timers], [entry('order-7', history)]);
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(printed).toEqual([
      "'charged': 1 case, 1 kept, 0 broken, 0 undecided, 0 not judged",
      "'timers fire' never applied: 0 cases, 1 kept, 0 broken, 0 undecided, 0 not judged",
      '1 history, 2 rules: none broken',
    ]);
  });

  it('fails with 1 if a rule is broken, and prints the timeline around it', async () => {
    const { code, printed } = await audited(
      [never('no end', 'WorkflowExecutionCompleted')],
      [entry('order-7', history)],
    );
    expect(code).toBe(1);
    expect(printed[0]).toMatch(/^BROKEN: 'no end' in order-7: #4 .*\n {2}#1 /);
  });

  it('judges open runs up to --now, and allows for whole seconds', async () => {
    const open = inWholeSeconds(history).slice(0, 2);
    const prompt = leadsTo('charged', 'ActivityTaskScheduled', 'ActivityTaskCompleted', { within: '1m' });
    const judged = async (...flags: string[]) => audited([prompt], [entry('order-7', open)], ...flags);
    expect(await judged()).toMatchObject({
      code: 0,
      printed: [expect.stringMatching(/^undecided: /), expect.anything(), expect.anything()],
    });
    expect((await judged('--now', '2026-01-01T00:01:02Z')).code).toBe(0);
    expect((await judged('--now', '2026-01-01T00:01:03Z')).code).toBe(1);
    expect(await judged('--now', 'tomorrow')).toMatchObject({
      code: 2,
      complaints: [expect.stringContaining("--now is 'tomorrow', which is no time")],
    });
  });

  it('fails with 2 if nothing could be judged, or the module has no rules', async () => {
    expect(await audited([charged], [entry('order-7', withoutTimes(history).slice(0, 2))])).toMatchObject({
      code: 2,
      complaints: ['swfake: audit judged no history: no rule could be judged'],
    });
    expect(await audited(undefined, [])).toMatchObject({
      code: 2,
      complaints: [expect.stringContaining('is missing; expected a list of rules')],
    });
    expect(await audited([{}], [])).toMatchObject({
      code: 2,
      complaints: [expect.stringContaining("'rules.js' was given {} as a rule")],
    });
  });

  it('finds the runs of a family by the ids beside their events', async () => {
    const parentWorkflowExecution = { workflowId: 'order-7', runId: 'parent' };
    const child = written(['WorkflowExecutionStarted', 0, { parentWorkflowExecution }], scheduled('b', 1, 'order-7'));
    const parent = { execution: parentWorkflowExecution, events: history };
    const ship = { execution: { workflowId: 'ship-7', runId: 'child' }, events: child };
    const rules = [
      atMostOnce('charged once', 'ActivityTaskScheduled', { of: 'family', key: ({ attributes }) => attributes.input }),
    ];
    const { code, printed } = await audited(rules, [parent, ship]);
    expect(code).toBe(1);
    expect(printed[0]).toMatch(
      /^BROKEN: 'charged once' in family of order-7 \(2 runs\): #2 .* of ship-7 with the key 'order-7'/,
    );
    expect((await audited(rules, [ship])).complaints).toEqual([
      'swfake: audit judged no history: no rule could be judged',
    ]);
  });

  it('prints one JSON document', async () => {
    const rules = [never('no end', 'WorkflowExecutionCompleted')];
    const { printed } = await audited(rules, [entry('order-7', history)], '--json');
    expect(JSON.parse(printed.join(''))).toMatchObject({
      command: 'audit',
      exitCode: 1,
      counts: { histories: 1, broken: 1, undecided: 0, notJudged: 0, problems: 0 },
      rules: [{ name: 'no end', cases: 1, broken: 1 }],
      judgements: [
        {
          rule: 'no end',
          of: 'order-7',
          events: [{ run: 'order-7', eventId: 4, eventType: 'WorkflowExecutionCompleted' }],
        },
      ],
    });
  });
});
