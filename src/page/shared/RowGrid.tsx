import type { ComponentChildren, CSSProperties, JSX } from 'preact';
import type { VisibleRows } from './useVisibleRows.js';

/** The properties of a grid of rows. */
export interface RowGridProps {
  /** The class of the box, beside that of every grid. */
  readonly name: string;
  readonly label: string;
  readonly count: number;
  /** The height of a row in pixels. */
  readonly height: number;
  readonly visible: VisibleRows;
  /** The id of the selected row, if it is in the page. */
  readonly active: string | undefined;
  readonly head: JSX.Element;
  /** The sentence in place of rows. */
  readonly empty?: JSX.Element;
  readonly style?: CSSProperties;
  /** The rows that are in the box. */
  readonly children: ComponentChildren;
  onKeyDown(event: KeyboardEvent): void;
  onClick?(event: MouseEvent): void;
}

/** A long list of rows of one height, below a head that stays. Keys select a row. */
export function RowGrid(props: RowGridProps): JSX.Element {
  const { name, label, count, height, visible, active, head, empty, style, children, onKeyDown, onClick } = props;
  return (
    <div ref={visible.box} class={`row-grid ${name}`} onScroll={visible.onScroll}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: HTML's own cells, whose rows are selected by keys
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-activedescendant={active}
        style={style}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {head}
        <tbody style={{ height: `${count * height}px` }}>{children}</tbody>
      </table>
      {count === 0 && empty}
    </div>
  );
}
