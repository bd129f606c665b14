import { useSwf } from 'swfake/assert';
import { aChargeEnds, aLostChargeIsTriedAgain } from '../storyOfAssertions.mjs';

// Mocha's hooks are global.
const fake = useSwf();

it('a charge ends', () => aChargeEnds(fake));
it('a lost charge is tried again', () => aLostChargeIsTriedAgain(fake));
