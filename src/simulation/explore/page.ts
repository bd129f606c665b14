import { allRuns, type Run, type RunNumber, type State } from '../../core/index.js';
import { documentOf } from '../../render/html/document.js';
import type { PageFinding, PageHistory } from '../../render/html/pageData.js';
import { counted } from '../../results/report.js';
import { MOST_RUNS, pageHistories } from '../page/pageRuns.js';
import type { Finding } from './state/scenario.js';

/** A finding, with the state at the end of its path. */
export interface FoundState {
  readonly finding: Finding;
  readonly state: State;
  /** The run whose history the finding has. */
  readonly main: RunNumber;
}

/** Returns the page of an exploration: its findings with their steps, and the histories of their runs. */
export function explorationPage(title: string, text: string, found: readonly FoundState[]): string {
  const histories: PageHistory[] = [];
  const findings: PageFinding[] = [];
  const notes = [text];
  for (const [index, one] of found.entries()) {
    const { kind, message, steps } = one.finding;
    const { runs, left } = runsOf(one);
    const prefix = found.length > 1 ? `finding ${index + 1}: ` : '';
    findings.push({ kind, message, steps, history: histories.length });
    histories.push(...pageHistories(runs).map((history) => ({ ...history, name: `${prefix}${history.name}` })));
    if (left > 0) notes.push(`${prefix}${counted(left, 'more run')} ${left === 1 ? 'is' : 'are'} not in this page`);
  }
  return documentOf({ title, note: notes.join('\n'), histories, findings, view: 'findings' });
}

/** Returns the runs of a finding, its main run first, at most 100; and the number of those that are left out. */
function runsOf({ state, main }: FoundState): { readonly runs: readonly Run[]; readonly left: number } {
  const all = [...allRuns(state)].toSorted((a, b) => Number(b.number === main) - Number(a.number === main));
  const runs = all.slice(0, MOST_RUNS);
  return { runs, left: all.length - runs.length };
}
