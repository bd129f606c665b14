import { quoted } from '../../args/quoted.js';
import type { JudgedRun } from './judgedRun.js';
import { type Mention, type MentionedRun, mentionsIn } from './mentions.js';
import { Order } from './order.js';
import { Scope } from './scope.js';

interface Member {
  readonly run: JudgedRun;
  readonly mentions: readonly Mention[];
}

/**
 * Returns the families among runs: those that are linked to each other, directly or by others. `now` is the time up to which
 * they are judged; `undefined` for the time of the last event of each family.
 */
export function familiesOf(runs: readonly JudgedRun[], now: number | undefined): readonly Scope[] {
  const members = runs.map((run) => ({ run, mentions: mentionsIn(run) }));
  const byId = new Map(runs.flatMap((run) => (run.runId === undefined ? [] : [[run.runId, run] as const])));
  const groups = new Map(runs.map((run) => [run, new Set([run])]));
  for (const { run, mentions } of members) {
    for (const { other } of mentions) joinGroups(groups, run, byId.get(other.runId));
  }
  const families = new Map<unknown, Member[]>();
  for (const member of members) {
    const group = groups.get(member.run);
    const known = families.get(group);
    if (known) known.push(member);
    else families.set(group, [member]);
  }
  return [...families.values()].map((family) => familyScope(family, byId, now));
}

function joinGroups(groups: Map<JudgedRun, Set<JudgedRun>>, run: JudgedRun, other: JudgedRun | undefined): void {
  if (!other || groups.get(run) === groups.get(other)) return;
  const [small, large] = [groups.get(run), groups.get(other)].sort(bySize) as [Set<JudgedRun>, Set<JudgedRun>];
  for (const one of small) {
    large.add(one);
    groups.set(one, large);
  }
}

const bySize = (a: ReadonlySet<JudgedRun> | undefined, b: ReadonlySet<JudgedRun> | undefined): number =>
  (a?.size ?? 0) - (b?.size ?? 0);

function familyScope(family: readonly Member[], byId: ReadonlyMap<string, JudgedRun>, now: number | undefined): Scope {
  const mentions = family.flatMap((member) => member.mentions);
  const missing = mentions.find(({ other }) => !byId.has(other.runId));
  const nameless = family.find(({ run, mentions: own }) => run.runId === undefined && own.length > 0);
  const reason = nameless ? namelessText(nameless.run) : missing && missingText(missing.other);
  const order = new Order(
    family.map(({ run, mentions: own }) => [run, own] as const),
    byId,
  );
  return new Scope({ runs: family.map(({ run }) => run), now, order, incomplete: reason });
}

const missingText = ({ workflowId, runId }: MentionedRun): string =>
  `the run ${quoted(runId)}${workflowId === undefined ? '' : ` of workflow ${quoted(workflowId)}`} of the family is not among the histories`;

const namelessText = ({ name }: JudgedRun): string =>
  `the history of ${quoted(name)} does not have its own run id; add the output of describe-workflow-execution to its file`;
