import { describe, expect, it } from 'vitest';
import { runProgress } from '../../src/cli/output/runProgress.js';

describe('the progress of runs', () => {
  it('is one line of a terminal, at most five times per second', () => {
    let at = 0;
    const lines: string[] = [];
    const environment = { showProgress: (line: string) => void lines.push(line), printError: () => undefined };
    const progress = runProgress(environment, () => at);
    for (at = 100; at <= 500; at += 100) progress.show(at, 1000, at / 1000, 2);
    progress.hide();
    expect(lines).toEqual([
      '200 of 1000 runs, 2 failed, 1000 per second, 1 s left',
      '400 of 1000 runs, 2 failed, 1000 per second, 1 s left',
      '',
    ]);
  });

  it('is that of a minimization too', () => {
    let at = 0;
    const lines: string[] = [];
    const progress = runProgress(
      { showProgress: (line) => void lines.push(line), printError: () => undefined },
      () => at,
    );
    for (at = 100; at <= 500; at += 100) progress.minimizing('seed 7', at / 10, 500);
    expect(lines).toEqual(['minimizing seed 7: 20 of at most 500 runs', 'minimizing seed 7: 40 of at most 500 runs']);
  });

  it('is a line of a log now and then', () => {
    let at = 0;
    const lines: string[] = [];
    const progress = runProgress({ printError: (line) => void lines.push(line) }, () => at);
    for (at = 0; at <= 90_000; at += 1000) progress.show(at / 100, 3600, at / 1000, 0);
    progress.hide();
    expect(lines).toEqual([
      '300 of 3600 runs, 0 failed, 10 per second, 330 s left',
      '600 of 3600 runs, 0 failed, 10 per second, 300 s left',
      '900 of 3600 runs, 0 failed, 10 per second, 270 s left',
    ]);
  });
});
