import { rowLines } from '../render/timelineRows.js';
import type { Finding } from './model/finding.js';
import type { Rule } from './model/rule.js';
import { type Judgement, judgementLine } from './report.js';
import type { JudgedRun, Occurrence } from './runs/judgedRun.js';
import type { Scope } from './runs/scope.js';

/** Returns what a rule found in a run or a family, for users. Its timeline is made when it is read. */
export function judgementOf(rule: Rule, scope: Scope, finding: Finding): Judgement {
  const { verdict, cases, reason = '', events = [], certainAt } = finding;
  const judgement = {
    rule: rule.name,
    verdict,
    of: scope.name,
    cases,
    reason,
    events: events.map(({ run, event }) => ({ run: run.name, eventId: event.id, eventType: event.type })),
    ...(verdict === 'broken' && Number.isFinite(certainAt) && { certainAt: new Date(certainAt as number) }),
    get timeline() {
      return timelineAround(events, scope.runs.length > 1);
    },
  };
  return Object.defineProperty(judgement, 'toString', {
    value: () => [judgementLine(judgement), ...indented(judgement.timeline)].join('\n'),
    enumerable: false,
  });
}

const indented = (text: string): readonly string[] => (text === '' ? [] : text.split('\n').map((line) => `  ${line}`));

/** The number of events that are shown before and after an event. */
const AROUND = 3;

function timelineAround(events: readonly Occurrence[], isFamily: boolean): string {
  const runs = [...new Set(events.map(({ run }) => run))];
  return runs
    .flatMap((run) => {
      const ids = events.filter((one) => one.run === run).map(({ event }) => event.id);
      return [...(isFamily ? [`Run '${run.name}':`] : []), ...linesAround(run, ids)];
    })
    .join('\n');
}

function linesAround({ events, rows }: JudgedRun, ids: readonly number[]): readonly string[] {
  const shown = events.filter(({ id }) => ids.some((one) => Math.abs(one - id) <= AROUND));
  const lines = rowLines(rows.rowsOf(shown, false, 'short'));
  return lines.flatMap((line, index) => {
    const isGap = index > 0 && shown[index]?.id !== (shown[index - 1]?.id ?? 0) + 1;
    return isGap ? ['…', line] : [line];
  });
}
