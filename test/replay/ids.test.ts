import type { HistoryEvent } from '@aws-sdk/client-swf';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Decider } from '../../src/deciders/decider.js';
import { type Progress, replay, replayAll } from '../../src/replay/index.js';
import { ran } from '../cli/inMemory.js';
import { child, complete, domain, shop, start, taskList } from '../support/shop.js';

/** Names the child after its own run. */
const refunds: Decider = ({ workflowExecution: { workflowId, runId } }) => [
  child(`${workflowId}-refund`, { control: String(runId).slice(0, 4), childPolicy: 'ABANDON' }),
];

let events: readonly HistoryEvent[];
let run: { readonly workflowId: string; readonly runId: string };

beforeAll(async () => {
  const swf = shop();
  const client = swf.client();
  const { runId = '' } = await start(client);
  run = { workflowId: 'order-7', runId };
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({
    taskToken,
    decisions: [child('order-7-refund', { control: runId.slice(0, 4), childPolicy: 'ABANDON' })],
  });
  events = swf.history(run);
});

describe('the ids of a replayed run', () => {
  it.each([
    ['workflowExecution of the options', async () => replay(events, refunds, { workflowExecution: run })],
    ['workflowExecution of the file', async () => replay({ events, workflowExecution: run }, refunds)],
    ['execution of the file', async () => replay({ events, execution: run }, refunds)],
    [
      'the output of describe-workflow-execution',
      async () => replay({ events, executionInfo: { execution: run } }, refunds),
    ],
    ['a page beside the events', async () => replay([{ executionInfo: { execution: run } }, { events }], refunds)],
    [
      'the file, and the options for the rest',
      async () =>
        replay({ events, execution: { runId: run.runId } }, refunds, { workflowExecution: { workflowId: 'order-7' } }),
    ],
    [
      'an entry of many',
      async () =>
        (await replayAll([{ pages: events, workflowExecution: run }], refunds)).assert() ?? { verdict: 'same' },
    ],
  ])('come from %s', async (_source, replayed) => {
    expect((await replayed()).verdict).toBe('same');
  });

  it('name an entry of many', async () => {
    const { differing } = await replayAll([{ events, execution: run }], () => []);
    expect(differing.map(({ id }) => id)).toEqual(['order-7']);
  });

  it('are a placeholder otherwise, and a difference says so', async () => {
    const { difference } = await replay(events, refunds);
    expect(difference?.diff.split('\n').at(-1)).toBe(
      "  'replayed' stands for the unknown workflowId and runId of the run: no event contains the ids of its own run. " +
        'Give them as workflowExecution: { workflowId, runId }, or by --workflow-id and --run-id',
    );
  });

  it('are said to be unknown where the decider throws for them', async () => {
    const strict: Decider = ({ workflowExecution: { workflowId = '' } }) => {
      if (!/^order-\d+$/.test(workflowId)) throw new Error(`'${workflowId}' is no order`);
      return [];
    };
    expect((await replay(events, strict)).difference?.diff).toContain("'replayed' stands for the unknown workflowId");
  });

  it('are said to be unknown only where that matters', async () => {
    const known = await replay(events, () => [complete('replayed')], { workflowExecution: run });
    const other = await replay(events, () => [complete('done')]);
    const half = await replay(events, refunds, { workflowExecution: { workflowId: 'order-7' } });
    expect(known.difference?.diff).not.toContain('stands for');
    expect(other.difference?.diff).not.toContain('stands for');
    expect(half.difference?.diff).not.toContain('unknown workflowId');
  });

  it('are not taken for a placeholder that was recorded', async () => {
    const recorded = JSON.parse(JSON.stringify(events).replaceAll('order-7-refund', 'replayed-refund'));
    const { difference } = await replay(recorded, () => [child('replayed')]);
    expect(difference?.diff).not.toContain('stands for');
  });
});

