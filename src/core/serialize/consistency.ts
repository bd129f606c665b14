import { checkInvariants } from '../check/checkInvariants.js';
import { dueAt, firstDeadline } from '../model/deadlines.js';
import type { EventType } from '../model/events.js';
import { allDomains, allRuns, domainNamed, runOfId } from '../model/lookups.js';
import { runAt, type State } from '../model/state.js';
import { values } from '../store/table.js';

/**
 * Checks that a loaded state is one that commands can have led to.
 *
 * @throws TypeError if it is not: the message has the first broken rule.
 */
export function assertConsistent(s: State): void {
  const problem = problemOf(s);
  if (problem === undefined) return;
  throw new TypeError(
    `swfake: the saved state contradicts itself: ${problem}; expected a state as it was saved: load an earlier copy of it`,
  );
}

// The checks read what the state says by name: in a state that was edited by hand, a part of it can be missing.
function problemOf(s: State): string | undefined {
  try {
    return brokenDomain(s) ?? brokenEvent(s) ?? brokenRule(s) ?? foreignRun(s) ?? brokenDeadline(s);
  } catch (error) {
    return `its histories cannot be read (${String(error)})`;
  }
}

function brokenRule(s: State): string | undefined {
  const [first] = checkInvariants(s);
  return first && `${first.rule} (${first.detail})`;
}

function foreignRun(s: State): string | undefined {
  for (const run of allRuns(s)) {
    if (!domainNamed(s, run.domain)) return `the domain '${run.domain}' of run '${run.workflowId}' is missing`;
    if (runOfId(s, run.domain, run) !== run || runAt(s, run.number) !== run)
      return `its seed does not make the run id of run '${run.workflowId}'`;
  }
  return undefined;
}

function brokenDomain(s: State): string | undefined {
  for (const domain of allDomains(s)) {
    const { name, openRuns } = domain;
    if (domainNamed(s, name) !== domain) return `the domain '${name}' is saved under another name`;
    const isOpen = [...values(openRuns)].every((number) => runAt(s, number)?.closed === undefined && runAt(s, number));
    if (!isOpen) return `an open run of the domain '${name}' is missing or closed`;
  }
  return undefined;
}

const TYPE = ['name', 'version'];
const LIST = ['name'];

/** The attributes that the machine reads again later, with their members; without members, an attribute is a text. */
const READ_AGAIN: { readonly [T in EventType]?: Readonly<Record<string, readonly string[]>> } = {
  WorkflowExecutionStarted: { workflowType: TYPE, taskList: LIST, childPolicy: [], taskStartToCloseTimeout: [] },
  DecisionTaskScheduled: { taskList: LIST },
  ActivityTaskScheduled: { activityId: [], activityType: TYPE, taskList: LIST },
  TimerStarted: { timerId: [] },
  LambdaFunctionScheduled: { id: [], name: [] },
  StartChildWorkflowExecutionInitiated: { workflowId: [], workflowType: TYPE, taskList: LIST, childPolicy: [] },
};

function brokenEvent(s: State): string | undefined {
  for (const run of allRuns(s)) {
    for (const { id, type, attributes } of run.events.slice(0, run.length)) {
      const broken = missingAttribute(type, attributes);
      if (broken !== undefined) return `event ${id} ${type} of run '${run.workflowId}' has no whole ${broken}`;
    }
  }
  return undefined;
}

/**
 * Returns the name of the first attribute that the machine reads again later, and that an event lacks or has in part only;
 * `undefined` if the event is whole.
 */
export function missingAttribute(type: EventType, attributes: object): string | undefined {
  const wanted = Object.entries(READ_AGAIN[type] ?? {});
  return wanted.find(([name, members]) => !isWhole(attributes as Members, name, members))?.[0];
}

type Members = Readonly<Record<string, unknown>>;

function isWhole(attributes: Members, name: string, members: readonly string[]): boolean {
  const value = attributes[name];
  if (members.length === 0) return typeof value === 'string';
  return (
    typeof value === 'object' && value !== null && members.every((one) => typeof (value as Members)[one] === 'string')
  );
}

// The first deadline always stands: a query only reads it.
function brokenDeadline(s: State): string | undefined {
  const first = firstDeadline(s);
  if (first === undefined || (dueAt(s, first) === first.at && first.at >= s.now)) return undefined;
  return `its first deadline (${first.kind}) is out of date`;
}
