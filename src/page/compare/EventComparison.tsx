import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Comparison, EventPair } from '../../render/model/compareHistories.js';
import { usePrinting } from '../shared/usePrinting.js';
import { CompareList } from './CompareList.js';
import { CompareOnPaper } from './CompareOnPaper.js';
import { DifferenceBar } from './DifferenceBar.js';
import { differingRanges, foldsOf, linesOf, neighbourRange } from './lines.js';
import { PairDetail } from './PairDetail.js';
import type { CompareOptions, Sides } from './sides.js';
import { useDifferenceKeys } from './useDifferenceKeys.js';

interface EventComparisonProps extends Sides {
  readonly comparison: Comparison;
  readonly options: CompareOptions;
  /** The id of the event on the left to begin with. */
  readonly event: number | undefined;
}

/** The number of differences, the events of both sides, and the detail of the selected ones. */
export function EventComparison({ left, right, comparison, options, event }: EventComparisonProps): JSX.Element {
  const { pairs } = comparison;
  const { ignored, isFolded } = options;
  const [selected, select] = useState<EventPair | undefined>(() => pairs.find(({ left }) => left && left.id === event));
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  // The pairs are others as soon as an attribute is ignored: the selection is found again by its events.
  const index = useMemo(() => indexLike(pairs, selected), [pairs, selected]);
  const ranges = useMemo(() => differingRanges(pairs), [pairs]);
  const lines = useMemo(() => {
    const folds = isFolded ? foldsOf(pairs).filter(({ from }) => !opened.has(from)) : [];
    return linesOf(pairs, folds, ignored);
  }, [pairs, isFolded, opened]);
  useEffect(() => setOpened(new Set()), [pairs, isFolded]);
  const detail = useRef<HTMLElement>(null);
  const move = (by: 1 | -1): void => {
    const range = neighbourRange(ranges, index, by);
    if (range) select(pairs[range.from]);
  };
  useDifferenceKeys(move);
  const pair = pairs[index ?? -1];
  const printing = usePrinting();
  return (
    <div class={pair ? 'compare-parts' : 'compare-parts compare-alone'}>
      <DifferenceBar comparison={comparison} ranges={ranges} index={index} move={move} />
      <CompareList
        left={left}
        right={right}
        lines={lines}
        hasDelays={options.hasDelays}
        selected={index}
        select={(to) => select(pairs[to])}
        open={(from) => setOpened(new Set([...opened, from]))}
        enter={() => detail.current?.focus()}
      />
      {pair && <PairDetail left={left} right={right} pair={pair} at={detail} close={() => select(undefined)} />}
      {printing && <CompareOnPaper left={left} right={right} lines={lines} />}
    </div>
  );
}

function indexLike(pairs: readonly EventPair[], pair: EventPair | undefined): number | undefined {
  if (pair === undefined) return undefined;
  const index = pairs.findIndex(({ left, right }) => (pair.left ? left === pair.left : right === pair.right));
  return index < 0 ? undefined : index;
}
