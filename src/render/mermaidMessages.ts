import { isFailure } from './model/effects.js';
import type { Attempt, Moment, Row } from './model/rows.js';
import { attributeText } from './values.js';

/**
 * A message of a sequence diagram.
 *
 * - `->>`: from the run
 * - `<<-`: to the run, without a question before it
 * - `-->>`: to the run, as an answer
 * - `--x`: to the run, as a failure
 */
export interface Message {
  /** The id of the event that it shows. */
  readonly id: number;
  readonly at: number;
  /** The label of the other side. Absent for a note. */
  readonly lane?: string;
  readonly arrow?: '->>' | '<<-' | '-->>' | '--x';
  /** Returns the text. Most messages of a long history are not drawn. */
  readonly text: () => string;
}

/** Returns the messages of a history in the order of its events. Decision tasks are left out, unless they timed out. */
export const messagesOf = (rows: readonly Row[]): readonly Message[] =>
  rows.flatMap((row) => row.attempts.flatMap((attempt) => ofAttempt(row, attempt))).toSorted((a, b) => a.id - b.id);

function ofAttempt(row: Row, attempt: Attempt): readonly Message[] {
  if (row.kind === 'run') return ofRun(attempt);
  if (row.kind === 'decisions') return ofDecisionTask(attempt);
  if (row.kind === 'received signal') return [ofSignal(row, attempt)];
  return attempt.events.length === 1 && attempt.closed ? [ofMoment(row, attempt)] : ofTask(row, attempt);
}

function ofRun(attempt: Attempt): readonly Message[] {
  const { status, scheduled, started, closed, input, outcome } = attempt;
  const isAlone = scheduled.id === closed?.id;
  return [
    ...(started?.id === scheduled.id && !isAlone ? [note(scheduled, () => words('started', value(input)))] : []),
    ...cancelRequestsOf(attempt).map((asked) => note(asked, () => 'cancel requested')),
    ...(closed ? [note(closed, () => words(status === 'refused' ? 'close refused' : status, value(outcome)))] : []),
  ];
}

const ofDecisionTask = ({ status, closed, outcome }: Attempt): readonly Message[] =>
  closed && status === 'timed out' ? [note(closed, () => words('decision task timed out', value(outcome)))] : [];

const ofSignal = ({ name }: Row, { scheduled, input }: Attempt): Message => ({
  ...scheduled,
  lane: 'signals',
  arrow: '<<-',
  text: () => words(name, value(input)),
});

/** A marker, a refused decision, or the close of something whose first event is missing. */
const ofMoment = ({ kind, name }: Row, { status, scheduled, input, outcome }: Attempt): Message =>
  note(scheduled, () => words(kind, name, status === 'recorded' ? '' : status, value(input ?? outcome)));

function ofTask(row: Row, attempt: Attempt): readonly Message[] {
  const { status, scheduled, closed, input, outcome } = attempt;
  const [lane, name] = [laneOf(row), row.name || row.kind];
  const answer = isFailure(status) ? '--x' : '-->>';
  return [
    { ...scheduled, lane, arrow: '->>', text: () => words(sentText(row), value(input)) },
    ...cancelRequestsOf(attempt).map(
      (asked) => ({ ...asked, lane, arrow: '->>', text: () => words('cancel', name) }) as const,
    ),
    ...(closed ? [{ ...closed, lane, arrow: answer, text: () => words(name, status, value(outcome)) } as const] : []),
  ];
}

function laneOf({ kind, type }: Row): string {
  if (kind === 'timer') return 'timers';
  if (kind === 'sent signal' || kind === 'sent cancel request') return 'other runs';
  if (kind === 'activity') return type || kind;
  return type === '' ? kind : `${type} (${kind})`;
}

function sentText({ kind, name, workflowId = '' }: Row): string {
  if (kind === 'sent signal') return words('signal', name, workflowId === '' ? '' : `to ${workflowId}`);
  return kind === 'sent cancel request' ? words('cancel', name) : name || kind;
}

const cancelRequestsOf = ({ earlierCancelRequests = [], cancelRequested }: Attempt): readonly Moment[] =>
  cancelRequested ? [...earlierCancelRequests, cancelRequested] : [];

const note = ({ id, at }: Moment, text: () => string): Message => ({ id, at, text });

const value = (text: string | undefined): string => (text === undefined ? '' : attributeText('result', text, 'short'));

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
