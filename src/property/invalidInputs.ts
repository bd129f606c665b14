import { validationText } from '../core/constraints/read.js';
import type { OperationName, SdkInput } from '../core/types.js';
import type { Arbitrary, FastCheck } from './fastCheck.js';
import { inputsOf } from './inputs.js';
import { patched, pathText, shapeOf, type Violation, violationsOf } from './violations.js';

/** An input that breaks one constraint of the API model, and what the service answers. */
export interface InvalidInput<O extends OperationName> {
  readonly input: SdkInput<O>;
  /** Where, as the service writes it: `decisions.1.member.decisionType`. */
  readonly path: string;
  readonly constraint: Violation['rule'];
  /** The message of the ValidationException. */
  readonly message: string;
}

/** Inputs that are valid but for one value: every constraint of the operation is broken as often as any other. */
export const invalidInputsOf = <O extends OperationName>(
  fc: FastCheck,
  op: O,
  given: Partial<SdkInput<O>>,
): Arbitrary<InvalidInput<O>> =>
  fc
    .tuple(inputsOf(fc, op, given), fc.constantFrom(...violationsOf(shapeOf(op))))
    .map(([valid, violation]) => breaking(op, valid, violation));

const breaking = <O extends OperationName>(
  op: O,
  valid: SdkInput<O>,
  { path, value, rule, text }: Violation,
): InvalidInput<O> => ({
  input: patched(shapeOf(op), valid, path, value) as SdkInput<O>,
  path: pathText(path),
  constraint: rule,
  message: validationText([text]),
});
