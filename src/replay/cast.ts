import type { EventOf } from '../core/events.js';
import type { RunNumber } from '../core/ids.js';
import type { ChildLink, Run } from '../core/run.js';
import { openRunOf, runOfId } from '../core/state.js';
import { type Decision, decision } from './decisions.js';
import { Impossible } from './impossible.js';
import type { Execution, Script } from './script.js';
import { DOMAIN, type Stage } from './stage.js';
import type { Types } from './types.js';

/** What runs are like whose own history nobody recorded: they live a year, the longest that a run may, if nobody ends them. */
const UNSEEN = {
  childPolicy: 'ABANDON',
  executionStartToCloseTimeout: '31536000',
  taskList: { name: 'other runs' },
  taskStartToCloseTimeout: 'NONE',
};
const UNSEEN_TYPE = { name: 'other run', version: 'any' };

export type ChildClose =
  | 'ChildWorkflowExecutionCompleted'
  | 'ChildWorkflowExecutionFailed'
  | 'ChildWorkflowExecutionCanceled'
  | 'ChildWorkflowExecutionTimedOut'
  | 'ChildWorkflowExecutionTerminated';

type Target = { readonly workflowId: string; readonly runId?: string | undefined };

/** The other runs of a history, played on the same fake: real runs, and the verifier is their decider. */
export class Cast {
  readonly #stage: Stage;
  readonly #script: Script;
  readonly #types: Types;
  #strangers = 0;

  constructor(stage: Stage, script: Script, types: Types) {
    this.#stage = stage;
    this.#script = script;
    this.#types = types;
  }

