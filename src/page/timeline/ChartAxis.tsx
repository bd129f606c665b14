import type { JSX } from 'preact';
import type { Axis, AxisLabel } from './axis.js';
import type { Span } from './bars.js';

interface ChartAxisProps {
  readonly axis: Axis;
  readonly labelWidth: number;
  readonly width: number;
  readonly window: Span;
  readonly isTimed: boolean;
}

/** A narrower fold is not drawn. */
const NARROWEST_FOLD = 3;

/** Returns the parts of a list that are in the window. */
const shown = <S extends Span>(spans: readonly S[], { left, right }: Span): readonly S[] =>
  spans.filter((span) => span.right >= left && span.left <= right);

/** The axis above the rows: the time since the start, the ids of the events, and the lengths of the folded spans. */
export function ChartAxis({ axis, labelWidth, width, window, isTimed }: ChartAxisProps): JSX.Element {
  return (
    <div class="tl-head" style={{ width: `${labelWidth + width}px` }}>
      <div class="tl-corner" style={{ width: `${labelWidth}px` }}>
        {isTimed && <span>time since start</span>}
        <span>event</span>
      </div>
      {shown(axis.times, window).map((label) => (
        <AxisText label={label} offset={labelWidth} line="tl-time" key={`t${label.left}`} />
      ))}
      {shown(axis.ids, window).map((label) => (
        <AxisText
          label={label}
          offset={labelWidth}
          line={isTimed ? 'tl-id' : 'tl-id tl-alone'}
          key={`i${label.left}`}
        />
      ))}
      {shown(axis.folds, window).map(
        ({ label }) =>
          label && <AxisText label={label} offset={labelWidth} line="tl-fold-text" key={`f${label.left}`} />,
      )}
    </div>
  );
}

interface AxisTextProps {
  readonly label: AxisLabel;
  readonly offset: number;
  readonly line: string;
}

function AxisText({ label, offset, line }: AxisTextProps): JSX.Element {
  const { left, right, text, title } = label;
  return (
    <span class={line} style={{ left: `${offset + left}px`, minWidth: `${right - left}px` }} title={title}>
      {text}
    </span>
  );
}

interface FoldsProps {
  readonly axis: Axis;
  readonly labelWidth: number;
  readonly window: Span;
}

/** The breaks that folded spans of time leave in the rows. */
export function Folds({ axis, labelWidth, window }: FoldsProps): JSX.Element {
  const wide = shown(axis.folds, window).filter(({ left, right }) => right - left >= NARROWEST_FOLD);
  return (
    <>
      {wide.map(({ left, right, title }) => (
        <div
          class="tl-fold"
          key={left}
          title={`${title} without an event`}
          style={{ left: `${labelWidth + left}px`, width: `${right - left}px` }}
        />
      ))}
    </>
  );
}
