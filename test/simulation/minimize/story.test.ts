import { expect, it } from 'vitest';
import {
  FAULT_KINDS,
  type Plan,
  type SimulateOptions,
  type SimulationResult,
  simulate,
} from '../../../src/simulation/index.js';
import { storyOf } from '../../../src/simulation/page/story.js';
import type { FinishedSimulation } from '../../../src/simulation/run/result.js';
import { byHand, order, quietStart } from '../sample.js';

const poll = "PollForActivityTask for activity 'Charge-1'";
const response = "RespondActivityTaskCompleted for activity 'Charge-1'";

type Run = (options: SimulateOptions) => Promise<SimulationResult<unknown>>;

/** Returns the sentences of a run that a fault has. */
async function toldOf(plan: Plan, run: Run = (options) => simulate(order, options)): Promise<readonly string[]> {
  const result = await run({ start: quietStart, schedule: [], plan });
  const sentences = storyOf((result as FinishedSimulation<unknown>).told).map((line) => line.replace(/^ *\d+\. /, ''));
  const struck = sentences.findIndex((text) => text.includes(`[${plan[0]?.fault}]`));
  return sentences.slice(struck, struck + 2);
}

const TOLD = {
  throttle: [{ fault: 'throttle', at: response }],
  'lost request': [{ fault: 'lost request', at: response }],
  'lost response': [{ fault: 'lost response', at: response }],
  'duplicate delivery': [{ fault: 'duplicate delivery', at: response }],
  'empty poll': [{ fault: 'empty poll', at: poll }],
  'abandoned poll': [{ fault: 'abandoned poll', at: poll }],
  crash: [{ fault: 'crash', at: poll }],
  'crash before': [{ fault: 'crash before', at: poll }],
  'crash after': [{ fault: 'crash after', at: response }],
  'zombie worker': [{ fault: 'zombie worker', for: '2s', at: response }],
  'slow decider': [{ fault: 'slow decider', for: '2s', at: 'RespondDecisionTaskCompleted for decision 1' }],
  'clock jump': [{ fault: 'clock jump', by: '2m', at: response }],
  'many timers': [{ fault: 'many timers' }],
} as const satisfies { readonly [K in (typeof FAULT_KINDS)[number]]: Plan };

it('tells what each fault does', async () => {
  const told = await Promise.all(FAULT_KINDS.map((kind) => toldOf(TOLD[kind])));
  expect(told.map(([text]) => text)).toMatchInlineSnapshot(`
    [
      "+0s  [throttle] worker-1 calls RespondActivityTaskCompleted for activity 'Charge-1'; SWF refuses it with ThrottlingException.",
      "+0s  [lost request] worker-1 calls RespondActivityTaskCompleted for activity 'Charge-1'; the request is lost.",
      "+0s  [lost response] worker-1 calls RespondActivityTaskCompleted for activity 'Charge-1'; SWF carries it out, but the response is lost.",
      "+0s  [duplicate delivery] worker-1 calls RespondActivityTaskCompleted for activity 'Charge-1'; it arrives twice.",
      "+0s  [empty poll] worker-1 calls PollForActivityTask for activity 'Charge-1'; it gets no task.",
      "+0s  [abandoned poll] worker-1 calls PollForActivityTask for activity 'Charge-1'; an abandoned poll takes the task in its place.",
      "+0s  [crash] worker-1 calls PollForActivityTask for activity 'Charge-1'; worker-1 crashes, and its task is lost.",
      "+0s  [crash before] worker-1 calls PollForActivityTask for activity 'Charge-1'; worker-1 crashes, and its task is lost.",
      "+0s  [crash after] worker-1 crashes before it calls RespondActivityTaskCompleted for activity 'Charge-1'.",
      "+0s  [zombie worker] worker-1 calls RespondActivityTaskCompleted for activity 'Charge-1'; it is held back.",
      "+0s  [slow decider] decider-1 calls RespondDecisionTaskCompleted for decision 1: ScheduleActivityTask 'Charge-1'; it is held back.",
      "+0s  [clock jump] worker-1 calls RespondActivityTaskCompleted for activity 'Charge-1'; it reaches SWF 2m later; SWF refuses it with UnknownResourceFault.",
      "+0s  [many timers] Several deadlines pass at once.",
    ]
  `);
  expect((await toldOf(TOLD['zombie worker'])).at(-1)).toMatchInlineSnapshot(
    `"+2s  worker-1 calls RespondActivityTaskCompleted for activity 'Charge-1', late."`,
  );
});

it('names the task that a poll loop got', async () => {
  const loops: Run = (options) => simulate(byHand, options);
  expect(await toldOf([{ fault: 'throttle', op: 'PollForActivityTask' }], loops)).toMatchInlineSnapshot(`
    [
      "+0s  [throttle] loop calls PollForActivityTask; SWF refuses it with ThrottlingException.",
      "+100ms  loop calls PollForActivityTask, attempt 2: the activity Charge-1.",
    ]
  `);
});
