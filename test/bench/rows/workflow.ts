import { historyOf, newState, wholeWorkflow } from '../calls.js';
import { timed } from '../measure.js';
import type { Row } from '../row.js';

const WORKFLOWS = 300;

export const workflowRow: Row = {
  name: 'workflow',
  subject: 'a workflow of 7 calls and 11 events through step',
  limit: 'JSON.parse(JSON.stringify(its history))',
  goal: 1.35,
  unit: 'ms',
  warmUps: 15,
  prepare: () => {
    const histories = historiesOf(WORKFLOWS);
    return { limit: () => timed(WORKFLOWS, () => copy(histories)), subject: work };
  },
};

function work(): number {
  const s = newState();
  return timed(WORKFLOWS, () => {
    for (let i = 0; i < WORKFLOWS; i += 1) wholeWorkflow(s, `order-${i}`);
  });
}

function historiesOf(count: number): readonly object[] {
  const s = newState();
  return Array.from({ length: count }, (_, i) => historyOf(s, `order-${i}`, wholeWorkflow(s, `order-${i}`)));
}

/** Keeps what it makes, as the state does. */
function copy(histories: readonly object[]): readonly unknown[] {
  return histories.map((history) => JSON.parse(JSON.stringify(history)) as unknown);
}
