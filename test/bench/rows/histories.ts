import { steps, timeline } from '../../../src/render/index.js';
import { matchers } from '../../../src/testing/matchers/matchers.js';
import { longHistory } from '../longHistory.js';
import { timed } from '../measure.js';
import type { Row } from '../row.js';

/** What is made of a long history as text: its cost must grow with the number of events, and no faster. */

const SHORT = 3000;
const LONG = 24_000;
const LIMIT = 25_000;

const events = (count: number): string => `${count.toLocaleString('en')} events`;

const growth = (name: string, textOf: typeof timeline): Row => ({
  name,
  subject: `${name}() of ${events(LONG)}`,
  limit: `${name}() of ${events(SHORT)}`,
  goal: 10,
  unit: 'ms',
  prepare: async () => {
    const long = await longHistory(LONG);
    // Other histories each time, so that both wait for memory alike.
    const shorts = await Promise.all(Array.from({ length: LONG / SHORT }, () => longHistory(SHORT)));
    const limit = () =>
      timed(shorts.length, () => {
        for (const short of shorts) textOf(short);
      });
    return { limit, subject: () => timed(1, () => textOf(long)) };
  },
});

const json: Row = {
  name: 'timeline json',
  subject: `timeline() of ${events(LONG)}`,
  limit: 'JSON.stringify(the history)',
  goal: 3,
  unit: 'ms',
  prepare: async () => {
    const history = await longHistory(LONG);
    return { limit: () => timed(1, () => JSON.stringify(history)), subject: () => timed(1, () => timeline(history)) };
  },
};

const matcher: Row = {
  name: 'matcher',
  subject: `toHaveHistory() with a line for each of ${events(LIMIT)}, one of them wrong, and its message`,
  limit: 'JSON.stringify(the history)',
  goal: 10,
  unit: 'ms',
  prepare: async () => {
    const history = await longHistory(LIMIT);
    const lines = timeline(history)
      .split('\n')
      .map((line) => line.trim().replace(/^#\d+ +\S+ +/, ''));
    const wrong = lines.with(LIMIT / 2, 'TimerFired reminder');
    return {
      limit: () => timed(1, () => JSON.stringify(history)),
      subject: () => timed(1, () => failing(history, wrong)),
    };
  },
};

function failing(history: Parameters<typeof matchers.toHaveHistory>[0], lines: readonly string[]): void {
  const { pass, message } = matchers.toHaveHistory(history, lines);
  if (pass || !message().includes('- TimerFired reminder')) throw new Error('bench: the wrong line was not found');
}

export const historyRows: readonly Row[] = [growth('timeline', timeline), growth('steps', steps), json, matcher];
