const INTERVAL_MILLIS = 15_000;

/** Returns a function that shows a line of progress: over the last one on a terminal, else now and then. */
export function progressLine(): (text: string) => void {
  let shownAt = 0;
  return (text) => {
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${text}`);
      return;
    }
    if (text === '' || performance.now() - shownAt < INTERVAL_MILLIS) return;
    shownAt = performance.now();
    process.stderr.write(`${text}\n`);
  };
}
