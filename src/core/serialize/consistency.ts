import { checkInvariants } from '../check/checkInvariants.js';
import { dueAt, firstDeadline } from '../model/deadlines.js';
import { allDomains, allRuns, domainNamed } from '../model/lookups.js';
import { runAt, runOfId, type State } from '../model/state.js';
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
    return brokenDomain(s) ?? brokenRule(s) ?? foreignRunId(s) ?? brokenDeadline(s);
  } catch (error) {
    return `its histories cannot be read (${String(error)})`;
  }
}

function brokenRule(s: State): string | undefined {
  const [first] = checkInvariants(s);
  return first && `${first.rule} (${first.detail})`;
}

function foreignRunId(s: State): string | undefined {
  for (const run of allRuns(s)) {
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

// The first deadline always stands: a query only reads it.
function brokenDeadline(s: State): string | undefined {
  const first = firstDeadline(s);
  if (first === undefined || (dueAt(s, first) === first.at && first.at >= s.now)) return undefined;
  return `its first deadline (${first.kind}) is out of date`;
}
