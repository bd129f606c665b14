import { isFault, transition } from '../core/index.js';
import type { Recorded } from '../history/readHistory.js';
import { isRunIdMember } from '../tables/subjects.js';
import { DOMAIN, type Replica, refusalText } from './replica.js';

/**
 * Sends each run id of a history through the validation of requests: no other request has it, since the fake's run ids
 * stand for the recorded ones. Returns the reason if SWF refuses one.
 */
export function refusedRunId(history: readonly Recorded[], replica: Replica): string | undefined {
  const sent = new Set<unknown>();
  for (const { id, attributes } of history) {
    for (const runId of runIdsIn(attributes)) {
      const reason = sent.has(runId) ? undefined : reasonOf(replica, runId);
      if (reason !== undefined) return `at event ${id}: ${reason}`;
      sent.add(runId);
    }
  }
  return undefined;
}

function* runIdsIn(attributes: object): Generator<unknown> {
  for (const [name, value] of Object.entries(attributes)) {
    if (isRunIdMember(name)) yield value;
    else if (typeof value === 'object' && value !== null) yield* runIdsIn(value);
  }
}

// That the fake has no such run is no problem.
function reasonOf({ state }: Replica, runId: unknown): string | undefined {
  const op = 'DescribeWorkflowExecution';
  const input = { domain: DOMAIN, execution: { workflowId: DOMAIN, runId } };
  const { reply } = transition(state, { op, input, hold: true }, state.now);
  return isFault(reply) && reply.fault !== 'UnknownResourceFault' ? refusalText(op, reply) : undefined;
}
