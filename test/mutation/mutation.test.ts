import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reasonIn } from './equivalents/equivalent.js';
import { EQUIVALENT } from './equivalents/index.js';
import { sourceFiles } from './instrument.js';
import { type Mutant, type Result, sampleOf } from './mutant.js';
import { report } from './report.js';

const mutant = (key: string, more: Partial<Mutant> = {}): Mutant => ({
  id: '0',
  key,
  file: 'src/core/a.ts',
  line: 1,
  kind: 'BooleanLiteral',
  before: 'true',
  after: 'false',
  range: [0, 4],
  ...more,
});
const MANY = Array.from({ length: 100 }, (_, n) => mutant(`a.ts | ${n}`));
const keys = (mutants: readonly Mutant[]): readonly string[] => mutants.map(({ key }) => key);

describe('a sample', () => {
  it('is the same for the same seed, in whatever order the mutants come', () => {
    expect(keys(sampleOf(MANY, 10, 7))).toEqual(keys(sampleOf(MANY.toReversed(), 10, 7)));
  });

  it('is another one for another seed', () => {
    expect(keys(sampleOf(MANY, 10, 7))).not.toEqual(keys(sampleOf(MANY, 10, 8)));
  });

  it('is the beginning of a larger sample', () => {
    expect(keys(sampleOf(MANY, 20, 7)).slice(0, 10)).toEqual(keys(sampleOf(MANY, 10, 7)));
  });

  it('changes only where the source changes', () => {
    const fewer = MANY.slice(1);
    const gone = keys(sampleOf(MANY, 10, 7)).filter((key) => !keys(sampleOf(fewer, 10, 7)).includes(key));
    expect(gone.every((key) => key === MANY[0]?.key)).toBe(true);
  });
});

describe('a report', () => {
  const results = (verdicts: readonly Result['verdict'][]): ReadonlyMap<string, Result> =>
    new Map(verdicts.map((verdict, n) => [`a.ts | ${n}`, { key: `a.ts | ${n}`, verdict }]));

  it('lists what lives, and counts what does not compile for neither side', () => {
    const text = report(
      MANY,
      results(['killed', 'killed', 'timeout', 'survived', 'uncovered', 'refused by the compiler']),
    );
    expect(text).toBe(
      [
        'src/core/a.ts:1 BooleanLiteral true -> false survived',
        'src/core/a.ts:1 BooleanLiteral true -> false uncovered',
        '',
        '6 mutants: 2 killed, 1 without end, 1 survived, 1 uncovered, 1 refused by the compiler',
        '0 of the survivors are equivalent; of the other 5, 60.0 % are dead',
      ].join('\n'),
    );
  });
});

describe('the list of equivalent mutants', () => {
  it('finds a mutant by its file and by the code before and after', () => {
    const known = [{ file: 'src/core/a.ts', before: 'true', after: 'false', reason: 'no caller can see it' }];
    expect(reasonIn(known, mutant('x'))).toBe('no caller can see it');
    expect(reasonIn(known, mutant('x', { after: 'null' }))).toBeUndefined();
    expect(reasonIn(known, mutant('x', { file: 'src/core/b.ts' }))).toBeUndefined();
  });

  it('names code that exists', () => {
    const oneLine = (code: string): string => code.replaceAll(/\s+/g, ' ');
    const files = new Set(sourceFiles(['core', 'shell', 'adapters', 'iam']));
    const gone = EQUIVALENT.filter(
      ({ file, before }) => !files.has(file) || !oneLine(readFileSync(file, 'utf8')).includes(oneLine(before)),
    );
    expect(gone).toEqual([]);
  });
});
