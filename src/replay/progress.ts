/** The progress of a replay. */
export interface Progress {
  /** The number of tasks or histories that are done. */
  readonly done: number;
  /** The number of all tasks or histories, if it is known before the end. */
  readonly total?: number;
  /** The average number per second since the start. */
  readonly perSecond: number;
  /** The estimated seconds until the end, by the average rate so far. Absent if `total` is unknown. */
  readonly secondsLeft?: number;
}

/**
 * A function that receives the progress, at most five times per second and once at the end. A promise that it returns is
 * awaited.
 */
export type OnProgress = (progress: Progress) => void;

const INTERVAL_MILLIS = 200;

/**
 * Returns a meter that counts the done items and reports to `report`: at most every 200 milliseconds, and at the end.
 * `now` returns the time in milliseconds.
 */
export function progressMeter(
  total: number | undefined,
  report: OnProgress | undefined,
  now = () => performance.now(),
) {
  if (!report) return { countOne: async () => undefined, finish: async () => undefined };
  const began = now();
  let [done, reportedAt] = [0, began];
  // An async function can reject: its error is that of the replay.
  const reportNow = async (at: number): Promise<void> => {
    reportedAt = at;
    await report(progressOf(done, total, (at - began) / 1000));
  };
  return {
    async countOne(): Promise<void> {
      done += 1;
      const at = now();
      if (at - reportedAt >= INTERVAL_MILLIS && done !== total) await reportNow(at);
    },
    finish: () => reportNow(now()),
  };
}

function progressOf(done: number, total: number | undefined, seconds: number): Progress {
  const perSecond = seconds > 0 ? done / seconds : 0;
  if (total === undefined) return { done, perSecond };
  const left = total - done;
  return { done, total, perSecond, ...((perSecond > 0 || left === 0) && { secondsLeft: left && left / perSecond }) };
}
