import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ConsolePlace } from '../../render/html/consoleData.js';
import { CallsPage } from './CallsPage.js';
import { ClockBar } from './ClockBar.js';
import { ExecutionsPage } from './executions/ExecutionsPage.js';
import { ListsPage } from './ListsPage.js';
import { RunPage } from './run/RunPage.js';
import { type Address, addressIn, type PageName, pageHash } from './source/address.js';
import type { Model } from './source/model.js';
import type { ConsoleProps } from './source/props.js';
import type { Shown, Source } from './source/source.js';
import { StartPage } from './start/StartPage.js';

const PAGES: Readonly<Record<PageName, { readonly label: string; readonly component: ComponentType<ConsoleProps> }>> = {
  executions: { label: 'Executions', component: ExecutionsPage },
  lists: { label: 'Task lists', component: ListsPage },
  calls: { label: 'Calls', component: CallsPage },
  start: { label: 'Start a workflow', component: StartPage },
};
const NAMES = Object.keys(PAGES) as readonly PageName[];

/** The console of a server. */
export function Console({ source }: { readonly source: Source }): JSX.Element {
  const { model, problem } = useShown(source);
  const address = useAddress();
  const run = address.page === 'run' ? address.place.run : undefined;
  useEffect(() => source.watch(run), [source, run]);
  return (
    <>
      <header class="top">
        <h1>
          <a href={pageHash('executions')} class="console-home">
            swfake console
          </a>
        </h1>
        {model && <PlacePick model={model} source={source} />}
        <nav aria-label="Console">
          {NAMES.map((name) => (
            <a key={name} href={pageHash(name)} aria-current={name === address.page ? 'page' : undefined}>
              {PAGES[name].label}
            </a>
          ))}
        </nav>
      </header>
      {problem && (
        <p class="console-problem" role="alert">
          {problem}
        </p>
      )}
      {model ? <Loaded source={source} api={source.api} model={model} address={address} /> : <Waiting />}
    </>
  );
}

const Waiting = (): JSX.Element => (
  <main tabIndex={-1}>
    <p class="faint">No data yet.</p>
  </main>
);

function Loaded({ address, ...props }: ConsoleProps & { readonly address: Address }): JSX.Element {
  const Page = address.page === 'run' ? undefined : PAGES[address.page].component;
  return (
    <>
      <ClockBar {...props} />
      <main tabIndex={-1}>
        {address.page === 'run' && <RunPage key={address.place.run} {...props} place={address.place} />}
        {Page && <Page {...props} />}
      </main>
    </>
  );
}

function useShown(source: Source): Shown {
  const [shown, show] = useState(source.shown);
  useEffect(() => source.start(() => show(source.shown)), [source]);
  return shown;
}

function useAddress(): Address {
  const [address, setAddress] = useState(() => addressIn(location.hash));
  useEffect(() => {
    const follow = (): void => setAddress(addressIn(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return address;
}

const placeText = ({ region, accountId }: ConsolePlace): string => `${region}, account ${accountId}`;

function PlacePick({ model, source }: { readonly model: Model; readonly source: Source }): JSX.Element {
  const { place, places } = model;
  if (places.length < 2) return <span class="faint mono">{placeText(place)}</span>;
  const choose = (index: number): void => {
    const chosen = places[index];
    if (chosen) source.choose(chosen);
    location.hash = pageHash('executions');
  };
  return (
    <label class="pick">
      Region and account{' '}
      <select
        value={places.findIndex((one) => placeText(one) === placeText(place))}
        onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
      >
        {places.map((one, index) => (
          <option key={placeText(one)} value={index}>
            {placeText(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
