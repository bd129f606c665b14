import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { askedGroups } from '../../src/conform/coverage/asked.js';
import { askedRows } from '../../src/conform/coverage/reasons.js';
import { CHECKS, type Conformance } from '../../src/conform/index.js';
import { askSelf } from './support.js';

let seen: Conformance;
beforeAll(async () => {
  seen = await askSelf();
}, 60_000);

describe('the checks', () => {
  it('are at least 200, each with an id of its own and a section that exists', () => {
    const page = readFileSync('docs/swf.md', 'utf8');
    const sections = new Set(page.match(/^#+ .*$/gm)?.flatMap((line) => line.match(/\b\d+(\.\d+)?\b/g) ?? []));
    expect(CHECKS.length).toBeGreaterThanOrEqual(200);
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
    expect(CHECKS.filter(({ section }) => !sections.has(section)).map(({ id }) => id)).toEqual([]);
    expect(CHECKS.filter(({ question }) => !question.endsWith('?')).map(({ id }) => id)).toEqual([]);
  });

  it('all compare or read something', () => {
    const silent = seen.results.filter(({ compared, readings }) => compared.length + readings.length === 0);
    expect(silent.map(({ check }) => check.id)).toEqual([]);
  });

  it('have a question of their own', () => {
    const questions = CHECKS.map(({ question }) => question);
    expect(questions.filter((one, index) => questions.indexOf(one) !== index)).toEqual([]);
  });
});

describe('the fake of this package', () => {
  it('agrees with every check, in less than 20 seconds', () => {
    const others = seen.results.filter(({ verdict }) => verdict !== 'agrees');
    expect(others.map(({ check, differences, reason }) => [check.id, reason, differences])).toEqual([]);
    expect(seen.stopped).toBeUndefined();
    expect(seen.millis).toBeLessThan(20_000);
  });

  it('writes no history that it would not write again', () => {
    expect(seen.results.flatMap(({ inHistories }) => inHistories)).toEqual([]);
    expect(seen.results.flatMap(({ histories }) => histories).length).toBeGreaterThan(200);
  });

  it('is read as what it assumes by default', () => {
    const readings = seen.results.flatMap((result) => result.readings);
    expect(readings.filter((one) => one.seen !== one.fake)).toEqual([]);
    expect(readings.length).toBeGreaterThan(20);
  });
});

describe('the coverage', () => {
  it('is all operations and all decisions, and a reason for everything else', () => {
    const groups = askedGroups(seen.results);
    const counts = groups.map(({ name, asked, all }) => `${name} ${asked}/${all}`);
    expect(counts.slice(0, 2)).toEqual(['operations 39/39', 'decisions 13/13']);
    const missing = groups.flatMap((group) => group.missing);
    expect(missing.filter(({ reason }) => reason === 'the target did not do it')).toEqual([]);
  });

  it('is every row of section 11, and every doubt of section 12 but those with a reason', () => {
    const rows = askedRows(CHECKS);
    expect(rows.filter(({ reason }) => reason === 'no check asks about it')).toEqual([]);
    expect(rows.filter(({ row, reason }) => !row.startsWith('doubt') && reason !== undefined)).toEqual([]);
    const known = new Set(rows.map(({ row }) => row));
    expect(CHECKS.flatMap(({ rows: asked = [] }) => asked).filter((row) => !known.has(row))).toEqual([]);
  });

  it('has as many rows and doubts as docs/swf.md', () => {
    const page = readFileSync('docs/swf.md', 'utf8');
    const [, floci = '', moto = ''] = page.split(/^## 11\.[123] .*$/m);
    const last = (text: string) => Number([...text.matchAll(/^\| (\d+) \|/gm)].at(-1)?.[1]);
    const doubts = [...page.matchAll(/^### Doubt (\d+)/gm)].map(([, number]) => Number(number));
    const names = askedRows(CHECKS).map(({ row }) => row);
    expect(names).toHaveLength(last(floci) + last(moto) + Math.max(...doubts));
  });
});
