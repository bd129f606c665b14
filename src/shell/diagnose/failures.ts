import { nearest } from '../../args/didYouMean.js';
import { quoted, quotedNames } from '../../args/quoted.js';
import {
  type CoreEvent,
  type Run,
  type State,
  type TypeId,
  type TypeKind,
  typeName,
  typesIn,
} from '../../core/index.js';
import { FAILURES } from '../../tables/decisions.js';
import { nameIn, workflowIn } from '../../tables/subjects.js';
import type { ShellView } from './view.js';

type Attributes = Readonly<Record<string, unknown>>;

/** Returns a line for each decision and Lambda function that failed since the last response of the decider. */
export function failureLines({ state, denials }: Pick<ShellView, 'state' | 'denials'>, run: Run): string[] {
  const events = run.events.slice(0, run.length);
  const since = events.findLastIndex(({ type }) => type === 'DecisionTaskCompleted');
  return events
    .slice(since + 1)
    .filter(({ type }) => type === 'LambdaFunctionFailed' || FAILURES.has(type))
    .map((event, _i, failed) => failureLine(state, run, event, denialText(denials, run, event, failed)));
}

/** Returns why a decision was denied. The denials of one type have the order of their events. */
function denialText(denials: ShellView['denials'], run: Run, event: CoreEvent, failed: readonly CoreEvent[]): string {
  if (!isDenied(event)) return '';
  const before = failed.filter((other) => other.type === event.type && isDenied(other) && other.id < event.id);
  const reason = denials.reasons(run, decisionTypeOf(event))[before.length];
  return reason === undefined ? '' : `; ${reason}`;
}

const isDenied = ({ attributes }: CoreEvent): boolean => (attributes as Attributes).cause === 'OPERATION_NOT_PERMITTED';

const decisionTypeOf = ({ type }: CoreEvent): string => type.replace(/Failed$/, '');

function failureLine(s: State, run: Run, event: CoreEvent, denial: string): string {
  const { id, attributes } = event;
  const { cause, message, reason, details } = attributes as Attributes;
  const begun = run.events[Number((attributes as Attributes).scheduledEventId) - 1]?.attributes;
  const what = `${decisionTypeOf(event)}${subjectOf((begun ?? attributes) as Attributes)}`;
  const why = [cause ?? reason, message ?? details].filter((word) => word !== undefined).join(', ');
  return `${what} failed (event ${id}): ${why}${ended(denial || advice(s, run, attributes as Attributes))}`;
}

const ended = (text: string): string => (text.endsWith('?') ? text : `${text}.`);

const subjectOf = (attributes: Attributes): string => {
  const subject = workflowIn(attributes) ?? nameIn(attributes);
  return subject === undefined ? '' : ` of '${subject}'`;
};

function advice(s: State, run: Run, { cause, activityType, workflowType, activityId, timerId }: Attributes): string {
  switch (cause) {
    case 'ACTIVITY_TYPE_DOES_NOT_EXIST':
      return typeAdvice(s, run, 'ActivityType', activityType as TypeId);
    case 'WORKFLOW_TYPE_DOES_NOT_EXIST':
      return workflowType ? typeAdvice(s, run, 'WorkflowType', workflowType as TypeId) : '';
    case 'ACTIVITY_ID_UNKNOWN':
      return idAdvice('activity', String(activityId), run.activities.byId.keys());
    case 'TIMER_ID_UNKNOWN':
      return idAdvice('timer', String(timerId), run.timers.byId.keys());
    default:
      return '';
  }
}

const typeAdvice = (s: State, run: Run, kind: TypeKind, type: TypeId): string =>
  `; ${unregisteredTypeText(s, run, kind, type)}`;

/** Returns a sentence about a type that is not registered in the domain of a run, with a similar type or all types. */
export function unregisteredTypeText(s: State, { domain }: Run, kind: TypeKind, type: TypeId): string {
  const names = [...typesIn(s, domain, kind)].map((registered) => typeName(registered.type)).toSorted();
  const near = nearest(typeName(type), names);
  const absent = `the type ${quoted(typeName(type))} is not registered; `;
  if (near) return `${absent}did you mean ${quoted(near.name)} (${near.off})?`;
  return absent + (names.length === 0 ? 'no type is registered' : `registered are ${quotedNames(names.slice(0, 10))}`);
}

function idAdvice(what: string, id: string, ids: Iterable<string>): string {
  const open = [...ids];
  const near = nearest(id, open);
  if (near) return `; did you mean the open ${what} ${quoted(near.name)} (${near.off})?`;
  return open.length === 0 ? `; no ${what} is open` : `; open are ${quotedNames(open.slice(0, 10))}`;
}