describe('swfake replay --workflow-id', () => {
  const replayed = (files: Readonly<Record<string, unknown>>, ...flags: string[]) =>
    ran(['replay', '--decider', 'd.js', ...flags, ...Object.keys(files)], {
      files,
      modules: { 'd.js': { default: refunds } },
    });

  it('gives the ids of the run to the decider', async () => {
    const files = { 'a.json': { events } };
    expect((await replayed(files)).code).toBe(1);
    const { code } = await replayed(files, '--workflow-id', 'order-7', `--run-id=${run.runId}`);
    expect(code).toBe(0);
  });

  it('is not needed where the file has them', async () => {
    expect((await replayed({ 'a.json': { events, execution: run } })).code).toBe(0);
    expect((await replayed({ 'a.json': { histories: [{ pages: [{ events }], execution: run }] } })).code).toBe(0);
    const described = `${JSON.stringify({ executionInfo: { execution: run } })}\n${JSON.stringify({ events })}`;
    expect((await replayed({ 'a.json': described })).code).toBe(0);
  });

  it.each(['--workflow-id', '--run-id'])('is of one run: %s', async (flag) => {
    const { code, complaints } = await replayed({ 'a.json': { events }, 'b.json': { events } }, flag, 'order-7');
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: [
        "swfake: file 'b.json': --workflow-id and --run-id name one run; replay this history alone, or put its ids into its file",
      ],
    });
  });
});

describe('tolerate', () => {
  it.each([
    ['a promise', async () => false],
    ['a promise of true', async () => true],
    ['a text', () => 'no'],
    ['an error', () => new Error('no')],
    ['nothing', () => undefined],
    ['a number', () => 0],
  ])('is refused if it returns %s', async (_kind, tolerate) => {
    const replayed = replay(events, () => [], { tolerate: tolerate as never });
    await expect(replayed).rejects.toThrow(/^swfake: tolerate\(\) returned .*; expected true or false/);
    const all = replayAll([{ id: 'a', pages: events }], () => [], { tolerate: tolerate as never });
    await expect(all).rejects.toThrow(/^swfake: 'a': tolerate\(\) returned .*; expected true or false/);
  });
});

describe('onProgress', () => {
  it.each([
    [
      'throws',
      (): void => {
        throw new Error('no disk');
      },
    ],
    [
      'is async and rejects',
      async () => {
        throw new Error('no disk');
      },
    ],
  ])('fails the replay with its own error if it %s', async (_how, onProgress) => {
    await expect(replay(events, refunds, { onProgress })).rejects.toThrow('no disk');
    await expect(replay(events, refunds, { onProgress, workflowExecution: run })).rejects.toThrow('no disk');
    await expect(replayAll([events], refunds, { onProgress })).rejects.toThrow('no disk');
  });

  it('can be async', async () => {
    const seen: Progress[] = [];
    await replay(events, refunds, {
      onProgress: async (progress) => {
        await Promise.resolve();
        seen.push(progress);
      },
    });
    expect(seen).toHaveLength(1);
  });
});

describe('a decider', () => {
  it.each([
    ['a text', () => 'CompleteWorkflowExecution'],
    ['an error', () => new Error('no')],
    ['a number', () => 7],
    ['true', () => true],
    ['null', () => null],
    ['a promise of nothing', async () => undefined],
    ['a list of promises', () => [Promise.resolve(complete())]],
    ['a list of texts', () => ['CompleteWorkflowExecution']],
    ['a function', () => () => []],
  ])('that returns %s is a difference with a sentence', async (_kind, decide) => {
    const { verdict, difference } = await replay(events, decide as never);
    expect(verdict).toBe('differs');
    expect(difference?.diff).toContain('swfake: a decider must return a list of decisions');
  });

  it.each([
    ['nothing', undefined],
    ['a text', './decider.js'],
    ['a promise', Promise.resolve(refunds)],
    ['a list', [refunds]],
    ['an empty object', {}],
    ['an object with something else', { 'Order@1': refunds, 'Refund@1': 'refund' }],
    ['an object without a type', { Order: refunds }],
  ])('is refused if it is %s', async (_kind, deciders) => {
    await expect(replay(events, deciders as never)).rejects.toThrow(/^swfake: replay\(\) was given .* as decider; /);
    await expect(replayAll([], deciders as never)).rejects.toThrow(/^swfake: replayAll\(\) was given .* as decider; /);
  });
});
