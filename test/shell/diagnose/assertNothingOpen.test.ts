import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../../src/index.js';
import { complete, domain, lambda, ORDER, schedule, start, startTimer, taskList } from '../../support/shop.js';

/** The lines of the error of assertNothingOpen(). */
function open(swf: SwfFake, options: { readonly polls?: boolean } = {}): readonly string[] {
  try {
    swf.assertNothingOpen(options);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

const HEAD = 'swfake: expected no open run and nothing that waits, but found';
const END =
  'Close the runs before the end of the test; for poll loops that run on, use assertNothingOpen({ polls: true }).';

async function decide(swf: SwfFake, ...decisions: readonly object[]): Promise<void> {
  const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
  await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: decisions as never });
}

function shop(): SwfFake {
  const swf = new SwfFake({ lambda: { pack: { after: '5s' } } });
  swf.register({ domain, workflows: { 'Order@1': { lambdaRole: 'role' } }, activities: { 'Charge@1': {} } });
  return swf;
}

describe('assertNothingOpen()', () => {
  it('names each task, timer and Lambda function of a run that is open', async () => {
    const swf = shop();
    await start(swf.client());
    expect(open(swf)).toEqual([
      HEAD,
      "  run        'order-7' is open after 2 events",
      '  decision   2 is scheduled',
      END,
    ]);
    await decide(swf, schedule('charge'), schedule('ship'), startTimer('day', '86400'), lambda('pack'));
    await swf.client().pollForActivityTask({ domain, taskList });
    await swf.client().signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: 'go' });
    await swf.client().pollForDecisionTask({ domain, taskList });
    await swf.client().signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: 'go' });
    await swf.client().startWorkflowExecution({ domain, workflowId: 'order-8', workflowType: ORDER });
    expect(open(swf)).toEqual([
      HEAD,
      "  run        'order-7' is open after 15 events",
      '  decision   13 is started',
      '  decision   15 is scheduled',
      "  activity   'charge' is started",
      "  activity   'ship' is scheduled",
      "  timer      'day' has not fired",
      "  lambda     'pack' has not returned",
      "  run        'order-8' is open after 2 events",
      '  decision   2 is scheduled',
      END,
    ]);
  });

  it('names polls that wait, unless they are accepted', async () => {
    const swf = shop();
    const poll = swf.client({ polls: 'long' }).pollForActivityTask({ domain, taskList, identity: 'worker-1' });
    const lines = [HEAD, "  poll       worker-1 waits on the activity task list 'default'", END];
    expect([open(swf), open(swf, { polls: false }), open(swf, { polls: true })]).toEqual([lines, lines, []]);
    swf.close();
    await poll;
    expect(open(swf)).toEqual([]);
  });

  it('passes once all runs are closed', async () => {
    const swf = shop();
    await start(swf.client());
    await decide(swf, complete());
    expect(open(swf)).toEqual([]);
  });
});
