import { isDeepStrictEqual } from 'node:util';
import { type HistoryEvent, type State, step } from '../../src/core/index.js';
import { DOMAIN } from '../../src/property/walks/walkCommands.js';
import { historyOf, type Run } from './history.js';
import { chooseBy, orderBy } from './order.js';
import type { World } from './world.js';

/** One call on the core, as it was made. */
export type Made =
  | { readonly until: number; readonly order: readonly number[] }
  | { readonly at: number; readonly command: object; readonly denied: boolean };

/** The core and the model disagree. */
export class Difference extends Error {
  override readonly name = 'Difference';
}

export interface Evidence {
  readonly what: string;
  readonly core: unknown;
  readonly model: unknown;
}

const DENY = "authorize: ({ action }) => action.startsWith('swf:Respond')";

const settling = ({ until, order }: Extract<Made, { until: number }>): string => {
  const how = order.length > 0 ? `, chooseBy(${JSON.stringify(order)})` : '';
  return `settle(s, instant(${until})${how});`;
};

const isOrdered = (made: Made): boolean => 'until' in made && made.order.length > 0;

const pasteable = (made: Made): string => {
  if ('until' in made) return settling(made);
  const command = JSON.stringify(made.command);
  const text = made.denied ? `${command.slice(0, -1)},grants:{${DENY}}}` : command;
  return `step(s, ${text}, instant(${made.at}));`;
};

/** All that it takes to see the difference again: the calls, what came of the last one, and the histories. */
export function report(
  s: State,
  { limits, assumptions, runs }: World,
  calls: readonly Made[],
  evidence: Evidence,
): string {
  return [
    `${evidence.what}`,
    `  core:  ${JSON.stringify(evidence.core)}`,
    `  model: ${JSON.stringify(evidence.model)}`,
    '',
    `const conditions = ${JSON.stringify({ limits, assumptions })};`,
    `const s = createState({ seed: 1, now: instant(${firstTime(calls)}), ...conditions });`,
    ...(calls.some(isOrdered) ? [String(orderBy), String(chooseBy)] : []),
    ...calls.map(pasteable),
    ...runs.filter((run) => differs(s, run)).flatMap((run) => bothHistories(s, run)),
  ].join('\n');
}

const firstTime = ([first]: readonly Made[]): number | undefined =>
  first && ('until' in first ? first.until : first.at);

function coreHistory(s: State, { workflowId, runId }: Run): readonly HistoryEvent[] {
  const input = { domain: DOMAIN, execution: { workflowId, runId } };
  const { reply } = step(s, { op: 'GetWorkflowExecutionHistory', input, hold: true }, s.now);
  return 'events' in reply ? (reply.events ?? []) : [];
}

const differs = (s: State, run: Run): boolean => !isDeepStrictEqual(coreHistory(s, run), historyOf(run));

function textOf(event: object | undefined): string {
  if (!event) return '(nothing)';
  const { eventId, eventType, eventTimestamp, ...attributes } = event as HistoryEvent;
  return `${eventId} ${eventTimestamp} ${eventType} ${Object.values(attributes).map((value) => JSON.stringify(value))}`;
}

function bothHistories(s: State, run: Run): readonly string[] {
  const core = coreHistory(s, run);
  const model = historyOf(run);
  const lines = Array.from({ length: Math.max(core.length, model.length) }, (_, index) =>
    isDeepStrictEqual(core[index], model[index])
      ? [`    ${textOf(core[index])}`]
      : [`  c ${textOf(core[index])}`, `  m ${textOf(model[index])}`],
  );
  return ['', `${run.workflowId} ${run.runId}: c the core's events, m the model's`, ...lines.flat()];
}
