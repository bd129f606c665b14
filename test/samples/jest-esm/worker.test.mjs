import { useSwf } from 'swfake/jest';
import story from '../story.cjs';

const fake = useSwf();

test('a charge ends', () => story.aChargeEnds(fake.swf, fake.client, expect));
test('a lost charge is tried again', () => story.aLostChargeIsTriedAgain(fake.swf, fake.client, expect));
