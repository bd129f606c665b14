import { describe, expect, it } from 'vitest';
import { addressTest } from '../../src/iam/addresses.js';

describe('a range of addresses (IAM User Guide, "IP address condition operators")', () => {
  it.each<readonly [range: string, inside: string, outside: string]>([
    ['10.0.0.0/8', '10.255.0.1', '11.0.0.0'],
    ['10.1.2.3/8', '10.0.0.0', '9.1.2.3'],
    ['203.0.113.128/25', '203.0.113.128', '203.0.113.127'],
    ['203.0.113.7', '203.0.113.7', '203.0.113.6'],
    ['255.255.255.255/32', '255.255.255.255', '255.255.255.254'],
    ['0.0.0.0/0', '203.0.113.7', '::'],
    ['::/0', '2001:db8::1', '0.0.0.0'],
    ['2001:db8::/32', '2001:0DB8:ffff::', '2001:db9::'],
    ['::1', '0:0:0:0:0:0:0:1', '::2'],
    ['1::', '1:0:0:0:0:0:0:0', '1::1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', '1:2:3:4:5:6:7:1'],
    ['1::8/128', '1:0:0:0:0:0:0:8', '1::9'],
    // The last two groups can be an IPv4 address.
    ['::ffff:10.0.0.0/104', '::ffff:10.9.9.9', '::ffff:11.0.0.0'],
    ['::ffff:1.2.3.4', '::ffff:0102:0304', '::ffff:0102:0305'],
    ['1:2:3:4:5:6:0.0.0.0', '1:2:3:4:5:6:0:0', '1:2:3:4:5:6:0:1'],
    ['1:2:3:4:5:6:0.0.0.1', '1:2:3:4:5:6:0:1', '1:2:3:4:5:6:0:0'],
  ])('%s has %s, and not %s', (range, inside, outside) => {
    expect([addressTest(range)?.(inside), addressTest(range)?.(outside)]).toEqual([true, false]);
  });

  it.each([
    ['', '1', '1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.1000', '1.2.3.04', '1.2.3.x', 'x1.2.3.4', '1.2.3.4x', '1.2.3.'],
    ['1.2.3.4/33', '1.2.3.4/-1', '1.2.3.4/08', '1.2.3.4/', '1.2.3.4/8/8', '1.2.3.4/x8', '1.2.3.4/8x', '::/129'],
    [
      ':',
      ':::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '1:2:3:4::5:6:7:8',
      '::12345',
      '::g',
      '::xf',
      '1:',
      ':1',
    ],
    // An IPv4 address within an IPv6 address is whole, and stands at the end.
    ['::1.2.3', '::1.2.3.256', '1.2.3.4::', '1.2.3.4::1', '::1.2.3.4:5', '1:2:3:4:5:6:7:1.2.3.4', '1:2:3:4:5:1.2.3.4'],
  ])('%s and the like are none', (...texts) => {
    expect(texts.filter((text) => addressTest(text) !== undefined)).toEqual([]);
  });

  it('has no other range, and no text that is no address', () => {
    const test = addressTest('10.0.0.0/8');
    expect(['10.0.0.0/8', '10.0.0.1/32', 'localhost', ''].map((text) => test?.(text))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
