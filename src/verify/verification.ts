import { quoted } from '../args/quoted.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { type Recorded, sdkEvent } from '../history/readHistory.js';
import { type Assertable, counted, withReport } from '../results/report.js';
import type { Difference } from './compareEvents.js';
import { nameOfExport, recordedSide, withComparison } from './comparison.js';

/** The result of a verification. */
export interface Verification extends Assertable {
  /**
   * `verified`: the fake wrote the same history. `differs`: it did not. `skipped`: the history cannot be verified, for
   * example because events are missing.
   */
  readonly verdict: 'verified' | 'differs' | 'skipped';
  /** The reason why the history was skipped, or why the fake could not write the rest of it. */
  readonly reason?: string;
  /** The differences, in the order of the events. The comparison stops at the first event of another type. */
  readonly differences: readonly Difference[];
  /**
   * The choices that the verifier made where SWF leaves them open, as text. Such as which task of a list came first,
   * when an after-batch step happened, how late a deadline was, and which other runs it started.
   */
  readonly freedoms: readonly string[];
  /** The number of values that were accepted by `lenientAbsent`. */
  readonly lenient: number;
  /**
   * Returns a page of HTML, to look at in a browser: the recorded history beside that of the fake, as far as the fake wrote
   * it. The page is one file.
   */
  html(): string;
}

type Found = Omit<Verification, keyof Assertable | 'html'>;

/** The histories of a verification. */
interface BothHistories {
  readonly exported: ExportedHistory;
  /** The events of the fake. Default: it wrote none. */
  readonly fake?: readonly Recorded[];
}

/** Returns the result of a verification with its report and its page. */
export function verificationOf(found: Found, { exported, fake = [] }: BothHistories): Verification {
  const result = withReport(
    found,
    () => verificationText(found),
    () => found.verdict !== 'verified',
  );
  const [name, recorded] = [nameOfExport(exported), recordedSide(exported)];
  return withComparison(result, () => ({
    name,
    note: verificationText(found),
    recorded: recorded(),
    ...(fake.length > 0 && { other: { name: 'the fake', events: fake.map(sdkEvent) } }),
    event: found.differences[0]?.eventId,
  }));
}

function verificationText({ verdict, reason, differences, lenient }: Found): string {
  if (verdict === 'skipped') return `skipped: ${reason}`;
  if (verdict === 'verified')
    return lenient === 0 ? 'verified' : `verified, with ${counted(lenient, 'absent value')} accepted`;
  const reasons = reason === undefined ? [] : [`  ${reason}`];
  return [
    'the fake writes another history than the recorded one:',
    ...differences.map(differenceLine),
    ...reasons,
    ...lenientHint(differences),
  ].join('\n');
}

function lenientHint(differences: readonly Difference[]): readonly string[] {
  const { length } = differences.filter(({ lenient }) => lenient);
  if (length === 0) return [];
  const which = length === differences.length ? 'every difference' : `${length} of ${differences.length} differences`;
  return [`  lenientAbsent: true accepts ${which}`];
}

const differenceLine = ({ eventId, eventType, what, recorded, fake }: Difference): string =>
  `  event ${eventId} ${eventType}: ${what}: recorded ${shown(recorded)}, fake ${shown(fake)}`;

const shown = (value: unknown): string => (value === undefined ? 'none' : quoted(value));
