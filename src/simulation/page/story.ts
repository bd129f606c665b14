import type { Instant, State } from '../../core/index.js';
import { durationText } from '../../render/durationText.js';
import type { CallEnd, Happening, MadeCall } from '../faults/callLog.js';
import type { FaultKind, PlannedFault } from '../faults/faultKinds.js';
import { decisionsText } from './callText.js';
import { happeningText } from './happenings.js';

/** A simulation, as its story tells it. */
export interface Told {
  readonly state: State;
  readonly calls: readonly MadeCall[];
  readonly happened: readonly Happening[];
  /** The problem at its end; `undefined` if there is none. */
  readonly problem: string | undefined;
}

/** The steps of a long story that are told: its last ones. */
const MOST_TOLD = 60;

/** Returns a simulation as numbered sentences: every call, what became of it, and what the service did by itself. */
export function storyOf(told: Told): readonly string[] {
  const sentences = sentencesOf(told);
  const first = Math.max(0, sentences.length - MOST_TOLD);
  const numbered = sentences.slice(first).map((text, i) => `${String(first + i + 1).padStart(4)}. ${text}`);
  return first === 0 ? numbered : [`      (the first ${first} steps are left out)`, ...numbered];
}

function sentencesOf({ state, calls, happened, problem }: Told): readonly string[] {
  const since = calls[0]?.at ?? state.now;
  const timed = (at: Instant | number, text: string): string => `+${durationText(at - since)}  ${text}.`;
  const entries = [
    ...calls.map((call) => ({ place: call.place, text: timed(call.at, sentenceOf(call)) })),
    ...happened.flatMap(({ after, what }) =>
      'event' in what
        ? [{ place: after + 0.5, text: timed(what.event.at, `SWF: ${happeningText(state, what)}`) }]
        : passageEntry(what, after, timed),
    ),
  ];
  const sentences = entries.toSorted((a, b) => a.place - b.place).map(({ text }) => text);
  const end = problem?.split('\n')[0]?.replace(/[.:]$/, '');
  return end === undefined ? sentences : [...sentences, timed(state.now, `The simulation ends: ${end}`)];
}

type Fired = Exclude<Happening['what'], { readonly event: unknown }>;

// Every other fault is told with the call that it struck.
const passageEntry = ({ fault, at }: Fired, after: number, timed: (at: number, text: string) => string) =>
  fault.fault === 'many timers'
    ? [{ place: after + 0.4, text: timed(at.getTime(), `[${fault.fault}] Several deadlines pass at once`) }]
    : [];

function sentenceOf(call: MadeCall): string {
  const fault = call.fault ? `[${call.fault.fault}] ` : '';
  const isMade = call.end !== 'crash' || call.op.startsWith('PollFor');
  const verb = isMade ? 'calls' : 'crashes before it calls';
  return `${fault}${call.caller} ${verb} ${addressText(call)}${detailsOf(call)}${endOf(call)}`;
}

// Some addresses have the caller, which the sentence has already.
const addressText = ({ address, op, caller }: MadeCall): string =>
  address.startsWith(`${op} of ${caller}`) ? address.replace(` of ${caller}`, '') : address;

function detailsOf(call: MadeCall): string {
  if (call.op === 'RespondDecisionTaskCompleted') return `: ${decisionsText(call)}`;
  return call.task === undefined || call.address.includes(' for ') ? '' : `: ${call.task}`;
}

function endOf(call: MadeCall): string {
  const effect = call.fault && EFFECTS[call.fault.fault]?.(call.fault);
  return [effect, endText(call)].map((text) => (text === undefined ? '' : `; ${text}`)).join('');
}

function endText({ end, refusal, op, caller }: MadeCall): string | undefined {
  if (end === 'crash') return op.startsWith('PollFor') ? `${caller} crashes, and its task is lost` : undefined;
  if (!refusal || end === 'twice') return ENDS[end];
  return `SWF refuses it with ${refusal.fault}${end === 'response lost' ? ', and the response is lost' : ''}`;
}

const ENDS: { readonly [E in Exclude<CallEnd, 'crash'>]: string | undefined } = {
  answered: undefined,
  refused: 'SWF refuses it',
  'request lost': 'the request is lost',
  'response lost': 'SWF carries it out, but the response is lost',
  twice: 'it arrives twice',
  late: 'it is held back',
};

/** The effects of faults that the end of a call does not tell. */
const EFFECTS: { readonly [K in FaultKind]?: (fault: PlannedFault) => string | undefined } = {
  'empty poll': () => 'it gets no task',
  'abandoned poll': () => 'an abandoned poll takes the task in its place',
  'clock jump': (fault) => ('by' in fault ? `it reaches SWF ${fault.by} later` : undefined),
};
