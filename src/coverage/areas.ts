import { type SubjectKind, subjectKindOf } from '../tables/subjects.js';
import type { CoverageFact } from './facts.js';
import { isAboutRuns } from './operationFaults.js';

const AREAS: { readonly [K in SubjectKind]: string } = {
  run: 'the run',
  'received signal': 'the run',
  activity: 'activities',
  timer: 'timers',
  child: 'children',
  'sent signal': 'other workflows',
  'sent cancel request': 'other workflows',
  'lambda function': 'lambda functions',
  marker: 'markers',
  'next run': 'continuing as new',
  'decision task': 'decision tasks',
};

/** The areas in the order of the report. */
export const AREA_NAMES: readonly string[] = [...new Set(Object.values(AREAS)), 'faults'];

/** Returns the area of a fact. The report lists an area that a workflow type never used by its name only. */
export function areaOf(fact: CoverageFact): string {
  const [kind, subject = ''] = fact.split(' ');
  if (kind === 'fault') return 'faults';
  return AREAS[subjectKindOf(subject) ?? 'run'];
}

/**
 * Returns true if a fact belongs to a workflow type. A fault does if its call names a workflow type, a run or a task.
 */
export function isOfType(fact: CoverageFact): boolean {
  const [kind, op = ''] = fact.split(' ');
  return kind !== 'fault' || isAboutRuns(op);
}
