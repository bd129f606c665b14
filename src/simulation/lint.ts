import { compareAnswers, compareTasks, type Outcome } from '../replay/answers.js';
import { copyOf } from '../replay/redelivered.js';
import type { Decider, DecisionTask } from './definition.js';
import { type Draws, disturbed, noting } from './disturbed.js';

/**
 * How a task is looked at once more: as it was (`again`), with its history newest first (`reversed`), or with no more of
 * the history than since the last task that was answered (`sincePrevious`).
 */
export type Look = 'again' | 'reversed' | 'sincePrevious';

export interface LintOptions {
  /** Told of every finding. Default: throws it. */
  readonly report?: (finding: LintFinding) => void;
  /** For deciders whose polls ask for `reverseOrder`. */
  readonly reversed?: boolean;
  /** For deciders that keep state, and whose polls ask for `startAtPreviousStartedEvent`. */
  readonly sincePrevious?: boolean;
}

/** What is wrong with a decider. */
export class LintFinding extends Error {
  override readonly name = 'LintFinding';
  /** `nondeterminism`: it decided otherwise. `mutation`: it changed its task. */
  readonly kind: 'nondeterminism' | 'mutation';
  /** The look that showed it; the first look at a task shows that it is changed. */
  readonly look: Look | 'first';
  /** The task, as it was given first. */
  readonly task: DecisionTask;
  /** What is another: `-` in the first decision or in the task, `+` then. */
  readonly diff: string;

  constructor(kind: LintFinding['kind'], look: Look | 'first', task: DecisionTask, diff: string) {
    const { startedEventId, workflowExecution } = task;
    super(
      `swfake: the decider ${FINDINGS[look]} (task ${startedEventId} of ${workflowExecution?.workflowId})\n${diff}`,
    );
    this.kind = kind;
    this.look = look;
    this.task = task;
    this.diff = diff;
  }
}

const FINDINGS: Readonly<Record<Look | 'first', string>> = {
  first: 'changes its task',
  again: 'decides otherwise once more, at another time, with other random numbers and another task token',
  reversed: 'decides otherwise from the history newest first',
  sincePrevious: 'decides otherwise from the events since the previous task',
};

/**
 * The same decider, but it decides every task more than once, each time from a copy, and where it decides otherwise that is
 * reported: it depends on the time, on chance, on the order of pages, or on what it changed itself. A history that comes in
 * pages is one list when they are put together, so that is one look. While it runs again `Date` and `Math.random` are others; of an
 * asynchronous decider, up to its first wait.
 */
export function linted(decider: Decider, options: LintOptions = {}): Decider {
  const { report = raise } = options;
  return async (task) => {
    const draws: Draws = { drawn: [] };
    const given = copyOf(task);
    const answer = await noting(draws, () => decider(given));
    const first = copyOf(answer);
    const changes = compareTasks(task, given);
    if (changes !== '') report(new LintFinding('mutation', 'first', task, changes));
    for (const look of looksOf(options)) {
      const diff = compareAnswers(first, await outcomeOf(decider, VIEWS[look](copyOf(task)), draws));
      if (diff !== '') report(new LintFinding('nondeterminism', look, task, diff));
    }
    return answer;
  };
}

function raise(finding: LintFinding): never {
  throw finding;
}

const looksOf = ({ reversed, sincePrevious }: LintOptions): readonly Look[] => [
  'again',
  ...(reversed ? (['reversed'] as const) : []),
  ...(sincePrevious ? (['sincePrevious'] as const) : []),
];

const VIEWS: { readonly [L in Look]: (task: DecisionTask) => DecisionTask } = {
  again: (task) => ({ ...task, taskToken: `${task.taskToken} once more` }),
  reversed: (task) => ({ ...task, events: task.events.toReversed() }),
  // The event is itself among them; a first task has no previous one, and gets the whole history (swf-behaviour 5.4).
  sincePrevious: (task) => ({
    ...task,
    events: task.events.filter(({ eventId = 0 }) => eventId >= (task.previousStartedEventId ?? 0)),
  }),
};

async function outcomeOf(decider: Decider, task: DecisionTask, draws: Draws): Promise<Outcome> {
  try {
    return { answer: await disturbed(draws, () => decider(task)) };
  } catch (error) {
    return { error };
  }
}
