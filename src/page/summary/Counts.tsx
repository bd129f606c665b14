import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Row } from '../../render/model/rows.js';
import { Badge } from '../shared/Badge.js';
import { kindText } from '../shared/things.js';
import { countsOf } from './runFacts.js';

/** The number of things of each kind, and of their attempts by status. */
export function Counts({ rows }: { readonly rows: readonly Row[] }): JSX.Element | null {
  const counts = useMemo(() => countsOf(rows), [rows]);
  if (counts.length === 0) return null;
  return (
    <section aria-label="Counts">
      <h2>Counts</h2>
      <table class="sum-table sum-counts">
        <thead>
          <tr>
            <th scope="col">kind</th>
            <th scope="col" class="sum-number">
              things
            </th>
            <th scope="col" class="sum-number">
              attempts
            </th>
            <th scope="col">by status</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ kind, rows: things, attempts, statuses }) => (
            <tr key={kind}>
              <th scope="row">{kindText(kind)}</th>
              <td class="sum-number">{kind === 'decisions' ? '' : things}</td>
              <td class="sum-number">{attempts}</td>
              <td>
                {statuses.map(([status, count]) => (
                  <span class="sum-status" key={status}>
                    {count} <Badge status={status} />
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
