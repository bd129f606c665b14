import {
  type AccessRequest,
  type Fault,
  type Grants,
  isFault,
  type Reply,
  type Run,
  type State,
  taskOf,
} from '../../core/index.js';

/** A decision that the permissions denied, with the reason. */
interface DeniedDecision {
  /** `swf:` and the decision type. */
  readonly action: string;
  readonly reason: string;
}

// A long simulation must not keep the denials of all its runs.
const MOST_KEPT = 1000;

/** The denied decisions in the last response of the decider of each run. Their events have no place for a reason. */
export class Denials {
  readonly #ofRun = new Map<number, readonly DeniedDecision[]>();

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
    if (task && !isFault(answer)) this.#keep(task.run, denied);
    return answer;
  }

  #keep(run: number, denied: readonly DeniedDecision[]): void {
    this.#ofRun.delete(run);
    if (denied.length > 0) this.#ofRun.set(run, denied);
    const [oldest] = this.#ofRun.keys();
    if (oldest !== undefined && this.#ofRun.size > MOST_KEPT) this.#ofRun.delete(oldest);
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
