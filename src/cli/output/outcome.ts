import type { FileProblem } from '../files/histories.js';
import type { ExitCode } from '../line/command.js';
import type { Environment } from '../line/environment.js';

/** The results of a command that compares histories. */
export interface Comparisons<R> {
  readonly command: string;
  /** The result of each history that was read, in order. */
  readonly histories: readonly R[];
  /** The files and histories that could not be read. */
  readonly problems: readonly FileProblem[];
}

/** The verdict of one comparison: `good` is the one that is wanted. */
interface Verdict {
  readonly verdict: string;
}

/** Returns the number of results with this verdict. */
export const countOf = (results: readonly Verdict[], verdict: string): number =>
  results.filter((one) => one.verdict === verdict).length;

/**
 * Returns the exit code of a comparison: 2 if a file could not be read or if no history was compared, else 1 if a history
 * differs. The reason is printed where no other message has it.
 */
export function exitCodeOf(
  { command, histories, problems }: Comparisons<Verdict>,
  { printError }: Environment,
): ExitCode {
  const skipped = countOf(histories, 'skipped');
  if (problems.length === 0 && skipped === histories.length) {
    const reason = skipped === 0 ? 'the files hold none' : `all ${skipped} were skipped`;
    printError(`swfake: ${command} compared no history: ${reason}`);
  }
  if (problems.length > 0 || skipped === histories.length) return 2;
  return countOf(histories, 'differs') > 0 ? 1 : 0;
}

/** Prints the JSON document of a comparison: its exit code, the counts, every history and every problem. */
export function printDocument(
  { command, histories, problems }: Comparisons<object>,
  exitCode: ExitCode,
  counts: Readonly<Record<string, number>>,
  { print }: Environment,
): void {
  const document = { command, exitCode, counts: { ...counts, problems: problems.length }, histories, problems };
  print(JSON.stringify(document, undefined, 2));
}

/** Returns the end of a summary line that counts the problems; empty if there is none. */
export const problemsText = ({ length }: readonly FileProblem[]): string =>
  length === 0 ? '' : `, ${length} could not be read`;
