import { withHistoryName } from '../history/withHistoryName.js';
import { type Verification, type VerifyOptions, verifyHistory } from '../replay/index.js';
import { historiesIn, type NamedHistory } from './files.js';

/** Verifies every history in the files, and prints each result. Returns `true` if all were verified or skipped. */
export function verifyFiles(
  files: readonly string[],
  read: (file: string) => string,
  print: (line: string) => void,
  options: VerifyOptions,
): boolean {
  const histories = files.flatMap((file) => historiesIn(file, read(file)));
  const outcomes = histories.map((history) => {
    const outcome = verifyNamed(history, options);
    for (const line of linesOf(history.id, outcome)) print(line);
    return outcome;
  });
  const count = (verdict: Verification['verdict']): number =>
    outcomes.filter((outcome) => outcome.verdict === verdict).length;
  const [verified, skipped] = [count('verified'), count('skipped')];
  print(`verified ${verified} of ${outcomes.length} histories, ${skipped} skipped`);
  return verified + skipped === outcomes.length;
}

function verifyNamed({ id, events }: NamedHistory, options: VerifyOptions): Verification {
  try {
    return verifyHistory(events, options);
  } catch (error) {
    throw withHistoryName(id, error);
  }
}

function linesOf(id: string, { verdict, reason, differences, freedoms, lenient }: Verification): readonly string[] {
  if (verdict === 'skipped') return [`skipped   ${id}: ${reason}`];
  const notes = [...freedoms, ...(lenient > 0 ? [`${lenient} absent values passed`] : [])];
  const head = `${verdict === 'verified' ? 'verified ' : 'DIFFERS  '} ${id}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
  const lines = differences.map(
    ({ eventId, eventType, what, recorded, fake }) =>
      `          #${eventId} ${eventType} ${what}: recorded ${JSON.stringify(recorded)}, the fake wrote ${JSON.stringify(fake)}`,
  );
  return [head, ...lines, ...(reason === undefined ? [] : [`          ${reason}`])];
}
