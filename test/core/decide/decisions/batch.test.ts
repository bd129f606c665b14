import { describe, expect, it } from 'vitest';
import { step } from '../../../../src/core/index.js';
import { DECISIONS } from '../../../../src/tables/decisions.js';
import { decision, type Members, takeDecision, world } from '../../../faultTables/world.js';

const marker = decision('RecordMarker', { markerName: 'm' });

/** The answer to a batch, and whether it left the decision task open. */
function answer(...decisions: readonly Members[]) {
  const { s } = world();
  const { taskToken } = takeDecision(s);
  const { reply, changes } = step(s, { op: 'RespondDecisionTaskCompleted', input: { taskToken, decisions } }, s.now);
  return { reply, changed: changes.length > 0 };
}

describe('a batch is refused as a whole (docs/swf.md 3.0)', () => {
  const types = Object.entries(DECISIONS);

  it.each(types.filter(([, { closes }]) => !closes).map(([name]) => name))('if %s has no attributes', (name) => {
    const message = `${name}DecisionAttributes must be specified for decision of type ${name}`;
    expect(answer(marker, decision(name))).toEqual({
      reply: { fault: 'ValidationException', message },
      changed: false,
    });
  });

  it.each(types.filter(([, { closes }]) => closes).map(([name]) => name))('if %s is not its last decision', (name) => {
    const message = 'Close must be last decision in list';
    expect(answer(decision(name), marker)).toEqual({
      reply: { fault: 'ValidationException', message },
      changed: false,
    });
    expect(answer(marker, decision(name))).toEqual({ reply: {}, changed: true });
  });

  it('and an empty one is accepted', () => {
    expect(answer()).toEqual({ reply: {}, changed: true });
  });
});
