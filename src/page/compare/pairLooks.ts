import type { PairKind } from '../../render/model/compareHistories.js';

/** The look of a kind of pair: a sign besides its colour, and its name. */
interface PairLook {
  readonly sign: string;
  readonly label: string;
}

/** The looks of pairs. */
export const PAIR_LOOKS: { readonly [K in PairKind]: PairLook } = {
  changed: { sign: '≠', label: 'changed' },
  left: { sign: '−', label: 'only left' },
  right: { sign: '+', label: 'only right' },
  equal: { sign: '=', label: 'equal' },
};
