import { checkFunction, checkNames, checkValue } from './args/checkOptions.js';
import { checkRequestContext } from './args/checkRequestContext.js';
import { quoted } from './args/quoted.js';
import {
  type Assumptions,
  createState,
  DEFAULT_ASSUMPTIONS,
  DEFAULT_LIMITS,
  type Grants,
  instant,
  type Limits,
  loadState,
  type SavedState,
  type State,
} from './core/index.js';
import type { CoverageListener } from './coverage/coverage.js';
import { millisOfDate } from './shell/clock.js';
import type { LambdaFunctions } from './shell/lambdas.js';

/** Options of a fake. All are optional. */
export interface SwfFakeOptions {
  /**
   * The source of all run ids, task tokens and page tokens: with the same region and account, the same seed and the same
   * calls give the same ids. Only such fakes accept each other's tokens. A whole number. Default 1.
   */
  readonly seed?: number;
  /** The time of the fake's clock at the start. Default 2020-01-01T00:00:00Z; with the real clock, the current time. */
  readonly startTime?: Date;
  /** The region of the fake, for ARNs, tokens and clients. Default `us-east-1`. */
  readonly region?: string;
  /** The id of the AWS account, for ARNs and tokens. Default `123456789012`. */
  readonly accountId?: string;
  /** `'virtual'` moves only when the test moves it; `'real'` follows the system's clock. Default `'virtual'`. */
  readonly clock?: 'virtual' | 'real';
  /**
   * The long polls of loops that only wait, with the virtual clock. Each of the first ten polls in a row that find no task
   * ends after exactly 60 seconds. Then, while nothing else happens, a poll ends once: at its last whole minute before the
   * next timeout, timer or action. `'exact'` lets every poll end after 60 seconds. Default `'skipped'`.
   */
  readonly idlePolls?: 'skipped' | 'exact';
  /**
   * The Lambda functions that a decider can call, by name: a function, or `{ after: '2s', result | error }` for one that
   * takes time of the fake's clock. As on AWS, a name that is not here fails with ResourceNotFoundException. Default: none.
   */
  readonly lambda?: LambdaFunctions;
  /** Quotas of the service that differ from those of AWS. Default: AWS's. */
  readonly limits?: Partial<Limits>;
  /** The behaviour of the fake where that of AWS is undocumented. Default: see `Assumptions`. */
  readonly assumptions?: Partial<Assumptions>;
  /** The permissions of all clients: `false` denies a call or a decision. Default: everything is allowed. */
  readonly authorize?: Grants['authorize'];
  /**
   * Condition keys of every request for `authorize`, such as `{ 'aws:PrincipalArn': 'arn:aws:iam::123456789012:user/ann' }`.
   * `undefined` removes a key that every request has. Default: none.
   */
  readonly requestContext?: Grants['requestContext'];
  /**
   * Failures of the service: return `{ fault: 'ThrottlingException' }` for a call, `{ cause: '…' }` for a decision, or
   * `undefined` for none. Default: none.
   */
  readonly inject?: Grants['inject'];
  /**
   * The state to begin with, as `save()` returned it: domains, types, runs, time, seed, region, account, limits and
   * assumptions. Limits and assumptions that are given beside it take the place of the saved ones. Default: an empty state.
   */
  readonly state?: SavedState;
  /** The collector of the events, causes and faults of this fake and its forks: a `Coverage`. Default: none. */
  readonly coverage?: CoverageListener;
}

/** The options of a fake, by name. */
export const FAKE_OPTIONS: Readonly<Record<keyof SwfFakeOptions, true>> = {
  seed: true,
  startTime: true,
  region: true,
  accountId: true,
  clock: true,
  idlePolls: true,
  lambda: true,
  limits: true,
  assumptions: true,
  authorize: true,
  requestContext: true,
  inject: true,
  state: true,
  coverage: true,
};
const HINTS = { polls: "give it to a client: swf.client({ polls: 'long' }) or swf.attach(stub, { polls: 'long' })" };

function checkOptions(options: SwfFakeOptions): void {
  checkNames('new SwfFake()', options, FAKE_OPTIONS, HINTS);
  checkNames('limits', options.limits ?? {}, DEFAULT_LIMITS);
  checkNames('assumptions', options.assumptions ?? {}, DEFAULT_ASSUMPTIONS);
  checkValue('clock', options.clock, ['virtual', 'real']);
  checkValue('idlePolls', options.idlePolls, ['skipped', 'exact']);
  checkFunction('authorize', options.authorize);
  checkRequestContext(options.requestContext);
  checkFunction('inject', options.inject);
  checkFunction('coverage.note', options.coverage && (options.coverage.note ?? null));
}

const DEFAULT_START = new Date('2020-01-01T00:00:00Z');

/** The options that a saved state has itself: its ids and tokens depend on them. */
const SAVED: readonly (keyof SwfFakeOptions)[] = ['seed', 'startTime', 'region', 'accountId'];

function savedState(saved: SavedState, options: SwfFakeOptions): State {
  const given = SAVED.find((name) => options[name] !== undefined);
  if (given !== undefined) {
    throw new TypeError(
      `swfake: ${given} was given as ${quoted(options[given])} beside a saved state, which has its own; leave ${given} out`,
    );
  }
  const { limits = {}, assumptions = {} } = options;
  return loadState(saved, { limits, assumptions });
}

/**
 * Checks the options, and creates the state of a fake: the saved state, or an empty one.
 *
 * @throws TypeError if an option is unknown or has a wrong value, or if the saved state cannot be loaded.
 */
export function initialState(options: SwfFakeOptions): State {
  checkOptions(options);
  if (options.state) return savedState(options.state, options);
  const { seed = 1, startTime, clock = 'virtual', region, accountId, limits, assumptions } = options;
  const start = startTime ?? (clock === 'real' ? new Date() : DEFAULT_START);
  if (Number.isNaN(millisOfDate(start))) {
    throw new TypeError(
      `swfake: startTime was given as ${quoted(startTime)}; expected a Date, for example new Date('2020-01-01T00:00:00Z')`,
    );
  }
  return createState({
    seed,
    now: instant(start.getTime()),
    ...(limits && { limits }),
    ...(assumptions && { assumptions }),
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
  });
}
