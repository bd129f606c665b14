import { isIP } from 'node:net';
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
  readonly address: string;
  /** More names that a Host header may have, beside those of this machine. */
  readonly names: readonly string[];
  /** True if the admin path is on. */
  readonly admin: boolean;
}

/** The admin path. */
export const ADMIN = '/_swfake';

/** Returns true for a request to the admin path. */
export const isAdmin = ({ target }: RequestHead): boolean => /^\/_swfake(?:[/?]|$)/.test(target);

/** Returns why a request is refused before its body is read; `undefined` if it is accepted. */
export function refusalOf(head: RequestHead, rules: GuardRules): Refusal | undefined {
  return (
    foreignHostRefusal(head, rules) ??
    crossSiteRefusal(head) ??
    (isAdmin(head) ? adminRefusal(rules) : serviceRefusal(head))
  );
}

// DNS rebinding: a web page can let its own name point to this machine. Its requests are then of the same origin, and only
// the Host header shows it.
function foreignHostRefusal({ hosts }: RequestHead, rules: GuardRules): Refusal | undefined {
  const [host = ''] = hosts;
  if (hosts.length === 1 && isOwnName(hostName(host), rules)) return undefined;
  const called = hosts.length === 1 ? `the Host header '${host}'` : `${hosts.length} Host headers`;
  const sentence = `the request has ${called}; expected one name of this machine, or one of the option 'names' (--name)`;
  return refusal(403, 'ForeignHostException', sentence);
}

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1)$/;
const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

function isOwnName(name: string, { address, names }: GuardRules): boolean {
  if (LOOPBACK.test(name) || name === address.toLowerCase()) return true;
  if (names.some((other) => other.toLowerCase() === name)) return true;
  // An IP address is not resolved by DNS, so it cannot be rebound.
  return EVERY_ADDRESS.has(address) && isIP(name) !== 0;
}

// Returns the name of a Host header without its port and brackets; an empty text if the header is malformed.
function hostName(host: string): string {
  const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\]|([^\s:/@[\]]+))(?::\d*)?$/i.exec(host) ?? [];
  return (bracketed ?? plain ?? '').toLowerCase();
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

function adminRefusal({ admin }: GuardRules): Refusal | undefined {
  if (admin) return undefined;
  return refusal(
    404,
    'AdminOffException',
    'the admin path is off; turn it on with serve(swf, { admin: true }) or --admin',
  );
}

function serviceRefusal({ method, target }: RequestHead): Refusal | undefined {
  if (target !== '/') return refusal(404, 'NotFoundException', 'there is nothing at this path; the path of SWF is /');
  if (method === 'POST') return undefined;
  const sentence = `the method is '${method}'; expected POST from an AWS SDK, or from the AWS CLI with --endpoint-url`;
  return refusal(405, 'MethodNotAllowedException', sentence);
}
