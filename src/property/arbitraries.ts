import type { Decision } from '@aws-sdk/client-swf';
import type { SdkHistoryEvent } from '../adapters/clientOptions.js';
import { checkNames } from '../args/checkOptions.js';
import type { Duration } from '../args/durations.js';
import type { OperationName, SdkInput } from '../core/index.js';
import type { SwfFake } from '../fake.js';
import type { ExecutionRef } from '../shell/runSummaries.js';
import { type DecisionsOptions, decisionOf, decisionsOf } from './decisions.js';
import { type DurationRange, durationsOf } from './draw/durations.js';
import type { Arbitrary, FastCheck } from './draw/fastCheck.js';
import { textsOf } from './draw/texts.js';
import { type HistoryOptions, historiesOf } from './histories.js';
import { inputsOf } from './inputs.js';
import { type InvalidInput, invalidInputsOf } from './invalidInputs.js';

/** Arbitraries of SWF's inputs, decisions and histories. All of them shrink. */
export interface Arbitraries {
  /**
   * Returns valid inputs of an operation. Members in `given` are used as they are. A task token is drawn as any text,
   * which the service rejects: give the token of a task, as in `input('RespondActivityTaskCompleted', { taskToken })`.
   */
  input<O extends OperationName>(op: O, given?: Partial<SdkInput<O>>): Arbitrary<SdkInput<O>>;
  /**
   * Returns inputs of an operation in which one value breaks one constraint, with the message of the
   * ValidationException. The value can be one of `given`.
   */
  invalidInput<O extends OperationName>(op: O, given?: Partial<SdkInput<O>>): Arbitrary<InvalidInput<O>>;
  /**
   * Returns batches of decisions with which a decider of this run can respond now. No decision of a batch fails. They
   * are made from the tasks and timers of the run and the types of its domain at the time of this call.
   *
   * @throws Error if there is no such run.
   */
  decisions(swf: SwfFake, execution: ExecutionRef, options?: DecisionsOptions): Arbitrary<Decision[]>;
  /**
   * Returns single decisions of that kind. A drawn decision that is not possible now is replaced by a marker.
   *
   * @throws Error if there is no such run.
   */
  decision(swf: SwfFake, execution: ExecutionRef, options?: DecisionsOptions): Arbitrary<Decision>;
  /**
   * Returns complete histories of one run each, as the service writes them: they pass `checkHistory` of
   * `swfake/replay`.
   */
  history(options?: HistoryOptions): Arbitrary<SdkHistoryEvent[]>;
  /**
   * Returns durations with a unit, as `swf.clock` accepts them. Default: from `0ms` to `1d`.
   *
   * @throws TypeError if a bound has no unit.
   * @throws RangeError if no duration is in the range.
   */
  duration(range?: DurationRange): Arbitrary<Duration>;
  /** Returns timeouts as SWF writes them: whole seconds, or `NONE`. */
  timeout(): Arbitrary<string>;
  /** Returns names of types and domains. They are also valid ids of activities, timers and workflows. */
  name(): Arbitrary<string>;
  /** Returns texts for inputs, results, details and control: any text of 32,768 characters at most. */
  data(): Arbitrary<string>;
}

const DECISIONS_OPTIONS: { readonly [K in keyof Required<DecisionsOptions>]: true } = {
  types: true,
  functions: true,
  maxLength: true,
};

/** Returns arbitraries that are made with your own version of fast-check: `const swf = arbitraries(fc)`. */
export const arbitraries = (fc: FastCheck): Arbitraries => ({
  input: (op, given = {}) => inputsOf(fc, op, given),
  invalidInput: (op, given = {}) => invalidInputsOf(fc, op, given),
  decisions: (swf, execution, options = {}) => {
    checkNames('decisions()', options, DECISIONS_OPTIONS);
    return decisionsOf(fc, swf, execution, options);
  },
  decision: (swf, execution, options = {}) => {
    checkNames('decision()', options, DECISIONS_OPTIONS);
    return decisionOf(fc, swf, execution, options);
  },
  history: (options = {}) => {
    checkNames('history()', options, { about: true, maxMoves: true });
    return historiesOf(fc, options);
  },
  duration: (range = {}) => {
    checkNames('duration()', range, { min: true, max: true });
    return durationsOf(fc, range);
  },
  timeout: () => textsOf(fc, { kind: 'text', max: 8, format: 'timeout' }),
  name: () => textsOf(fc, { kind: 'text', min: 1, max: 256, format: 'trimmed' }),
  data: () => textsOf(fc, { kind: 'text', max: 32_768 }),
});
