import { useSwf } from 'swfake/assert';
import { aChargeEnds, aLostChargeIsTriedAgain } from '../storyOfAssertions.mjs';

const fake = useSwf({ afterEach: Deno.test.afterEach });

Deno.test('a charge ends', () => aChargeEnds(fake));
Deno.test('a lost charge is tried again', () => aLostChargeIsTriedAgain(fake));
