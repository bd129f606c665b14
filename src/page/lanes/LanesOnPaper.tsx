import type { JSX } from 'preact';
import { sinceText } from '../shared/times.js';
import { idleText, sentenceOf } from './LaneLine.js';
import type { LaneRow } from './laneRows.js';

/** The most rows that are printed. */
const MOST = 2000;

interface LanesOnPaperProps {
  readonly rows: readonly LaneRow[];
  readonly began: number;
}

/** The calls for a printer: a line of text for each. */
export function LanesOnPaper({ rows, began }: LanesOnPaperProps): JSX.Element {
  const rest = rows.length - MOST;
  return (
    <div class="lanes-paper">
      <table>
        <tbody>
          {rows.slice(0, MOST).map((row) => (
            <tr>
              <td>{row.kind === 'idle' ? '⋮' : sinceText(row.entry.at, began)}</td>
              <td>{row.kind === 'idle' ? idleText(row.millis) : sentenceOf(row.entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p>{rest.toLocaleString('en')} further rows are not printed.</p>}
    </div>
  );
}
