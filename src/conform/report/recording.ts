import type { CheckResult, Conformance } from '../judges/results.js';

const ACCOUNT = /(?<=:)\d{12}(?=:)/g;
const HIDDEN = '000000000000';

/** A file of a recording. */
export interface RecordedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Returns the files of a recording: one for each check, with its calls, answers and histories, as `swfake verify` reads
 * them. The ids of accounts are hidden.
 */
export const recordedFiles = (seen: Conformance): readonly RecordedFile[] =>
  seen.results
    .filter(({ histories }) => histories.some(({ events }) => events.length > 0))
    .map((result) => ({ name: `${result.check.id}.json`, text: textOf(seen, result) }));

function textOf({ target, run }: Conformance, { check, calls, histories }: CheckResult): string {
  const { id, question, section } = check;
  const written = histories.filter(({ events }) => events.length > 0);
  const recording = {
    histories: written.map(({ execution, events }) => ({
      id: `${execution.workflowId} ${execution.runId}`,
      workflowExecution: execution,
      events,
    })),
    conform: { target, run, check: { id, question, section }, calls },
  };
  return `${JSON.stringify(recording, undefined, 2).replaceAll(ACCOUNT, HIDDEN)}\n`;
}
