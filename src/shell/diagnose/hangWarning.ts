import { realTimeout } from '../../host/realTime.js';
import { nextLine } from './explain.js';
import { lostLines } from './lostTasks.js';
import type { ShellView } from './view.js';

// The real time without a call, in milliseconds, after which waiting polls are a reason for a warning.
const WARNING_AFTER_MILLIS = 2000;
const MOST_SHOWN = 5;

/** Prints one warning if polls wait while the test neither calls the fake nor advances its clock: the test hangs. */
export class HangWarning {
  #cancel: (() => void) | undefined;
  #warned = false;

  constructor(readonly shell: ShellView) {}

  /** Starts to watch, for as long as polls wait. */
  watch(): void {
    const { real, closed, longPolls } = this.shell;
    if (this.#warned || this.#cancel || real || closed || longPolls.attended().length === 0) return;
    const before = this.#progress();
    this.#cancel = realTimeout(() => this.#check(before), WARNING_AFTER_MILLIS);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #check(before: string): void {
    this.stop();
    if (this.shell.longPolls.attended().length > 0 && this.#progress() === before) this.#warn();
    else this.watch();
  }

  #progress(): string {
    const { heldTasks, state } = this.shell;
    return `${heldTasks.calls} ${state.now}`;
  }

  #warn(): void {
    this.#warned = true;
    const waiting = this.shell.longPolls.attended();
    const polls = waiting.slice(0, MOST_SHOWN);
    const more = waiting.length - polls.length;
    const held = this.shell.heldTasks.stuck();
    const lines = [
      'swfake: there was no call to this fake for 2s of real time, and polls wait:',
      ...polls.map(
        ({ holder, list }) =>
          `${holder} waits on the ${list.kind} task list '${list.name}' of the domain '${list.domain}'.`,
      ),
      ...(more > 0 ? [`${more} more polls wait.`] : []),
      ...(held ? [`${held.holder} has not responded to ${held.what}.`] : []),
      ...lostLines(this.shell).slice(0, MOST_SHOWN),
      nextLine(this.shell),
      'The clock is virtual, and the test does not advance it. Advance it with await swf.clock.advanceAsync(…), start or ' +
        "signal a workflow, end the polls with swf.close(), or create the fake with clock: 'real'.",
    ];
    console.warn(lines.join('\n  '));
  }
}
