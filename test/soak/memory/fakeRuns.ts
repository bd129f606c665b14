import type { SWF } from '@aws-sdk/client-swf';
import { Coverage } from '../../../src/coverage/coverage.js';
import { SwfFake } from '../../../src/index.js';
import { complete, domain, ORDER, schedule, taskList } from '../../support/shop.js';
import type { Scenario } from './scenario.js';

const RUNS_OF_A_DAY = 100;

/** Whole workflows through a client with long polls, with all that listens: a worker, a decider, coverage, a listener. */
export const fakeRuns: Scenario = {
  name: 'fake-runs',
  unit: 'closed run of a client, forgotten',
  count: 1_000_000,
  goal: 1,
  prepare(part = 1) {
    const runsOfADay = RUNS_OF_A_DAY * part;
    const swf = new SwfFake({ coverage: new Coverage(), authorize: allowAllButTimers() });
    swf.register({ domain, retention: '1d', workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
    const client = swf.client({ polls: 'long' });
    let events = 0;
    swf.onChange(() => {
      events += 1;
    });
    let runs = 0;
    return {
      async act() {
        for (let i = 0; i < runsOfADay; i += 1, runs += 1) await wholeWorkflow(client, `order-${runs}`);
        swf.clock.advance('1d');
        return runsOfADay;
      },
      check() {
        const left = swf.runs().length;
        if (left > 0 || events < 11 * runs)
          throw new Error(`soak: of ${runs} runs ${left} are left, with ${events} events`);
      },
      end: () => swf.close(),
    };
  },
};

const TIMER = { timerId: 'denied', startToFireTimeout: '60' };

/** Explains its answers, so that the fake keeps the reasons of what it denied. */
const allowAllButTimers = () =>
  Object.assign(({ action }: { readonly action: string }) => action !== 'swf:StartTimer', {
    explain: () => 'timers are denied',
  });

async function wholeWorkflow(client: SWF, workflowId: string): Promise<void> {
  await client.startWorkflowExecution({ domain, workflowId, workflowType: ORDER });
  const first = await client.pollForDecisionTask({ domain, taskList, identity: 'decider' });
  const denied = { decisionType: 'StartTimer', startTimerDecisionAttributes: TIMER } as const;
  await client.respondDecisionTaskCompleted({ taskToken: first.taskToken, decisions: [schedule(), denied] });
  const { taskToken } = await client.pollForActivityTask({ domain, taskList, identity: 'worker' });
  await client.respondActivityTaskCompleted({ taskToken, result: workflowId });
  // The second response is refused, and the fake keeps why.
  await client.respondActivityTaskCompleted({ taskToken }).catch(() => undefined);
  const last = await client.pollForDecisionTask({ domain, taskList, identity: 'decider' });
  await client.respondDecisionTaskCompleted({ taskToken: last.taskToken, decisions: [complete(workflowId)] });
}
