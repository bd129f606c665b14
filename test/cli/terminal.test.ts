import { describe, expect, it } from 'vitest';
import { fileProgress } from '../../src/cli/output/progress.js';
import { painter, showsColors } from '../../src/cli/output/style.js';
import { terminal } from '../../src/cli/output/terminal.js';

describe('colours', () => {
  it.each<[Record<string, string>, boolean, boolean]>([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: 'false' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
  ])('with %j, where it is %s that the output is a terminal: %s', (env, isTerminal, shown) => {
    expect(showsColors(env, isTerminal)).toBe(shown);
  });

  it('are codes around the text, or nothing', () => {
    expect(painter(true)('red', 'DIFFERS')).toBe('\u001b[31mDIFFERS\u001b[39m');
    expect(painter(false)('red', 'DIFFERS')).toBe('DIFFERS');
  });
});

/** Both streams of a terminal or a pipe, with all that was written. */
function streams(isTTY: boolean, env: Record<string, string> = {}) {
  const written: string[] = [];
  const stream = (name: string) => ({
    isTTY,
    columns: 20,
    write: (text: string) => void written.push(`${name}: ${text}`),
  });
  return { written, ...terminal(stream('out'), stream('err'), env) };
}

describe('progress', () => {
  it('is a line of a terminal that is replaced, cut at its width, and removed before other output', () => {
    const { written, print, printError, showProgress } = streams(true);
    showProgress?.('1 of 3');
    showProgress?.('a line that is longer than the terminal');
    print('verified  a');
    printError('swfake: there is no file');
    showProgress?.('');
    expect(written).toEqual([
      'err: \r\u001b[K1 of 3',
      'err: \r\u001b[Ka line that is long',
      'err: \r\u001b[K',
      'out: verified  a\n',
      'err: swfake: there is no file\n',
    ]);
  });

  it('is cut at 80 columns where the width is unknown', () => {
    const written: string[] = [];
    const stream = { isTTY: true, columns: 0, write: (text: string) => void written.push(text) };
    terminal(stream, stream, {}).showProgress?.('x'.repeat(100));
    expect(written).toEqual([`\r\u001b[K${'x'.repeat(79)}`]);
  });

  it('is nothing in a pipe, and on a terminal that cannot remove a line', () => {
    expect(streams(false).showProgress).toBeUndefined();
    expect(streams(true, { TERM: 'dumb' }).showProgress).toBeUndefined();
    expect([streams(true).colors, streams(false).colors]).toEqual([true, false]);
    expect([streams(true).columns, streams(false).columns]).toEqual([20, undefined]);
  });

  it('comes after 200 ms, at most five times per second, and is hidden at the end', () => {
    let now = 0;
    const shown: string[] = [];
    const progress = fileProgress(
      2,
      (line) => void shown.push(line),
      () => now,
    );
    progress.beginFile(4);
    for (const verdict of ['same', 'differs', 'same', 'same']) {
      now += 100;
      progress.countHistory(verdict);
    }
    progress.beginFile(2);
    now += 200;
    progress.countHistory('differs');
    progress.hide();
    progress.hide();
    expect(shown).toEqual([
      'file 1 of 2: 2 of 4, 1 differ, 10 per second, 1 s left',
      'file 1 of 2: 4 of 4, 1 differ, 10 per second, 1 s left',
      'file 2 of 2: 1 of 2, 2 differ, 8 per second, 1 s left',
      '',
    ]);
  });
});
