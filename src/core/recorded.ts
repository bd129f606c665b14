import { apply } from './apply/apply.js';
import type { Change } from './model/changes.js';
import type { State } from './model/state.js';

/**
 * Writes a change that another account or fake made, in place. Nothing is decided, and nothing that is due happens: the
 * caller writes every change itself.
 *
 * @throws Error if the change does not fit the state.
 */
export function writeRecorded(s: State, change: Change): void {
  apply(s, change);
}
