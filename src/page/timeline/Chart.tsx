import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Row } from '../../render/model/rows.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { axisOf } from './axis.js';
import { barOf, type Drawing, type Span, widthOf } from './bars.js';
import { ChartAxis, Folds } from './ChartAxis.js';
import { type Cursor, cursorOf, moved } from './moves.js';
import { RowLine } from './RowLine.js';
import type { ChartBox, ChartView } from './useChartBox.js';
import { isOfBrowser } from './useKeys.js';

/** The height of a row, and that of the axis. The style sheet has the same numbers. */
const ROW = 26;
const HEAD = 44;
/** Rows beyond the window that are drawn, and rows between one that is shown on demand and the edge. */
const SPARE_ROWS = 6;
const MARGIN_ROWS = 2;
/** Pixels between a bar that is shown on demand and the edge of the window. */
const MARGIN = 40;

/** The box is scrolled and moved in by keys, so the keyboard must reach it. */
const REACHED_BY_KEYS = {
  role: 'group',
  tabIndex: 0,
  'aria-label': 'Chart: the arrow keys move from bar to bar, Enter shows the details',
} as const;

interface ChartProps {
  readonly run: LoadedRun;
  readonly rows: readonly Row[];
  readonly drawing: Drawing;
  readonly labelWidth: number;
  /** True to draw every row and every bar, on paper. */
  readonly whole: boolean;
  readonly chart: ChartBox;
  readonly selected: number | undefined;
  onSelect(event: number | undefined): void;
}

/** The rows with their bars, and the axis above them. */
export function Chart(props: ChartProps): JSX.Element {
  const { run, rows, drawing, labelWidth, whole, chart, selected, onSelect } = props;
  const [cursor, onKeyDown] = useCursor(props);
  const axis = useMemo(() => axisOf(run.events, drawing), [run, drawing]);
  const width = widthOf(drawing);
  const window: Span = whole ? { left: 0, right: width } : windowOf(chart.view, labelWidth);
  const [from, to] = whole ? [0, rows.length] : rowsInView(chart.view, rows.length);
  const select = ({ row, attempt }: Cursor): void => onSelect(rows[row]?.attempts[attempt]?.scheduled.id);
  const reached = { ...REACHED_BY_KEYS, onKeyDown };
  return (
    <div class={whole ? 'tl-box tl-whole' : 'tl-box'} ref={chart.box} {...reached} onScroll={chart.look}>
      <ChartAxis axis={axis} labelWidth={labelWidth} width={width} window={window} isTimed={drawing.scale.isTimed} />
      <div class="tl-rows" style={{ width: `${labelWidth + width}px`, height: `${rows.length * ROW}px` }}>
        <Folds axis={axis} labelWidth={labelWidth} window={window} />
        <ul aria-label="Rows">
          {rows.slice(from, to).map((row, offset) => (
            <RowLine
              key={row.key}
              row={row}
              index={from + offset}
              count={rows.length}
              top={(from + offset) * ROW}
              began={run.began}
              onSelect={select}
              {...{ labelWidth, drawing, window, cursor, selected }}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

const windowOf = ({ left, width }: ChartView, labelWidth: number): Span => ({
  left,
  right: left + width - labelWidth,
});

const rowsInView = ({ top, height }: ChartView, count: number): readonly [number, number] => {
  const first = Math.min(Math.floor(top / ROW), count);
  return [Math.max(0, first - SPARE_ROWS), Math.min(count, first + Math.ceil(height / ROW) + SPARE_ROWS)];
};

/** Returns the bar that the keyboard is at, and what keys do. The bar is brought into the window, and gets the focus. */
function useCursor(props: ChartProps): readonly [Cursor | undefined, (event: KeyboardEvent) => void] {
  const { rows, chart, selected } = props;
  const [cursor, setCursor] = useState<Cursor>();
  useLayoutEffect(() => setCursor(undefined), [rows]);
  useLayoutEffect(() => {
    const bar = cursorOf(rows, selected);
    if (bar) reveal(props, bar);
  }, [selected, rows, chart.view.width]);
  useLayoutEffect(() => {
    chart.box.current?.querySelector<HTMLElement>('[data-cursor]')?.focus({ preventScroll: true });
  }, [cursor]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isOfBrowser(event)) return;
    const from = cursor ?? cursorOf(rows, selected);
    const to = from ? moved(rows, from, event.key) : moved(rows, START, event.key) && START;
    if (!to) return;
    event.preventDefault();
    reveal(props, to);
    setCursor(to);
  };
  return [cursor, onKeyDown];
}

const START: Cursor = { row: 0, attempt: 0 };

/** Scrolls so far that a bar is in the window. */
function reveal({ rows, drawing, labelWidth, chart }: ChartProps, { row, attempt }: Cursor): void {
  const box = chart.box.current;
  const found = rows[row]?.attempts[attempt];
  if (!box || !found) return;
  const { left, right } = barOf(found, attempt, drawing);
  const [height, width] = [box.clientHeight - HEAD, box.clientWidth - labelWidth];
  box.scrollTop = scrollTo(row * ROW, box.scrollTop, height);
  const isIn = left >= box.scrollLeft && Math.min(right, left + MARGIN) <= box.scrollLeft + width;
  if (!isIn) box.scrollLeft = Math.max(0, left - MARGIN);
  chart.look();
}

/** Returns how far to scroll so that a row is in the window: a little if it is near, else to the middle. */
function scrollTo(top: number, from: number, height: number): number {
  const margin = Math.min(MARGIN_ROWS * ROW, height / 3);
  const [least, most] = [top + ROW + margin - height, top - margin];
  const near = Math.min(Math.max(from, least), most);
  return Math.abs(near - from) > height ? top - height / 2 : near;
}
