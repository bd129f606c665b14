import {
  type AccessRequest,
  type Change,
  type Choose,
  createState,
  type Effect,
  type Fault,
  type Grants,
  type HistoryEvent,
  type Injection,
  instant,
  isFault,
  type LambdaOutcome,
  type OperationName,
  type Reply,
  type State,
  type StateOptions,
  settle,
  step,
  toHistoryEvent,
} from '../../src/core/index.js';
import { timeline } from '../../src/render/index.js';
import type { TimelineEvent } from '../../src/render/timeline.js';
import type { Fact } from '../support/coverage/proves.js';
import { factsOfCall, factsOfEvents } from './met.js';
import { StoryError } from './words.js';

interface Told {
  readonly workflowId: string;
  readonly runId: string;
  readonly events: TimelineEvent[];
  /** The number of events that were printed. */
  shown: number;
}

export const DOMAIN = 'shop';
const BEGIN = instant(Date.parse('2020-01-01T00:00:00Z'));

/** Returns the lines of a history in the core's form. */
export const linesOf = (events: readonly HistoryEvent[]): readonly string[] => pictureOf(events.map(dated));

// Times of the core are milliseconds; a timeline takes a `Date`.
const dated = (event: HistoryEvent): TimelineEvent => ({ ...event, eventTimestamp: new Date(event.eventTimestamp) });

const pictureOf = (events: readonly TimelineEvent[]): readonly string[] =>
  timeline(events, { all: true, values: 'exact' }).split('\n');

// Deadlines cannot wait, so they go first.
const holding: Choose = ([first]) => (first && 'at' in first ? 0 : -1);

/** What a story can set before it begins. */
export type Given = Pick<StateOptions, 'limits' | 'assumptions'>;

/** A story so far: the state, the histories that its changes wrote, and the tokens of the tasks that were polled. */
export class World {
  readonly state: State;
  readonly denied = new Set<string>();
  readonly injected = new Map<string, Injection>();
  /** The parts of SWF that the story shows. */
  readonly met = new Set<Fact>();
  /** True while after-batch steps wait. */
  holding = false;
  readonly #tokens = new Map<string, string>();
  readonly #runs: Told[] = [];
  readonly #effects: Effect[] = [];

  constructor(given: Given = {}) {
    this.state = createState({ seed: 1, now: BEGIN, ...given });
  }

  /** Sends a command and returns the lines of its reply; a fault is one line. */
  ask<O extends OperationName>(
    op: O,
    input: object,
    lines: (reply: Reply<O>) => readonly string[] = () => [],
    pick = 0,
  ): readonly string[] {
    const { reply, changes, effects } = step(
      this.state,
      { op, input, grants: this.#grants(), pick, hold: this.holding },
      this.state.now,
    );
    this.#tell(changes, effects);
    // The after-batch steps of a command belong to its output, not to that of the next one.
    if (!this.holding) this.pass(0);
    const answer = this.#linesOf(reply, lines);
    this.#meet(factsOfCall(op, input, reply, changes, answer));
    return answer;
  }

  /** Moves the clock. While after-batch steps wait, `choose` can let some of them happen. */
  pass(millis: number, choose?: Choose): void {
    const until = instant(this.state.now + millis);
    const { changes, effects } = settle(this.state, until, this.holding ? (choose ?? holding) : undefined);
    this.#tell(changes, effects);
  }

  /** Returns the outcome of the Lambda function that was called last under that id to the core. */
  lambdaAnswers(id: string, outcome: object): void {
    const called = this.#effects.findLast(({ lambda }) => this.#idOf(lambda) === id);
    if (!called) throw new StoryError(`no Lambda function was called as ${id}`);
    const heard = { lambda: called.lambda, outcome: outcome as LambdaOutcome['outcome'], hold: this.holding };
    const { changes, effects } = step(this.state, heard, this.state.now);
    this.#tell(changes, effects);
  }

  #idOf({ run, scheduledId }: LambdaOutcome['lambda']): unknown {
    const scheduled = this.#runs[run]?.events[scheduledId - 1] as HistoryEvent | undefined;
    return scheduled?.lambdaFunctionScheduledEventAttributes?.id;
  }

  hold(name: string, token: string): void {
    this.#tokens.set(name, token);
  }

  /** Returns the token of a task that was polled, even if the task has ended. */
  tokenOf(name: string): string {
    const token = this.#tokens.get(name);
    if (token !== undefined) return token;
    throw new StoryError(`nobody has polled ${name}; there are: ${[...this.#tokens.keys()].join(', ') || 'no tasks'}`);
  }

  /** Returns the id of the nth run of that workflow id, from 1. Default: the last run. */
  runIdOf(workflowId: string, nth?: string): string {
    const runs = this.#runs.filter((run) => run.workflowId === workflowId);
    const run = nth === undefined ? runs.at(-1) : runs[Number(nth) - 1];
    if (run) return run.runId;
    throw new StoryError(`there is no run${nth === undefined ? '' : ` ${nth}`} of ${workflowId}`);
  }

  /** Returns the events that were not printed yet, under the name of their run if there are several runs. */
  news(): readonly string[] {
    return this.#runs.flatMap((run) => {
      const lines = pictureOf(run.events)
        .slice(run.shown)
        .map((line) => this.#named(line));
      run.shown = run.events.length;
      return lines.length > 0 && this.#runs.length > 1 ? [`${this.#nameOf(run)}:`, ...lines] : lines;
    });
  }

  /** Returns `at` as the time since the beginning of the story. */
  since(at: number): string {
    return `+${(at - BEGIN) / 1000}s`;
  }

  #linesOf<R extends object>(reply: R | Fault, lines: (reply: R) => readonly string[]) {
    if (isFault(reply)) return [this.#named(`${reply.fault}: ${reply.message}`.trimEnd())];
    return lines(reply).map((line) => this.#named(line));
  }

  // A run id is text without meaning, so the name of the run is printed.
  #named(line: string): string {
    return this.#runs.reduce((text, run) => text.replaceAll(run.runId, `<run of ${this.#nameOf(run)}>`), line);
  }

  #nameOf(run: Told): string {
    const nth = this.#runs.filter(({ workflowId }) => workflowId === run.workflowId).indexOf(run) + 1;
    return nth === 1 ? run.workflowId : `${run.workflowId}, run ${nth}`;
  }

  #grants(): Grants {
    const nameOf = ({ action }: AccessRequest): string => action.replace('swf:', '');
    return {
      authorize: (request) => !this.denied.has(nameOf(request)),
      inject: (request) => this.injected.get(nameOf(request)),
    };
  }

  #tell(changes: readonly Change[], effects: readonly Effect[]): void {
    this.#effects.push(...effects);
    this.#meet(factsOfEvents(changes));
    for (const change of changes) {
      if (change.kind === 'run opened') this.#runs.push({ ...change, events: [], shown: 0 });
      if (change.kind !== 'event') continue;
      this.#runs[change.run]?.events.push(dated(toHistoryEvent(change.event)));
    }
  }

  #meet(facts: readonly Fact[]): void {
    for (const fact of facts) this.met.add(fact);
  }
}
