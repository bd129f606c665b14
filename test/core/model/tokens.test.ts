import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventId, instant, runNumber } from '../../../src/core/index.js';
import { secretOf } from '../../../src/core/model/sealedText.js';
import {
  isOfOtherFake,
  type PageKind,
  pageOf,
  pageToken,
  runIdOf,
  runNumberOf,
  type TaskKind,
  taskKey,
  taskOf,
  taskToken,
} from '../../../src/core/model/tokens.js';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const OWN = secretOf(1, REGION, ACCOUNT);

/** Keys that differ from `OWN` in one thing only. */
const OTHERS: Readonly<Record<string, ReturnType<typeof secretOf>>> = {
  'the seed': secretOf(2, REGION, ACCOUNT),
  'the seed, above 2^32': secretOf(1 + 2 ** 32, REGION, ACCOUNT),
  'the seed, in its highest bit': secretOf(1 + 2 ** 52, REGION, ACCOUNT),
  'the region': secretOf(1, 'us-east-2', ACCOUNT),
  'the account': secretOf(1, REGION, '123456789013'),
  'the border of region and account': secretOf(1, `${REGION}/1`, '23456789012'),
};

const TASK = { run: runNumber(7), scheduledId: eventId(5), startedId: eventId(6) };
const PAGE = { run: runNumber(7), upTo: eventId(30), offset: 10, issuedAt: instant(Date.UTC(2026, 0, 1)) };
const TASKS: readonly TaskKind[] = ['decision', 'activity'];
const PAGES: readonly PageKind[] = [
  'history page',
  'poll page',
  'domains page',
  'workflow types page',
  'activity types page',
  'open executions page',
  'closed executions page',
];
const tokens = [...TASKS.map((kind) => taskToken(OWN, kind, TASK)), ...PAGES.map((kind) => pageToken(OWN, kind, PAGE))];

describe('a token has the form of a live one (docs/swf.md 5.1)', () => {
  it.each(tokens)('%s', (token) => {
    expect(token).toMatch(/^AAAAKgAAAAE[\w+/]+=$/);
    expect(token.length).toBeGreaterThanOrEqual(400);
    expect(token.length).toBeLessThanOrEqual(1024);
    // Equal only if the text is valid base64 with the padding that its length needs.
    expect(Buffer.from(token, 'base64').toString('base64')).toBe(token);
  });

  it('so a column of 255 characters is too short: a cut token is invalid', () => {
    for (const length of [255, 256, 400, 407]) {
      const cut = taskToken(OWN, 'activity', TASK).slice(0, length);
      expect(taskOf(OWN, 'activity', cut)).toBeUndefined();
      expect(isOfOtherFake(OWN, cut)).toBe(false);
    }
  });
});

describe('a token carries its task or its page', () => {
  const ids = fc.nat({ max: 2 ** 31 - 1 });
  const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 });

  it('a task', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TASKS), ids, ids, ids, (kind, run, scheduledId, startedId) => {
        const task = { run: runNumber(run), scheduledId: eventId(scheduledId), startedId: eventId(startedId) };
        const token = taskToken(OWN, kind, task);
        expect(taskOf(OWN, kind, token)).toEqual(task);
        for (const other of TASKS) if (other !== kind) expect(taskOf(OWN, other, token)).toBeUndefined();
      }),
    );
  });

  it('a page', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), ids, ids, ids, instants, (kind, run, upTo, offset, issuedAt) => {
        const page = { run: runNumber(run), upTo: eventId(upTo), offset, issuedAt: instant(issuedAt) };
        const token = pageToken(OWN, kind, page);
        expect(pageOf(OWN, kind, token)).toEqual(page);
        for (const other of PAGES) if (other !== kind) expect(pageOf(OWN, other, token)).toBeUndefined();
        for (const task of TASKS) expect(taskOf(OWN, task, token)).toBeUndefined();
      }),
    );
  });

  it('a run id its run', () => {
    fc.assert(fc.property(ids, (run) => runNumberOf(OWN, runIdOf(OWN, runNumber(run))) === run));
    expect(runIdOf(OWN, runNumber(0))).toMatch(/^22[\w+/]{43}=$/);
  });
});

describe('a changed character makes a token invalid', () => {
  const others = (char: string | undefined) =>
    ['A', 'B', '/', '+', '9', '=', ' ', 'é', '\u0000'].filter((other) => other !== char);

  it.each(TASKS)('of a %s task, at every place', (kind) => {
    const token = taskToken(OWN, kind, TASK);
    for (let at = 0; at < token.length; at += 1) {
      for (const char of others(token[at])) {
        const forged = token.slice(0, at) + char + token.slice(at + 1);
        expect(taskOf(OWN, kind, forged), `${char} at ${at}`).toBeUndefined();
        expect(isOfOtherFake(OWN, forged), `${char} at ${at}`).toBe(false);
      }
    }
  });

  it('of a page, at every place', () => {
    const token = pageToken(OWN, 'history page', PAGE);
    for (let at = 0; at < token.length; at += 1) {
      for (const char of others(token[at])) {
        expect(pageOf(OWN, 'history page', token.slice(0, at) + char + token.slice(at + 1))).toBeUndefined();
      }
    }
  });
});

describe('fakes that differ do not accept each other’s tokens', () => {
  it.each(Object.entries(OTHERS))('if they differ in %s', (_what, other) => {
    for (const kind of TASKS) {
      const token = taskToken(other, kind, TASK);
      expect(token).not.toBe(taskToken(OWN, kind, TASK));
      expect(taskOf(OWN, kind, token)).toBeUndefined();
      expect(isOfOtherFake(OWN, token)).toBe(true);
      expect(isOfOtherFake(other, token)).toBe(false);
    }
    for (const kind of PAGES) {
      const token = pageToken(other, kind, PAGE);
      expect(pageOf(OWN, kind, token)).toBeUndefined();
      expect(isOfOtherFake(OWN, token)).toBe(true);
    }
    const runId = runIdOf(other, runNumber(7));
    expect(runId).not.toBe(runIdOf(OWN, runNumber(7)));
    expect(runNumberOf(OWN, runId)).toBeUndefined();
  });

  it('and equal ones make equal bytes', () => {
    const same = secretOf(1, REGION, ACCOUNT);
    expect(same).toEqual(OWN);
    expect(taskOf(same, 'activity', taskToken(OWN, 'activity', TASK))).toEqual(TASK);
  });

  it('but a text that no fake made is of none', () => {
    const token = taskToken(OTHERS['the seed'] as typeof OWN, 'activity', TASK);
    const none = [
      '',
      'abc',
      token.slice(1),
      token.slice(0, -1),
      `${token}=`,
      `B${token.slice(1)}`,
      'A'.repeat(token.length),
    ];
    for (const text of none) expect(isOfOtherFake(OWN, text), text).toBe(false);
  });
});

it('the key of a token is short, and of no other token', () => {
  const keys = [0, 1, 2, 2 ** 31].flatMap((run) =>
    TASKS.flatMap((kind) =>
      [1, 2].map((startedId) =>
        taskKey(taskToken(OWN, kind, { ...TASK, run: runNumber(run), startedId: eventId(startedId) })),
      ),
    ),
  );
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key.length).toBe(29);
  expect(taskKey('garbage')).toBe('');
});
