import {
  type Change,
  type CoreEvent,
  type RunNumber,
  runAt,
  type State,
  type TaskKind,
  type TaskRef,
} from '../../core/index.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * The names of what happens in a simulation. They depend on ids and on counts of their own kind alone, so that a step or a
 * fault that is left out renames nothing else.
 */
export class Addresses {
  /** The number of times that each text was used. */
  readonly #uses = new Map<string, number>();
  readonly #tasks = new Map<RunNumber, Map<number, TaskTexts>>();
  readonly #runs = new Map<RunNumber, string>();
  /** The workflow id of the run that was started. */
  readonly #main: string;

  constructor(main: string) {
    this.#main = main;
  }

  /** Notes the tasks and runs that a change makes. */
  note(s: State, change: Change): void {
    if (change.kind !== 'event') return;
    const { run, event } = change;
    if (event.type === 'ActivityTaskScheduled' || event.type === 'DecisionTaskScheduled') this.#addTask(s, run, event);
  }

  /** Returns the address of what happens now, or is about to wait. A text that was used before gets a number. */
  next(text: string): string {
    return numbered(text, this.#count(text));
  }

  /** Returns the address that `next` would return, without a use of the text. */
  peek = (text: string): string => numbered(text, (this.#uses.get(text) ?? 0) + 1);

  /** Returns the name of a task: `activity 'charge'`, or `decision 3`. A task from before the simulation has only its event. */
  task({ run, scheduledId }: Pick<TaskRef, 'run' | 'scheduledId'>): string {
    return this.#tasks.get(run)?.get(scheduledId)?.name ?? `task ${scheduledId} of run ${run + 1}`;
  }

  /** Returns the address of a poll that gets a task, without a number. */
  poll(kind: TaskKind, task: Pick<TaskRef, 'run' | 'scheduledId'>): string {
    return this.#tasks.get(task.run)?.get(task.scheduledId)?.poll ?? pollText(kind, this.task(task));
  }

  /** Returns the rest of a name: nothing for the first run that was started, otherwise ` of 'child-1'`. */
  ofRun(s: State, number: RunNumber): string {
    const known = this.#runs.get(number);
    if (known !== undefined) return known;
    const workflowId = runAt(s, number)?.workflowId ?? '';
    const made = this.#runText(workflowId);
    this.#runs.set(number, made);
    return made;
  }

  #runText(workflowId: string): string {
    const text = `run of '${workflowId}'`;
    const runs = this.#count(text);
    if (runs > 1) return ` of ${numbered(text, runs)}`;
    return workflowId === this.#main ? '' : ` of '${workflowId}'`;
  }

  #addTask(s: State, run: RunNumber, { id, type, attributes }: CoreEvent): void {
    const ofRun = this.ofRun(s, run);
    const kind = type === 'ActivityTaskScheduled' ? 'activity' : 'decision';
    const name =
      kind === 'activity'
        ? this.next(`activity '${String((attributes as Members).activityId)}'${ofRun}`)
        : `decision ${this.#count(`decisions${ofRun}`)}${ofRun}`;
    const tasks = this.#tasks.get(run) ?? new Map<number, TaskTexts>();
    this.#tasks.set(run, tasks.set(id, { name, poll: pollText(kind, name) }));
  }

  /** Returns how often a text was used, with this time. */
  #count(text: string): number {
    const uses = (this.#uses.get(text) ?? 0) + 1;
    this.#uses.set(text, uses);
    return uses;
  }
}

/** The texts of a task. They are made once, since a task that waits is asked for at each step. */
interface TaskTexts {
  readonly name: string;
  readonly poll: string;
}

const pollText = (kind: TaskKind, name: string): string =>
  `${kind === 'decision' ? 'PollForDecisionTask' : 'PollForActivityTask'} for ${name}`;

const numbered = (text: string, uses: number): string => (uses === 1 ? text : `${text} (${uses})`);
