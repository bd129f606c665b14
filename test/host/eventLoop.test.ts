import { expect, it } from 'vitest';
import { patientTurns } from '../../src/host/eventLoop.js';
import { realMillis } from '../../src/host/realTime.js';

it('a long wait leaves the processor to others: after 200 turns, each takes a millisecond', async () => {
  const turn = patientTurns();
  for (let turns = 0; turns < 200; turns += 1) await turn();
  const since = realMillis();
  for (let turns = 0; turns < 50; turns += 1) await turn();
  expect(realMillis() - since).toBeGreaterThan(25);
});
