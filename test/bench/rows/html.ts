import { html } from '../../../src/render/html/html.js';
import { longHistory } from '../longHistory.js';
import { timed } from '../measure.js';
import type { Row } from '../row.js';

const EVENTS = 24_990;

export const htmlRow: Row = {
  name: 'html',
  subject: `html() of a history of ${EVENTS.toLocaleString('en')} events`,
  limit: 'JSON.stringify of it',
  goal: 3,
  unit: 'ms',
  pairs: 15,
  prepare: async () => {
    const history = await longHistory(EVENTS);
    return {
      limit: () => timed(1, () => JSON.stringify(history)),
      subject: () => timed(1, () => html(history)),
    };
  },
};
