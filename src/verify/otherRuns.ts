import { quoted } from '../args/quoted.js';
import { type ChildLink, type EventOf, openRunOf, type Run, type RunNumber, runOfId } from '../core/index.js';
import { type RecordedDecision, recordedDecision } from '../deciders/recordedDecision.js';
import { HistoryError } from '../history/historyError.js';
import type { Execution, Mentions } from './mentions.js';
import type { RegisteredTypes } from './registeredTypes.js';
import { DOMAIN, type Replica } from './replica.js';

/** The settings of runs whose own history is unknown. They stay open for a year, the longest timeout of a run. */
const UNSEEN = {
  childPolicy: 'ABANDON',
  executionStartToCloseTimeout: '31536000',
  taskList: { name: 'other runs' },
  taskStartToCloseTimeout: 'NONE',
};
const UNSEEN_TYPE = { name: 'other run', version: 'any' };

/** The events of a parent that close a child. */
export type ChildClose =
  | 'ChildWorkflowExecutionCompleted'
  | 'ChildWorkflowExecutionFailed'
  | 'ChildWorkflowExecutionCanceled'
  | 'ChildWorkflowExecutionTimedOut'
  | 'ChildWorkflowExecutionTerminated';

type Target = { readonly workflowId: string; readonly runId?: string | undefined };

/** The other runs that a history mentions, as runs of the replica. The verifier is their decider. */
export class OtherRuns {
  readonly #replica: Replica;
  readonly #mentions: Mentions;
  readonly #types: RegisteredTypes;
  #unknownRuns = 0;

  constructor(replica: Replica, mentions: Mentions, types: RegisteredTypes) {
    this.#replica = replica;
    this.#mentions = mentions;
    this.#types = types;
  }

