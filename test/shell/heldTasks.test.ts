import { describe, expect, it } from 'vitest';
import type { ListKey } from '../../src/core/index.js';
import { shellOf } from '../../src/fake.js';
import { GIVE_UP_MILLIS, HeldTasks } from '../../src/shell/heldTasks.js';
import { shop } from '../support/shop.js';

const orders: ListKey = { kind: 'decision', domain: 'shop', name: 'orders' };
const cards: ListKey = { kind: 'activity', domain: 'shop', name: 'cards' };

/** The tokens of two tasks. */
const swf = shop();
const s = shellOf(swf).state;
swf.scheduleActivity({ activity: 'Charge@1', domain: 'shop' });
swf.scheduleActivity({ activity: 'Charge@1', domain: 'shop' });
const poll = () => swf.client().pollForActivityTask({ domain: 'shop', taskList: { name: 'default' } });
const A = (await poll()).taskToken ?? '';
const B = (await poll()).taskToken ?? '';
const task = (token: string) => ({ token, what: `the task ${token === A ? 'a' : 'b'}` });
const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
const isOpen = (): boolean => true;

describe('the tasks that poll loops hold', () => {
  it('keep time from passing until their response, and until the loop polls again', () => {
    const held = new HeldTasks();
    expect(held.isBusy(isOpen)).toBe(false);
    held.recordAnswer(s, orders, 'decider-1', task(A));
    expect(held.isBusy(isOpen)).toBe(true);
    held.recordResponse(A);
    expect(held.isBusy(isOpen)).toBe(true);
    held.recordPoll(orders, 'decider-1');
    expect(held.isBusy(isOpen)).toBe(false);
  });

  it('are told apart by list and holder when a loop polls again', () => {
    const held = new HeldTasks();
    held.recordAnswer(s, orders, 'decider-1');
    held.recordPoll(cards, 'decider-1');
    held.recordPoll({ ...orders, name: 'order' }, 'decider-1');
    held.recordPoll({ ...orders, domain: 'shops' }, 'decider-1');
    held.recordPoll(orders, 'decider-2');
    expect([held.answered(orders), held.answered(cards), held.isBusy(isOpen)]).toEqual([true, false, true]);
    held.recordPoll(orders, 'decider-1');
    expect([held.answered(orders), held.isBusy(isOpen)]).toEqual([false, false]);
  });

  it('count each poll of a loop: two answers need two polls', () => {
    const held = new HeldTasks();
    held.recordAnswer(s, orders, 'decider-1');
    held.recordAnswer(s, orders, 'decider-1');
    held.recordPoll(orders, 'decider-1');
    expect(held.isBusy(isOpen)).toBe(true);
    held.recordPoll(orders, 'decider-1');
    expect(held.isBusy(isOpen)).toBe(false);
  });

  it('wait for a loop that has ended, and not for ever', async () => {
    const held = new HeldTasks();
    held.recordAnswer(s, orders, 'decider-1');
    await pause(60);
    expect(held.isBusy(isOpen)).toBe(true);
    await pause(60);
    expect(held.isBusy(isOpen)).toBe(false);
    expect(held.answered(orders)).toBe(false);
  });

  it('give a loop its time again with its response, and no loop of another list', async () => {
    const held = new HeldTasks();
    held.recordAnswer(s, orders, 'decider-1', task(A));
    held.recordAnswer(s, cards, 'worker-1');
    await pause(130);
    held.recordResponse(A);
    expect([held.isBusy(isOpen), held.answered(orders), held.answered(cards)]).toEqual([true, true, false]);
    held.recordResponse('unknown');
    await pause(130);
    held.recordResponse('unknown');
    expect(held.isBusy(isOpen)).toBe(false);
  });

  it('are dropped when SWF has closed them', () => {
    const held = new HeldTasks();
    held.recordAnswer(s, orders, 'decider-1', task(A));
    held.recordAnswer(s, orders, 'decider-2', task(B));
    held.recordPoll(orders, 'decider-1');
    held.recordPoll(orders, 'decider-2');
    const asked: string[] = [];
    expect(held.isBusy(({ token }) => asked.push(token) > 0 && token === B)).toBe(true);
    expect(asked).toEqual([A, B]);
    expect(held.isBusy(({ token }) => token !== B)).toBe(false);
  });

  it('are stuck after a second without a call with their token', { timeout: 10_000 }, async () => {
    const held = new HeldTasks();
    held.recordAnswer(s, orders, 'decider-1', task(A));
    held.recordAnswer(s, cards, 'worker-1', task(B));
    expect(held.stuck()).toBeUndefined();
    await pause(GIVE_UP_MILLIS - 200);
    expect(held.stuck()).toBeUndefined();
    held.recordCall(A);
    held.recordCall('unknown');
    await pause(300);
    expect(held.stuck()).toMatchObject({ token: B, holder: 'worker-1', what: 'the task b', list: cards });
    held.recordResponse(B);
    expect(held.stuck()).toBeUndefined();
    await pause(GIVE_UP_MILLIS);
    expect(held.stuck()).toMatchObject({ token: A, holder: 'decider-1' });
  });
});

describe('of workers that have gone away', () => {
  const tokenOf = async (): Promise<string> => {
    swf.scheduleActivity({ activity: 'Charge@1', domain: 'shop' });
    return (await poll()).taskToken ?? '';
  };

  it('no closed task and no loop is kept, although time does not ask for them', async () => {
    const held = new HeldTasks();
    const open = await tokenOf();
    held.recordAnswer(s, cards, 'worker-0', task(open));
    const closed = await tokenOf();
    await swf.client().respondActivityTaskCompleted({ taskToken: closed });
    for (let n = 1; n < 999; n += 1) held.recordAnswer(s, orders, `decider-${n}`);
    held.recordAnswer(s, { ...cards, name: 'closed' }, 'worker-1', task(closed));
    const asked: string[] = [];
    const note = ({ token }: { readonly token: string }): boolean => asked.push(token) > 0;
    expect([held.isBusy(note), asked]).toEqual([true, [open]]);
    await pause(130);
    // The loops had their time: twice as many as were left may come before they are dropped.
    for (let n = 0; n < 1000; n += 1) held.recordAnswer(s, orders, 'decider');
    expect([held.answered(orders), held.answered({ ...cards, name: 'closed' })]).toEqual([true, false]);
    held.recordResponse(open);
    for (let n = 0; n < 1000; n += 1) held.recordPoll(orders, 'decider');
    expect(held.answered(orders)).toBe(false);
  });
});
