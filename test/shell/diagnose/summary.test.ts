import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../../src/index.js';
import { CHARGE, domain, schedule, shop, start, taskList } from '../../support/shop.js';

const lines = (swf: SwfFake): readonly string[] => String(swf).split('\n  ');
const HEAD = 'SwfFake(us-east-1, 2020-01-01T00:00:00.000Z)';

/** A fake with a run that has decided to schedule activities. */
async function decided(...decisions: readonly object[]): Promise<SwfFake> {
  const swf = shop();
  await start(swf.client());
  const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
  await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: decisions as never });
  return swf;
}

describe('the summary of a fake', () => {
  it('has its region and its time, and says if it is closed', () => {
    const swf = new SwfFake({ region: 'eu-west-1' });
    swf.clock.advance('1h');
    expect(lines(swf)).toEqual(['SwfFake(eu-west-1, 2020-01-01T01:00:00.000Z)', 'runs: 0 open, 0 closed']);
    swf.close();
    expect(lines(swf)).toEqual(['SwfFake(eu-west-1, 2020-01-01T01:00:00.000Z) closed', 'runs: 0 open, 0 closed']);
  });

  it('counts the tasks that wait on each list, and not those that are started', async () => {
    const swf = await decided(schedule('a'), schedule('b'), schedule('c', { taskList: { name: 'ships' } }));
    await swf.client().pollForActivityTask({ domain, taskList });
    await start(swf.client(), 'order-8');
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-8' });
    await start(swf.client(), 'order-9');
    await start(swf.client(), 'order-10');
    expect(lines(swf)).toEqual([
      HEAD,
      'runs: 3 open, 1 closed',
      "the activity task list 'default' of the domain 'shop' has 1 task",
      "the activity task list 'ships' of the domain 'shop' has 1 task",
      "the decision task list 'default' of the domain 'shop' has 2 tasks",
    ]);
  });

  it('has ten task lists and ten polls at most', async () => {
    const names = Array.from({ length: 11 }, (_, i) => `list-${i + 1}`);
    const swf = await decided(...names.map((name) => schedule(name, { activityType: CHARGE, taskList: { name } })));
    const polls = names.map((name) =>
      swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList: { name }, identity: `d-${name}` }),
    );
    const ten = names.slice(0, 10);
    expect(lines(swf).slice(2)).toEqual([
      ...ten.map((name) => `the activity task list '${name}' of the domain 'shop' has 1 task`),
      'and 1 more task lists',
      ...ten.map((name) => `d-${name} waits on the decision task list '${name}' of the domain 'shop'`),
      'and 1 more polls',
    ]);
    swf.close();
    await Promise.all(polls);
  });
});
