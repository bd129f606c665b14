import type { State } from '../core/state.js';
import type { SwfFake } from '../fake.js';

/** What a fake holds, to be read only. @throws TypeError if `swf` is no fake of this package. */
export function stateIn(swf: SwfFake): State {
  const state = (swf as { readonly [STATE]?: State })[STATE];
  if (state) return state;
  throw new TypeError(`swfake: expected a SwfFake, but got ${String(swf)}`);
}

// A symbol of the registry: the fake may come from the other format of the package.
const STATE: unique symbol = Symbol.for('swfake.state') as never;
