import { CHECKS, type Check, conform, isNamed, selfTarget, type Target } from '../../src/conform/index.js';
import type { SwfFakeOptions } from '../../src/index.js';

/** Asks the fake of this process. */
export const askSelf = (checks: readonly Check[] = CHECKS, options: SwfFakeOptions = {}) =>
  ask(selfTarget(options), checks);

/** Asks a target, as the command does. */
export const ask = (target: Target, checks: readonly Check[] = CHECKS, more: object = {}) =>
  conform({ target, domain: 'swfake-conform', run: 'test', checks, concurrency: 20, ...more });

/** The checks of an area, or one check. */
export const named = (...patterns: readonly string[]): readonly Check[] =>
  CHECKS.filter((check) => patterns.some((pattern) => isNamed(check, pattern)));
