/** A range of IP addresses: those that agree with `bits` in its first `prefix` bits. */
interface Range {
  readonly bits: bigint;
  /** The number of bits of an address: 32 for IPv4, 128 for IPv6. */
  readonly size: number;
  readonly prefix: number;
}

/**
 * Returns the test of a range in CIDR notation: `10.0.0.0/8`, `2001:db8::/32`. An address without a prefix stands for
 * itself (IAM User Guide, "IP address condition operators"). Returns `undefined` if the text is no range.
 */
export function addressTest(range: string): ((address: string) => boolean) | undefined {
  const wanted = parsedRange(range);
  if (!wanted) return undefined;
  const network = networkOf(wanted, wanted.prefix);
  return (text) => {
    const found = text.includes('/') ? undefined : parsedRange(text);
    return found?.size === wanted.size && networkOf(found, wanted.prefix) === network;
  };
}

const networkOf = ({ bits, size }: Range, prefix: number): bigint => bits >> BigInt(size - prefix);

function parsedRange(text: string): Range | undefined {
  const [address = '', length, more] = text.split('/');
  const size = address.includes(':') ? 128 : 32;
  const bits = size === 32 ? bitsOf4(address) : bitsOf6(address);
  const prefix = length === undefined ? size : prefixIn(length, size);
  return bits === undefined || prefix === undefined || more !== undefined ? undefined : { bits, size, prefix };
}

const prefixIn = (text: string, size: number): number | undefined =>
  /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= size ? Number(text) : undefined;

// A leading zero means octal to some programs, so no number has one.
function bitsOf4(text: string): bigint | undefined {
  const numbers = text.split('.');
  const isAddress =
    numbers.length === 4 && numbers.every((one) => /^(0|[1-9]\d{0,2})$/.test(one) && Number(one) <= 255);
  return isAddress ? joined(numbers.map(Number), 8) : undefined;
}

function bitsOf6(text: string): bigint | undefined {
  const [head = '', tail, more] = text.split('::');
  const before = groupsIn(head);
  const after = groupsIn(tail ?? '');
  // Only the last groups of the whole address can be an IPv4 address.
  const isMisplaced = tail !== undefined && head.includes('.');
  if (!before || !after || more !== undefined || isMisplaced) return undefined;
  const absent = 8 - before.length - after.length;
  if (tail === undefined ? absent !== 0 : absent < 1) return undefined;
  return joined([...before, ...Array<number>(absent).fill(0), ...after], 16);
}

/** Returns the numbers of groups between colons. The last one can be an IPv4 address, which stands for two. */
function groupsIn(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const last = groups.at(-1)?.includes('.') ? bitsOf4(groups.pop() as string) : -1n;
  if (last === undefined || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  const numbers = groups.map((group) => Number.parseInt(group, 16));
  return last < 0n ? numbers : [...numbers, Number(last >> 16n), Number(last & 0xffffn)];
}

const joined = (numbers: readonly number[], bits: number): bigint =>
  numbers.reduce((sum, number) => (sum << BigInt(bits)) | BigInt(number), 0n);
