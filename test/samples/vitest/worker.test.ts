import { expect, test } from 'swfake/vitest';
import { aChargeEnds, aLostChargeIsTriedAgain } from '../story.cjs';

test('a charge ends', ({ swf, client }) => aChargeEnds(swf, client, expect));
test.concurrent('a lost charge is tried again', ({ swf, client, expect: local }) =>
  aLostChargeIsTriedAgain(swf, client, local));
