import { happened } from '../../events.js';
import { rule } from './rule.js';

// No right is asked for: what a function may do follows from the execution's lambdaRole, and its `*Failed` event has no
// cause for a denial (API reference, ScheduleLambdaFunctionFailedEventAttributes).
const CAUSES = [
  'ID_ALREADY_IN_USE',
  'OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED',
  'LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED',
  'LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION',
] as const;

// An id is in use while its function is open (recorded: Start and wait for Lambda function with … ScheduleFailed). Whether
// there is a role shows when the function starts, after the batch (recorded: … with result of StartFailed).
export const scheduleLambdaFunction = rule('scheduleLambdaFunctionDecisionAttributes', CAUSES, {
  decide: (s, run, { id, name, control, input, startToCloseTimeout }, decisionTaskCompletedEventId) => {
    if (run.lambdas.byId.has(id)) return { cause: 'ID_ALREADY_IN_USE' };
    const { openLambdaFunctions } = s.config.limits;
    if (run.lambdas.byId.size >= openLambdaFunctions) return { cause: 'OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED' };
    const optional = { control, input, startToCloseTimeout };
    return happened('LambdaFunctionScheduled', { id, name, decisionTaskCompletedEventId }, optional);
  },
  failed: ({ id, name }, cause, decisionTaskCompletedEventId) =>
    happened('ScheduleLambdaFunctionFailed', { id, name, cause, decisionTaskCompletedEventId }),
});
