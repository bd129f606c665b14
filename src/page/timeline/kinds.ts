import type { RowKind } from '../../render/model/rows.js';

/** A letter or a sign for each kind of row: the legend has them, too. */
export const KIND_SIGNS: { readonly [K in RowKind]: string } = {
  run: 'R',
  decisions: 'D',
  activity: 'A',
  timer: 'T',
  child: 'C',
  'lambda function': 'λ',
  'received signal': '↓',
  'sent signal': '↑',
  'sent cancel request': '×',
  marker: 'M',
};
