/** What to say of a fake that is used though the stub which led to it leads elsewhere now. */
export class Displaced {
  words: string | undefined;

  /** Once: who attaches a new fake for each test and forgets the old one need not hear of it. */
  say(closed: boolean): void {
    const words = this.words;
    if (words === undefined) return;
    this.words = undefined;
    if (!closed) console.warn(words);
  }
}
