import { millisOf } from '../../args/durations.js';
import { type Instant, instant, isFault, type OperationName, openRunOf } from '../../core/index.js';
import { parseType } from '../../shell/setup/register.js';
import type { CallResult } from '../faults/call.js';
import type { OutsideEvent, Start } from '../model/definition.js';
import type { Completion } from '../model/pendingMoves.js';
import type { StepOrder } from '../order/stepOrder.js';
import type { ActorContext } from './context.js';

/** Returns the workflow id of the run to start: `run` by default. */
export const workflowIdOf = ({ workflowId = 'run' }: Start): string => workflowId;

/**
 * Enqueues the call that starts the run.
 *
 * @throws Error when the call is made, if the service refuses it.
 */
export function startRun<W>({ network, domain, shell, addresses }: ActorContext<W>, start: Start): void {
  const { input, tagList } = start;
  const workflowId = workflowIdOf(start);
  const other = openRunOf(shell.state, domain, workflowId);
  const call = {
    domain,
    workflowId,
    workflowType: parseType(start.workflow),
    ...(input !== undefined && { input }),
    ...(tagList && { tagList }),
  };
  const onResult = (result: CallResult): Completion => {
    // If the first response was lost, the retry is refused, because the run is open already.
    const isRunning = !other && openRunOf(shell.state, domain, workflowId) !== undefined;
    if (result === 'lost' || !isFault(result) || isRunning) return undefined;
    throw new Error(
      `swfake: SWF refused to start workflow '${start.workflow}' with ${result.fault}: ${result.message}`,
    );
  };
  network.enqueue({
    address: addresses.next('StartWorkflowExecution of starter'),
    actor: { name: 'starter', outside: true },
    op: 'StartWorkflowExecution',
    input: call,
    retries: true,
    onResult,
  });
}

/** Enqueues the calls for the events from outside. `onSent` is called for each event that SWF did not refuse. */
export function planEvents<W>(
  context: ActorContext<W> & { readonly steps: number },
  start: Start,
  order: StepOrder,
  onSent: (event: OutsideEvent) => void,
): void {
  for (const [i, event] of (start.events ?? []).entries()) {
    const { op, input } = CALLS[kindOf(event)](event);
    const actor = { name: `outside-${i + 1}`, outside: true };
    // The address has no number of the event, which changes if another event is left out.
    const address = context.addresses.next('signal' in event ? `${op} '${event.signal}'` : op);
    const at: Instant = instant(context.now + (event.after === undefined ? 0 : millisOf(event.after)));
    const target = { domain: context.domain, workflowId: workflowIdOf(start) };
    const isOpen = (): boolean => openRunOf(context.shell.state, context.domain, target.workflowId) !== undefined;
    const isPatient = event.after === undefined;
    const steps = isPatient ? order.arrivalOf(address, isOpen) : 0;
    // If the first response was lost, the retry may find a run that closed because of the signal: it is not refused.
    const onResult = (result: CallResult): undefined => {
      if (result === 'lost' || !isFault(result) || result.fault === 'UnknownResourceFault') onSent(event);
    };
    const call = { address, isPatient, actor, op, input: { ...target, ...input }, retries: true, onResult };
    context.network.enqueue(call, 0, at, () => context.steps < steps || !isOpen());
  }
}

type EventKind = 'signal' | 'cancel' | 'terminate';
const kindOf = (event: OutsideEvent): EventKind => {
  if ('signal' in event) return 'signal';
  return 'cancel' in event ? 'cancel' : 'terminate';
};

const CALLS: {
  readonly [K in EventKind]: (event: OutsideEvent) => { readonly op: OperationName; readonly input: object };
} = {
  signal: (event) => {
    const { signal: signalName, input } = event as Extract<OutsideEvent, { signal: string }>;
    return { op: 'SignalWorkflowExecution', input: { signalName, ...(input !== undefined && { input }) } };
  },
  cancel: () => ({ op: 'RequestCancelWorkflowExecution', input: {} }),
  terminate: () => ({ op: 'TerminateWorkflowExecution', input: {} }),
};
