import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

// The README's table of support, the ranges of package.json and the matrix of `.ci` name the same versions.

interface Runner {
  readonly name: string;
  readonly packages: readonly string[];
}
const { RUNNERS } = (await import(pathToFileURL('.ci/samples.mjs').href)) as { readonly RUNNERS: readonly Runner[] };
const { testFilesOf } = (await import(pathToFileURL('.ci/matrix/runners.mjs').href)) as {
  testFilesOf(runner: Runner): readonly unknown[] | undefined;
};

const { peerDependencies, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
};
const matrix = readFileSync('.ci/matrix.mjs', 'utf8');
const readme = readFileSync('README.md', 'utf8');
const rowOf = (name: string): string => readme.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
const minimumOf = (peer: string): string => /^>=([\d.]+)/.exec(peerDependencies[peer] ?? '')?.[1] ?? '';

/** The version of a peer that the matrix takes as the lowest. */
const lowestOf = (peer: string): string => new RegExp(`'${peer}@([\\d.]+)'`).exec(matrix)?.[1] ?? '';

describe('the matrix', () => {
  it.each(['@aws-sdk/client-swf', 'aws-sdk-client-mock', 'fast-check'])('has the lowest %s of the range', (peer) => {
    expect(lowestOf(peer).split('.').slice(0, 3)).toHaveLength(3);
    expect(`${lowestOf(peer)}.`).toMatch(new RegExp(`^${minimumOf(peer).replaceAll('.', '\\.')}\\.`));
    expect(rowOf(peer === 'fast-check' ? peer : `\`${peer}\``)).toContain(lowestOf(peer));
  });

  it.each(['vitest', 'jest', '@jest/globals'])('has the lowest %s of the range, and each major above it', (peer) => {
    const packages = RUNNERS.flatMap((runner) => runner.packages);
    const versions = packages.filter((name) => name.startsWith(`${peer}@`)).map((name) => name.slice(peer.length + 1));
    expect(versions).toContain(minimumOf(peer));
    const [, first, end] = /^>=(\d+)[\d.]* <(\d+)$/.exec(peerDependencies[peer] ?? '') ?? [];
    const wanted = Array.from({ length: Number(end) - Number(first) }, (_, index) => Number(first) + index);
    const majors = versions.map((version) => Number(version.split('.')[0]));
    expect(wanted.length).toBeGreaterThan(1);
    expect(wanted.filter((major) => !majors.includes(major))).toEqual([]);
  });

  it('has every TypeScript and Node of the table', () => {
    for (const version of ['5.2', '5.9', '6', '7']) expect(matrix).toContain(`'${version}'`);
    expect(rowOf('TypeScript')).toBe('| TypeScript | 5.2 to 7 | 5.2, 7 | 5.9, 6 |');
    for (const version of ['20', '22', '24', '26']) expect(matrix).toContain(`'${version}'`);
    expect(rowOf('Node')).toContain(engines.node.replace(/>=|\.0$/g, ''));
  });

  it('has a test file for every runner', () => {
    expect(RUNNERS.filter((runner) => testFilesOf(runner) === undefined)).toEqual([]);
  });

  it('compares the whole text of a failing matcher', () => {
    expect(readFileSync('.ci/matrix/failing.txt', 'utf8')).toContain('- ActivityTaskScheduled Charge-2');
  });
});
