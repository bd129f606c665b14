import type { TestFile } from './baseline.js';
import type { Lane } from './lanes.js';
import type { Mutant, Result } from './mutant.js';

const CHUNKS = [2, 4, 12, 200];
const PATIENCE = { factor: 5, millis: 15_000 };

/** Decides what becomes of mutants, with the test files that pass without one. */
export class Judge {
  readonly #copy: string;
  readonly #files: readonly TestFile[];
  readonly #budget: number;
  /** How often a test file was the one that killed. */
  readonly #kills = new Map<string, number>();

  /** `budget` is the time that the tests of one mutant may take, in milliseconds, measured without a mutant. */
  constructor(copy: string, files: readonly TestFile[], budget: number) {
    this.#copy = copy;
    this.#files = files;
    this.#budget = budget;
  }

  /** Runs the test files that run the mutant's code, the most promising ones first. */
  async judge(mutant: Mutant, lane: Lane): Promise<Result> {
    const files = this.#ordered(mutant);
    if (files.length === 0) return { key: mutant.key, verdict: 'uncovered' };
    let from = 0;
    for (const size of CHUNKS) {
      const chunk = files.slice(from, from + size);
      from += size;
      if (chunk.length === 0) break;
      const limit = PATIENCE.millis + PATIENCE.factor * chunk.reduce((sum, { took }) => sum + took, 0);
      const answer = await lane.run({ mutant: mutant.id, files: chunk.map(({ file }) => file) }, limit);
      if (!answer) return { key: mutant.key, verdict: 'timeout' };
      if (answer.failed) return this.#killed(mutant, answer.failed);
    }
    return { key: mutant.key, verdict: 'survived' };
  }

  #killed(mutant: Mutant, { file, test }: { readonly file: string; readonly test: string }): Result {
    this.#kills.set(file, (this.#kills.get(file) ?? 0) + 1);
    return { key: mutant.key, verdict: 'killed', test: `${file.slice(this.#copy.length + 1)} > ${test}` };
  }

  #ordered(mutant: Mutant): readonly TestFile[] {
    const covering = this.#files.filter(({ run, loaded }) => run.has(mutant.id) || loaded.has(mutant.id));
    const promise = (file: TestFile): number => {
      const near = sharedFolders(mutant.file, file.file.slice(this.#copy.length + 1));
      const often = Math.log2(1 + (this.#kills.get(file.file) ?? 0));
      const tested = file.run.has(mutant.id) ? 3 : 0;
      return near + often + tested - Math.log2(1 + file.took / 500);
    };
    let spent = 0;
    const affordable = ({ took }: TestFile): boolean => {
      if (spent + took > this.#budget) return false;
      spent += took;
      return true;
    };
    return covering.toSorted((a, b) => promise(b) - promise(a)).filter(affordable);
  }
}

/** Returns how many folders below src and test two paths share, and one more for the same file name. */
function sharedFolders(source: string, test: string): number {
  const [a, b] = [source, test].map((path) =>
    path
      .replace(/(\.test)?\.ts$/, '')
      .split('/')
      .slice(1),
  );
  let shared = 0;
  while (shared < (a?.length ?? 0) && a?.[shared] === b?.[shared]) shared += 1;
  return shared + (a?.at(-1) === b?.at(-1) ? 1 : 0);
}
