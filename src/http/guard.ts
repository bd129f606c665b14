import { isIP } from 'node:net';
import { type Refusal, refusal } from './answer.js';

/** What a request shows before its body comes. */
export interface Asked {
  readonly method: string;
  /** The request target, with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Every Host header: there must be one. */
  readonly hosts: readonly string[];
}

export interface Rules {
  /** The address that the server listens on. */
  readonly address: string;
  /** The names, beside those of the machine itself, by which it may be called. */
  readonly names: readonly string[];
  readonly admin: boolean;
}

export const ADMIN = '/_swfake';

export const isAdmin = ({ target }: Asked): boolean => /^\/_swfake(?:[/?]|$)/.test(target);

/** What is wrong with a request, whatever its body is. */
export function refusalOf(asked: Asked, rules: Rules): Refusal | undefined {
  return foreignHost(asked, rules) ?? fromAPage(asked) ?? (isAdmin(asked) ? adminOff(rules) : notTheService(asked));
}

// A page of the web can have its own name point here; then its requests are of the same origin, and the name tells.
function foreignHost({ hosts }: Asked, rules: Rules): Refusal | undefined {
  const [host = ''] = hosts;
  if (hosts.length === 1 && isOurs(nameIn(host), rules)) return undefined;
  const called = hosts.length === 1 ? `called '${host}'` : `given ${hosts.length} Host headers`;
  const sentence = `this server was ${called}; it answers to the names of the machine itself, and to those in 'names' (--name)`;
  return refusal(403, 'ForeignHostException', sentence);
}

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1)$/;
const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

function isOurs(name: string, { address, names }: Rules): boolean {
  if (LOOPBACK.test(name) || name === address.toLowerCase()) return true;
  if (names.some((other) => other.toLowerCase() === name)) return true;
  // Nobody can make a number point elsewhere.
  return EVERY_ADDRESS.has(address) && isIP(name) !== 0;
}

/** The name of a Host header without its port and brackets; nothing that one could be called if it is misformed. */
function nameIn(host: string): string {
  const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\]|([^\s:/@[\]]+))(?::\d*)?$/i.exec(host) ?? [];
  return (bracketed ?? plain ?? '').toLowerCase();
}

// Browsers say from where they ask, and no SDK does.
function fromAPage({ headers }: Asked): Refusal | undefined {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (headers.origin === undefined && (site === 'none' || site === 'same-origin')) return undefined;
  return refusal(
    403,
    'CrossSiteRequestException',
    'this request comes from a page in a browser; no page may call here',
  );
}

function adminOff({ admin }: Rules): Refusal | undefined {
  if (admin) return undefined;
  return refusal(404, 'AdminOffException', "the admin path is off; turn it on with 'admin: true' (--admin)");
}

function notTheService({ method, target }: Asked): Refusal | undefined {
  if (target !== '/') return refusal(404, 'NotFoundException', 'there is nothing at this path; SWF is at /');
  if (method === 'POST') return undefined;
  const sentence = `SWF is called by POST, not by ${method}: point an AWS SDK or the AWS CLI here with --endpoint-url`;
  return refusal(405, 'MethodNotAllowedException', sentence);
}
