import { type Grants, isFault, type OperationName, type State, step } from '../../src/core/index.js';
import { iamPolicy, type PolicyDocument, type PolicyStatement } from '../../src/iam/index.js';
import { ACCEPTED, type Scene } from '../core/validate/accepted.js';
import {
  decision,
  type Members,
  ok,
  respond,
  schedule,
  signal,
  takeDecision,
  type,
  world,
} from '../faultTables/world.js';

export const VERSION = '2012-10-17';

/** A policy of these statements, which allow and are about every domain where they do not say otherwise. */
export const policy = (...statements: readonly Partial<PolicyStatement>[]): PolicyDocument => ({
  Version: VERSION,
  Statement: statements.map((each) => {
    const everywhere = 'NotResource' in each ? {} : { Resource: '*' };
    return { Effect: 'Allow', ...everywhere, ...each } as PolicyStatement;
  }),
});

/** Who has just these rights. */
export const actingAs = (...statements: readonly Partial<PolicyStatement>[]): Grants => ({
  authorize: iamPolicy(policy(...statements)),
});

/** Whether the service does it, refuses for want of a right, or for another reason. */
export type Outcome = 'done' | 'denied' | 'refused';

export function outcomeOf(s: State, op: OperationName, input: Members, grants: Grants): Outcome {
  const { reply } = step(s, { op, input, grants }, s.now);
  if (!isFault(reply)) return 'done';
  return reply.fault === 'OperationNotPermittedFault' ? 'denied' : 'refused';
}

/** A state in which the operation is accepted, with everything called `shop`. */
export const sceneOf = (op: OperationName): Scene => (ACCEPTED[op][0] as (typeof ACCEPTED)[typeof op][number])('shop');

/** A run that holds a decision task, and has an open activity and an open timer. */
export interface Desk {
  readonly s: State;
  readonly token: string;
  readonly run: string;
}

export function desk(): Desk {
  const { s, busy } = world();
  ok(s, 'RegisterWorkflowType', { domain: 'shop', ...type('Order', 'bare') });
  const timer = decision('StartTimer', { timerId: 'open', startToFireTimeout: '1000' });
  respond(s, takeDecision(s).taskToken as string, schedule('open'), timer);
  signal(s);
  return { s, token: takeDecision(s).taskToken as string, run: busy };
}
