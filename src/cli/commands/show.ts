import { type Recorded, readHistory, sdkEvent } from '../../history/readHistory.js';
import { timeline } from '../../render/index.js';
import { rowOf } from '../../render/timeline.js';
import { command, FILE_HELP } from '../line/command.js';
import { JSON_FLAG } from '../line/flags.js';
import { exitCodeOf, printDocument } from '../output/outcome.js';
import { type Paint, painter } from '../output/style.js';
import { eachHistory } from './eachHistory.js';

/** The command `swfake show`. */
export const show = command({
  name: 'show',
  summary: 'Prints histories as timelines.',
  description: FILE_HELP,
  takesFiles: true,
  flags: {
    all: { kind: 'switch', description: 'Shows every attribute, and long values whole.' },
    json: JSON_FLAG,
  },
  examples: ['swfake show order-7.json', 'aws swf get-workflow-execution-history ... | swfake show -'],
  exitCodes: {
    0: 'Every history was printed, and there was at least one.',
    2: 'A file could not be read, the files hold no history, or the command line is wrong.',
  },
  async run({ flags, files, environment }) {
    const paint = painter(environment.colors);
    const texts: { id: string; text: string }[] = [];
    const histories: ShownHistory[] = [];
    const problems = await eachHistory(files, environment, ({ id, file, exported }) => {
      histories.push({ id, file, verdict: 'shown', events: flags.json ? eventForms(readHistory(exported)) : [] });
      if (!flags.json) texts.push({ id, text: timeline(exported, flags.all ? { all: true, values: 'whole' } : {}) });
      return 'shown';
    });
    for (const { id, text } of texts) {
      if (texts.length > 1) environment.print(paint('bold', `${id}:`));
      environment.print(paintedTimeline(text, paint));
    }
    const exitCode = exitCodeOf({ command: 'show', histories, problems }, environment);
    if (flags.json) printDocument({ command: 'show', histories, problems }, exitCode, counted(histories), environment);
    return exitCode;
  },
});

/** A history in the JSON document. */
interface ShownHistory {
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

const counted = (histories: readonly ShownHistory[]): Readonly<Record<string, number>> => ({
  histories: histories.length,
  events: histories.reduce((sum, { events }) => sum + events.length, 0),
});

function eventForms(read: readonly Recorded[]): readonly EventForm[] {
  const recorded = read.toSorted((a, b) => a.id - b.id);
  const ordered = recorded.map(sdkEvent);
  const began = recorded[0]?.at ?? Number.NaN;
  return recorded.map(({ id, at, type, attributes }, index) => {
    const { subject } = rowOf(ordered[index] ?? {}, ordered, false, 'exact');
    const times = Number.isNaN(at) ? {} : { eventTimestamp: new Date(at).toISOString(), afterMillis: at - began };
    return { eventId: id, eventType: type, ...times, ...(subject !== '' && { subject }), attributes };
  });
}

// The events after which a reader looks for the reason.
const BAD = /^(\s*#\d+\s+\S+\s+)(\w+(?:Failed|TimedOut|Terminated))\b/gm;

const paintedTimeline = (text: string, paint: Paint): string =>
  text.replaceAll(BAD, (_line, before: string, type: string) => `${before}${paint('red', type)}`);
