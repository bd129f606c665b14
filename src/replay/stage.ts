import { dueAt } from '../core/due.js';
import type { CoreEvent, EventOf } from '../core/events.js';
import type { TypeId } from '../core/faults.js';
import { type RunNumber, runNumber } from '../core/ids.js';
import {
  type Choose,
  type Command,
  createState,
  type Due,
  type Grants,
  type Instant,
  instant,
  isFault,
  type LambdaOutcome,
  type OperationName,
  type Outcome,
  type Reply,
  type State,
  settle,
  transition,
} from '../core/index.js';
import { deadlineBefore } from '../core/queues.js';
import { type ChildLink, type Run, settingsOf } from '../core/run.js';
import { type Deadline, type Delivery, runAt } from '../core/state.js';
import { inOrder } from '../core/store/heap.js';
import { Impossible } from './impossible.js';
import { isTimed, type Recorded } from './recorded.js';
import { Renaming } from './renaming.js';

export const DOMAIN = 'reenacted';

/** Closed runs are looked at to the end, and what a recording shows was accepted. */
const CHOICES = {
  closedWithoutRetention: 'kept',
  namesWithBannedCharacters: 'accepted',
  unlimitedExecutions: 'accepted',
} as const;

type Poll = 'PollForDecisionTask' | 'PollForActivityTask';

/** The fresh fake on which one history is re-enacted, and what has been handed out on it. */
export class Stage {
  state: State;
  /** What the verifier chose where the service leaves a choice. */
  readonly freedoms = new Set<string>();
  readonly ids = new Renaming();
  #subject: RunNumber | undefined;
  readonly #tokens = new Map<number, string>();

  constructor(first: Recorded | undefined) {
    this.state = createState({ seed: 1, now: first && isTimed(first) ? first.at : instant(0), choices: CHOICES });
    this.must('RegisterDomain', { name: DOMAIN, workflowExecutionRetentionPeriodInDays: 'NONE' });
  }

  /** From now on this run is the one whose history is compared. */
  enter(run: RunNumber): void {
    this.#subject = run;
  }

  get subject(): Run {
    if (this.#subject === undefined) throw new Impossible('the run has not started');
    return this.run(this.#subject);
  }

  run(number: RunNumber): Run {
    return runAt(this.state, number) as Run;
  }

  /** The fake's history of the run so far. */
  get history(): readonly CoreEvent[] {
    return this.#subject === undefined ? [] : this.subject.events.slice(0, this.subject.length);
  }

  /** The children of the run that are initiated or started. */
  get children(): readonly ChildLink[] {
    return this.#subject === undefined ? [] : [...this.subject.children.byId.values()];
  }

  workflowTypeOf(number: RunNumber): TypeId {
    return settingsOf(this.run(number)).workflowType;
  }

  /** The run that opens while something is done. */
  opened(act: () => void): Run {
    const number = runNumber(this.state.runs.length);
    act();
    const run = runAt(this.state, number);
    if (!run) throw new Impossible('a run that had to start did not');
    return run;
  }

  /** Steps after a batch of the run that wait, in their default order. */
  get waiting(): readonly Delivery[] {
    return this.state.deliveries.filter(this.isOwn);
  }

  readonly isOwn = ({ run }: Pick<Due, 'run'>): boolean => run === this.#subject;

  /** Sends a command that has to be accepted; deliveries wait until the history calls for them. */
  must<O extends OperationName>(op: O, input: object, more: { grants?: Grants } = {}): Reply<O> {
    const { reply, state } = transition(this.state, { op, input, hold: true, ...more }, this.state.now);
    if (isFault(reply)) throw new Impossible(`${op} was refused: ${reply.fault} ${reply.message}`);
    this.state = state;
    return reply as Reply<O>;
  }

  /** Brings what came of a Lambda function. */
  tell(outcome: LambdaOutcome): void {
    this.state = transition(this.state, { ...outcome, hold: true }, this.state.now).state;
  }

  /** Polls until the poll starts the task that was recorded: tasks of one list are not strictly in order. */
  poll(op: Poll, { scheduledEventId, identity }: EventOf<'ActivityTaskStarted'>['attributes']): void {
    const { number } = this.subject;
    const { startedId, taskToken, passed } = this.#take(op, number, scheduledEventId, identity);
    if (passed > 0) this.freedoms.add(`task ${scheduledEventId} was taken out of order`);
    this.#tokens.set(startedId, taskToken);
  }

  /** Takes the decision task that waits in another run. */
  takeDecision(number: RunNumber): string {
    const scheduledId = this.run(number).decisionScheduled?.scheduledId ?? 0;
    return this.#take('PollForDecisionTask', number, scheduledId, undefined).taskToken;
  }

  token(startedId: number): string {
    const token = this.#tokens.get(startedId);
    if (token === undefined) throw new Impossible(`nobody was given the task that event ${startedId} started`);
    return token;
  }

  /** A heartbeat, which no history shows but by what it said, or by a task that lived on. */
  heartbeat(startedId: number, details?: string): void {
    this.must('RecordActivityTaskHeartbeat', {
      taskToken: this.token(startedId),
      ...(details !== undefined && { details }),
    });
    this.freedoms.add(`a heartbeat of the task that event ${startedId} started`);
  }

  /** Lets a delivery happen, and holds those that could follow. */
  deliver(delivery: Delivery): void {
    let waits = true;
    settle(this.state, this.state.now, (due) => {
      const index = waits ? due.indexOf(delivery) : -1;
      waits &&= index < 0;
      return index >= 0 ? index : holding(due);
    });
  }

  /** Lets everything happen that is due at an instant, in the order that `choose` gives, and holds deliveries. */
  expire(at: Instant, choose: Choose): void {
    settle(this.state, at, (due) => (holding(due) < 0 ? -1 : choose(due)));
  }

  /** All deadlines that are due at an instant, which is the first at which any are. */
  deadlinesAt(at: Instant): readonly Deadline[] {
    const found: Deadline[] = [];
    for (const deadline of inOrder(deadlineBefore, this.state.deadlines)) {
      if (deadline.at > at) break;
      if (dueAt(this.state, deadline) === at) found.push(deadline);
    }
    return found;
  }

  pass(until: Instant): void {
    if (until > this.state.now) settle(this.state, until, holding);
  }

  #take(op: Poll, run: RunNumber, scheduledId: number, identity: string | undefined) {
    const input = { domain: DOMAIN, taskList: { name: this.#listOf(run, scheduledId) }, identity };
    for (let pick = 0, passed = 0; ; pick += 1) {
      const command: Command<Poll> = { op, input, hold: true, pick };
      const outcome = transition(this.state, command, this.state.now);
      const started = startedIn(outcome);
      if (!started) throw new Impossible(`no poll can start the task ${scheduledId}`);
      if (started.run === run && started.scheduledId === scheduledId) {
        this.state = outcome.state;
        return { startedId: started.startedId, taskToken: (outcome.reply as Reply<Poll>).taskToken, passed };
      }
      passed += started.run === run ? 1 : 0;
    }
  }

  #listOf(number: RunNumber, scheduledId: number): string {
    const event = this.run(number).events[scheduledId - 1];
    if (event?.type === 'ActivityTaskScheduled' || event?.type === 'DecisionTaskScheduled') {
      return event.attributes.taskList.name;
    }
    throw new Impossible(`event ${scheduledId} schedules no task`);
  }
}

/** Deadlines cannot be held back, so they come first; deliveries wait. */
export const holding: Choose = (due) => due.findIndex((one) => 'at' in one);

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
