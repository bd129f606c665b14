import { newEvent } from '../../model/events.js';
import { rule } from './rule.js';

/** The rule of RecordMarker (docs/swf.md 3.7). */
export const recordMarker = rule('RecordMarker', {
  decide: (_s, _run, { markerName, details }, decisionTaskCompletedEventId) =>
    newEvent('MarkerRecorded', { markerName, decisionTaskCompletedEventId }, { details }),
  failed: ({ markerName }, cause, decisionTaskCompletedEventId) =>
    newEvent('RecordMarkerFailed', { markerName, cause, decisionTaskCompletedEventId }),
});
