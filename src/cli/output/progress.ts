/** The progress of a command through its files. */
export interface FileProgress {
  /** Begins a file with this number of histories. */
  beginFile(histories: number): void;
  /** Counts a history, and shows the progress. */
  countHistory(verdict: string): void;
  /** Removes the line. It comes back with a later history. */
  hide(): void;
}

const INTERVAL_MILLIS = 200;

/**
 * Returns the progress through a number of files. It shows a line at most five times per second; the first one after 200
 * milliseconds. `now` returns the time in milliseconds.
 */
export function fileProgress(
  files: number,
  show: ((line: string) => void) | undefined,
  now = () => performance.now(),
): FileProgress {
  const began = now();
  let [shownAt, isShown] = [began, false];
  let [file, inFile, ofFile, done, differing] = [0, 0, 1, 0, 0];
  const line = (at: number): string => {
    const seconds = (at - began) / 1000;
    const share = Math.min(1, (file - 1 + inFile / ofFile) / files);
    const left = Math.ceil((seconds * (1 - share)) / share);
    const rate = Math.round(done / seconds);
    return `file ${file} of ${files}: ${inFile} of ${ofFile}, ${differing} differ, ${rate} per second, ${left} s left`;
  };
  return {
    beginFile(histories) {
      [file, inFile, ofFile] = [file + 1, 0, Math.max(1, histories)];
    },
    countHistory(verdict) {
      [inFile, done, differing] = [inFile + 1, done + 1, differing + (verdict === 'differs' ? 1 : 0)];
      const at = now();
      if (!show || at - shownAt < INTERVAL_MILLIS) return;
      [shownAt, isShown] = [at, true];
      show(line(at));
    },
    hide() {
      if (isShown) show?.('');
      isShown = false;
    },
  };
}
