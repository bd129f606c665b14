import type { Run, State } from '../../core/index.js';
import type { Lane, LaneEntry, Lanes } from '../../render/html/pageData.js';
import type { CallEnd, MadeCall } from '../faults/callLog.js';
import type { FiredFault } from '../faults/faults.js';
import { faultText } from '../faults/faultText.js';
import { callText } from './callText.js';
import { happenings, SERVICE } from './happenings.js';

/** The end of a simulation, and the runs that it has. */
export interface Simulated {
  /** The state after it. */
  readonly state: State;
  /** The runs of the page, in its order. */
  readonly runs: readonly Run[];
  /** The index of the run whose events are counted if none was there. */
  readonly main: number;
  readonly calls: readonly MadeCall[];
  readonly fired: readonly FiredFault[];
}

/** Returns the calls of a simulation with what the service did by itself, in order of time. */
export function lanesOf(simulated: Simulated): Lanes {
  const calls = callEntries(simulated);
  const others = [...happenings(simulated.runs), ...passages(simulated)].toSorted((a, b) => a.at - b.at);
  return { lanes: lanesIn(simulated.calls), entries: merged(calls, others) };
}

function callEntries({ state, runs, main, calls }: Simulated): readonly LaneEntry[] {
  const indexOf = new Map(runs.map(({ number }, index) => [number, index]));
  return calls.map((call) => ({
    at: call.at,
    lane: call.caller,
    ...(call.end !== 'late' && { op: call.op }),
    end: ENDS[call.end],
    text: callText(state, call),
    ...(call.fault && { fault: faultText(call.fault) }),
    events: call.run === undefined && hasStarted(call) ? EVENTS_OF_START : call.events,
    history: call.run === undefined ? main : (indexOf.get(call.run) ?? main),
  }));
}

// The simulation finds its run only after this call.
const EVENTS_OF_START = 2;
const hasStarted = ({ op, refusal, end }: MadeCall): boolean =>
  op === 'StartWorkflowExecution' && refusal === undefined && end !== 'request lost';

const ENDS: { readonly [E in CallEnd]: LaneEntry['end'] } = {
  answered: 'answered',
  refused: 'refused',
  'request lost': 'request lost',
  'response lost': 'response lost',
  twice: 'twice',
  crash: 'crash',
  late: 'happened',
};

/** Returns the faults that struck no call, but the passing of time. */
const passages = ({ fired, main }: Simulated): readonly LaneEntry[] =>
  fired
    .filter(({ fault }) => fault.fault === 'many timers')
    .map(({ fault, at, struck, events }) => ({
      at: at.getTime(),
      lane: SERVICE,
      end: 'happened',
      text: struck,
      fault: faultText(fault),
      events,
      history: main,
    }));

/** Returns both lists in order of time. At one time, what happened comes before a call that found it in the history. */
function merged(calls: readonly LaneEntry[], others: readonly LaneEntry[]): readonly LaneEntry[] {
  const entries: LaneEntry[] = [];
  let next = 0;
  for (const call of calls) {
    for (let other = others[next]; other && isBefore(other, call); other = others[next]) {
      entries.push(other);
      next += 1;
    }
    entries.push(call);
  }
  return [...entries, ...others.slice(next)];
}

const isBefore = (other: LaneEntry, call: LaneEntry): boolean =>
  other.at < call.at || (other.at === call.at && other.history === call.history && other.events <= call.events);

// The service is in the middle, so that the arrows are short.
const ORDER: readonly Lane['kind'][] = ['caller', 'decider', 'service', 'worker'];

function lanesIn(calls: readonly MadeCall[]): readonly Lane[] {
  const kinds = new Map<string, Lane['kind']>([[SERVICE, 'service']]);
  for (const call of calls) if (kinds.get(call.caller) !== 'decider') kinds.set(call.caller, kindOf(call));
  const lanes = [...kinds].map(([name, kind]) => ({ name, kind }));
  return lanes.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function kindOf({ outside, op }: MadeCall): Lane['kind'] {
  if (outside) return 'caller';
  return op.includes('DecisionTask') ? 'decider' : 'worker';
}
