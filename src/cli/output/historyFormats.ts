import type { Recorded } from '../../history/readHistory.js';
import { html } from '../../render/html/html.js';
import { oneLine } from '../../render/plainText.js';
import { TimelineRows } from '../../render/timelineRows.js';
import type { FileProblem } from '../files/histories.js';
import type { ExitCode } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { JSON_FLAG, type SwitchFlag } from '../line/flags.js';
import {
  type LinesOf,
  lastOf,
  mermaidLines,
  type SelectedHistory,
  shownOf,
  stepsLines,
  timelineLines,
  type View,
} from './historyLines.js';
import { printDocument } from './outcome.js';

/** The histories that `swfake show` prints, and the files that it could not read. */
export interface Shown {
  readonly histories: readonly SelectedHistory[];
  readonly problems: readonly FileProblem[];
  readonly exitCode: ExitCode;
}

/** A format of `swfake show`. */
export interface Format {
  /** The flag that chooses it, and bears its name. */
  readonly flag: SwitchFlag;
  /** Prints all histories. */
  print(shown: Shown, view: View, environment: Environment): void;
}

const boldName = (id: string, { paint }: View): string => paint('bold', `${id}:`);

/** Returns the function that prints the lines of each history, below its name where there are several. */
const printLines =
  (linesOf: LinesOf, nameLine: (id: string, view: View) => string): Format['print'] =>
  ({ histories }, view, { print }) => {
    for (const history of histories) {
      if (histories.length > 1) print(nameLine(history.id, view));
      print(linesOf(history, view).join('\n'));
    }
  };

/** The format without a flag: a timeline. */
export const printTimelines = printLines(timelineLines, boldName);

/** The formats that a flag chooses, by the name of the flag. */
export const FORMATS = {
  steps: {
    flag: { kind: 'switch', description: 'Prints a line for each activity, timer, child, signal and marker.' },
    print: printLines(stepsLines, boldName),
  },
  mermaid: {
    flag: { kind: 'switch', description: 'Prints a sequence diagram of Mermaid, which GitHub draws.' },
    print: printLines(mermaidLines, (id) => `%% ${oneLine(id)}`),
  },
  html: {
    flag: { kind: 'switch', description: 'Prints one page of HTML, for a browser: > page.html' },
    print: printPage,
  },
  json: { flag: JSON_FLAG, print: printJson },
} as const satisfies Readonly<Record<string, Format>>;

type FormatName = keyof typeof FORMATS;

const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];

/**
 * Returns the function that prints in the format that the flags choose.
 *
 * @throws CommandError if they choose two formats.
 */
export function formatOf(flags: Readonly<Record<FormatName, boolean>>): Format['print'] {
  const [first, second] = FORMAT_NAMES.filter((name) => flags[name]);
  if (second) throw new CommandError(`show: --${first} and --${second} are two formats; leave one of them out`);
  return first ? FORMATS[first].print : printTimelines;
}

// The page has filters of its own.
function printPage({ histories }: Shown, { compare = false }: View, { print }: Environment): void {
  if (compare && histories.length < 2)
    throw new CommandError(`show: --compare expects two histories at least, but the files hold ${histories.length}`);
  if (histories.length === 0) return;
  const named = histories.map(({ id, exported }) => ({ name: id, history: exported }));
  print(html(named, { compare }).trimEnd());
}

/** A history in the JSON document. */
interface HistoryForm {
  readonly id: string;
  readonly file: string;
  readonly verdict: 'shown';
  readonly events: readonly EventForm[];
}

interface EventForm {
  readonly eventId: number;
  readonly eventType: string;
  /** The time in UTC. Absent if the history has no times. */
  readonly eventTimestamp?: string;
  /** The milliseconds since the first event. */
  readonly afterMillis?: number;
  /** The id or the name that the event is about. Absent if there is none. */
  readonly subject?: string;
  readonly attributes: object;
}

function printJson({ histories, problems, exitCode }: Shown, view: View, environment: Environment): void {
  const forms = histories.map((history) => historyForm(history, view));
  const events = forms.reduce((sum, form) => sum + form.events.length, 0);
  const counts = { histories: forms.length, events };
  printDocument({ command: 'show', histories: forms, problems }, exitCode, counts, environment);
}

function historyForm({ id, file, run, shown }: SelectedHistory, view: View): HistoryForm {
  const rows = new TimelineRows(run.events);
  const began = run.events[0]?.at ?? Number.NaN;
  const events = lastOf(shownOf(run.events, shown), view).map((event) =>
    eventForm(event, rows.subjectOf(event), began),
  );
  return { id, file, verdict: 'shown', events };
}

function eventForm({ id, at, type, attributes }: Recorded, subject: string, began: number): EventForm {
  const times = Number.isNaN(at) ? {} : { eventTimestamp: new Date(at).toISOString(), afterMillis: at - began };
  return { eventId: id, eventType: type, ...times, ...(subject !== '' && { subject }), attributes };
}
