import type { Socket } from 'node:net';

/**
 * The connection of one request: whether its client has gone. It takes the place of an AbortController, which costs more
 * than a short call can spend (docs/decisions.md 27).
 */
export class Connection {
  #gone = false;
  #listener: (() => void) | undefined;
  readonly #end = (): void => this.end();

  constructor(readonly socket: Socket) {
    socket.once('close', this.#end);
  }

  /** True after the client has gone. */
  get gone(): boolean {
    return this.#gone;
  }

  /** Gives up the request, as if the client had gone. */
  end(): void {
    this.#gone = true;
    this.#listener?.();
  }

  /** Sets the one function that is called when the client goes. It is called at once if it has gone already. */
  onGone(listener: () => void): void {
    this.#listener = listener;
    if (this.#gone) listener();
  }

  /** Listens no more: the request is answered. */
  forget(): void {
    this.#listener = undefined;
    this.socket.off('close', this.#end);
  }
}
