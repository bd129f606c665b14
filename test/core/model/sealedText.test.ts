import { describe, expect, it } from 'vitest';
import { eventId, instant, runNumber } from '../../../src/core/index.js';
import { formOf, isFiller, seal, sealedLength, secretOf, unseal } from '../../../src/core/model/sealedText.js';
import { isOfOtherFake, pageToken, runIdOf, runNumberOf, taskKey, taskToken } from '../../../src/core/model/tokens.js';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const OWN = secretOf(1, REGION, ACCOUNT);
const FORM = formOf({ purpose: 3, prefix: 'AA', count: 2, extra: 0 });
const FIELDS = [2 ** 48 - 1, 5];

describe('a sealed text', () => {
  const text = seal(OWN, FORM, FIELDS);

  it('has its prefix, 5 characters of checksum and 8 for each field', () => {
    expect(text).toMatch(/^AA[\w+/]{21}$/);
    expect(sealedLength(FORM)).toBe(23);
  });

  it.each([[[0, 0]], [[1, 2 ** 24]], [[2 ** 24 - 1, 2 ** 32]], [FIELDS]])('carries %j', (fields) => {
    expect(unseal(OWN, FORM, seal(OWN, FORM, fields))).toEqual(fields);
  });

  it('is none if one character is another one, or none that can be', () => {
    for (let at = 0; at < text.length; at += 1) {
      for (const char of ['0', '1', '=', 'é', '\u007f', '\u0080']) {
        if (text[at] === char) continue;
        expect(unseal(OWN, FORM, text.slice(0, at) + char + text.slice(at + 1))).toBeUndefined();
      }
    }
    expect(unseal(OWN, FORM, text.slice(0, -1))).toBeUndefined();
    expect(unseal(OWN, FORM, '')).toBeUndefined();
  });

  // The digits A and B are 0 and 1: what is no digit must not be read as one of them.
  it.each(['\u0080', 'é', '=', ' '])("is none with '%s' in the place of a digit", (char) => {
    const texts = Array.from({ length: 60 }, (_, n) => seal(OWN, FORM, [n, n])).filter((of) =>
      /[AB]/.test(of.slice(2)),
    );
    expect(texts.length).toBeGreaterThan(20);
    for (const of of texts) {
      const at = of.slice(2).search(/[AB]/) + 2;
      expect(unseal(OWN, FORM, of.slice(0, at) + char + of.slice(at + 1))).toBeUndefined();
    }
  });

  it('is none of another purpose or prefix', () => {
    expect(unseal(OWN, { ...FORM, purpose: 4 }, text)).toBeUndefined();
    expect(unseal(OWN, { ...FORM, prefix: 'AB' }, text)).toBeUndefined();
  });

  it.each([
    ['seed', secretOf(2, REGION, ACCOUNT)],
    ['upper half of the seed', secretOf(1 + 2 ** 32, REGION, ACCOUNT)],
    ['region', secretOf(1, 'us-west-1', ACCOUNT)],
    ['account', secretOf(1, REGION, '123456789013')],
  ])('is none of a fake with another %s', (_what, other) => {
    expect([other.a === OWN.a, other.b === OWN.b, other.filler === OWN.filler]).toEqual([false, false, false]);
    expect(unseal(other, FORM, text)).toBeUndefined();
  });
});

describe('what makes a text longer', () => {
  it('is other characters in each run id, so that no two look alike', () => {
    const ends = [0, 1, 2, 3].map((run) => runIdOf(OWN, runNumber(run)).slice(15, -2));
    expect(new Set(ends).size).toBe(4);
    for (const end of ends) expect(new Set(end).size).toBeGreaterThan(15);
  });

  it('is a filler in each token, which a fake recognises as that of some fake', () => {
    expect(OWN.filler).toHaveLength(359);
    expect(isFiller(OWN.filler)).toBe(true);
    expect(isFiller(secretOf(2, REGION, ACCOUNT).filler)).toBe(true);
    for (const at of [0, 100, 351, 352, 356, 357, 358]) {
      const char = OWN.filler[at] === 'A' ? 'B' : 'A';
      expect(isFiller(OWN.filler.slice(0, at) + char + OWN.filler.slice(at + 1))).toBe(false);
    }
    expect(isFiller(`${OWN.filler}=`)).toBe(false);
    expect(isFiller('')).toBe(false);
  });

  it('is how a token of another fake is told from nonsense', () => {
    const theirs = taskToken(secretOf(2, REGION, ACCOUNT), 'activity', {
      run: runNumber(0),
      scheduledId: eventId(5),
      startedId: eventId(6),
    });
    expect(isOfOtherFake(OWN, theirs)).toBe(true);
    expect(isOfOtherFake(OWN, `X${theirs.slice(1)}`)).toBe(false);
    expect(isOfOtherFake(OWN, theirs.slice(0, -359) + OWN.filler)).toBe(false);
    expect(isOfOtherFake(OWN, 'nonsense')).toBe(false);
  });
});

// A saved state is loaded by later versions, too: they must make the same run ids.
describe('the bytes of a seed stay the same', () => {
  const task = { run: runNumber(7), scheduledId: eventId(5), startedId: eventId(6) };
  const page = { run: runNumber(7), upTo: eventId(30), offset: 10, issuedAt: instant(Date.UTC(2026, 0, 1)) };

  it('of run ids', () => {
    const runId = runIdOf(OWN, runNumber(7));
    expect(runId).toBe('22uAxgAzHscc0kKaOJgvOuggoiLgKDPhNC3dRKWpEVgPg=');
    expect(runNumberOf(OWN, runId)).toBe(7);
    expect(runIdOf(secretOf(2 ** 53 - 1, 'eu-west-1', '1'), runNumber(0))).toBe(
      '22ZSf35OWZXj5RRx2uvoVCtDIEKdHPBOEin9JtPLOYpIg=',
    );
  });

  it('of tokens', () => {
    expect(taskKey(taskToken(OWN, 'decision', task))).toBe('froZasKZMX0FYg+IAYBndsOxpzlR+');
    expect(taskKey(taskToken(OWN, 'activity', task))).toBe('XuCAh/gmwHZYtt0L8l5xP3PsCNDog');
    expect(taskKey(pageToken(OWN, 'history page', page))).toBe('Zvz3Y8OcXnVdDXg8d1RQxY0dGbRTjRUS6bMGd');
    expect(OWN.filler.slice(-20)).toBe('q2cwy6NFg4flpaSVTAg=');
  });
});
