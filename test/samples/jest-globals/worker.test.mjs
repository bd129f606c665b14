// For `injectGlobals: false`: the functions of the runner are imported, and passed.
import { afterEach, expect, test } from '@jest/globals';
import { useSwf } from 'swfake/jest';
import story from '../story.cjs';

const fake = useSwf({ afterEach, expect });

test('a charge ends', () => story.aChargeEnds(fake.swf, fake.client, expect));
test('a lost charge is tried again', () => story.aLostChargeIsTriedAgain(fake.swf, fake.client, expect));
