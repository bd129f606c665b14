import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The part of a chart that is in its box, in pixels. */
export interface ChartView {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The scrolled box of a chart. */
export interface ChartBox {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly view: ChartView;
  /** Reads what is in the box: after each scroll. */
  look(): void;
}

const same = (a: ChartView, b: ChartView): boolean =>
  a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;

/** Returns the box of a chart, which follows its size. */
export function useChartBox(): ChartBox {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<ChartView>({ left: 0, top: 0, width: 1000, height: 600 });
  const look = (): void => {
    if (!box.current) return;
    const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = box.current;
    setView((old) => (same(old, { left, top, width, height }) ? old : { left, top, width, height }));
  };
  useLayoutEffect(() => {
    look();
    const observer = new ResizeObserver(look);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return { box, view, look };
}
