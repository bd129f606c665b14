import { render } from 'preact';
import { Console } from './Console.js';
import { tokenIn } from './source/address.js';
import { Api } from './source/api.js';
import { Source } from './source/source.js';

const KEPT = 'swfake token';

// The token leaves the address at once, and lives as long as the tab.
function takeToken(): string {
  const given = tokenIn(location.hash);
  if (given === undefined) return sessionStorage.getItem(KEPT) ?? '';
  sessionStorage.setItem(KEPT, given);
  history.replaceState(null, '', location.pathname);
  return given;
}

// The address of a server that was started again, opened in the tab of the one before.
function reloadForToken(): void {
  if (tokenIn(location.hash) !== undefined) location.reload();
}

const root = document.getElementById('page');
if (root) {
  const token = takeToken();
  root.replaceChildren();
  const source = new Source(new Api(token, (input, init) => fetch(input, init)));
  addEventListener('hashchange', reloadForToken);
  document.addEventListener('visibilitychange', () => source.refresh());
  render(<Console source={source} />, root);
}
