import { allRuns, type Instant, runAt, type State } from '../../core/index.js';
import { durationText } from '../../render/durationText.js';
import { decisionsIn } from '../faults/call.js';
import type { CallEnd, Happening, MadeCall } from '../faults/callLog.js';
import { decisionsText } from './callText.js';
import { happeningText } from './happenings.js';

/** A simulation, as its story tells it. */
export interface Told {
  readonly state: State;
  readonly calls: readonly MadeCall[];
  readonly happened: readonly Happening[];
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

function sentencesOf({ state, calls, happened }: Told): readonly string[] {
  const since = calls[0]?.at ?? state.now;
  const severalRuns = [...allRuns(state)].length > 1;
  const timed = (at: Instant | number, text: string): string => `+${durationText(at - since)}  ${text}`;
  const entries = [
    ...calls.map((call) => ({ place: call.place, text: timed(call.at, sentenceOf(state, call, severalRuns)) })),
    ...happened.flatMap(({ after, what }) =>
      'event' in what
        ? [{ place: after + 0.5, text: timed(what.event.at, `SWF: ${happeningText(state, what)}.`) }]
        : passageEntry(what, after, timed),
    ),
  ];
  return entries.toSorted((a, b) => a.place - b.place).map(({ text }) => text);
}

type Fired = Exclude<Happening['what'], { readonly event: unknown }>;

// Every other fault is told with the call that it struck.
const passageEntry = ({ fault, at }: Fired, after: number, timed: (at: number, text: string) => string) =>
  fault.fault === 'many timers'
    ? [{ place: after + 0.4, text: timed(at.getTime(), `[${fault.fault}] Several deadlines pass at once.`) }]
    : [];

function sentenceOf(state: State, call: MadeCall, severalRuns: boolean): string {
  const run = call.run === undefined || !severalRuns ? undefined : runAt(state, call.run)?.workflowId;
  const where = run === undefined ? '' : ` in run '${run}'`;
  const fault = call.fault ? `[${call.fault.fault}] ` : '';
  return `${fault}${call.caller} calls ${addressText(call)}${where}${detailsOf(call)}${ENDS[call.end]}.`;
}

// The callers from outside are in their addresses already.
const addressText = ({ address, caller }: MadeCall): string => address.replace(` of ${caller}`, '');

function detailsOf({ op, input, refusal }: MadeCall): string {
  if (refusal) return `: ${refusal.fault}`;
  return op === 'RespondDecisionTaskCompleted' ? `: ${decisionsText(decisionsIn(input))}` : '';
}

const ENDS: { readonly [E in CallEnd]: string } = {
  answered: '',
  refused: '; SWF refuses it',
  'request lost': '; the request is lost',
  'response lost': '; SWF carries it out, but the response is lost',
  twice: '; it arrives twice',
  crash: '; the caller crashes',
  late: '; it is held back, and comes later',
};
