import { afterEach, test } from 'bun:test';
import { useSwf } from 'swfake/assert';
import { aChargeEnds, aLostChargeIsTriedAgain } from '../storyOfAssertions.mjs';

const fake = useSwf({ afterEach });

test('a charge ends', () => aChargeEnds(fake));
test('a lost charge is tried again', () => aLostChargeIsTriedAgain(fake));
