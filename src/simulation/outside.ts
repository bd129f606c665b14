import { type Instant, instant, isFault, type OperationName } from '../core/index.js';
import { openRunOf } from '../core/state.js';
import { millisOf } from '../shell/durations.js';
import { typeNamed } from '../shell/register.js';
import type { Schedule } from './chance.js';
import type { OutsideEvent, Start } from './definition.js';
import type { Going } from './moves.js';
import type { Stage } from './stage.js';
import type { Heard } from './wire.js';

export const workflowIdOf = ({ workflowId = 'run' }: Start): string => workflowId;

/** Starts the run, whatever is planned for the call. @throws Error if the service does not want to. */
export function startRun<W>({ wire, domain, shell }: Stage<W>, start: Start): void {
  const { input, tagList } = start;
  const workflowId = workflowIdOf(start);
  const other = openRunOf(shell.state, domain, workflowId);
  const call = {
    domain,
    workflowId,
    workflowType: typeNamed(start.workflow),
    ...(input !== undefined && { input }),
    ...(tagList && { tagList }),
  };
  const hear = (heard: Heard): Going => {
    // Who starts a second time because the first answer was lost is told that it runs.
    const runs = !other && openRunOf(shell.state, domain, workflowId) !== undefined;
    if (heard === 'lost' || !isFault(heard) || runs) return undefined;
    throw new Error(`swfake: ${start.workflow} cannot be started: ${heard.fault} ${heard.message}`);
  };
  wire.send({
    actor: { name: 'starter', outside: true },
    op: 'StartWorkflowExecution',
    input: call,
    again: true,
    hear,
  });
}

/** Plans what happens to the run from outside; `sent` is told of each thing that was done, and not of what SWF refused. */
export function planEvents<W>(
  stage: Stage<W> & { readonly steps: number },
  start: Start,
  schedule: Schedule,
  sent: (event: OutsideEvent) => void,
): void {
  for (const [i, event] of (start.events ?? []).entries()) {
    const { op, input } = CALLS[kindOf(event)](event);
    const actor = { name: `outside-${i + 1}`, outside: true };
    const at: Instant = instant(stage.now + (event.after === undefined ? 0 : millisOf(event.after)));
    const steps = event.after === undefined ? someSteps(schedule) : 0;
    // A signal that was sent again after its answer got lost may find the run closed by what it did.
    const hear = (heard: Heard): undefined => {
      if (heard === 'lost' || !isFault(heard) || heard.fault === 'UnknownResourceFault') sent(event);
    };
    const target = { domain: stage.domain, workflowId: workflowIdOf(start) };
    const call = { actor, op, input: { ...target, ...input }, again: true, hear };
    stage.wire.send(
      call,
      0,
      at,
      () => stage.steps < steps || !openRunOf(stage.shell.state, stage.domain, target.workflowId),
    );
  }
}

// Early and late steps are tried equally often, in runs of tens of steps and of hundreds.
const LONGEST_WAIT = 8;
const someSteps = (schedule: Schedule): number => schedule.choose(2 ** schedule.choose(LONGEST_WAIT + 1));

type Kind = 'signal' | 'cancel' | 'terminate';
const kindOf = (event: OutsideEvent): Kind => {
  if ('signal' in event) return 'signal';
  return 'cancel' in event ? 'cancel' : 'terminate';
};

const CALLS: { readonly [K in Kind]: (event: OutsideEvent) => { readonly op: OperationName; readonly input: object } } =
  {
    signal: (event) => {
      const { signal: signalName, input } = event as Extract<OutsideEvent, { signal: string }>;
      return { op: 'SignalWorkflowExecution', input: { signalName, ...(input !== undefined && { input }) } };
    },
    cancel: () => ({ op: 'RequestCancelWorkflowExecution', input: {} }),
    terminate: () => ({ op: 'TerminateWorkflowExecution', input: {} }),
  };