  /**
   * Returns the run of the replica that stands for a recorded run; starts or continues it first, if it is not there.
   */
  ensureRun(execution: Execution): Run {
    const known = this.#replica.ids.fakeOf(execution.runId);
    if (known !== undefined) return this.#existing({ ...execution, runId: known });
    const open = this.#openRun(execution);
    if (open && !this.#isIdentified(open)) return this.identify(open, execution.runId);
    this.#replica.freedoms.add(`started the run ${quoted(execution.workflowId)} (run id ${quoted(execution.runId)})`);
    const child = open && this.childLinkOf(open.number);
    return this.identify(child ? this.continueChild(child) : this.#start(execution), execution.runId);
  }

  /** Pairs a run with its recorded run id, and makes at once the decisions that the history shows of it. */
  identify({ number, runId: fake, length }: Run, runId: string): Run {
    this.#replica.ids.pair(runId, fake);
    // DecisionTaskStarted and DecisionTaskCompleted come before the events of the decisions.
    const sent = this.#mentions.batchOf(runId, length + 3);
    if (sent.length > 0) this.decide(number, sent);
    return this.#replica.run(number);
  }

  /** Starts the parent of the run, and makes its decision to start the run: as the event with the recorded id. */
  startParent(parent: Execution, initiatedId: number, child: object): Run {
    this.#replica.freedoms.add('started the parent run');
    const { number, runId, length } = this.#start(parent);
    this.#replica.ids.pair(parent.runId, runId);
    const initiated = new Map([[initiatedId, recordedDecision('StartChildWorkflowExecution', child)]]);
    this.decide(number, this.#mentions.batchOf(parent.runId, length + 3, initiated));
    return this.#replica.run(number);
  }

  /**
   * Returns the run that closes as a child in this event. If the child continued as new since its start, it is
   * continued.
   *
   * @throws HistoryError if no such child is open.
   */
  closingChild(event: EventOf<ChildClose>, settings?: object): Run {
    const { initiatedEventId, workflowExecution, workflowType } = event.attributes;
    const child = this.#replica.children.find(({ initiatedId }) => initiatedId === initiatedEventId);
    if (child?.run === undefined) throw new HistoryError(`the child run of event ${initiatedEventId} is not open`);
    const run = this.#replica.run(child.run);
    const { runId = '' } = workflowExecution;
    this.#reachInTime(run);
    if (this.#replica.ids.fakeOf(runId) !== undefined) return run;
    if (!this.#isIdentified(run) && !settings) return this.identify(run, runId);
    return this.identify(this.continueChild(child, { ...settings, workflowTypeVersion: workflowType.version }), runId);
  }

  /** Continues a child as new; returns the new run. The history of the parent does not show when this happened. */
  continueChild({ run, initiatedId }: ChildLink, settings: { workflowTypeVersion?: string } = {}): Run {
    const number = run as RunNumber;
    this.#reachInTime(this.#replica.run(number));
    const { name, version } = this.#replica.workflowTypeOf(number);
    const wanted = { workflowTypeVersion: version, ...UNSEEN, ...settings };
    const upgrade = wanted.workflowTypeVersion === version ? '' : ` with version ${quoted(wanted.workflowTypeVersion)}`;
    this.#replica.freedoms.add(`continued the child run of event ${initiatedId} as new${upgrade}`);
    this.#types.ensureStatus('WorkflowType', { name, version: wanted.workflowTypeVersion }, 'registered');
    return this.#replica.runOpenedBy(() =>
      this.decide(number, [recordedDecision('ContinueAsNewWorkflowExecution', wanted)]),
    );
  }

  /** Delivers the signals and cancel requests that reached a run before its close; the sender's event comes later. */
  #reachInTime({ runId }: Run): void {
    for (const delivery of this.#replica.waiting) {
      const sends = delivery.kind === 'signal external' || delivery.kind === 'cancel external';
      const reached = sends ? this.#mentions.reachedBy(delivery.eventId)?.runId : undefined;
      if (reached !== undefined && this.#replica.ids.fakeOf(reached) === runId) this.#replica.deliver(delivery);
    }
  }

  /** Responds to the decision task of a run. Without one, the run first gets a signal, so that it has one. */
  decide(number: RunNumber, decisions: readonly RecordedDecision[]): void {
    const { decisionScheduled, workflowId, runId } = this.#replica.run(number);
    const execution = { domain: DOMAIN, workflowId, runId };
    if (!decisionScheduled) this.#replica.send('SignalWorkflowExecution', { ...execution, signalName: 'decide' });
    this.#replica.send('RespondDecisionTaskCompleted', {
      taskToken: this.#replica.pollDecisionTask(number),
      decisions,
    });
  }

  /** Terminates a run, if it is open. */
  terminate(run: Run, childPolicy = UNSEEN.childPolicy): void {
    const { workflowId, runId, closed } = run;
    if (closed) return;
    this.#reachInTime(run);
    this.#replica.send('TerminateWorkflowExecution', { domain: DOMAIN, workflowId, runId, childPolicy });
  }

  /**
   * Closes the runs that had the workflow id of a run before it starts. Their signals and cancel requests are sent
   * first.
   */
  makeRoomFor(target: Target): void {
    for (const execution of this.#mentions.sendersOf(target.workflowId)) this.terminate(this.ensureRun(execution));
    this.#vacate(target);
  }

  #vacate(target: Target): void {
    const open = this.#openRun(target);
    if (open && !this.childLinkOf(open.number) && !this.#replica.isOfSubject({ run: open.number }))
      this.terminate(open);
  }

  /** Starts a run of that workflow id, if none is open. */
  ensureOpen(target: Target): void {
    if (this.#openRun(target)) return;
    this.#replica.freedoms.add(`started the run ${quoted(target.workflowId)}`);
    this.#start(target);
  }

  /** Closes the target of a signal or a cancel request that failed: the run had closed, or was not in this domain. */
  ensureUnreachable({ workflowId, runId }: Target): void {
    const here = runId === undefined ? undefined : this.#replica.ids.fakeOf(runId);
    const open = this.#openRun({ workflowId });
    if (!open || (runId !== undefined && open.runId !== here)) return;
    const child = this.childLinkOf(open.number);
    if (child && runId !== undefined) this.continueChild(child);
    this.#vacate({ workflowId });
  }

  /** Returns the fake's run id for a target. A target that the history never shows open gets an id that no run has. */
  fakeRunIdOf({ workflowId, runId }: Target): string | undefined {
    if (runId === undefined) return undefined;
    const here = this.#replica.ids.fakeOf(runId);
    if (here !== undefined) return here;
    if (this.#mentions.isAlive(runId)) return this.ensureRun({ workflowId, runId }).runId;
    this.#replica.freedoms.add(`assumed that no run ${quoted(workflowId)} (run id ${quoted(runId)}) is open`);
    this.#unknownRuns += 1;
    const unused = `no run ${this.#unknownRuns}`;
    this.#replica.ids.pair(runId, unused);
    return unused;
  }

  /** Returns the link of a run that is a child of the run under verification. */
  childLinkOf(number: RunNumber): ChildLink | undefined {
    return this.#replica.children.find(({ run }) => run === number);
  }

  #start({ workflowId }: Target): Run {
    this.#vacate({ workflowId });
    this.#types.ensureStatus('WorkflowType', UNSEEN_TYPE, 'registered');
    const input = { domain: DOMAIN, workflowId, workflowType: UNSEEN_TYPE, ...UNSEEN };
    return this.#replica.runOpenedBy(() => void this.#replica.send('StartWorkflowExecution', input));
  }

  #existing({ workflowId, runId }: Execution): Run {
    const run = runOfId(this.#replica.state, DOMAIN, { workflowId, runId });
    if (!run)
      throw new HistoryError(`the run with workflow id ${quoted(workflowId)} has another workflow id in another event`);
    return run;
  }

  #openRun = ({ workflowId }: Target): Run | undefined => openRunOf(this.#replica.state, DOMAIN, workflowId);

  #isIdentified = ({ runId }: Run): boolean => this.#replica.ids.isTaken(runId);
}
