import {
  type ChildLink,
  type Choose,
  type Command,
  type CoreEvent,
  createState,
  type Deadline,
  type Delivery,
  type Due,
  deadlinesInOrder,
  dueAt,
  type EventOf,
  type Fault,
  type Grants,
  type Instant,
  instant,
  isFault,
  type LambdaOutcome,
  type OperationName,
  type Outcome,
  type Reply,
  type Run,
  type RunNumber,
  runAt,
  runNumber,
  type State,
  settingsOf,
  settle,
  type TypeId,
  transition,
} from '../core/index.js';
import { HistoryError } from '../history/historyError.js';
import { isTimed, type Recorded } from '../history/readHistory.js';
import { RunIds } from './renaming.js';

/** The domain of a replica, in which all its runs are. */
export const DOMAIN = 'reenacted';

// The verifier reads closed runs until the end: this is the longest time for which the service keeps them.
const RETENTION_IN_DAYS = '90';

type Poll = 'PollForDecisionTask' | 'PollForActivityTask';

/** The state of a new fake on which one history is re-enacted, with the task tokens that it has handed out. */
export class Replica {
  /** The state of the fake. */
  state: State;
  /** The choices that the verifier made, as text: see `Verification.freedoms`. */
  readonly freedoms = new Set<string>();
  /** The recorded run ids, with the fake's run ids that stand for them. */
  readonly ids = new RunIds();
  #subject: RunNumber | undefined;
  readonly #tokens = new Map<number, string>();

  constructor(first: Recorded | undefined) {
    this.state = createState({
      seed: 1,
      now: first && isTimed(first) ? first.at : instant(0),
    });
    this.send('RegisterDomain', { name: DOMAIN, workflowExecutionRetentionPeriodInDays: RETENTION_IN_DAYS });
  }

  /** Sets the run under verification: its history is compared with the recorded one. */
  setSubject(run: RunNumber): void {
    this.#subject = run;
  }

