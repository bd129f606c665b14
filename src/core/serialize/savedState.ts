import { DEADLINE_KINDS } from '../../tables/timeouts.js';
import { type Assumptions, assumptionsOf } from '../model/assumptions.js';
import { deadlineBefore } from '../model/deadlines.js';
import type { Domain } from '../model/domain.js';
import type { RunNumber } from '../model/ids.js';
import { DEFAULT_LIMITS, type Limits } from '../model/limits.js';
import { allRuns, domainNamed } from '../model/lookups.js';
import { type Config, createState, type Deadline, type Delivery, type Retained, type State } from '../model/state.js';
import { retainedBefore } from '../model/taskLists.js';
import type { Owner } from '../store/ownership.js';
import { type Codec, choice, list, objectAt, optional, plain, record, text, unreadable, whole } from './codec.js';
import { assertConsistent } from './consistency.js';
import { countRun, domain } from './domainCodec.js';
import { executionId, run } from './runCodec.js';
import type { SavedState } from './savedForm.js';
import { heap, queue, table, vector } from './storeCodecs.js';

/** The form of a saved state. A version reads its own form only. */
const FORMAT = 'swfake state';
const VERSION = 1;

/** Settings that can be changed when a state is loaded. All others are part of its ids and tokens. */
export interface LoadOptions {
  /** The quotas that differ from those of the saved state. */
  readonly limits?: Partial<Limits>;
  /** The assumptions that differ from those of the saved state. */
  readonly assumptions?: Partial<Assumptions>;
}

type SavedConfig = Omit<Config, 'secret'>;

// JSON has no Infinity.
const limit: Codec<number> = {
  save: (value) => (value === Number.POSITIVE_INFINITY ? 'Infinity' : value),
  load: (saved, path) => (saved === 'Infinity' ? Number.POSITIVE_INFINITY : whole().load(saved, path)),
};
const limitNames = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];
const limits = record<Limits>(Object.fromEntries(limitNames.map((name) => [name, limit])) as never);

const config = record<SavedConfig>({
  seed: whole(),
  region: text,
  accountId: text,
  limits,
  assumptions: plain<Assumptions>(),
});

const deadline = record<Deadline>({
  at: whole(),
  order: whole(),
  kind: choice(DEADLINE_KINDS),
  run: whole(),
  eventId: whole(),
});
const retained = record<Retained>({ until: whole(), run: whole() });
const DELIVERY_KINDS: { readonly [K in Delivery['kind']]: true } = {
  'fire timer': true,
  'cancel activity': true,
  'start child': true,
  'signal external': true,
  'cancel external': true,
  'tell sender': true,
  'start lambda': true,
};
const delivery = record<Delivery>({
  kind: choice(Object.keys(DELIVERY_KINDS) as Delivery['kind'][]),
  order: whole(),
  run: whole(),
  eventId: whole(),
  reached: optional(executionId) as Codec<Delivery['reached']>,
});

type Content = Omit<State, 'owner' | 'config'>;

const content = (owner: Owner): Codec<Content> =>
  record<Content>({
    now: whole(),
    order: whole(),
    domains: table(owner, domain(owner)),
    runs: vector(owner, run(owner)),
    adopted: optional(table(owner, whole<RunNumber>())),
    deadlines: queue(owner, deadlineBefore, deadline),
    retained: heap(retainedBefore, retained),
    deliveries: list(delivery),
  });

/**
 * Returns a state as a value that JSON can hold, for `loadState`. The value shares frozen objects with the state; later
 * steps do not change it. It takes time in proportion to all events.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { createState, instant, loadState, saveState, step } from 'swfake/core';
 *
 * const state = createState({ seed: 1, now: instant(0) });
 * const input = { name: 'shop', workflowExecutionRetentionPeriodInDays: '1' };
 * step(state, { op: 'RegisterDomain', input }, instant(0));
 *
 * const copy = loadState(JSON.parse(JSON.stringify(saveState(state))));
 * const { reply } = step(copy, { op: 'DescribeDomain', input: { name: 'shop' } }, instant(0));
 * assert.deepEqual(reply, step(state, { op: 'DescribeDomain', input: { name: 'shop' } }, instant(0)).reply);
 * ```
 */
export const saveState = (s: State): SavedState => ({
  format: FORMAT,
  version: VERSION,
  config: config.save(s.config),
  ...(content(s.owner).save(s) as Pick<State, 'now'>),
});

/**
 * Returns the state of a value of `saveState`. From then on it answers as the state that was saved: equal commands give
 * equal bytes.
 *
 * @throws TypeError if it is no saved state, or one of another version. Also if a member cannot be read, or if the state
 * contradicts the histories in it (`checkInvariants`): the message has the place.
 */
export function loadState(saved: SavedState, options: LoadOptions = {}): State {
  const { format, version, config: savedConfig, ...members } = recognised(saved);
  const { limits: savedLimits, assumptions, ...place } = config.load(savedConfig, 'config');
  const state = createState({
    ...place,
    now: saved.now as State['now'],
    limits: { ...savedLimits, ...options.limits },
    assumptions: { ...assumptionsOf(assumptions), ...options.assumptions },
  });
  const loaded = { ...state, ...content(state.owner).load(members, 'state') };
  assertConsistent(loaded);
  for (const run of allRuns(loaded)) countRun(domainNamed(loaded, run.domain) as Domain, run);
  return loaded;
}

function recognised(saved: SavedState): SavedState {
  const { format, version } = objectAt(saved, 'state') as SavedState;
  if (format !== FORMAT) throw unreadable(format, 'format', `'${FORMAT}'`);
  if (version === VERSION) return saved;
  throw new TypeError(
    `swfake: the saved state has version ${String(version)}; expected version ${VERSION}; load it with the version of ` +
      'swfake that saved it',
  );
}
