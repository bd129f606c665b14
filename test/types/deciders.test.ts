// Checked by `npm run types`: an expectation that is wrong is an error of the compiler.
import type { Decision, HistoryEvent, PollForDecisionTaskCommandOutput } from '@aws-sdk/client-swf';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { SwfFake } from '../../src/index.js';
import { replay, replayAll } from '../../src/replay/index.js';
import {
  checkDeterminism,
  type Decider,
  everyCrashPoint,
  explore,
  harness,
  simulate,
} from '../../src/simulation/index.js';

type SdkTask = PollForDecisionTaskCommandOutput;

const complete: Decision = { decisionType: 'CompleteWorkflowExecution' };
const deciders = {
  mutable: (_task: SdkTask): Decision[] => [complete],
  readonly: (_task: SdkTask): readonly Decision[] => [complete],
  async: async (_task: SdkTask): Promise<Decision[]> => [complete],
  asyncReadonly: async (_task: SdkTask): Promise<readonly Decision[]> => [complete],
  mutating: ({ events = [] }: SdkTask): Decision[] => (events.reverse()[0] ? [complete] : []),
  ofEvents: ({ events }: { events: HistoryEvent[] }): Decision[] => (events[0] ? [complete] : []),
  ofReadonlyEvents: ({ events }: { readonly events: readonly HistoryEvent[] }): Decision[] =>
    events[0] ? [complete] : [],
  ofPart: ({ events }: Pick<SdkTask, 'events' | 'workflowExecution'>): Decision[] => (events?.[0] ? [complete] : []),
  ofNothing: (): Decision[] => [complete],
  response: (_task: SdkTask) => ({ decisions: [complete], executionContext: 'paid' }),
};
const start = { workflow: 'Order@1' };
const timer = { timerId: 'day', startToFireTimeout: '86400' };

describe('a decider that is typed with the SDK', () => {
  it.each(Object.entries(deciders))('is accepted everywhere: %s', async (_name, decider) => {
    const workflows = { 'Order@1': decider };
    expectTypeOf(decider).toExtend<Decider>();
    const { ended } = await harness({ workflows }).run(start);
    const { history } = await simulate({ workflows }, { start });
    expect(ended).toMatchObject({ status: 'COMPLETED' });
    expect((await replay(history, decider)).verdict).toBe('same');
    expect((await replayAll([[...history]], { 'Order@1': decider })).same).toBe(1);
  });

  it('is accepted by each function under its own type', () => {
    const use = (): unknown => [
      everyCrashPoint({ workflows: deciders }, start),
      explore({ workflows: deciders, start }),
      Object.values(deciders).map((decider) => checkDeterminism(decider)),
    ];
    expectTypeOf(use).toBeFunction();
  });

  it('keeps its type through checkDeterminism', () => {
    const checked = checkDeterminism(deciders.readonly);
    expectTypeOf(checked).parameters.toEqualTypeOf<[SdkTask]>();
    expectTypeOf(checked).returns.resolves.toEqualTypeOf<readonly Decision[]>();
    expectTypeOf(checkDeterminism(() => [complete]))
      .parameter(0)
      .toHaveProperty('events');
  });

  it('is inferred without a type: its events are never undefined', () => {
    const use = () => harness({ workflows: { 'Order@1': ({ events }) => (events.length > 3 ? [complete] : []) } });
    expectTypeOf(use).toBeFunction();
  });

  it('is refused if it takes or returns something else', () => {
    const misuse = (): unknown => [
      // @ts-expect-error a decider returns a list
      harness({ workflows: { 'Order@1': () => complete } }),
      // @ts-expect-error a task has no member `history`
      harness({ workflows: { 'Order@1': ({ history }: { history: HistoryEvent[] }) => (history[0] ? [] : []) } }),
      // @ts-expect-error no decision has this type
      harness({ workflows: { 'Order@1': () => [{ decisionType: 'Complete' }] } }),
      // @ts-expect-error a decider returns decisions
      checkDeterminism(() => undefined),
    ];
    expectTypeOf(misuse).toBeFunction();
  });
});

describe('the task of a decider', () => {
  const ask = async (decider: Decider) => (await harness({ workflows: { 'Order@1': decider } }).run(start)).problem;

  it('has the $metadata of a response, and a list of its own that can be reversed', async () => {
    const seen: (number | undefined)[] = [];
    const problem = await ask(({ $metadata, events }) => {
      seen.push($metadata.httpStatusCode, events.reverse().at(-1)?.eventId, events.push());
      return events.length > 5 ? [complete] : [{ decisionType: 'StartTimer', startTimerDecisionAttributes: timer }];
    });
    expect(problem).toBeUndefined();
    expect(seen).toEqual([200, 1, 3, 200, 1, 8]);
    expect(explore({ workflows: { 'Order@1': deciders.mutating }, start }).findings).toEqual([]);
  });

  it('has frozen events: a decider that writes to one is found', async () => {
    const problem = await ask(({ events }) => {
      Object.assign(events[0] as HistoryEvent, { eventId: 7 });
      return [complete];
    });
    expect(problem).toContain('Cannot assign to read only property');
  });
});

describe('a Lambda function', () => {
  it('uses the members of its input as they are, or annotated', () => {
    const swf = new SwfFake({
      lambda: {
        pack: ({ boxes }) => boxes * 2,
        weigh: ({ boxes }: { boxes: number }, { functionName }) => `${functionName}: ${boxes}`,
        ship: async () => ({ shipped: true }),
        wait: { after: '2s', result: 3 },
      },
    });
    expectTypeOf(swf).toHaveProperty('clock');
    const misuse = (): unknown => [
      // @ts-expect-error a duration has a unit
      new SwfFake({ lambda: { wait: { after: '2' } } }),
      // @ts-expect-error the name of the option is `result`
      new SwfFake({ lambda: { wait: { results: 3 } } }),
    ];
    expectTypeOf(misuse).toBeFunction();
  });
});
