/** The names of the workers or deciders at work. A name that is free again is used before a new one: `worker-1` first. */
export class WorkerNames {
  readonly #busy: boolean[] = [];

  constructor(readonly role: string) {}

  /** Returns a free name, which is then in use. */
  take(): string {
    const free = this.#busy.indexOf(false);
    const index = free < 0 ? this.#busy.length : free;
    this.#busy[index] = true;
    return `${this.role}-${index + 1}`;
  }

  /** Frees a name. */
  free(name: string): void {
    this.#busy[Number(name.slice(this.role.length + 1)) - 1] = false;
  }
}
