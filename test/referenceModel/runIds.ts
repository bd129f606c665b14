import { createState, step } from '../../src/core/index.js';
import { START } from '../../src/property/walks/coreWalk.js';
import { DOMAIN, SETUP } from '../../src/property/walks/walkCommands.js';

/**
 * What a state calls its runs, in their order. The ids are the service's to choose, and those of one seed are the same
 * whatever happens: so another state of that seed tells them before they are given.
 */
export class RunIds {
  readonly #oracle;
  readonly #ids: string[] = [];

  constructor(seed: number) {
    this.#oracle = createState({ seed, now: START });
    for (const { op, input } of SETUP) step(this.#oracle, { op, input }, START);
  }

  of(n: number): string {
    while (this.#ids.length <= n) this.#ids.push(this.#next());
    return this.#ids[n] as string;
  }

  #next(): string {
    const workflowId = String(this.#ids.length);
    const input = { domain: DOMAIN, workflowId, workflowType: { name: 'Workflow', version: '1' } };
    const { reply } = step(this.#oracle, { op: 'StartWorkflowExecution', input }, START);
    return 'runId' in reply ? String(reply.runId) : '';
  }
}
