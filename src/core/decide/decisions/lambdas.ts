import { newEvent } from '../../model/events.js';
import { rule } from './rule.js';

/**
 * The rule of ScheduleLambdaFunction. An id is in use while its function is open (docs/swf.md 3.13; recorded: Start and
 * wait for Lambda function with … ScheduleFailed). A missing role shows in the after-batch step that starts the
 * function (recorded: … with result of StartFailed).
 */
export const scheduleLambdaFunction = rule('ScheduleLambdaFunction', {
  decide: (s, run, { id, name, control, input, startToCloseTimeout }, decisionTaskCompletedEventId) => {
    if (run.lambdas.byId.has(id)) return { cause: 'ID_ALREADY_IN_USE' };
    const { openLambdaFunctions } = s.config.limits;
    if (run.lambdas.byId.size >= openLambdaFunctions) return { cause: 'OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED' };
    const optional = { control, input, startToCloseTimeout };
    return newEvent('LambdaFunctionScheduled', { id, name, decisionTaskCompletedEventId }, optional);
  },
  failed: ({ id, name }, cause, decisionTaskCompletedEventId) =>
    newEvent('ScheduleLambdaFunctionFailed', { id, name, cause, decisionTaskCompletedEventId }),
});
