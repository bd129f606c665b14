/** Names for as many as are needed at once: `worker-1` works again before there is a `worker-2`. */
export class Pool {
  readonly #busy: boolean[] = [];

  constructor(readonly role: string) {}

  take(): string {
    const free = this.#busy.indexOf(false);
    const index = free < 0 ? this.#busy.length : free;
    this.#busy[index] = true;
    return `${this.role}-${index + 1}`;
  }

  free(name: string): void {
    this.#busy[Number(name.slice(this.role.length + 1)) - 1] = false;
  }
}
