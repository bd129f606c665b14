import { allRuns, type RunNumber, type State } from '../../core/index.js';
import { documentOf } from '../../render/html/document.js';
import type { PageFinding, PageHistory } from '../../render/html/pageData.js';
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
  for (const [index, one] of found.entries()) {
    const { kind, message, steps } = one.finding;
    findings.push({ kind, message, steps, history: histories.length });
    histories.push(...historiesOf(one, found.length > 1 ? `finding ${index + 1}: ` : ''));
  }
  return documentOf({ title, note: text, histories, findings, view: 'findings' });
}

// The run of the finding is the first of its histories.
function historiesOf({ state, main }: FoundState, prefix: string): readonly PageHistory[] {
  const runs = [...allRuns(state)].slice(0, MOST_RUNS);
  const ordered = runs.toSorted((a, b) => Number(b.number === main) - Number(a.number === main));
  return pageHistories(ordered).map((history) => ({ ...history, name: `${prefix}${history.name}` }));
}
