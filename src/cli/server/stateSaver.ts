import { type Duration, millisOf } from '../../args/durations.js';
import type { Environment } from '../line/environment.js';
import type { ServerFakes } from './serverFakes.js';
import { writeStates } from './stateFile.js';

/** Saves the states of a server in a file, now and then while clients call it. */
export class StateSaver {
  #timer: ReturnType<typeof setInterval> | undefined;
  #changed = false;
  /** The last error, so that one that lasts is printed once. */
  #problem = '';

  constructor(
    readonly file: string,
    readonly every: Duration,
    readonly fakes: ServerFakes,
    readonly environment: Environment,
  ) {}

  /**
   * Saves once, and begins to save after each interval in which something was called.
   *
   * @throws CommandError if the file cannot be written.
   */
  start(): void {
    this.save();
    this.#timer = setInterval(() => this.#saveChanges(), millisOf(this.every));
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Notes that a request was answered, which may have changed a state. */
  noteChange(): void {
    this.#changed = true;
  }

  /** Saves the states. @throws CommandError if the file cannot be written. */
  save(): void {
    this.#changed = false;
    writeStates(this.file, this.fakes.all, this.environment);
  }

  #saveChanges(): void {
    if (!this.#changed) return;
    try {
      this.save();
      this.#problem = '';
    } catch (error) {
      this.#changed = true;
      this.#report((error as Error).message);
    }
  }

  #report(problem: string): void {
    if (problem !== this.#problem) this.environment.printError(`swfake: ${problem}`);
    this.#problem = problem;
  }
}
