// node:test needs nothing but swfake.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SwfFake } from 'swfake';
import worker from '../worker.cjs';

test('a charge ends', async () => {
  const swf = new SwfFake();
  const run = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7', timeouts: { heartbeat: '30s' } });
  await worker.chargeOnce(swf.client(), { ...run, pause: () => swf.clock.advance('20s') });
  const types = swf.history(run).map(({ eventType }) => eventType);
  assert.deepEqual(types.slice(4), [
    'ActivityTaskScheduled',
    'ActivityTaskStarted',
    'ActivityTaskCompleted',
    'DecisionTaskScheduled',
  ]);
  assert.deepEqual(swf.checkInvariants(), []);
});
