import type { CoreEvent } from '../../core/index.js';
import { CATALOGUE } from '../../coverage/catalogue.js';
import { type CoverageFact, factOfFault, factsOf } from '../../coverage/facts.js';
import { DECISION_TYPES } from '../../tables/decisions.js';
import { OPERATIONS } from '../../tables/operations.js';
import { attributesOf } from '../judges/histories.js';
import type { CheckResult } from '../judges/results.js';
import { reasonFor } from './reasons.js';

/** One group of the table: what was asked, and what was not, each with the reason. */
export interface AskedGroup {
  readonly name: string;
  readonly all: number;
  readonly asked: number;
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

const GROUPS: readonly (readonly [kind: string, name: string])[] = [
  ['event', 'event types'],
  ['timeout', 'timeouts'],
  ['cause', 'failure causes'],
  ['fault', 'declared faults'],
];

/** Returns the coverage of SWF by a run of checks: what the target was asked, and what it did. */
export function askedGroups(results: readonly CheckResult[]): readonly AskedGroup[] {
  const calls = results.flatMap((result) => result.calls);
  const done = calls.filter(({ output }) => output !== undefined);
  const decisions = done.flatMap(({ input }) => (input as DecisionsInput).decisions ?? []);
  const facts = new Set<CoverageFact>([
    ...calls.flatMap(({ op, fault }) => (fault ? [factOfFault(op, fault.name)] : [])),
    ...results.flatMap(({ histories }) => histories.flatMap(({ events }) => events.flatMap(factsOfEvent))),
  ]);
  const factsOfKind = (kind: string) => CATALOGUE.filter((fact) => fact.startsWith(`${kind} `));
  return [
    group('operations', OPERATIONS, new Set<string>(done.map(({ op }) => op))),
    group('decisions', DECISION_TYPES, new Set(decisions.map(({ decisionType }) => String(decisionType)))),
    ...GROUPS.map(([kind, name]) => group(name, factsOfKind(kind), facts)),
  ];
}

interface DecisionsInput {
  readonly decisions?: readonly { readonly decisionType?: string }[];
}

const factsOfEvent = (event: Parameters<typeof attributesOf>[0]): readonly CoverageFact[] =>
  factsOf({ type: event.eventType, attributes: attributesOf(event) } as unknown as CoreEvent);

function group(name: string, all: readonly string[], asked: ReadonlySet<string>): AskedGroup {
  const missing = all.filter((one) => !asked.has(one)).map((one) => ({ name: one, reason: reasonFor(one) }));
  return { name, all: all.length, asked: all.length - missing.length, missing };
}
