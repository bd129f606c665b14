import { quoted } from '../../args/quoted.js';
import { isFault, type OperationName, type SdkInput } from '../../core/index.js';
import type { Shell } from '../shell.js';

/**
 * Calls an operation that the user has not called, and returns its reply.
 *
 * @throws Error with the fault of SWF.
 */
export function callOrThrow<O extends OperationName>(shell: Shell, op: O, input: SdkInput<O>): unknown {
  const answer = shell.call(op, input, {});
  if (!isFault(answer)) return answer;
  throw new Error(`swfake: SWF refused ${op} of ${quoted(input)} with ${answer.fault}: ${answer.message}`);
}
