/** How far a replay is. */
export interface Progress {
  readonly done: number;
  /** Of how many, where that is known. */
  readonly total?: number;
  readonly perSecond: number;
  /** By the speed up to now. */
  readonly secondsLeft?: number;
}

export type OnProgress = (progress: Progress) => void;

const OFTEN_MILLIS = 200;

/** Tells of progress, not more often than anybody reads, and at the end. */
export function meter(total: number | undefined, tell: OnProgress | undefined, now = () => performance.now()) {
  if (!tell) return { passed: () => undefined, ended: () => undefined };
  const began = now();
  let [done, told] = [0, began];
  const say = (at: number): void => {
    told = at;
    tell(progressOf(done, total, (at - began) / 1000));
  };
  return {
    passed(): void {
      done += 1;
      const at = now();
      if (at - told >= OFTEN_MILLIS && done !== total) say(at);
    },
    ended: () => say(now()),
  };
}

function progressOf(done: number, total: number | undefined, seconds: number): Progress {
  const perSecond = seconds > 0 ? done / seconds : 0;
  if (total === undefined) return { done, perSecond };
  const left = total - done;
  return { done, total, perSecond, ...((perSecond > 0 || left === 0) && { secondsLeft: left && left / perSecond }) };
}
