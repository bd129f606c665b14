import type { DescribeWorkflowExecutionCommandOutput, HistoryEvent } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { moves } from '../../src/property/walks/moves.js';
import { DOMAIN } from '../../src/property/walks/walkCommands.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { SURFACES, type Surface, walkOn } from '../support/surfaces.js';

vi.setConfig({ testTimeout: 120_000 });

const sequences = moves(fc, { minLength: 30, maxLength: 90 });
const RUNS = 12;

interface Story {
  readonly events: readonly HistoryEvent[];
  readonly detail: DescribeWorkflowExecutionCommandOutput;
}

async function stories(surface: Surface, walked: Parameters<typeof walkOn>[1]): Promise<readonly Story[]> {
  const { walk } = await walkOn(surface, walked);
  const told: Story[] = [];
  for (const execution of walk.runs) {
    const input = { domain: DOMAIN, execution };
    const { events } = (await surface.send({ op: 'GetWorkflowExecutionHistory', input })) as Story;
    const detail = (await surface.send({ op: 'DescribeWorkflowExecution', input })) as Story['detail'];
    told.push({ events, detail });
  }
  return told;
}

const ACTIVITY_CLOSE = /^ActivityTask(Completed|Failed|TimedOut|Canceled)$/;
const RUN_CLOSE = /^WorkflowExecution(Completed|Failed|Canceled|Terminated|TimedOut)$/;

const ids = (events: readonly HistoryEvent[], type: RegExp | string): readonly (number | undefined)[] =>
  events.filter(({ eventType }) => new RegExp(type).test(eventType ?? '')).map(({ eventId }) => eventId);

/** The activity tasks that events of a type are about. */
const about = (events: readonly HistoryEvent[], type: RegExp): readonly (number | undefined)[] =>
  events
    .filter(({ eventType }) => type.test(eventType ?? ''))
    .map((event) => {
      const [attributes] = Object.entries(event).filter(([name]) => name.endsWith('EventAttributes'));
      return (attributes?.[1] as { scheduledEventId?: number } | undefined)?.scheduledEventId;
    });

describe.each(Object.keys(SURFACES))('closure through %s', (name) => {
  const law = (holds: (story: Story) => void): Promise<void> =>
    assertOnSeeds(
      fc.asyncProperty(sequences, async (walked) => {
        const surface = await (SURFACES[name] as (typeof SURFACES)[string])();
        for (const story of await stories(surface, walked)) holds(story);
      }),
      RUNS,
    );

  it('an activity task is closed once, by one event', () =>
    law(({ events }) => {
      const closed = about(events, ACTIVITY_CLOSE);
      expect(new Set(closed).size).toBe(closed.length);
      expect(ids(events, '^ActivityTaskScheduled$')).toEqual(expect.arrayContaining([...closed]));
    }));

  it('a closed run takes no event', () =>
    law(({ events, detail }) => {
      const closes = ids(events, RUN_CLOSE);
      expect(closes).toEqual(detail.executionInfo?.executionStatus === 'CLOSED' ? [events.length] : []);
    }));

  it('the open counts are what the history leaves open', () =>
    law(({ events, detail }) => {
      const scheduled = ids(events, '^ActivityTaskScheduled$').length;
      const timers = ids(events, '^TimerStarted$').length - ids(events, '^Timer(Fired|Canceled)$').length;
      const waiting =
        ids(events, '^DecisionTaskScheduled$').length -
        ids(events, '^DecisionTaskStarted$').length -
        events.filter(({ decisionTaskTimedOutEventAttributes: timedOut }) => timedOut?.startedEventId === 0).length;
      expect(detail.openCounts).toMatchObject({
        openActivityTasks: scheduled - about(events, ACTIVITY_CLOSE).length,
        openTimers: timers,
        openDecisionTasks: waiting,
      });
    }));
});

afterAll(() => console.log(freshSeedLine));
