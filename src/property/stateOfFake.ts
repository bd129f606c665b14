import { quoted } from '../args/quoted.js';
import type { State } from '../core/index.js';
import type { SwfFake } from '../fake.js';

/**
 * Returns the state of a fake. It must not be changed.
 *
 * @throws TypeError if `swf` is not a fake of this package.
 */
export function stateIn(swf: SwfFake): State {
  const state = (swf as { readonly [STATE]?: State })[STATE];
  if (state) return state;
  throw new TypeError(`swfake: expected a SwfFake, but got ${quoted(swf)}`);
}

// A registered symbol: the fake may come from the CommonJS build of the package and this file from the other build.
const STATE: unique symbol = Symbol.for('swfake.state') as never;
