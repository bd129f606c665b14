import type { TypeId, TypeKind } from '../core/faults.js';
import { DOMAIN, type Stage } from './stage.js';

/** How a type stands where a decision names it. */
export type Standing = 'registered' | 'deprecated' | 'missing';

type Verb = 'Register' | 'Deprecate' | 'Undeprecate' | 'Delete';

/** What leads from one standing to another. A type is deleted only when it is deprecated (swf-behaviour 1.2). */
const WAYS: { readonly [From in Standing]: { readonly [To in Standing]: readonly Verb[] } } = {
  missing: { missing: [], registered: ['Register'], deprecated: ['Register', 'Deprecate'] },
  registered: { missing: ['Deprecate', 'Delete'], registered: [], deprecated: ['Deprecate'] },
  deprecated: { missing: ['Delete'], registered: ['Undeprecate'], deprecated: [] },
};

/** The types of the stage: each made to stand as the next decision needs it, without a default. */
export class Types {
  readonly #stage: Stage;
  readonly #standing = new Map<string, Standing>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  arrange(kind: TypeKind, type: TypeId, wanted: Standing): void {
    const key = `${kind}\u0000${type.name}\u0000${type.version}`;
    for (const verb of WAYS[this.#standing.get(key) ?? 'missing'][wanted]) this.#do(verb, kind, type);
    this.#standing.set(key, wanted);
  }

  #do(verb: Verb, kind: TypeKind, type: TypeId): void {
    const named = kind === 'WorkflowType' ? { workflowType: type } : { activityType: type };
    this.#stage.must(`${verb}${kind}`, { domain: DOMAIN, ...(verb === 'Register' ? type : named) });
  }
}
