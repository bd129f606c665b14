import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LoadedRun } from '../shared/loadedRun.js';
import { thingsOf } from '../shared/things.js';
import { usePrinting } from '../shared/usePrinting.js';
import type { ViewProps } from '../shared/viewProps.js';
import { type Drawing, TAIL } from './bars.js';
import { Chart } from './Chart.js';
import { Detail } from './Detail.js';
import { ALL_ROWS, type Filter, kindsIn, rowsIn } from './filter.js';
import { Legend } from './Legend.js';
import { scaleOf } from './scale.js';
import { Toolbar } from './Toolbar.js';
import { type ChartBox, useChartBox } from './useChartBox.js';
import { useKeys } from './useKeys.js';
import { nextZoom, pixelsPerUnit, type Zoom, type ZoomChange } from './zoom.js';

/** Rows that are printed. */
const PRINTED_ROWS = 400;
/** The width of the labels, and of a chart on paper, in pixels. */
const LABELS = { wide: 250, narrow: 128 } as const;
const PAPER = 440;
const NARROW_BOX = 560;

/** Shows the history as bars on a time axis: a row for each thing of the run. */
export function TimelineView({ runs, place, go }: ViewProps): JSX.Element {
  const run = runs[place.run];
  if (!run) return <p>This page has no such history.</p>;
  if (run.rows.length === 0) return <p>This history has no event.</p>;
  return <RunTimeline key={place.run} run={run} place={place} go={go} />;
}

type RunTimelineProps = Pick<ViewProps, 'place' | 'go'> & { readonly run: LoadedRun };

function RunTimeline({ run, place, go }: RunTimelineProps): JSX.Element {
  const [filter, setFilter] = useState<Filter>(ALL_ROWS);
  const printing = usePrinting();
  const chart = useChartBox();
  const labelWidth = chart.view.width < NARROW_BOX ? LABELS.narrow : LABELS.wide;
  const [drawing, changeZoom, holdZoom] = useDrawing(run, chart, labelWidth, printing);
  const found = useMemo(() => rowsIn(run.rows, filter), [run, filter]);
  const rows = useMemo(() => (printing ? found.slice(0, PRINTED_ROWS) : found), [found, printing]);
  const select = (event: number | undefined): void => {
    // The panel of details makes the chart narrower: the bars must stay where the reader looks.
    holdZoom();
    go({ event });
  };
  const thing = place.event === undefined ? undefined : thingsOf(run.rows).get(place.event);
  useKeys({
    '+': () => changeZoom('in'),
    '=': () => changeZoom('in'),
    '-': () => changeZoom('out'),
    '0': () => changeZoom('fit'),
    ...(thing && { Escape: () => select(undefined) }),
  });
  return (
    <div class="tl">
      <Toolbar rows={run.rows} shown={found.length} filter={filter} onFilter={setFilter} onZoom={changeZoom} />
      {place.event !== undefined && !thing && <p class="faint">Event #{place.event} belongs to no row.</p>}
      {found.length === 0 && <p>No row has all of this. Change the filter to see rows.</p>}
      <div class={thing ? 'tl-panes tl-with-detail' : 'tl-panes'}>
        <Chart
          whole={printing}
          selected={place.event}
          onSelect={select}
          {...{ run, rows, drawing, labelWidth, chart }}
        />
        {thing && <Detail thing={thing} run={run} place={place} onSelect={select} />}
      </div>
      {rows.length < found.length && <p>{`${found.length - rows.length} more rows are not printed.`}</p>}
      <Legend kinds={kindsIn(run.rows).map(([kind]) => kind)} />
    </div>
  );
}

/** Returns the drawing of a run, and what changes its zoom. What is in the middle of the window stays there. */
function useDrawing(
  run: LoadedRun,
  { box, view, look }: ChartBox,
  labelWidth: number,
  printing: boolean,
): readonly [Drawing, (change: ZoomChange) => void, () => void] {
  const [wanted, setWanted] = useState<Zoom>('first');
  const middle = useRef<number>(undefined);
  const scale = useMemo(() => scaleOf(run.events), [run]);
  const room = (printing ? PAPER : Math.max(view.width - labelWidth, 100)) - TAIL;
  const zoom = pixelsPerUnit(printing ? 'fit' : wanted, scale.width, room);
  useLayoutEffect(() => {
    if (middle.current === undefined || !box.current) return;
    box.current.scrollLeft = middle.current * zoom - room / 2;
    middle.current = undefined;
    look();
  }, [zoom]);
  const change = (by: ZoomChange): void => {
    middle.current = (view.left + room / 2) / zoom;
    setWanted(by === 'fit' ? 'fit' : nextZoom(zoom, by));
  };
  const drawing = useMemo((): Drawing => ({ scale, zoom, indexOf: run.indexOf }), [scale, zoom, run]);
  return [drawing, change, () => setWanted(zoom)];
}
