import { expect, it } from 'vitest';
import type { EventId, RunNumber } from '../../../src/core/index.js';
import { Addresses } from '../../../src/simulation/order/addresses.js';

const task = (run: number, scheduledId: number) => ({ run: run as RunNumber, scheduledId: scheduledId as EventId });

it('tells tasks apart that are older than the simulation', () => {
  const addresses = new Addresses('order-7');
  const polls = [task(0, 2), task(1, 2), task(1, 5)].map((one) => addresses.poll('decision', one));
  expect(polls).toEqual([
    'PollForDecisionTask for task 2 of run 1',
    'PollForDecisionTask for task 2 of run 2',
    'PollForDecisionTask for task 5 of run 2',
  ]);
});

it('numbers a text that comes again', () => {
  const addresses = new Addresses('order-7');
  expect(addresses.peek('a call')).toBe('a call');
  expect(['a call', 'a call', 'another'].map((text) => addresses.next(text))).toEqual([
    'a call',
    'a call (2)',
    'another',
  ]);
  expect(addresses.peek('a call')).toBe('a call (3)');
});
