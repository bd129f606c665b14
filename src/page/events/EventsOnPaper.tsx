import type { JSX } from 'preact';
import type { LoadedRun } from '../shared/loadedRun.js';
import { thingsOf } from '../shared/things.js';
import { eventRow } from './eventRow.js';

/** The number of rows that are printed: 40 sheets. */
export const MOST_ON_PAPER = 2000;

interface EventsOnPaperProps {
  readonly run: LoadedRun;
  readonly shown: readonly number[];
}

/** The events as a table to print: up to 2,000 of them, and the number that is left out. */
export function EventsOnPaper({ run, shown }: EventsOnPaperProps): JSX.Element {
  const left = shown.length - MOST_ON_PAPER;
  const rows = shown.slice(0, MOST_ON_PAPER).flatMap((index) => run.events[index] ?? []);
  return (
    <div class="events-paper">
      {left > 0 && (
        <p>{`The first ${MOST_ON_PAPER.toLocaleString('en')} events; ${left.toLocaleString('en')} more are left out.`}</p>
      )}
      <table>
        <thead>
          <tr>
            <th>Event</th>
            <th>Time</th>
            <th>Type</th>
            <th>Subject</th>
            <th>Attributes</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((event) => {
            const row = eventRow(event, run, thingsOf(run.rows).get(event.id), '');
            return (
              <tr key={event.id}>
                <td>{row.id}</td>
                <td>{row.since}</td>
                <td>{row.type}</td>
                <td>{row.subject}</td>
                <td>{row.others}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
