const { useSwf } = require('swfake/jest');
const { aChargeEnds, aLostChargeIsTriedAgain } = require('../story.cjs');

const fake = useSwf();

test('a charge ends', () => aChargeEnds(fake.swf, fake.client, expect));
test('a lost charge is tried again', () => aLostChargeIsTriedAgain(fake.swf, fake.client, expect));
