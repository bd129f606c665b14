/** A change of one place in the core; `search` is there exactly once. */
export interface Edit {
  readonly file: string;
  readonly search: string;
  readonly replace: string;
}

/** A mistake that the core might make. */
export interface Planted {
  readonly fault: string;
  readonly edits: readonly Edit[];
}

export const edit = (file: string, search: string, replace: string): Edit => ({
  file: `src/core/${file}`,
  search,
  replace,
});
