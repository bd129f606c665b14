import { isIP } from 'node:net';
import { consoleRefusal, isConsole } from './console/consoleGuard.js';
import { hostName, isLoopback, isSameName } from './hostNames.js';
import { type Refusal, refusal } from './responses.js';

/** The parts of a request that arrive before its body. */
export interface RequestHead {
  readonly method: string;
  /** The request target, with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The values of all Host headers: there must be exactly one. */
  readonly hosts: readonly string[];
}

/** The rules by which the server accepts requests. */
export interface GuardRules {
  /** The address that the server listens on. */
  address: string;
  /** More names that a Host header may have, beside those of this machine. */
  readonly names: readonly string[];
  /** Host headers that were found to name this machine. */
  readonly ownHosts: Set<string>;
  /** True if the admin path is on. */
  readonly admin: boolean;
  /** The token of the console; `undefined` if the console is off. */
  readonly uiToken: string | undefined;
}

/** The admin path. */
export const ADMIN = '/_swfake';

/** Returns true for a request to the admin path. */
export const isAdmin = ({ target }: RequestHead): boolean => /^\/_swfake(?:[/?]|$)/.test(target);

/** The path that answers while the server runs, whether the admin path is on or not. */
const HEALTH = `${ADMIN}/health`;

/** Returns true for a request to the health path. */
export const isHealth = ({ target }: RequestHead): boolean => target.split('?')[0] === HEALTH;

/** The header that a request must have to change something through the admin path: no form of a web page can send it. */
export const ADMIN_HEADER = 'x-swfake-admin';

/** Returns why a request is refused before its body is read; `undefined` if it is accepted. */
export function refusalOf(head: RequestHead, rules: GuardRules): Refusal | undefined {
  return foreignHostRefusal(head, rules) ?? originRefusal(head, rules) ?? pathRefusal(head, rules);
}

// The page of the console is the only page that can call.
const originRefusal = (head: RequestHead, { uiToken }: GuardRules): Refusal | undefined =>
  isConsole(head) ? consoleRefusal(head, uiToken) : crossSiteRefusal(head);

function pathRefusal(head: RequestHead, rules: GuardRules): Refusal | undefined {
  if (isConsole(head)) return undefined;
  if (isHealth(head)) return healthRefusal(head);
  return isAdmin(head) ? adminRefusal(head, rules) : serviceRefusal(head);
}

// DNS rebinding: a web page can let its own name point to this machine. Its requests are then of the same origin, and only
// the Host header shows it.
function foreignHostRefusal({ hosts }: RequestHead, rules: GuardRules): Refusal | undefined {
  const [host = ''] = hosts;
  if (hosts.length === 1 && isOwnHost(host, rules)) return undefined;
  const called = hosts.length === 1 ? `the Host header '${host}'` : `${hosts.length} Host headers`;
  const sentence = `the request has ${called}; expected one name of this machine, or one of the option 'names' (--name)`;
  return refusal(403, 'ForeignHostException', sentence);
}

// The clients of a server write few different Host headers. To read one takes a list of addresses and regular expressions.
function isOwnHost(host: string, rules: GuardRules): boolean {
  if (rules.ownHosts.has(host)) return true;
  if (!isOwnName(hostName(host), rules)) return false;
  if (rules.ownHosts.size < MOST_HOSTS) rules.ownHosts.add(host);
  return true;
}

const MOST_HOSTS = 100;

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

function isOwnName(name: string, { address, names }: GuardRules): boolean {
  if (isLoopback(name) || [address, ...names].some((own) => isSameName(own, name))) return true;
  // An IP address is not resolved by DNS, so it cannot be rebound.
  return EVERY_ADDRESS.has(address) && isIP(name) !== 0;
}

// Browsers send these headers, and no SDK does.
function crossSiteRefusal({ headers }: RequestHead): Refusal | undefined {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (headers.origin === undefined && (site === 'none' || site === 'same-origin')) return undefined;
  return refusal(
    403,
    'CrossSiteRequestException',
    'the request comes from a web page; only programs can call this server',
  );
}

const isReading = ({ method }: RequestHead): boolean => method === 'GET' || method === 'HEAD';

const healthRefusal = (head: RequestHead): Refusal | undefined =>
  isReading(head)
    ? undefined
    : refusal(405, 'MethodNotAllowedException', `the method is '${head.method}'; expected GET or HEAD`);

function adminRefusal(head: RequestHead, { admin }: GuardRules): Refusal | undefined {
  if (!admin) {
    const sentence = 'the admin path is off; turn it on with serve(swf, { admin: true }) or --admin';
    return refusal(404, 'AdminOffException', sentence);
  }
  if (isReading(head) || head.headers[ADMIN_HEADER] !== undefined) return undefined;
  return refusal(
    403,
    'AdminHeaderException',
    `the request has no header ${ADMIN_HEADER}, which no form of a web page can send; add -H '${ADMIN_HEADER}: true'`,
  );
}

function serviceRefusal({ method, target }: RequestHead): Refusal | undefined {
  if (target !== '/') return refusal(404, 'NotFoundException', 'there is nothing at this path; the path of SWF is /');
  if (method === 'POST') return undefined;
  const sentence = `the method is '${method}'; expected POST from an AWS SDK, or from the AWS CLI with --endpoint-url`;
  return refusal(405, 'MethodNotAllowedException', sentence);
}
