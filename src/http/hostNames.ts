import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** Returns true for a name or an address of this machine that no other machine can reach, in any spelling. */
export function isLoopback(name: string): boolean {
  if (/^(?:.+\.)?localhost\.?$/i.test(name)) return true;
  const version = isIP(name);
  return version !== 0 && LOOPBACK.check(name, version === 6 ? 'ipv6' : 'ipv4');
}

/** Returns true for two spellings of one name or one address. */
export const isSameName = (a: string, b: string): boolean => canonical(a) === canonical(b);

// A name that ends with a dot is the same name, written in full.
const canonical = (name: string): string =>
  isIP(name) === 6 ? new URL(`http://[${name}]`).hostname : name.toLowerCase().replace(/\.$/, '');

/** Returns the name of a Host header without its port and brackets; an empty text if the header is malformed. */
export function hostName(host: string): string {
  const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\]|([^\s:/@[\]]+))(?::\d*)?$/i.exec(host) ?? [];
  return bracketed ?? plain ?? '';
}
