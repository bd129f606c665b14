import { isThenable } from '../../args/isThenable.js';
import type { TaskKind } from '../../core/index.js';
import { checkedAnswer, decisionsIn, flatDecision } from '../../deciders/answer.js';
import type { Decider, DeciderAnswer, DecisionTask } from '../../deciders/decider.js';
import type { FlatDecision } from '../../deciders/decision.js';
import type { Activity } from '../model/definition.js';
import type { Ended } from '../model/ended.js';
import type { Fleet } from '../model/fleet.js';
import type { PlayLimits } from './playLimits.js';
import type { Deployment } from './point.js';
import { hasFunction, type MadeVersions, ownList, type VersionName } from './versions.js';

/** The task lists that the deciders of each version name: their workers poll them besides those of the defaults. */
export type NamedLists = { readonly [N in VersionName]: ReadonlySet<string> };

/** The answer to one decision task. */
export interface Decided {
  /** The number of the task among those that were taken. */
  readonly task: number;
  readonly startedEventId: number;
  readonly decisions: readonly FlatDecision[];
}

/** The deciders and workers of two versions in one play. A task belongs to the version that takes it. */
export class MixedFleet<W> implements Fleet<W> {
  /** The version that took each task. */
  readonly takenBy: VersionName[] = [];
  readonly decided: Decided[] = [];
  readonly named = { from: new Set<string>(), to: new Set<string>() };
  readonly #versions: MadeVersions<W>;
  readonly #running: Deployment;
  readonly #known: NamedLists | undefined;
  readonly #limits: PlayLimits;
  #unserved: string | undefined;

  /** `known` has the lists that the versions name when they run alone. */
  constructor(versions: MadeVersions<W>, running: Deployment, limits: PlayLimits, known?: NamedLists) {
    this.#versions = versions;
    this.#running = running;
    this.#limits = limits;
    this.#known = known;
  }

  /** Returns true if a version that runs serves a task. If none does, the play must end. */
  serves(kind: TaskKind, type: string, list: string): boolean {
    if (this.#taker(kind, type, list) !== undefined) return true;
    this.#unserved ??= this.#unservedText(kind, type, list);
    return false;
  }

  takeDecision(type: string, list: string): Decider | undefined {
    const version = this.#take('decision', type, list);
    const task = this.takenBy.length;
    const decider = this.#versions[version].workflows[type];
    return decider && ((given) => this.#decide(decider, version, task, given));
  }

  takeActivity(type: string, list: string): Activity<W> | undefined {
    return this.#versions[this.#take('activity', type, list)].activities?.[type];
  }

  end(): Ended | undefined {
    const what = this.#unserved ?? this.#limits.broken;
    return what === undefined ? undefined : { how: 'unsafe', what };
  }

  #take(kind: TaskKind, type: string, list: string): VersionName {
    const version = this.#taker(kind, type, list) as VersionName;
    this.takenBy.push(version);
    return version;
  }

  #taker(kind: TaskKind, type: string, list: string): VersionName | undefined {
    return this.#runningNow(kind).find((name) => this.#servedBy(name, kind, type, list));
  }

  #runningNow(kind: TaskKind): readonly VersionName[] {
    return this.#running(kind, this.takenBy.length + 1);
  }

  #servedBy(name: VersionName, kind: TaskKind, type: string, list: string): boolean {
    const version = this.#versions[name];
    if (!hasFunction(version, kind, type)) return false;
    const key = listKey(kind, list);
    return ownList(version, kind, type) === list || this.named[name].has(key) || this.#known?.[name].has(key) === true;
  }

  #unservedText(kind: TaskKind, type: string, list: string): string {
    const running = this.#runningNow(kind).map((name) => `'${name}'`);
    const whose = `${kind === 'decision' ? 'decider' : 'worker'} of ${running.join(' or ')}`;
    const task = `${kind === 'decision' ? 'a decision task of workflow' : 'a task of activity'} type '${type}'`;
    return `${task} waits on task list '${list}', and no ${whose} serves it`;
  }

  #decide(decider: Decider, version: VersionName, task: number, given: DecisionTask): ReturnType<Decider> {
    const note = (answer: DeciderAnswer): DeciderAnswer => {
      this.#note(checkedAnswer(answer ?? []), version, task, given.startedEventId);
      return answer;
    };
    const answer = decider(given);
    return isThenable(answer) ? Promise.resolve(answer).then(note) : note(answer);
  }

  #note(answer: DeciderAnswer, version: VersionName, task: number, startedEventId: number): void {
    const decisions = decisionsIn(answer).map(flatDecision);
    this.decided.push({ task, startedEventId, decisions });
    for (const key of listsIn(answer, decisions)) this.named[version].add(key);
  }
}

const listKey = (kind: TaskKind, list: string): string => `${kind} ${list}`;

/** Returns the task lists that an answer names: of activities, of child workflows, and of its own next tasks. */
function listsIn(answer: DeciderAnswer, decisions: readonly FlatDecision[]): readonly string[] {
  const ofDecisions = decisions.map(({ decisionType, attributes }) => ({
    kind: decisionType === 'ScheduleActivityTask' ? ('activity' as const) : ('decision' as const),
    taskList: attributes.taskList,
  }));
  const own = 'taskList' in answer ? [{ kind: 'decision' as const, taskList: answer.taskList }] : [];
  return [...ofDecisions, ...own].flatMap(({ kind, taskList }) => {
    const { name } = Object(taskList) as { readonly name?: unknown };
    return typeof name === 'string' ? [listKey(kind, name)] : [];
  });
}
