import type { Decision } from '@aws-sdk/client-swf';
import type { OperationName, SdkInput } from '../core/types.js';
import type { SwfFake } from '../fake.js';
import type { SdkHistoryEvent } from '../sdk/types.js';
import type { Duration } from '../shell/durations.js';
import type { ExecutionRef } from '../shell/views.js';
import { type DecisionsOptions, decisionOf, decisionsOf } from './decisions.js';
import { type DurationRange, durationsOf } from './durations.js';
import type { Arbitrary, FastCheck } from './fastCheck.js';
import { type HistoryOptions, historiesOf } from './histories.js';
import { inputsOf } from './inputs.js';
import { type InvalidInput, invalidInputsOf } from './invalidInputs.js';
import { textsOf } from './texts.js';

/** What SWF knows, as arbitraries of the caller's own fast-check. All of them shrink. */
export interface Arbitraries {
  /**
   * Inputs of an operation that keep every constraint of the API, with the members that are given. Tokens come from the
   * service alone: hand in the one that you mean, as `input('RespondActivityTaskCompleted', { taskToken })`.
   */
  input<O extends OperationName>(op: O, given?: Partial<SdkInput<O>>): Arbitrary<SdkInput<O>>;
  /**
   * The same with one value that breaks one constraint, a given one not excepted, and the message of the
   * ValidationException that comes of it.
   */
  invalidInput<O extends OperationName>(op: O, given?: Partial<SdkInput<O>>): Arbitrary<InvalidInput<O>>;
  /**
   * Batches that a decider of this run could answer now, and of which no decision fails: they are about what is open in
   * the run and registered in its domain at the moment of this call.
   *
   * @throws Error if there is no such run.
   */
  decisions(swf: SwfFake, execution: ExecutionRef, options?: DecisionsOptions): Arbitrary<Decision[]>;
  /** One such decision. */
  decision(swf: SwfFake, execution: ExecutionRef, options?: DecisionsOptions): Arbitrary<Decision>;
  /** True histories of one run each: they pass `checkHistory`, and `reenact` verifies them (`swfake/replay`). */
  history(options?: HistoryOptions): Arbitrary<SdkHistoryEvent[]>;
  /**
   * Durations with their unit, as `swf.clock` takes them.
   *
   * @throws TypeError if a bound has no unit, RangeError if no duration lies between them.
   */
  duration(range?: DurationRange): Arbitrary<Duration>;
  /** Timeouts as SWF writes them: whole seconds, or `NONE`. */
  timeout(): Arbitrary<string>;
  /** Names that can be registered, and ids that can be given to activities, timers and workflows. */
  name(): Arbitrary<string>;
  /** Inputs, results, details and control: any text that SWF takes there, 32,768 characters at most. */
  data(): Arbitrary<string>;
}

/** Makes arbitraries with your own fast-check: `const swf = arbitraries(fc)`. */
export const arbitraries = (fc: FastCheck): Arbitraries => ({
  input: (op, given = {}) => inputsOf(fc, op, given),
  invalidInput: (op, given = {}) => invalidInputsOf(fc, op, given),
  decisions: (swf, execution, options = {}) => decisionsOf(fc, swf, execution, options),
  decision: (swf, execution, options = {}) => decisionOf(fc, swf, execution, options),
  history: (options = {}) => historiesOf(fc, options),
  duration: (range = {}) => durationsOf(fc, range),
  timeout: () => textsOf(fc, { kind: 'text', max: 8, format: 'timeout' }),
  name: () => textsOf(fc, { kind: 'text', min: 1, max: 256, format: 'trimmed' }),
  data: () => textsOf(fc, { kind: 'text', max: 32_768 }),
});
