import { expect, it } from 'vitest';
import type { Limits } from '../../src/core/index.js';
import {
  access,
  atLeast,
  atMost,
  broken,
  faults,
  misformed,
  NOT_NULL,
  type Scene,
  TRIMMED,
  wrongType,
} from './table.js';
import { LIST, ok, world } from './world.js';

const LONG = 'x'.repeat(257);
const poll = (limits?: Partial<Limits>): Scene => ({
  s: world(limits).s,
  input: { domain: 'shop', taskList: LIST, identity: 'x'.repeat(256) },
});

for (const op of ['PollForDecisionTask', 'PollForActivityTask'] as const) {
  faults(op, poll, [
    wrongType({ identity: 5 }),
    broken('the list is missing', { taskList: undefined }, [null, 'taskList', NOT_NULL]),
    broken(
      'list and identity are bad',
      { identity: LONG, taskList: { name: '' } },
      ['', 'taskList.name', atLeast(1)],
      [LONG, 'identity', atMost(256)],
    ),
    ...access(op, ({ domain }) => domain),
    [
      'there are pollers enough',
      { inject: () => ({ fault: 'LimitExceededFault' }) },
      'LimitExceededFault',
      'Limit on maximum concurrent poll requests per task list reached',
    ],
    misformed('the list is none', { taskList: { name: 'list ' } }, ['list ', 'taskList.name', TRIMMED]),
    ['there is no such domain', { input: { domain: 'nope' } }, 'UnknownResourceFault', 'Unknown domain: nope'],
  ]);

  // A list that was never used idles, and a deprecated domain still hands out tasks (docs/swf.md 1.1, 2.5).
  it(`${op}: idles on a list without tasks, and takes deprecated domains`, () => {
    const { s } = world();
    const idle = ok(s, op, { domain: 'shop', taskList: { name: 'never used' } });
    expect(idle).toEqual({ startedEventId: 0, ...(op === 'PollForDecisionTask' && { previousStartedEventId: 0 }) });
    expect(ok(s, op, { domain: 'old', taskList: LIST })).toHaveProperty('startedEventId');
  });
}
