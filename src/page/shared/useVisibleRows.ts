import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Rows above and below the window, so that scrolling shows no gap. */
const SPARE = 8;

/** The rows of a long list that are in its box. */
export interface VisibleRows {
  readonly box: RefObject<HTMLDivElement | null>;
  /** The index of the first row to draw, and that after the last one. */
  readonly from: number;
  readonly to: number;
  /** The number of rows that fit. */
  readonly fitting: number;
  onScroll(): void;
  /** Scrolls so far that a row is in the box. */
  reveal(index: number): void;
}

/** Returns which of `count` rows of one height, in pixels, are in the box of a list. `head` is the height of what sticks above. */
export function useVisibleRows(count: number, rowHeight: number, head: number): VisibleRows {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const look = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    setView((old) =>
      old.top === scrollTop && old.height === clientHeight ? old : { top: scrollTop, height: clientHeight },
    );
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(look);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(look, [count, rowHeight]);
  const first = Math.floor(view.top / rowHeight);
  const fitting = Math.max(1, Math.floor((view.height - head) / rowHeight));
  return {
    box,
    from: Math.max(0, Math.min(first, count - fitting) - SPARE),
    to: Math.min(count, first + fitting + 1 + SPARE),
    fitting,
    onScroll: look,
    reveal: (index) => revealRow(box.current, index * rowHeight, rowHeight, head),
  };
}

function revealRow(box: HTMLDivElement | null, top: number, rowHeight: number, head: number): void {
  if (!box) return;
  const inside = box.clientHeight - head;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight > box.scrollTop + inside) box.scrollTop = top + rowHeight - inside;
}
