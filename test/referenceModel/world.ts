import type { Assumptions } from '../../src/core/index.js';
import { type Entry, isClosed, type Run } from './history.js';

export interface Type {
  readonly kind: 'workflow' | 'activity';
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly defaults: Readonly<Record<string, unknown>>;
  deprecated: boolean;
}

export interface Domain {
  readonly name: string;
  readonly retention: string;
}

/** A step after a batch (docs/swf.md 6.9). */
export interface Step {
  /** `told` is the second step of a signal or a cancel: the sender's own event. */
  readonly kind: 'timer' | 'cancel' | 'child' | 'external' | 'told' | 'lambda';
  readonly run: Run;
  /** The event that asks for it. */
  readonly id: number;
  /** The run that a signal or a cancel reached. */
  readonly reached?: Run;
}

/** The quotas that a walk can meet (docs/swf.md 10.1). */
export interface Limits {
  readonly openExecutions: number;
  readonly openActivities: number;
  readonly openTimers: number;
  readonly openChildren: number;
  readonly openLambdaFunctions: number;
  readonly historyEvents: number;
}

export interface World {
  now: number;
  readonly limits: Limits;
  /** What nobody has measured; what is not said is the first of each (docs/swf.md 12). */
  readonly assumptions: Partial<Assumptions>;
  /** Run ids are the service's to choose: how it calls the nth run, from 0. */
  readonly runIdOf: (n: number) => string;
  /** A walk has one: that domains keep apart is tried elsewhere. */
  readonly domains: Domain[];
  readonly types: Type[];
  readonly runs: Run[];
  readonly steps: Step[];
  /** Every event of every run, in the order of writing. */
  readonly log: { readonly run: Run; readonly entry: Entry }[];
}

export const createWorld = (
  now: number,
  { limits, assumptions }: Pick<World, 'limits' | 'assumptions'>,
  runIdOf: World['runIdOf'],
): World => ({
  now,
  limits,
  assumptions,
  runIdOf,
  domains: [],
  types: [],
  runs: [],
  steps: [],
  log: [],
});

export const hasDomain = ({ domains }: World, wanted: string | undefined): boolean =>
  domains.some(({ name }) => name === wanted);

export const openRun = (world: World, workflowId: string | undefined): Run | undefined =>
  world.runs.find((run) => run.workflowId === workflowId && !isClosed(run));

export const typeNamed = (world: World, kind: Type['kind'], wanted: Partial<Pick<Type, 'name' | 'version'>> = {}) =>
  world.types.find(
    ({ kind: known, name, version }) => known === kind && name === wanted.name && version === wanted.version,
  );
