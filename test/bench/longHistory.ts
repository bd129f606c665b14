import { SwfFake } from '../../src/index.js';

const domain = 'shop';
const taskList = { name: 'default' };
const EVENTS_OF_A_ROUND = 6;

type Fake = SwfFake;
type Events = ReturnType<Fake['history']>;

/** The history of one open run: it charges a card again and again, every minute. */
export async function longHistory(length: number): Promise<Events> {
  // The last round is whole, and cut afterwards.
  const swf = new SwfFake({ limits: { historyEvents: length + EVENTS_OF_A_ROUND } });
  swf.register({ domain, workflows: { 'Order@1': {} }, activities: { 'Charge@1': {} } });
  const workflowType = { name: 'Order', version: '1' };
  await swf.send('StartWorkflowExecution', { domain, workflowId: 'order', workflowType, input: '{"order":7}' });
  for (let made = 2, round = 1; made < length; made += EVENTS_OF_A_ROUND, round += 1) await chargeOnce(swf, round);
  return swf.history({ workflowId: 'order' }).slice(0, length);
}

async function chargeOnce(swf: Fake, round: number): Promise<void> {
  const decision = await swf.send('PollForDecisionTask', {
    domain,
    taskList,
    identity: 'decider-1',
    maximumPageSize: 1,
  });
  const scheduleActivityTaskDecisionAttributes = {
    activityId: `charge-${round}`,
    activityType: { name: 'Charge', version: '1' },
    input: JSON.stringify({ of: 'a book', cents: 100 + round }),
  };
  await swf.send('RespondDecisionTaskCompleted', {
    taskToken: decision.taskToken,
    decisions: [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes }],
  });
  const work = await swf.send('PollForActivityTask', { domain, taskList, identity: 'worker-1' });
  swf.clock.advance('1m');
  await swf.send('RespondActivityTaskCompleted', { taskToken: work.taskToken, result: '{"charged":true}' });
}
