import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PageCheck } from '../../render/html/pageData.js';
import type { ViewProps } from '../shared/viewProps.js';
import { checksOf, countsOf, type Shown, VERDICTS } from './shownChecks.js';

const SIGNS: { readonly [V in PageCheck['verdict']]: { readonly tone: string; readonly sign: string } } = {
  agrees: { tone: 'good', sign: '✓' },
  differs: { tone: 'bad', sign: '✕' },
  'not asked': { tone: 'ended', sign: '–' },
};

/** The checks of `swfake conform`: what was asked, what was expected and what was found. */
export function ChecksView({ data: { checks = [] } }: ViewProps): JSX.Element {
  const counts = countsOf(checks);
  const [shown, setShown] = useState<Shown>(counts.differs > 0 ? 'differs' : 'all');
  const [text, setText] = useState('');
  const found = checksOf(checks, shown, text);
  return (
    <section aria-label="Checks">
      <div class="checks-tools">
        <label>
          Verdict{' '}
          <select value={shown} onChange={(event) => setShown(event.currentTarget.value as Shown)}>
            <option value="all">all ({checks.length})</option>
            {VERDICTS.map((verdict) => (
              <option value={verdict}>
                {verdict} ({counts[verdict]})
              </option>
            ))}
          </select>
        </label>
        <label>
          Search <input type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <output>{found.length === 1 ? '1 check' : `${found.length} checks`}</output>
      </div>
      {found.length > 0 && <Table checks={found} />}
    </section>
  );
}

function Table({ checks }: { readonly checks: readonly PageCheck[] }): JSX.Element {
  return (
    <table class="checks-table">
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Check</th>
          <th scope="col">Expected and found</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
      </tbody>
    </table>
  );
}

function CheckRow({ check }: { readonly check: PageCheck }): JSX.Element {
  const { tone, sign } = SIGNS[check.verdict];
  return (
    <tr>
      <td>
        <span class={`badge ${tone}`}>
          <span aria-hidden="true">{sign}</span>
          {check.verdict}
        </span>
      </td>
      <td>
        <div class="mono">{check.id}</div>
        <div>{check.question}</div>
      </td>
      <td>
        {check.reason !== undefined && <div class="faint">{check.reason}</div>}
        {check.differences.map((difference) => (
          <Difference {...difference} />
        ))}
      </td>
    </tr>
  );
}

function Difference({ what, expected, got }: PageCheck['differences'][number]): JSX.Element {
  return (
    <dl class="checks-difference">
      <dt>{what}</dt>
      <dd>
        <span class="faint">expected</span>
        <code>{expected}</code>
      </dd>
      <dd>
        <span class="faint">found</span>
        <code class="checks-found">{got}</code>
      </dd>
    </dl>
  );
}
