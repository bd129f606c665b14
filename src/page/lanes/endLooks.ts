import type { LaneEntry } from '../../render/html/pageData.js';

/** The look of the end of a call: a sign besides its colour and shape, and its words. */
interface EndLook {
  readonly sign: string;
  readonly tone: 'good' | 'bad' | 'late' | 'open' | 'ended';
  readonly label: string;
}

/** The looks of the ends of calls. */
export const END_LOOKS: { readonly [E in LaneEntry['end']]: EndLook } = {
  answered: { sign: '→', tone: 'open', label: 'answered' },
  refused: { sign: '⊘', tone: 'bad', label: 'refused' },
  'request lost': { sign: '✕', tone: 'late', label: 'request lost' },
  'response lost': { sign: '↩', tone: 'late', label: 'response lost' },
  twice: { sign: '⇉', tone: 'late', label: 'delivered twice' },
  crash: { sign: '✖', tone: 'bad', label: 'crash' },
  happened: { sign: '◆', tone: 'ended', label: 'happened' },
};
