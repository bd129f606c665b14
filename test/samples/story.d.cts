import type { SWF } from '@aws-sdk/client-swf';
import type { SwfFake } from 'swfake';

type Story = (swf: SwfFake, client: SWF, expect: (actual: never) => unknown) => Promise<void>;
export declare const aChargeEnds: Story;
export declare const aLostChargeIsTriedAgain: Story;
