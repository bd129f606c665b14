import type { CoreEvent } from '../core/events.js';
import { type TypeId, type TypeKind, typeName } from '../core/faults.js';
import type { Run } from '../core/run.js';
import type { State } from '../core/state.js';
import { get, values } from '../core/store/table.js';
import { nearest } from './near.js';

type Members = Readonly<Record<string, unknown>>;

/** What came to nothing of the last answer of the decider, and of the functions that it called since. */
export function failureLines(s: State, run: Run): string[] {
  const events = run.events.slice(0, run.length);
  const since = events.findLastIndex(({ type }) => type === 'DecisionTaskCompleted');
  return events
    .slice(since + 1)
    .filter(
      ({ type, attributes }) => type === 'LambdaFunctionFailed' || (type.endsWith('Failed') && 'cause' in attributes),
    )
    .map((event) => failureLine(s, run, event));
}

function failureLine(s: State, run: Run, { id, type, attributes }: CoreEvent): string {
  const { cause, message, reason, details } = attributes as Members;
  const begun = run.events[Number((attributes as Members).scheduledEventId) - 1]?.attributes;
  const what = `${type.replace(/Failed$/, '')}${subjectOf((begun ?? attributes) as Members)}`;
  const why = [cause ?? reason, message ?? details].filter((word) => word !== undefined).join(', ');
  return `${what} failed (event ${id}): ${why}${hint(s, run, attributes as Members)}.`;
}

const SUBJECTS = ['activityId', 'timerId', 'markerName', 'workflowId', 'id'];

const subjectOf = (attributes: Members): string => {
  const subject = SUBJECTS.map((member) => attributes[member]).find((value) => value !== undefined);
  return subject === undefined ? '' : ` of ${String(subject)}`;
};

function hint(s: State, run: Run, { cause, activityType, workflowType, activityId, timerId }: Members): string {
  switch (cause) {
    case 'ACTIVITY_TYPE_DOES_NOT_EXIST':
      return unregistered(s, run, 'ActivityType', activityType as TypeId);
    case 'WORKFLOW_TYPE_DOES_NOT_EXIST':
      return workflowType ? unregistered(s, run, 'WorkflowType', workflowType as TypeId) : '';
    case 'ACTIVITY_ID_UNKNOWN':
      return known('activity', String(activityId), run.activities.byId.keys());
    case 'TIMER_ID_UNKNOWN':
      return known('timer', String(timerId), run.timers.byId.keys());
    default:
      return '';
  }
}

function unregistered(s: State, { domain }: Run, kind: TypeKind, type: TypeId): string {
  const types = get(s.domains, domain)?.[kind];
  const names = types ? [...values(types)].map((registered) => typeName(registered.type)).toSorted() : [];
  const near = nearest(typeName(type), names);
  if (near) return `; ${typeName(type)} is not registered, ${near.name} is (${near.off})`;
  const others = names.length === 0 ? 'no other is either' : `there are ${names.slice(0, 10).join(', ')}`;
  return `; ${typeName(type)} is not registered; ${others}`;
}

function known(what: string, id: string, ids: Iterable<string>): string {
  const open = [...ids];
  const near = nearest(id, open);
  if (near) return `; the open ${what} is called ${near.name} (${near.off})`;
  return open.length === 0 ? `; no ${what} is open` : `; open are ${open.slice(0, 10).join(', ')}`;
}
