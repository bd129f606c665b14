import type { JudgedRun, Occurrence } from './judgedRun.js';
import type { Mention } from './mentions.js';

/** An event of another run that came before the event of an id. */
interface Link {
  readonly id: number;
  readonly from: JudgedRun;
  readonly fromId: number;
}

/** An event of a run, by its id. */
interface Place {
  readonly run: JudgedRun;
  readonly id: number;
}

/** The order of events of a family. Within a run it is that of the ids, between runs that of the times and of the links. */
export class Order {
  readonly #links = new Map<JudgedRun, Link[]>();

  constructor(runs: readonly (readonly [JudgedRun, readonly Mention[]])[], byId: ReadonlyMap<string, JudgedRun>) {
    for (const [run, mentions] of runs) for (const mention of mentions) this.#add(run, mention, byId);
  }

  #add(run: JudgedRun, { other, at, cause, effect }: Mention, byId: ReadonlyMap<string, JudgedRun>): void {
    const from = byId.get(other.runId);
    if (!from) return;
    this.#link(run, at.id, from, cause(from, run));
    const later = effect?.(from);
    if (later !== undefined) this.#link(from, later, run, at.id);
  }

  #link(run: JudgedRun, id: number, from: JudgedRun, fromId: number | undefined): void {
    if (fromId === undefined) return;
    const links = this.#links.get(run) ?? [];
    links.push({ id, from, fromId });
    this.#links.set(run, links);
  }

  /** Returns true if `a` certainly came before `b`. */
  isBefore(a: Occurrence, b: Occurrence): boolean {
    if (a.run === b.run) return a.event.id < b.event.id;
    const apart = b.event.at - a.event.at;
    const resolution = Math.max(a.run.resolution, b.run.resolution);
    // With whole seconds, two times differ by a second or are equal. Equal times say nothing, and neither does a missing time.
    if (Number.isFinite(apart) && apart !== 0 && Math.abs(apart) >= resolution) return apart > 0;
    return this.#isLinked(a, b);
  }

  /** Returns true if links lead from `a` to `b`, or to an earlier event of its run. */
  #isLinked(a: Occurrence, b: Occurrence): boolean {
    const seen = new Map<JudgedRun, number>();
    // A list in place of recursion: thousands of runs can continue each other.
    const open: Place[] = [{ run: b.run, id: b.event.id }];
    for (let place = open.pop(); place; place = open.pop()) {
      const { run, id } = place;
      if (run === a.run && a.event.id <= id) return true;
      if (run === a.run || (seen.get(run) ?? 0) >= id) continue;
      seen.set(run, id);
      for (const before of this.#linksTo(place)) open.push(before);
    }
    return false;
  }

  /** Returns the events of other runs that came before an event, by one link. */
  #linksTo({ run, id }: Place): readonly Place[] {
    const links = this.#links.get(run) ?? [];
    return links.filter((link) => link.id <= id).map(({ from, fromId }) => ({ run: from, id: fromId }));
  }
}
