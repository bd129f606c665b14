/** The warning of a fake that is still used after its stub was attached to another fake. */
export class DetachedStub {
  warning: string | undefined;

  /** Prints the warning once, at the next call, unless the fake is closed: a test may attach a new fake and drop the old. */
  warn(closed: boolean): void {
    const { warning } = this;
    if (warning === undefined) return;
    this.warning = undefined;
    if (!closed) console.warn(warning);
  }
}