  /** The run that the history calls so, started or continued if nobody has played it yet. */
  play(execution: Execution): Run {
    const known = this.#stage.ids.here(execution.runId);
    if (known !== undefined) return this.#named({ ...execution, runId: known });
    const open = this.#openRun(execution);
    if (open && !this.#isNamed(open)) return this.name(open, execution.runId);
    this.#stage.freedoms.add(`played the run ${execution.workflowId} (${execution.runId})`);
    const child = open && this.linkOf(open.number);
    return this.name(child ? this.continueChild(child) : this.#start(execution), execution.runId);
  }

  /** Gives a run the name that the history has for it, and lets it do at once what the history shows of it. */
  name({ number, runId: fake, length }: Run, runId: string): Run {
    this.#stage.ids.pair(runId, fake);
    // Before these come the DecisionTaskStarted and the DecisionTaskCompleted.
    const sent = this.#script.batchOf(runId, length + 3);
    if (sent.length > 0) this.decide(number, sent);
    return this.#stage.run(number);
  }

  /** Starts the parent of a run that is to be started so, and lets it initiate that run as its recorded event. */
  startParent(parent: Execution, initiatedId: number, child: object): Run {
    this.#stage.freedoms.add('played the parent');
    const { number, runId, length } = this.#start(parent);
    this.#stage.ids.pair(parent.runId, runId);
    const initiated = new Map([[initiatedId, decision('StartChildWorkflowExecution', child)]]);
    this.decide(number, this.#script.batchOf(parent.runId, length + 3, initiated));
    return this.#stage.run(number);
  }

  /** The run that closes as a child in this event: the child may have continued as new since it was started. */
  closing(event: EventOf<ChildClose>, settings?: object): Run {
    const { initiatedEventId, workflowExecution, workflowType } = event.attributes;
    const child = this.#stage.children.find(({ initiatedId }) => initiatedId === initiatedEventId);
    if (child?.run === undefined) throw new Impossible(`no child of event ${initiatedEventId} is open`);
    const run = this.#stage.run(child.run);
    const { runId = '' } = workflowExecution;
    this.#reachInTime(run);
    if (this.#stage.ids.here(runId) !== undefined) return run;
    if (!this.#isNamed(run) && !settings) return this.name(run, runId);
    return this.name(this.continueChild(child, { ...settings, workflowTypeVersion: workflowType.version }), runId);
  }

  /** Nothing in the history of its parent shows when a child continues as new. */
  continueChild({ run, initiatedId }: ChildLink, settings: { workflowTypeVersion?: string } = {}): Run {
    const number = run as RunNumber;
    this.#reachInTime(this.#stage.run(number));
    const { name, version } = this.#stage.workflowTypeOf(number);
    const wanted = { workflowTypeVersion: version, ...UNSEEN, ...settings };
    const upgrade = wanted.workflowTypeVersion === version ? '' : ` in version ${wanted.workflowTypeVersion}`;
    this.#stage.freedoms.add(`the child of event ${initiatedId} continued as new${upgrade}`);
    this.#types.arrange('WorkflowType', { name, version: wanted.workflowTypeVersion }, 'registered');
    return this.#stage.opened(() => this.decide(number, [decision('ContinueAsNewWorkflowExecution', wanted)]));
  }

  /** What had reached a run before it closed reaches it now, though the sender hears of it later. */
  #reachInTime({ runId }: Run): void {
    for (const delivery of this.#stage.waiting) {
      const sends = delivery.kind === 'signal external' || delivery.kind === 'cancel external';
      const reached = sends ? this.#script.reachedBy(delivery.eventId)?.runId : undefined;
      if (reached !== undefined && this.#stage.ids.here(reached) === runId) this.#stage.deliver(delivery);
    }
  }

  /** Answers the decision task of a run; a signal from outside gives it one if it has none. */
  decide(number: RunNumber, decisions: readonly Decision[]): void {
    const { decisionScheduled, workflowId, runId } = this.#stage.run(number);
    const execution = { domain: DOMAIN, workflowId, runId };
    if (!decisionScheduled) this.#stage.must('SignalWorkflowExecution', { ...execution, signalName: 'decide' });
    this.#stage.must('RespondDecisionTaskCompleted', { taskToken: this.#stage.takeDecision(number), decisions });
  }

  end(run: Run, childPolicy = UNSEEN.childPolicy): void {
    const { workflowId, runId, closed } = run;
    if (closed) return;
    this.#reachInTime(run);
    this.#stage.must('TerminateWorkflowExecution', { domain: DOMAIN, workflowId, runId, childPolicy });
  }

  /** Makes room for a run to start: whoever had its workflow id has closed, and what it sent may be on its way. */
  clear(target: Target): void {
    for (const execution of this.#script.sendersCalled(target.workflowId)) this.end(this.play(execution));
    this.#vacate(target);
  }

  #vacate(target: Target): void {
    const open = this.#openRun(target);
    if (open && !this.linkOf(open.number) && !this.#stage.isOwn({ run: open.number })) this.end(open);
  }

  /** Sees to it that a run of that workflow id is open. */
  occupy(target: Target): void {
    if (this.#openRun(target)) return;
    this.#stage.freedoms.add(`played the run ${target.workflowId}`);
    this.#start(target);
  }

  /** Sees to it that a signal or a cancel finds nobody: the run has closed, or was none of this domain. */
  remove({ workflowId, runId }: Target): void {
    const here = runId === undefined ? undefined : this.#stage.ids.here(runId);
    const open = this.#openRun({ workflowId });
    if (!open || (runId !== undefined && open.runId !== here)) return;
    const child = this.linkOf(open.number);
    if (child && runId !== undefined) this.continueChild(child);
    this.#vacate({ workflowId });
  }

  /** What the fake calls a target. One that the history never shows alive gets a name that means nobody. */
  idOf({ workflowId, runId }: Target): string | undefined {
    if (runId === undefined) return undefined;
    const here = this.#stage.ids.here(runId);
    if (here !== undefined) return here;
    if (this.#script.isAlive(runId)) return this.play({ workflowId, runId }).runId;
    this.#stage.freedoms.add(`played nobody as the run ${workflowId} (${runId})`);
    this.#strangers += 1;
    const nobody = `nobody ${this.#strangers}`;
    this.#stage.ids.pair(runId, nobody);
    return nobody;
  }

  /** The child that a run is to the run under verification. */
  linkOf(number: RunNumber): ChildLink | undefined {
    return this.#stage.children.find(({ run }) => run === number);
  }

  #start({ workflowId }: Target): Run {
    this.#vacate({ workflowId });
    this.#types.arrange('WorkflowType', UNSEEN_TYPE, 'registered');
    const input = { domain: DOMAIN, workflowId, workflowType: UNSEEN_TYPE, ...UNSEEN };
    return this.#stage.opened(() => void this.#stage.must('StartWorkflowExecution', input));
  }

  #named({ workflowId, runId }: Execution): Run {
    const run = runOfId(this.#stage.state, DOMAIN, { workflowId, runId });
    if (!run) throw new Impossible(`the run that the history calls ${workflowId} elsewhere has another workflow id`);
    return run;
  }

  #openRun = ({ workflowId }: Target): Run | undefined => openRunOf(this.#stage.state, DOMAIN, workflowId);

  #isNamed = ({ runId }: Run): boolean => this.#stage.ids.isTaken(runId);
}
