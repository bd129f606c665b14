import { runAt, type State } from '../../core/index.js';
import type { Lane, LaneEntry, Lanes } from '../../render/html/pageData.js';
import { taskTokenIn } from '../../shell/call.js';
import type { CallEnd, Happening, MadeCall } from '../faults/callLog.js';
import { faultText } from '../faults/faultText.js';
import { callText } from './callText.js';
import { happeningEntry, SERVICE } from './happenings.js';
import { type PageRuns, prefixOf } from './pageRuns.js';

/** The end of a simulation, and the runs that its page has. */
export interface Simulated extends PageRuns {
  /** The state after it. */
  readonly state: State;
  readonly calls: readonly MadeCall[];
  readonly happened: readonly Happening[];
}

/** Returns the calls of a simulation with what the service did by itself, in the order in which they were made. */
export function lanesOf(simulated: Simulated): Lanes {
  const { calls, happened } = simulated;
  const entries = [
    ...calls.map((call) => ({ place: call.place, entry: callEntry(simulated, call) })),
    ...happened.map((one) => ({ place: one.after + 0.5, entry: happeningEntry(simulated, one) })),
  ].toSorted((a, b) => a.place - b.place);
  return { lanes: lanesIn(calls), entries: entries.flatMap(({ entry }) => entry ?? []) };
}

function callEntry(simulated: Simulated, call: MadeCall): LaneEntry {
  return {
    at: call.at,
    lane: call.caller,
    ...(call.end !== 'late' && { op: call.op }),
    end: ENDS[call.end],
    text: textOf(simulated, call),
    ...(call.fault && { fault: faultText(call.fault) }),
    ...placeOf(simulated, call),
  };
}

/** Returns a call in words. A call for a task has the name of its run, if there are several. */
function textOf(simulated: Simulated, call: MadeCall): string {
  const text = callText(simulated.state, call);
  const isOfTask = call.task !== undefined || taskTokenIn(call.input) !== undefined;
  const run = isOfTask && call.run !== undefined ? runAt(simulated.state, call.run) : undefined;
  return run && text !== '' ? prefixOf(simulated, run) + text : text;
}

/** Returns the history of a call, and the number of its events. A run that is not in the page has none. */
function placeOf({ runs, main }: Simulated, call: MadeCall): Pick<LaneEntry, 'events' | 'history'> {
  if (call.run === undefined) return { events: hasStarted(call) ? EVENTS_OF_START : call.events, history: main };
  const history = runs.findIndex(({ number }) => number === call.run);
  return history < 0 ? { events: 0, history: main } : { events: call.events, history };
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
