import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConsoleCall, ConsoleDenial } from '../../render/html/consoleData.js';
import { utcText } from '../shared/times.js';
import type { ConsoleProps } from './source/props.js';

const MOST_SHOWN = 200;

/** The last calls, newest first, and what the permissions denied. */
export function CallsPage({ model }: ConsoleProps): JSX.Element {
  const [onlyFaults, setOnlyFaults] = useState(false);
  const matching = model.calls.filter(({ fault }) => !onlyFaults || fault !== undefined);
  const shown = matching.slice(-MOST_SHOWN).toReversed();
  return (
    <>
      <Denials denials={model.denials} />
      <h2>Calls</h2>
      <label class="console-check">
        <input
          type="checkbox"
          checked={onlyFaults}
          onChange={({ currentTarget }) => setOnlyFaults(currentTarget.checked)}
        />{' '}
        Only faults
      </label>
      <p class="faint" role="status">
        {shownText(shown.length, matching.length, onlyFaults)}
      </p>
      {shown.length > 0 && <Calls calls={shown} />}
    </>
  );
}

function shownText(shown: number, all: number, onlyFaults: boolean): string {
  const what = `${onlyFaults ? 'fault' : 'call'}${all === 1 ? '' : 's'}`;
  return shown === all ? `${all} ${what}` : `The last ${shown} of ${all} ${what}`;
}

function Calls({ calls }: { readonly calls: readonly ConsoleCall[] }): JSX.Element {
  return (
    <table class="console-table console-calls">
      <thead>
        <tr>
          <th scope="col">Operation</th>
          <th scope="col">Answer</th>
          <th scope="col">Subject</th>
          <th scope="col">Domain</th>
          <th scope="col">Time</th>
          <th scope="col" class="console-number">
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <CallLine key={call.number} call={call} />
        ))}
      </tbody>
    </table>
  );
}

function CallLine({ call }: { readonly call: ConsoleCall }): JSX.Element {
  const { operation, fault, text, subject = '', domain = '', at, millis } = call;
  return (
    <tr>
      <th scope="row">{operation}</th>
      <td data-label="Answer" class="console-answer">
        <div>
          {fault === undefined ? <span class="badge good">{statusText(call)}</span> : <Fault fault={fault} />} {text}
        </div>
      </td>
      <td data-label="Subject" title={subject}>
        {subject}
      </td>
      <td data-label="Domain" title={domain}>
        {domain}
      </td>
      <td data-label="Time" class="mono">
        {utcText(at)}
      </td>
      <td data-label="Took" class="mono console-number">
        {millis} ms
      </td>
    </tr>
  );
}

const statusText = ({ status }: ConsoleCall): string => (status === 0 ? 'not sent' : '✓');

const Fault = ({ fault }: { readonly fault: string }): JSX.Element => (
  <span class="badge bad">
    <span aria-hidden="true">✕</span>
    {fault}
  </span>
);

function Denials({ denials }: { readonly denials: readonly ConsoleDenial[] }): JSX.Element | null {
  if (denials.length === 0) return null;
  return (
    <>
      <h2>Denied by IAM</h2>
      <ol class="console-denials">
        {denials.toReversed().map(({ number, at, action, reason }) => (
          <li key={number}>
            <span class="badge bad">
              <span aria-hidden="true">⊘</span>
              {action}
            </span>{' '}
            {reason} <span class="faint mono">{utcText(at)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
