import type { JSX } from 'preact';
import type { Recorded } from '../../history/readHistory.js';
import { sinceText } from '../shared/times.js';
import type { Line } from './lines.js';
import { PAIR_LOOKS } from './pairLooks.js';
import type { Side, Sides } from './sides.js';
import { valueTexts } from './valueText.js';

interface CompareOnPaperProps extends Sides {
  readonly lines: readonly Line[];
}

/** The most lines that are printed. */
const MOST = 2000;

/** The comparison for a printer, as it is folded. */
export function CompareOnPaper({ left, right, lines }: CompareOnPaperProps): JSX.Element {
  const rest = lines.length - MOST;
  return (
    <div class="compare-paper">
      <table>
        <thead>
          <tr>
            <th />
            <th>{left.run.name}</th>
            <th>{right.run.name}</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, MOST).map((line) => (
            <tr>
              <PaperCells line={line} left={left} right={right} />
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p>{rest.toLocaleString('en')} further lines are not printed.</p>}
    </div>
  );
}

function PaperCells({ line, left, right }: Sides & { readonly line: Line }): JSX.Element {
  const [sign, first, second] = cellTexts(line, left, right);
  return (
    <>
      <td>{sign}</td>
      <td>{first}</td>
      <td>{second}</td>
    </>
  );
}

function cellTexts(line: Line, left: Side, right: Side): readonly [string, string, string] {
  if (line.kind === 'fold') return ['=', `${line.count} equal events`, ''];
  if (line.kind === 'attribute') {
    const { name, left: old, right: now } = line.difference;
    const [before, after] = valueTexts(name, old, now);
    return ['', `${name}: ${before}`, `${name}: ${after}`];
  }
  const { kind, subject } = line.pair;
  const text = (side: Side, event: Recorded | undefined): string =>
    event ? `#${event.id} ${sinceText(event.at, side.run.began)} ${event.type} ${subject}` : '';
  return [PAIR_LOOKS[kind].sign, text(left, line.pair.left), text(right, line.pair.right)];
}
