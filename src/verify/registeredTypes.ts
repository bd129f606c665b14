import type { TypeId, TypeKind } from '../core/index.js';
import type { TypeStatus } from '../deciders/decisionFromEvent.js';
import { DOMAIN, type Replica } from './replica.js';

type Verb = 'Register' | 'Deprecate' | 'Undeprecate' | 'Delete';

/** The operations that lead from one status to another. Only a deprecated type can be deleted (docs/swf.md 1.2). */
const TRANSITIONS: { readonly [From in TypeStatus]: { readonly [To in TypeStatus]: readonly Verb[] } } = {
  missing: { missing: [], registered: ['Register'], deprecated: ['Register', 'Deprecate'] },
  registered: { missing: ['Deprecate', 'Delete'], registered: [], deprecated: ['Deprecate'] },
  deprecated: { missing: ['Delete'], registered: ['Undeprecate'], deprecated: [] },
};

/** The workflow and activity types of the replica, registered without defaults. */
export class RegisteredTypes {
  readonly #replica: Replica;
  readonly #status = new Map<string, TypeStatus>();

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  /** Registers, deprecates or deletes a type, so that it has the status that the next decision needs. */
  ensureStatus(kind: TypeKind, type: TypeId, status: TypeStatus): void {
    const key = `${kind}\u0000${type.name}\u0000${type.version}`;
    for (const verb of TRANSITIONS[this.#status.get(key) ?? 'missing'][status]) this.#send(verb, kind, type);
    this.#status.set(key, status);
  }

  #send(verb: Verb, kind: TypeKind, type: TypeId): void {
    const named = kind === 'WorkflowType' ? { workflowType: type } : { activityType: type };
    this.#replica.send(`${verb}${kind}`, { domain: DOMAIN, ...(verb === 'Register' ? type : named) });
  }
}
