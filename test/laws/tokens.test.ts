import type { HistoryEvent } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { moves } from '../../src/property/walks/moves.js';
import type { Token } from '../../src/property/walks/walk.js';
import { DOMAIN } from '../../src/property/walks/walkCommands.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { type Answered, SURFACES, type Surface, walkOn } from '../support/surfaces.js';

vi.setConfig({ testTimeout: 120_000 });

const sequences = moves(fc, { minLength: 30, maxLength: 90 });
const RUNS = 12;

/** Every token that a walk was given, in order. */
const handedOut = (answers: readonly Answered[]): readonly string[] =>
  answers.flatMap(({ answer }) => {
    const token = typeof answer === 'object' && 'taskToken' in answer ? answer.taskToken : '';
    return token === '' ? [] : [String(token)];
  });

const eventsOf = async (surface: Surface, { workflowId, runId }: Token): Promise<readonly HistoryEvent[]> => {
  const input = { domain: DOMAIN, execution: { workflowId, runId } };
  const history = await surface.send({ op: 'GetWorkflowExecutionHistory', input });
  return (history as { events: HistoryEvent[] }).events;
};

/** A token with one of its characters exchanged for another of base64. */
const forged = (token: string, at: number): string => {
  const index = at % token.length;
  return `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
};

describe.each(Object.keys(SURFACES))('tokens through %s', (name) => {
  const surfaceOf = () => (SURFACES[name] as (typeof SURFACES)[string])();

  it('are unique, and the same for the same calls', () =>
    assertOnSeeds(
      fc.asyncProperty(sequences, async (walked) => {
        const first = handedOut((await walkOn(await surfaceOf(), walked)).answers);
        const second = handedOut((await walkOn(await surfaceOf(), walked)).answers);
        expect(new Set(first).size).toBe(first.length);
        expect(second).toEqual(first);
        for (const token of first) expect(token.length).toBeLessThanOrEqual(1024);
      }),
      RUNS,
    ));

  it('are good for one task, once, in any order, and after a journey as JSON', () =>
    assertOnSeeds(
      fc.asyncProperty(sequences, fc.infiniteStream(fc.nat()), async (walked, chances) => {
        const surface = await surfaceOf();
        const { walk } = await walkOn(surface, walked);
        const tokens = [...walk.tokens.activity];
        while (tokens.length > 0) {
          const [{ value: chance }] = [chances.next()];
          const [held] = tokens.splice(chance % tokens.length, 1);
          if (held) await completesItsTaskOnly(surface, JSON.parse(JSON.stringify(held)) as Token);
        }
      }),
      RUNS,
    ));

  it('are opaque: one changed character makes them nobody’s', () =>
    assertOnSeeds(
      fc.asyncProperty(sequences, fc.nat(), async (walked, at) => {
        const surface = await surfaceOf();
        const { walk } = await walkOn(surface, walked);
        for (const { token } of [...walk.tokens.activity, ...walk.tokens.decision]) {
          const input = { taskToken: forged(token, at) };
          expect(await surface.send({ op: 'RespondActivityTaskCompleted', input })).toBe('ValidationException');
          expect(await surface.send({ op: 'RespondDecisionTaskCompleted', input })).toBe('ValidationException');
        }
      }),
      RUNS,
    ));

  it('are not good for the other kind of task', () =>
    assertOnSeeds(
      fc.asyncProperty(sequences, async (walked) => {
        const surface = await surfaceOf();
        const { walk } = await walkOn(surface, walked);
        for (const { token } of walk.tokens.decision) {
          const act = { op: 'RespondActivityTaskCompleted', input: { taskToken: token } } as const;
          expect(await surface.send(act)).toBe('ValidationException');
        }
      }),
      RUNS,
    ));
});

async function completesItsTaskOnly(surface: Surface, held: Token): Promise<void> {
  const before = await eventsOf(surface, held);
  const act = { op: 'RespondActivityTaskCompleted', input: { taskToken: held.token } } as const;
  const answer = await surface.send(act);
  const added = (await eventsOf(surface, held)).slice(before.length);
  if (answer === 'UnknownResourceFault') expect(added).toEqual([]);
  else expect(added[0]?.activityTaskCompletedEventAttributes?.startedEventId).toBe(held.startedEventId);
  expect(await surface.send(act)).toBe('UnknownResourceFault');
}

afterAll(() => console.log(freshSeedLine));
