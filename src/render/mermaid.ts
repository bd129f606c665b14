import { checkNames } from '../args/checkOptions.js';
import { quoted } from '../args/quoted.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { durationText } from './durationText.js';
import { type Message, messagesOf } from './mermaidMessages.js';
import { mermaidText } from './mermaidText.js';
import { type ReadRun, readRun, summaryCells, summaryOf } from './runSummary.js';

/** Options of `mermaid()`. */
export interface MermaidOptions {
  /** The number of characters that the diagram can have, from 1,000 on. Default: 50,000, the limit of GitHub. */
  readonly maxCharacters?: number;
}

const LIMIT_OF_GITHUB = 50_000;
const LEAST_CHARACTERS = 1000;
/** The room for the note about what is left out. */
const ROOM = 120;
const LONGEST_LABEL = 60;
const LONGEST_TEXT = 100;
const SECOND_IN_MILLIS = 1000;

/**
 * Returns a history as a sequence diagram of Mermaid. GitHub draws it in a code block of the language `mermaid`.
 *
 * The run is on the left. Beside it are the activity types, the types of children, the Lambda functions, the timers, the
 * signals and other runs. An arrow starts a thing, an arrow with dashes ends it, and a cross is a failure. Notes have markers,
 * refused decisions, and the time that passes. Long values are cut. If the diagram has more characters than
 * `maxCharacters`, it ends with a note.
 *
 * `exported` is what `timeline()` takes.
 *
 * @throws TypeError if `exported` is no history of SWF, if its pages have an event twice, or if an option is unknown or has a
 * wrong value.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { mermaid } from 'swfake/render';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7', timeouts: { scheduleToStart: '30s' } });
 * swf.clock.advance('1m');
 * deepEqual(mermaid(swf.history(run)).split('\n').slice(3), [
 *   '  participant p1 as Charge@1',
 *   '  run->>p1: Charge-1 "card 7"',
 *   '  Note over run: 30s later',
 *   '  p1--xrun: Charge-1 timed out SCHEDULE_TO_START',
 * ]);
 * ```
 */
export function mermaid(exported: ExportedHistory, options: MermaidOptions = {}): string {
  checkNames('mermaid()', options, { maxCharacters: true });
  const { maxCharacters = LIMIT_OF_GITHUB } = options;
  checkMaximum(maxCharacters);
  const run = readRun(exported, 'call mermaid() for each');
  return drawn(run, messagesOf(run.rows), maxCharacters);
}

function checkMaximum(most: unknown): void {
  if (typeof most === 'number' && most >= LEAST_CHARACTERS) return;
  throw new TypeError(
    `swfake: maxCharacters was given as ${quoted(most)}; expected a number of characters from ${LEAST_CHARACTERS} on`,
  );
}

/** Returns the diagram of messages of a run, up to a number of characters. */
export function drawn(run: ReadRun, messages: readonly Message[], most = LIMIT_OF_GITHUB): string {
  const diagram = new Diagram(labelOf(run), most);
  const left = messages.findIndex((message) => !diagram.add(message));
  if (left >= 0) diagram.addNote(`cut here, ${messages.length - left} of ${messages.length} messages are left out`);
  return diagram.lines.join('\n');
}

function labelOf(run: ReadRun): string {
  const { workflowId, type } = summaryCells(summaryOf(run));
  return workflowId === '' || type === '' ? workflowId || type || 'run' : `${workflowId} (${type})`;
}

class Diagram {
  readonly lines: string[];
  readonly #lanes = new Map<string, string>();
  readonly #most: number;
  #characters: number;
  #at = Number.NaN;

  constructor(label: string, most: number) {
    this.lines = ['sequenceDiagram', `  participant run as ${mermaidText(label, LONGEST_LABEL)}`];
    this.#characters = this.lines.join('\n').length;
    this.#most = most - ROOM;
  }

  /** Adds a message. Returns false if there is no room for it. */
  add(message: Message): boolean {
    const lines = this.#linesOf(message);
    const characters = lines.reduce((sum, line) => sum + line.length + 1, this.#characters);
    if (characters > this.#most) return false;
    this.lines.push(...lines);
    this.#characters = characters;
    this.#at = message.at;
    return true;
  }

  addNote(text: string): void {
    this.lines.push(noteOf(text));
  }

  #linesOf({ at, lane, arrow, text }: Message): readonly string[] {
    const passed = at - this.#at;
    const lines = passed >= SECOND_IN_MILLIS ? [noteOf(`${durationText(passed)} later`)] : [];
    if (lane === undefined) return [...lines, noteOf(text())];
    const known = this.#lanes.get(lane);
    const id = known ?? `p${this.#lanes.size + 1}`;
    this.#lanes.set(lane, id);
    const participant = known ? [] : [`  participant ${id} as ${mermaidText(lane, LONGEST_LABEL)}`];
    const ends = arrow === '->>' ? `run->>${id}` : `${id}${arrow === '<<-' ? '->>' : arrow}run`;
    return [...participant, ...lines, `  ${ends}: ${mermaidText(text(), LONGEST_TEXT)}`];
  }
}

const noteOf = (text: string): string => `  Note over run: ${mermaidText(text, LONGEST_TEXT)}`;
