import type { OperationName, SdkInput } from '../core/index.js';
import { validationText } from '../core/validate/validate.js';
import { patched, pathText, shapeOf, type Violation, violationsOf } from './constraintViolations.js';
import type { Arbitrary, FastCheck } from './draw/fastCheck.js';
import { inputsOf } from './inputs.js';

/** An input that breaks one constraint of the API model, and the error that the service returns for it. */
export interface InvalidInput<O extends OperationName> {
  /** The invalid input. */
  readonly input: SdkInput<O>;
  /** The path of the invalid value, as the service writes it: `decisions.1.member.decisionType`. */
  readonly path: string;
  /**
   * The kind of constraint that is broken: `required`, `min`, `max`, `enum`, `range min`, `range max`, `list max` or
   * `element`.
   */
  readonly constraint: Violation['rule'];
  /** The message of the ValidationException. */
  readonly message: string;
}

/**
 * Returns an arbitrary of inputs that are valid except for one value. Every constraint of the operation is equally
 * likely.
 */
export const invalidInputsOf = <O extends OperationName>(
  fc: FastCheck,
  op: O,
  given: Partial<SdkInput<O>>,
): Arbitrary<InvalidInput<O>> =>
  fc
    .tuple(inputsOf(fc, op, given), fc.constantFrom(...violationsOf(shapeOf(op))))
    .map(([valid, violation]) => withViolation(op, valid, violation));

const withViolation = <O extends OperationName>(
  op: O,
  valid: SdkInput<O>,
  { path, value, rule, text }: Violation,
): InvalidInput<O> => ({
  input: patched(shapeOf(op), valid, path, value) as SdkInput<O>,
  path: pathText(path),
  constraint: rule,
  message: validationText([text]),
});
