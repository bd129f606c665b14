import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { keyTarget } from '../shared/keyTarget.js';
import { RowGrid } from '../shared/RowGrid.js';
import { useNarrow } from '../shared/useNarrow.js';
import { useVisibleRows } from '../shared/useVisibleRows.js';
import { CompareLine } from './CompareLine.js';
import { type Line, positionOf } from './lines.js';
import type { Sides } from './sides.js';

interface CompareListProps extends Sides {
  readonly lines: readonly Line[];
  readonly hasDelays: boolean;
  /** The index of the selected pair. */
  readonly selected: number | undefined;
  readonly select: (index: number) => void;
  /** Shows the equal events of a fold. */
  readonly open: (index: number) => void;
  /** Moves to the detail of the selected pair. */
  readonly enter: () => void;
}

const HEAD = 28;
const lineId = (position: number): string => `compare-${position}`;

/** The events of both histories in lines of one height. Only those in the box are in the page. */
export function CompareList(props: CompareListProps): JSX.Element {
  const { left, right, lines, hasDelays, selected, select, open } = props;
  const sides = { left, right, hasDelays };
  const height = useNarrow() ? 44 : 26;
  const visible = useVisibleRows(lines.length, height, HEAD);
  const { from, to, fitting, reveal } = visible;
  const place = selected === undefined ? -1 : positionOf(lines, selected);
  useEffect(() => {
    // The lines of a changed pair below it are shown too.
    for (let last = lastOfPair(lines, place); last >= place && last >= 0; last -= 1) reveal(last);
  }, [place, height, lines]);
  return (
    <RowGrid
      name="compare-list"
      label="Events of both histories"
      count={lines.length}
      height={height}
      visible={visible}
      active={place >= from && place < to ? lineId(place) : undefined}
      head={<ListHead left={left} right={right} />}
      onKeyDown={(event) => pressKey(event, props, place, fitting)}
    >
      {lines.slice(from, to).map((line, offset) => (
        <CompareLine
          key={`${line.kind} ${line.index} ${line.kind === 'attribute' ? line.difference.name : ''}`}
          id={lineId(from + offset)}
          {...sides}
          line={line}
          rowIndex={from + offset + 2}
          top={(from + offset) * height}
          isSelected={from + offset === place}
          choose={() => (line.kind === 'fold' ? open(line.index) : select(line.index))}
        />
      ))}
    </RowGrid>
  );
}

function pressKey(event: KeyboardEvent, props: CompareListProps, place: number, fitting: number): void {
  const { lines, select, open, enter } = props;
  if (event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement) return;
  const target = keyTarget(event.key, place, lines.length, fitting);
  if (target === undefined && event.key !== 'Enter') return;
  event.preventDefault();
  const line = lines[target === undefined ? place : lineNear(lines, target, target < place)];
  if (line && target !== undefined) select(line.index);
  else if (line?.kind === 'fold') open(line.index);
  else enter();
}

function ListHead({ left, right }: Sides): JSX.Element {
  return (
    <thead>
      <tr aria-rowindex={1} class="compare-line">
        <th class="compare-sign">
          <span class="visually-hidden">Result</span>
        </th>
        <th title={left.run.name}>{left.run.name}</th>
        <th title={right.run.name}>{right.run.name}</th>
      </tr>
    </thead>
  );
}

/** Returns the position of a pair or a fold at or near a position, within the list. */
export function lineNear(lines: readonly Line[], position: number, isUpwards: boolean): number {
  const inside = Math.max(0, Math.min(lines.length - 1, position));
  const step = isUpwards || inside > lines.findLastIndex(isStop) ? -1 : 1;
  let at = inside;
  for (let line = lines[at]; line && !isStop(line); line = lines[at]) at += step;
  return at;
}

const isStop = ({ kind }: Line): boolean => kind !== 'attribute';

function lastOfPair(lines: readonly Line[], place: number): number {
  let last = place;
  while (last >= 0 && lines[last + 1]?.kind === 'attribute') last += 1;
  return last;
}
