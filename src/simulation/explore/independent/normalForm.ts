import type { CoreEvent, Run } from '../../../core/index.js';
import { eventParts } from '../state/eventParts.js';
import type { HistoryOrder } from '../state/orderedHistory.js';
import type { Block } from './blocks.js';
import type { Dependence } from './dependence.js';
import { readyAfter } from './orders.js';
import { isSpan, type Part, partsOf } from './spans.js';

/** The history in the one form that stands for all orders of independent events, without decision tasks that led to nothing. */
export interface NormalForm extends HistoryOrder {
  readonly parts: readonly Part[];
  /** True if the history can be in another order, or have other decision tasks. */
  readonly hasOthers: boolean;
}

/** The normal forms of runs. Each is kept with the last event of its history, which no other history has. */
export class NormalForms {
  readonly #forms = new WeakMap<CoreEvent, NormalForm>();

  constructor(readonly dependence: Dependence) {}

  /** Returns the normal form of a run. `isIdle` is true if the decider has a task that will lead to no decision. */
  of(run: Run, isIdle = false): NormalForm {
    const last = run.events[run.length - 1] as CoreEvent;
    // The history up to the start of a task is asked for before and after its answer is known.
    if (last.type === 'DecisionTaskStarted') return this.#made(run, isIdle);
    const known = this.#forms.get(last);
    if (known) return known;
    const made = this.#made(run, isIdle);
    this.#forms.set(last, made);
    return made;
  }

  #made = (run: Run, isIdle: boolean): NormalForm => normalForm(run, partsOf(run, this.dependence, isIdle), isIdle);
}

function normalForm(run: Run, parts: readonly Part[], isIdle: boolean): NormalForm {
  const events: CoreEvent[] = [];
  // What has no place is left out: a decision task that led to nothing.
  const ids = new Array<number>(run.length + 1).fill(0);
  const idOf = (id: number): number => ids[id] ?? id;
  const place = (event: CoreEvent): void => {
    const id = events.push(event);
    // It makes no difference which of its arrivals led to a decision task.
    if (event.type !== 'DecisionTaskScheduled') ids[event.id] = id;
  };
  for (const part of parts) {
    if (!isSpan(part)) place(part);
    else for (const block of part.blocks) placeInOrder(block, place, idOf);
  }
  return { parts, events, idOf, marks: marksOf(run, isIdle), hasOthers: parts.some(hasOthers) };
}

// A decision task that waits, or that leads to nothing, is in no part. Only its time counts.
function marksOf(run: Run, isIdle: boolean): readonly number[] {
  const timeOf = (id = 0): number => (run.events[id - 1]?.at ?? run.startedAt - 1) - run.startedAt;
  return [timeOf(run.decisionScheduled?.scheduledId), timeOf(isIdle ? run.decisionStarted?.startedId : undefined)];
}

const hasOthers = (part: Part): boolean => isSpan(part) && (part.isFree || part.blocks.some(isLoose));

const isLoose = ({ before }: Block): boolean => before.some((set, index) => set !== 2 ** index - 1);

/** Places the events of a block in their normal order: always the least of those that can come next. */
function placeInOrder(
  { events, before }: Block,
  place: (event: CoreEvent) => void,
  idOf: (id: number) => number,
): void {
  let placed = 0;
  for (let count = 0; count < events.length; count += 1) {
    const next = readyAfter(before, placed).reduce((least, one) =>
      compared(events[one] as CoreEvent, events[least] as CoreEvent, idOf) < 0 ? one : least,
    );
    place(events[next] as CoreEvent);
    placed |= 1 << next;
  }
}

function compared(one: CoreEvent, other: CoreEvent, idOf: (id: number) => number): number {
  const [a, b] = [eventParts(one), eventParts(other)];
  if (a.hash !== b.hash) return a.hash - b.hash;
  for (const [i, reference] of a.references.entries()) {
    const difference = idOf(reference) - idOf(b.references[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
