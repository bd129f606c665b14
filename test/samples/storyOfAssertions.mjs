// The stories of story.cjs, for runners without matchers.
import {
  assertClosedActivity,
  assertClosedWith,
  assertHistory,
  assertOpenActivity,
  assertValidHistory,
} from 'swfake/assert';
import story from './story.cjs';

// Each matcher of the story is the assertion of the same meaning.
const expect = (history) => ({
  toHaveHistory: (lines) => assertHistory(history, lines),
  toBeClosedWith: (status, attributes) => assertClosedWith(history, status, attributes),
  toHaveOpenActivity: (id, attributes) => assertOpenActivity(history, id, attributes),
  toHaveClosedActivity: (id, end, attributes) => assertClosedActivity(history, id, end, attributes),
  toBeAValidHistory: () => assertValidHistory(history),
  // Snapshots are of the runner.
  toMatchHistorySnapshot: () => {},
});

export const aChargeEnds = (fake) => story.aChargeEnds(fake.swf, fake.client, expect);
export const aLostChargeIsTriedAgain = (fake) => story.aLostChargeIsTriedAgain(fake.swf, fake.client, expect);
