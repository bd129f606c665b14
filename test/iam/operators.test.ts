import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { addressTest } from '../../src/iam/addresses.js';
import { assertOnSeeds } from '../support/seeds.js';
import { holds } from './asks.js';

const KEY = 'aws:x';

type Row = readonly [operator: string, wanted: unknown, value: string, matches: boolean];

const ORDERED: readonly (readonly [name: string, less: boolean, equal: boolean, greater: boolean])[] = [
  ['Equals', false, true, false],
  ['LessThan', true, false, false],
  ['LessThanEquals', true, true, false],
  ['GreaterThan', false, false, true],
  ['GreaterThanEquals', false, true, true],
];
const ordered = (kind: string, less: string, equal: string, greater: string, wanted: unknown): readonly Row[] =>
  ORDERED.flatMap(([name, ...expected]) =>
    [less, equal, greater].map((value, i): Row => [`${kind}${name}`, wanted, value, expected[i] as boolean]),
  );

const NOON = '2026-01-31T12:00:00Z';
const ROWS: readonly Row[] = [
  ...ordered('Numeric', '9', '10', '100', '10'),
  ...ordered('Numeric', '-0.5', '0.50', '1', 0.5),
  ...ordered('Date', '2026-01-31T11:59:59Z', '2026-01-31T12:00:00.000Z', '2026-02-01', NOON),
  // The same instant in other zones, and in seconds.
  ...ordered('Date', '2026-01-31T13:59:59+02:00', '1769860800', '2026-01-31T08:00:00-05:00', NOON),
  ['NumericEquals', '+10', '10', true],
  ['NumericEquals', ['1', '2'], '2', true],
  ['NumericEquals', '10', 'ten', false],
  ['NumericLessThan', '10', '', false],
  ['DateEquals', '2026', '2026-01-01T00:00:00Z', true],
  ['DateEquals', '2026-02', '2026-02-01T00:00Z', true],
  ['DateEquals', '2026-01-31T12:00:00', NOON, true],
  ['DateEquals', '2026-01-31t12:00:00z', NOON, true],
  ['DateEquals', '2024-02-29', '1709164800', true],
  ['DateLessThan', NOON, 'soon', false],
  ['BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', true],
  ['BinaryEquals', 'QQ==', 'QR==', true],
  ['BinaryEquals', 'QQ==', 'qq==', false],
  ['BinaryEquals', 'QQ==', 'no base64', false],
  ['BinaryEquals', ['QQ==', 'Qg=='], 'Qg==', true],
  ['IpAddress', '203.0.113.0/24', '203.0.113.255', true],
  ['IpAddress', '203.0.113.0/24', '203.0.114.0', false],
  ['IpAddress', '203.0.113.7', '203.0.113.7', true],
  ['IpAddress', '203.0.113.7', '203.0.113.8', false],
  ['IpAddress', '10.1.2.3/8', '10.255.0.1', true],
  ['IpAddress', '0.0.0.0/0', '203.0.113.7', true],
  ['IpAddress', '0.0.0.0/0', '2001:db8::1', false],
  ['IpAddress', '::/0', '203.0.113.7', false],
  ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678:9::a', true],
  ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5679::', false],
  ['IpAddress', '::1', '0:0:0:0:0:0:0:1', true],
  ['IpAddress', '::ffff:10.0.0.0/104', '::ffff:10.9.9.9', true],
  ['IpAddress', ['10.0.0.0/8', '2001:db8::/32'], '2001:db8::7', true],
  ['IpAddress', '10.0.0.0/8', 'localhost', false],
  ['IpAddress', '10.0.0.0/8', '10.0.0.0/8', false],
];
const NEGATED: Readonly<Record<string, string>> = {
  NumericEquals: 'NumericNotEquals',
  DateEquals: 'DateNotEquals',
  IpAddress: 'NotIpAddress',
};

