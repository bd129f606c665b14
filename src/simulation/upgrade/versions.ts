import { wrongAnswer } from '../../args/checkAnswer.js';
import { checkNames, requireFunction } from '../../args/checkOptions.js';
import { isThenable } from '../../args/isThenable.js';
import type { TaskKind } from '../../core/index.js';
import { activityDefaults, DEFAULT_LIST, workflowDefaults } from '../../shell/setup/register.js';
import { checkDefinition } from '../model/checkDefinition.js';
import type { Definition } from '../model/definition.js';

/** The name of one of the two versions: `from` runs before the upgrade, `to` after it. */
export type VersionName = 'from' | 'to';

/** The deciders and workers of one version. */
export type UpgradeVersion<W = unknown> = Pick<Definition<W>, 'workflows' | 'activities' | 'defaults'>;

/** The two versions: functions that make them anew for each play. */
export interface UpgradeVersions<W = unknown> {
  /** Makes the version that runs before the upgrade. Its types are registered first. */
  readonly from: () => UpgradeVersion<W>;
  /** Makes the version that runs after the upgrade. */
  readonly to: () => UpgradeVersion<W>;
}

/** Both versions, made for one play. */
export type MadeVersions<W> = { readonly [N in VersionName]: UpgradeVersion<W> };

const OWNER = 'everyUpgradePoint()';
const VERSION: { readonly [K in keyof UpgradeVersion]-?: true } = { workflows: true, activities: true, defaults: true };
const OF_SCENARIO = ['world', 'invariant', 'finalInvariant', 'expectedFailures', 'domain', 'fake', 'rules'];
const HINTS = {
  ...Object.fromEntries(
    OF_SCENARIO.map((name) => [name, 'write it into the scenario, since it is one for both versions']),
  ),
  workers: "a poll loop takes tasks by itself; write its work as functions in 'activities'",
};

/** Makes both versions anew. @throws TypeError if one is no version. */
export const madeVersions = <W>({ from, to }: UpgradeVersions<W>): MadeVersions<W> => ({
  from: made('from', from),
  to: made('to', to),
});

function made<W>(name: VersionName, make: () => UpgradeVersion<W>): UpgradeVersion<W> {
  const version: unknown = make();
  if (isPlain(version)) return version as UpgradeVersion<W>;
  throw wrongAnswer(`${name}()`, version, 'a version, such as { workflows, activities }');
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !(Array.isArray(value) || value instanceof Error || isThenable(value));

/**
 * Checks the two versions.
 *
 * @throws TypeError if one is no function, or makes no version.
 */
export function checkVersions<W>(versions: UpgradeVersions<W>): void {
  checkNames(`the versions of ${OWNER}`, versions, { from: true, to: true });
  for (const name of ['from', 'to'] as const) {
    requireFunction(`'${name}' of ${OWNER}`, versions[name]);
    const version = made(name, versions[name]);
    checkNames(`the version '${name}' of ${OWNER}`, version, VERSION, HINTS);
    checkDefinition(OWNER, version);
  }
}

/** The member of a definition that has the functions for tasks of a kind. */
const MEMBERS = { decision: 'workflows', activity: 'activities' } as const;
const KINDS: readonly TaskKind[] = ['decision', 'activity'];

/** Returns true if a version has a function for the tasks of a type. */
export const hasFunction = <W>(version: UpgradeVersion<W>, kind: TaskKind, type: string): boolean =>
  Object.hasOwn(version[MEMBERS[kind]] ?? {}, type);

/** Returns the task list that a version polls for a type, as its own defaults name it. */
export const ownList = <W>({ defaults }: UpgradeVersion<W>, kind: TaskKind, type: string): string =>
  defaults?.[MEMBERS[kind]]?.[type]?.taskList ?? DEFAULT_LIST;

/**
 * Returns one definition with the types of both versions. The defaults of `from` hold: a type that exists cannot be registered
 * again (docs/swf.md 2.2, 2.3).
 */
export const definitionOfBoth = <W>({ from, to }: MadeVersions<W>): UpgradeVersion<W> => ({
  workflows: { ...to.workflows, ...from.workflows },
  activities: { ...to.activities, ...from.activities },
  defaults: {
    workflows: { ...settingsOf(to, 'decision'), ...settingsOf(from, 'decision') },
    activities: { ...settingsOf(to, 'activity'), ...settingsOf(from, 'activity') },
  },
});

/** Returns a sentence for each type that the two versions register with other defaults. */
export const differingDefaults = <W>({ from, to }: MadeVersions<W>): readonly string[] =>
  KINDS.flatMap((kind) => {
    const [ofFrom, ofTo] = [settingsOf(from, kind), settingsOf(to, kind)];
    return Object.keys(ofFrom)
      .filter((type) => Object.hasOwn(ofTo, type) && registered(kind, ofFrom[type]) !== registered(kind, ofTo[type]))
      .map((type) => differingText(kind, type));
  });

const differingText = (kind: TaskKind, type: string): string =>
  `the defaults of ${kind === 'decision' ? 'workflow' : 'activity'} type '${type}' differ: those of 'from' hold in every ` +
  'play, because AWS keeps what was registered first. Register a new version of the type, or name the settings in the decision';

// What AWS would store, so that '1m' equals '60s' and a default equals its absence.
const registered = (kind: TaskKind, settings: object = {}): string =>
  JSON.stringify(kind === 'decision' ? workflowDefaults(settings) : activityDefaults(settings));

function settingsOf<W>(version: UpgradeVersion<W>, kind: TaskKind): Readonly<Record<string, object>> {
  const member = MEMBERS[kind];
  const types = Object.keys(version[member] ?? {});
  return { ...Object.fromEntries(types.map((type) => [type, {}])), ...version.defaults?.[member] };
}
