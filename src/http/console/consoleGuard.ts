import { CONSOLE_PATH, TOKEN_HEADER } from '../../render/html/consoleData.js';
import { isToken } from './token.js';

/** The reason why a request is refused. */
export interface ConsoleRefusal {
  readonly status: number;
  readonly name: string;
  readonly sentence: string;
}

/** The part of a request that is checked. */
export interface ConsoleHead {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Returns the path of a request without its query. */
export const pathOf = ({ target }: ConsoleHead): string => target.split('?')[0] ?? '';

/** Returns true for a request to the console: its page, its data or one of its actions. */
export const isConsole = (head: ConsoleHead): boolean => /^\/_swfake\/ui(?:\/|$)/.test(pathOf(head));

/** Returns true for a request for the page itself. It holds no data, so it needs no token. */
export const isConsolePage = (head: ConsoleHead): boolean => pathOf(head) === CONSOLE_PATH;

/** Returns true for the question that a page asks twice a second. */
export const isChangesPoll = (head: ConsoleHead): boolean => pathOf(head) === `${CONSOLE_PATH}/changes`;

/**
 * Returns why a request to the console is refused; `undefined` if it is accepted. The page comes to a user who opens its
 * address. Everything else comes to the page alone: it is of the same origin, and has the token.
 */
export function consoleRefusal(head: ConsoleHead, token: string | undefined): ConsoleRefusal | undefined {
  if (token === undefined) {
    const sentence = 'the console is off; turn it on with serve(swf, { ui: true }) or --ui';
    return refusal(404, 'ConsoleOffException', sentence);
  }
  if (isConsolePage(head)) return pageRefusal(head);
  return foreignPageRefusal(head) ?? tokenRefusal(head, token) ?? formRefusal(head);
}

const refusal = (status: number, name: string, sentence: string): ConsoleRefusal => ({ status, name, sentence });

const OTHER_PAGE = refusal(
  403,
  'CrossSiteRequestException',
  'the request comes from another web page; only the page of the console can make it',
);

function pageRefusal({ method, headers }: ConsoleHead): ConsoleRefusal | undefined {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (headers.origin !== undefined || (site !== 'none' && site !== 'same-origin')) return OTHER_PAGE;
  if ((headers['sec-fetch-dest'] ?? 'document') !== 'document') return OTHER_PAGE;
  return method === 'GET' || method === 'HEAD'
    ? undefined
    : refusal(405, 'MethodNotAllowedException', `the method is '${method}'; expected GET or HEAD`);
}

// Browsers leave out Origin for what a page of the same origin reads, and Sec-Fetch-Site where the name is not of this
// machine. The header with the token cannot be sent by a page of another origin either.
function foreignPageRefusal({ headers }: ConsoleHead): ConsoleRefusal | undefined {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'] ?? 'same-origin';
  const isOwn = origin === undefined || origin.toLowerCase() === `http://${host}`.toLowerCase();
  return isOwn && site === 'same-origin' ? undefined : OTHER_PAGE;
}

function tokenRefusal({ headers }: ConsoleHead, token: string): ConsoleRefusal | undefined {
  const given = headers[TOKEN_HEADER];
  if (isToken(token, given)) return undefined;
  const what =
    given === undefined ? `has no header ${TOKEN_HEADER}` : 'has the token of another server, or a wrong one';
  const advice = 'open the address that the server printed when it started';
  return refusal(403, 'ConsoleTokenException', `the request ${what}; ${advice}`);
}

// A form can send other types, but not this one.
function formRefusal({ method, headers }: ConsoleHead): ConsoleRefusal | undefined {
  if (method !== 'POST' || headers['content-type'] === 'application/json') return undefined;
  return refusal(415, 'UnsupportedMediaTypeException', 'the body is not JSON; expected content-type application/json');
}