describe('a comparison of numbers, dates, bytes and addresses (IAM User Guide, "Condition operators")', () => {
  it.each(ROWS)('%s: %j of "%s" is %s', (operator, wanted, value, matches) => {
    const context = { [KEY]: value };
    const names = value === '' ? ['', 'IfExists'] : ['', 'IfExists', 'ForAllValues:', 'ForAnyValue:'];
    for (const part of names) {
      const named = (name: string): string => (part === 'IfExists' ? `${name}${part}` : `${part}${name}`);
      expect(holds(named(operator), KEY, wanted, context)).toBe(matches);
      const negated = NEGATED[operator];
      if (negated) expect(holds(named(negated), KEY, wanted, context)).toBe(!matches);
    }
  });

  it.each([...new Set([...ROWS.map(([name]) => name), ...Object.values(NEGATED)])])('%s without a value', (name) => {
    const [, wanted] = ROWS.find(([operator]) => operator === name || NEGATED[operator] === name) as Row;
    expect(holds(name, KEY, wanted, {})).toBe(Object.values(NEGATED).includes(name));
    expect(holds(`${name}IfExists`, KEY, wanted, {})).toBe(true);
    expect(holds(`ForAllValues:${name}`, KEY, wanted, {})).toBe(true);
    expect(holds(`ForAnyValue:${name}`, KEY, wanted, {})).toBe(false);
  });

  it('of a time without a zone, which is UTC wherever the test runs', () => {
    vi.stubEnv('TZ', 'America/New_York');
    expect(new Date(2026, 0, 31).getUTCHours()).toBe(5);
    expect(holds('DateEquals', KEY, '2026-01-31T12:00:00', { [KEY]: NOON })).toBe(true);
    vi.unstubAllEnvs();
  });

  it('of several values', () => {
    const context = { [KEY]: ['5', '15'] };
    expect(holds('ForAllValues:NumericLessThan', KEY, '20', context)).toBe(true);
    expect(holds('ForAllValues:NumericLessThan', KEY, '10', context)).toBe(false);
    expect(holds('ForAnyValue:NumericLessThan', KEY, '10', context)).toBe(true);
    expect(holds('ForAnyValue:NumericLessThan', KEY, '5', context)).toBe(false);
  });
});

describe('a range of addresses', () => {
  const ip4 = fc.ipV4();
  const ip6 = fc.ipV6().filter((text) => isIP(text) === 6);
  const near = (address: string, other: string): fc.Arbitrary<string> => fc.constantFrom(address, other);
  const cases = fc.oneof(
    fc.tuple(ip4, ip4, fc.integer({ min: 0, max: 32 })),
    fc.tuple(ip6, ip6, fc.integer({ min: 0, max: 128 })),
  );

  it('has the addresses that it has for Node', async () => {
    const seen = { inside: 0, outside: 0 };
    const property = fc.property(
      cases.chain(([network, other, prefix]) => near(network, other).map((address) => ({ network, prefix, address }))),
      ({ network, prefix, address }) => {
        const family = isIP(network) === 4 ? 'ipv4' : 'ipv6';
        const list = new BlockList();
        list.addSubnet(network, prefix, family);
        const expected = list.check(address, family);
        seen[expected ? 'inside' : 'outside'] += 1;
        expect(addressTest(`${network}/${prefix}`)?.(address)).toBe(expected);
      },
    );
    await assertOnSeeds(property, 500);
    expect(Math.min(seen.inside, seen.outside)).toBeGreaterThan(100);
  });

  it('is refused where Node knows no address', async () => {
    const text = fc.oneof(
      fc.array(fc.constantFrom(':', '::', '0', 'f', 'ffff', '12345', '.', '1.2.3.4', 'g', ' '), { maxLength: 9 }),
      fc.array(fc.constantFrom('.', '0', '1', '255', '256', '01', ''), { maxLength: 8 }),
    );
    await assertOnSeeds(
      fc.property(text, (parts) => {
        const address = parts.join('');
        expect(addressTest(address) !== undefined, address).toBe(isIP(address) !== 0);
      }),
      2000,
    );
  });
});
