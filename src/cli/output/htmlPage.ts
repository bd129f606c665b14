import { MOST_COMPARED } from '../../render/html/comparisons.js';
import { resultsPage } from '../../replay/replayPage.js';
import { writeText } from '../files/writeText.js';
import type { Environment } from '../line/environment.js';
import type { TextFlag } from '../line/flags.js';

/** The flag of every command that writes its differences as a page. */
export const HTML_FLAG = {
  kind: 'text',
  value: 'FILE',
  description: 'Writes the differences as a page of HTML, to look at in a browser.',
} as const satisfies TextFlag;

/** Writes a page. @throws CommandError if it cannot be written. */
export const writePage = (file: string, page: string, environment: Environment): void =>
  writeText(file, page, 'the page cannot be written to', environment);

interface Differing {
  readonly id: string;
  readonly result: object;
}

/** The results that a page shows. It holds no more of them than a page has: a command reads thousands of histories. */
export class PageResults {
  readonly #kept: Differing[] = [];
  #left = 0;

  /** `file` is that of the page; `undefined` if none is wanted. */
  constructor(readonly file: string | undefined) {}

  /** Adds the result of a history if it differs. */
  add(id: string, result: { readonly verdict: string }): void {
    if (this.file === undefined || result.verdict !== 'differs') return;
    if (this.#kept.length < MOST_COMPARED) this.#kept.push({ id, result });
    else this.#left += 1;
  }

  /** Writes the page, if one is wanted. @throws CommandError if it cannot be written. */
  write(summary: string, environment: Environment): void {
    if (this.file === undefined) return;
    const left = this.#left === 0 ? [] : [`${this.#left} more are not in this page`];
    writePage(this.file, resultsPage(summary, this.#kept, left), environment);
  }
}
