import type { HistoryEvent } from '@aws-sdk/client-swf';
import { sharedSdkEvent } from '../adapters/sdkForm.js';
import { allRuns, type Change, type CoreEvent, type Run, runAt, runOfId, settingsOf } from '../core/index.js';
import { explain } from '../shell/diagnose/explain.js';
import type { Shell } from '../shell/shell.js';

/** The kind of a problem. */
export type ProblemKind =
  | 'no decider'
  | 'threw'
  | 'refused'
  | 'decision failed'
  | 'goes round'
  | 'stuck'
  | 'timed out'
  | 'failed';

/** The first problem of a run. */
export interface Problem {
  readonly kind: ProblemKind;
  /** The problem in a sentence. */
  readonly text: string;
}

/**
 * Notes the first problem of each run. A problem of a child is one of its parent, too; a problem of a run that continues
 * another is one of both.
 */
export class ProblemLog {
  readonly #shell: Shell;
  readonly #first = new Map<Run['number'], Problem>();

  constructor(shell: Shell) {
    this.#shell = shell;
    shell.hooks.listen((change) => this.#listen(change));
  }

  /** Returns the problem of a run, if it has one. */
  of = (run: Run): Problem | undefined => this.#first.get(run.number);

  /** Returns true if the tasks of a run get no more answers. After a failed decision a run goes on. */
  hasEnded(run: Run): boolean {
    const problem = this.of(run);
    return problem !== undefined && problem.kind !== 'decision failed';
  }

  /** Notes a problem of a run, of its parent and of the run that it continues. Keeps the first one of each. */
  note(run: Run, kind: ProblemKind, text: string): void {
    if (this.of(run)) return;
    this.#first.set(run.number, { kind, text });
    const { state } = this.#shell;
    const parent = run.parent && runAt(state, run.parent.run);
    if (parent) this.note(parent, kind, `its child '${run.workflowId}': ${text}`);
    const { continuedExecutionRunId: runId } = settingsOf(run);
    const continued =
      runId === undefined ? undefined : runOfId(state, run.domain, { workflowId: run.workflowId, runId });
    if (continued) this.note(continued, kind, `the run that continues it: ${text}`);
  }

  /** Notes the runs that are open at the end. */
  noteStuck(): void {
    for (const run of allRuns(this.#shell.state))
      if (!run.closed && !this.of(run)) this.note(run, 'stuck', `it is stuck: ${explain(this.#shell, run)}`);
  }

  /** Returns the events of a run up to the event `upTo`. */
  eventsOf = (run: Run, upTo: number): HistoryEvent[] => run.events.slice(0, upTo).map(sharedSdkEvent);

  #listen(change: Change): void {
    if (change.kind !== 'event') return;
    const run = runAt(this.#shell.state, change.run);
    const problem = problemOf(change.event);
    if (run && problem) this.note(run, problem.kind, problem.text);
  }
}

function problemOf({ id, type, attributes }: CoreEvent): Problem | undefined {
  const name = `event ${id} ${type}`;
  if (type === 'WorkflowExecutionFailed')
    return { kind: 'failed', text: `it failed: ${name}: ${attributes.reason ?? 'without a reason'}` };
  if (type === 'WorkflowExecutionTimedOut') return { kind: 'timed out', text: `it timed out: ${name}` };
  if (!type.endsWith('Failed') || !('cause' in attributes)) return undefined;
  return { kind: 'decision failed', text: `a decision failed: ${name}: ${attributes.cause}` };
}