  /**
   * The run under verification.
   *
   * @throws HistoryError if it has not started.
   */
  get subject(): Run {
    if (this.#subject === undefined) throw new HistoryError('the run has not started before this event');
    return this.run(this.#subject);
  }

  /** Returns the run with this number. */
  run(number: RunNumber): Run {
    return runAt(this.state, number) as Run;
  }

  /** The events that the fake wrote for the run under verification, so far. */
  get history(): readonly CoreEvent[] {
    return this.#subject === undefined ? [] : this.subject.events.slice(0, this.subject.length);
  }

  /** The open children of the run under verification, initiated or started. */
  get children(): readonly ChildLink[] {
    return this.#subject === undefined ? [] : [...this.subject.children.byId.values()];
  }

  /** Returns the workflow type of a run. */
  workflowTypeOf(number: RunNumber): TypeId {
    return settingsOf(this.run(number)).workflowType;
  }

  /**
   * Calls `act` and returns the first run that it opens.
   *
   * @throws HistoryError if it opens none.
   */
  runOpenedBy(act: () => void): Run {
    const number = runNumber(this.state.runs.length);
    act();
    const run = runAt(this.state, number);
    if (!run) throw new HistoryError('the fake did not start the run that the history shows');
    return run;
  }

  /** The deliveries (after-batch steps) of the run under verification that wait, in their default order. */
  get waiting(): readonly Delivery[] {
    return this.state.deliveries.filter(this.isOfSubject);
  }

  /** Returns true for a deadline or a delivery of the run under verification. */
  readonly isOfSubject = ({ run }: Pick<Due, 'run'>): boolean => run === this.#subject;

  /**
   * Sends a command and returns its reply. Deliveries that follow wait until `deliver()`.
   *
   * @throws HistoryError if the fake refuses the command.
   */
  send<O extends OperationName>(op: O, input: object, more: { grants?: Grants } = {}): Reply<O> {
    const { reply, state } = transition(this.state, { op, input, hold: true, ...more }, this.state.now);
    if (isFault(reply)) throw new HistoryError(refusalText(op, reply));
    this.state = state;
    return reply as Reply<O>;
  }

  /** Reports the result of a Lambda function. */
  reportLambda(outcome: LambdaOutcome): void {
    this.state = transition(this.state, { ...outcome, hold: true }, this.state.now).state;
  }

  /**
   * Polls until the poll starts the recorded task: the service does not hand out the tasks of a list in strict order.
   */
  poll(op: Poll, { scheduledEventId, identity }: EventOf<'ActivityTaskStarted'>['attributes']): void {
    const { number } = this.subject;
    const { startedId, taskToken, passed } = this.#pollUntil(op, number, scheduledEventId, identity);
    if (passed > 0)
      this.freedoms.add(`started the task of event ${scheduledEventId} before an earlier task of its list`);
    this.#tokens.set(startedId, taskToken);
  }

  /** Polls the decision task that waits in another run; returns its task token. */
  pollDecisionTask(number: RunNumber): string {
    const scheduledId = this.run(number).decisionScheduled?.scheduledId ?? 0;
    return this.#pollUntil('PollForDecisionTask', number, scheduledId, undefined).taskToken;
  }

  /**
   * Returns the token of the task that an event started.
   *
   * @throws HistoryError if no poll returned this task.
   */
  tokenOf(startedId: number): string {
    const token = this.#tokens.get(startedId);
    if (token === undefined) throw new HistoryError(`no poll returned the task that event ${startedId} started`);
    return token;
  }

  /**
   * Sends a heartbeat. A history shows heartbeats only by the details of a timeout, or by a task that did not time out.
   */
  heartbeat(startedId: number, details?: string): void {
    this.send('RecordActivityTaskHeartbeat', {
      taskToken: this.tokenOf(startedId),
      ...(details !== undefined && { details }),
    });
    this.freedoms.add(`sent a heartbeat of the task that event ${startedId} started`);
  }

  /** Performs one delivery. The others go on waiting. */
  deliver(delivery: Delivery): void {
    let waits = true;
    settle(this.state, this.state.now, (due) => {
      const index = waits ? due.indexOf(delivery) : -1;
      waits &&= index < 0;
      return index >= 0 ? index : holdDeliveries(due);
    });
  }

  /** Advances the clock to an instant and fires all that is due then, in the order of `choose`. */
  fireDueAt(at: Instant, choose: Choose): void {
    settle(this.state, at, (due) => (holdDeliveries(due) < 0 ? -1 : choose(due)));
  }

  /** Returns all deadlines that are due at an instant. No deadline may be due before it. */
  deadlinesAt(at: Instant): readonly Deadline[] {
    const found: Deadline[] = [];
    for (const deadline of deadlinesInOrder(this.state)) {
      if (deadline.at > at) break;
      if (dueAt(this.state, deadline) === at) found.push(deadline);
    }
    return found;
  }

  /** Advances the clock and fires the deadlines on the way. Deliveries wait. */
  advanceTo(until: Instant): void {
    if (until > this.state.now) settle(this.state, until, holdDeliveries);
  }

  #pollUntil(op: Poll, run: RunNumber, scheduledId: number, identity: string | undefined) {
    const input = { domain: DOMAIN, taskList: { name: this.#taskListOf(run, scheduledId) }, identity };
    for (let pick = 0, passed = 0; ; pick += 1) {
      const command: Command<Poll> = { op, input, hold: true, pick };
      const outcome = transition(this.state, command, this.state.now);
      const started = startedIn(outcome);
      if (!started) throw new HistoryError(`no poll returns the task of event ${scheduledId}`);
      if (started.run === run && started.scheduledId === scheduledId) {
        this.state = outcome.state;
        return { startedId: started.startedId, taskToken: (outcome.reply as Reply<Poll>).taskToken, passed };
      }
      passed += started.run === run ? 1 : 0;
    }
  }

  #taskListOf(number: RunNumber, scheduledId: number): string {
    const event = this.run(number).events[scheduledId - 1];
    if (event?.type === 'ActivityTaskScheduled' || event?.type === 'DecisionTaskScheduled') {
      return event.attributes.taskList.name;
    }
    throw new HistoryError(`event ${scheduledId} schedules no task`);
  }
}

/** Returns the reason of a history whose command the fake refused. */
export const refusalText = (op: OperationName, { fault, message }: Fault): string =>
  `the fake refused ${op} with ${fault}: ${message}`;

/** Picks the first deadline, and no delivery: deadlines cannot be held back. */
export const holdDeliveries: Choose = (due) => due.findIndex((one) => 'at' in one);

function startedIn({ changes }: Pick<Outcome, 'changes'>) {
  for (const change of changes) {
    if (change.kind !== 'event') continue;
    const { run, event } = change;
    if (event.type === 'ActivityTaskStarted' || event.type === 'DecisionTaskStarted') {
      return { run, startedId: Number(event.id), scheduledId: event.attributes.scheduledEventId };
    }
  }
  return undefined;
}
