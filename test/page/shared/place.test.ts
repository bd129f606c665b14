import { describe, expect, it } from 'vitest';
import { hashOf, type Place, placeIn } from '../../../src/page/shared/place.js';

const home: Place = { view: 'summary', run: 0 };
const views = ['summary', 'events', 'compare'] as const;
const read = (hash: string): Place => placeIn(hash, home, views, 3);

describe('the place in a page', () => {
  it.each<Place>([
    { view: 'summary', run: 0 },
    { view: 'events', run: 2, event: 17 },
    { view: 'compare', run: 1, beside: 0 },
  ])('comes back from the address: %j', (place) => {
    expect(read(hashOf(place))).toEqual(place);
  });

  it.each(['', '#', '#view=none&run=3&event=-1&beside=9', '#run=1e1', '#view=constructor', '#%'])(
    'is home where the address has none: %s',
    (hash) => {
      expect(read(hash)).toEqual({ view: 'summary', run: 0, event: undefined, beside: undefined });
    },
  );
});
