import {
  type AccessRequest,
  type Fault,
  type Grants,
  type Instant,
  isFault,
  type Reply,
  type Run,
  type State,
  taskOf,
} from '../../core/index.js';
import { setNewest } from './boundedMap.js';

/** A decision that the permissions denied, with the reason. */
interface DeniedDecision {
  /** `swf:` and the decision type. */
  readonly action: string;
  readonly reason: string;
}

// A long simulation must not keep the denials of all its runs.
const MOST_KEPT = 1000;

/** A call or a decision that the permissions denied. */
export interface Denial extends DeniedDecision {
  /** The number of the denial: 1, 2, 3 and so on in one fake. */
  readonly number: number;
  readonly at: Instant;
}

// The console shows the last ones.
const MOST_RECENT = 200;

/** The denied decisions in the last response of the decider of each run. Their events have no place for a reason. */
export class Denials {
  /** The last denials of calls and decisions with a reason, oldest first. */
  readonly recent: Denial[] = [];
  readonly #ofRun = new Map<number, readonly DeniedDecision[]>();

  /** Keeps an answer to a call if the permissions denied the call and gave a reason. */
  noteCall(s: State, op: string, answer: Reply | Fault): void {
    if (isFault(answer) && answer.reason !== undefined) this.#note(s, { action: `swf:${op}`, reason: answer.reason });
  }

  /** Returns the reasons of the denied decisions of one type in the last response of a run, in their order. */
  reasons({ number }: Run, decisionType: string): readonly string[] {
    const denied = this.#ofRun.get(number) ?? [];
    return denied.filter(({ action }) => action === `swf:${decisionType}`).map(({ reason }) => reason);
  }

  /** Carries out a response of a decider, and keeps the reasons of its denied decisions. */
  watch(s: State, token: string, grants: Grants, respond: (grants: Grants) => Reply | Fault): Reply | Fault {
    if (!grants.authorize?.explain && this.#ofRun.size === 0) return respond(grants);
    const denied: DeniedDecision[] = [];
    const answer = respond(noting(grants, denied));
    const task = taskOf(s.config.secret, 'decision', token);
    for (const decision of denied) if (!isFault(answer)) this.#note(s, decision);
    if (task && !isFault(answer)) this.#keep(task.run, denied);
    return answer;
  }

  #note(s: State, denied: DeniedDecision): void {
    this.recent.push({ ...denied, number: (this.recent.at(-1)?.number ?? 0) + 1, at: s.now });
    if (this.recent.length > MOST_RECENT) this.recent.shift();
  }

  #keep(run: number, denied: readonly DeniedDecision[]): void {
    if (denied.length > 0) setNewest(this.#ofRun, MOST_KEPT, run, denied);
    else this.#ofRun.delete(run);
  }
}

/** Returns grants that add each denied request to `denied`, if `authorize` can explain its answers. */
function noting(grants: Grants, denied: DeniedDecision[]): Grants {
  const { authorize } = grants;
  const explain = authorize?.explain;
  if (!authorize || !explain) return grants;
  const noted = (request: AccessRequest): boolean => {
    const isAllowed = authorize(request);
    if (isAllowed === false) denied.push({ action: request.action, reason: explain(request) });
    return isAllowed;
  };
  return { ...grants, authorize: Object.assign(noted, { explain }) };
}
