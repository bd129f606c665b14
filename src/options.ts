import { type Choices, createState, DEFAULT_LIMITS, type Grants, instant, type Limits } from './core/index.js';
import type { State } from './core/state.js';
import type { MetListener } from './met/met.js';
import { millisOfDate } from './shell/clock.js';
import type { LambdaFunctions } from './shell/lambdas.js';
import { checkFunction, checkNames, checkValue } from './shell/names.js';

export interface SwfFakeOptions {
  /** Ids, tokens and run ids come from it: same seed, same calls, same bytes. A whole number; default 1. */
  readonly seed?: number;
  /** The fake's time at the beginning. Default 2020-01-01T00:00:00Z; with the real clock, now. */
  readonly startTime?: Date;
  /** Default `us-east-1`. A fake is one region of one account. */
  readonly region?: string;
  /** Default `123456789012`. */
  readonly accountId?: string;
  /** `virtual` moves only when told, `real` by itself. Default `virtual`. */
  readonly clock?: 'virtual' | 'real';
  /**
   * Lambda functions by name. A function gets what the decider's input parses to, and its result becomes JSON; one that
   * throws fails with UnhandledError; `{ after: '2s', result | error }` takes time of the fake's clock. A name that is not
   * here fails with ResourceNotFoundException, as on AWS. Default: none.
   */
  readonly lambda?: LambdaFunctions;
  /** Quotas of the service; default AWS's. */
  readonly limits?: Partial<Limits>;
  /** What SWF does where nobody has measured it: see `Choices`. */
  readonly choices?: Partial<Choices>;
  /** Who may do what: `false` denies. Default: everything is allowed. */
  readonly authorize?: Grants['authorize'];
  /** Troubles of the service: `{ fault: 'ThrottlingException' }`, or for a decision `{ cause: '…' }`. Default: none. */
  readonly inject?: Grants['inject'];
  /** Notes what runs and callers meet, of the fake and its forks: `new Met()` of `swfake/met`. Default: nobody does. */
  readonly met?: MetListener;
}

const OPTIONS: Readonly<Record<keyof SwfFakeOptions, true>> = {
  seed: true,
  startTime: true,
  region: true,
  accountId: true,
  clock: true,
  lambda: true,
  limits: true,
  choices: true,
  authorize: true,
  inject: true,
  met: true,
};
const HINTS = { polls: "each door has its own: swf.client({ polls: 'park' }), swf.attach(stub, { polls: 'park' })" };

/** @throws TypeError if an option is mistyped, or something else stands for a function. */
function checkOptions(options: SwfFakeOptions): void {
  checkNames('new SwfFake()', options, OPTIONS, HINTS);
  checkNames('limits', options.limits ?? {}, DEFAULT_LIMITS);
  checkValue('clock', options.clock, ['virtual', 'real']);
  checkFunction('authorize', options.authorize);
  checkFunction('inject', options.inject);
  checkFunction('met.note', options.met && (options.met.note ?? null));
}

const DEFAULT_START = new Date('2020-01-01T00:00:00Z');

/** @throws TypeError if an option is not what it should be. */
export function stateOf(options: SwfFakeOptions): State {
  checkOptions(options);
  const { seed = 1, startTime, clock = 'virtual', region, accountId, limits, choices } = options;
  const start = startTime ?? (clock === 'real' ? new Date() : DEFAULT_START);
  if (Number.isNaN(millisOfDate(start))) {
    throw new TypeError('swfake: startTime is no date; expected something like new Date("2020-01-01T00:00:00Z")');
  }
  return createState({
    seed,
    now: instant(start.getTime()),
    ...(limits && { limits }),
    ...(choices && { choices }),
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
  });
}
