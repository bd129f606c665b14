import { BLOCK, blockEnd, type Range } from './ranges.js';

/** A shard: its place from 1, and the number of all shards. */
export interface Shard {
  readonly place: number;
  readonly count: number;
}

/**
 * Returns the ranges of a shard, in order. Shards take turns, so that all of them begin with low numbers: the lowest failure
 * is found early. A range of fewer plays is cut into equal parts. One shard has the whole range.
 */
export const shardOf = ({ from, to }: Range, { place, count }: Shard): readonly Range[] =>
  count === 1 || to - from + 1 < BLOCK * count ? part(from, to, place, count) : turns(from, to, place, count);

function part(from: number, to: number, place: number, count: number): readonly Range[] {
  const bound = (parts: number): number => from + Math.floor(((to - from + 1) * parts) / count);
  const own = { from: bound(place - 1), to: bound(place) - 1 };
  return own.from <= own.to ? [own] : [];
}

function turns(from: number, to: number, place: number, count: number): readonly Range[] {
  const ranges: Range[] = [];
  for (let begin = from, turn = 1; begin <= to; begin = blockEnd(begin) + 1, turn = (turn % count) + 1) {
    if (turn === place) ranges.push({ from: begin, to: Math.min(to, blockEnd(begin)) });
  }
  return ranges;
}
