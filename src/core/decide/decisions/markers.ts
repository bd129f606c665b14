import { happened } from '../../events.js';
import { rule } from './rule.js';

export const recordMarker = rule('recordMarkerDecisionAttributes', ['OPERATION_NOT_PERMITTED'], {
  decide: (_s, _run, { markerName, details }, decisionTaskCompletedEventId) =>
    happened('MarkerRecorded', { markerName, decisionTaskCompletedEventId }, { details }),
  failed: ({ markerName }, cause, decisionTaskCompletedEventId) =>
    happened('RecordMarkerFailed', { markerName, cause, decisionTaskCompletedEventId }),
});
