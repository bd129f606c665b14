import type { SwfFake } from '../fake.js';
import { shortTimeline } from './matchers/shortTimeline.js';

/** The facts about a failed test that its report needs. */
export interface FailedTest {
  /** The seed of its fake. */
  readonly seed: number;
  /** The text of its error: what it contains is not printed again. */
  readonly errorText: string;
  /** The name of the test, if the runner does not print it beside the report. */
  readonly name?: string | undefined;
}

type Run = ReturnType<SwfFake['runs']>[number];

const MOST_RUNS = 10;
const AS_INTENDED: readonly (string | undefined)[] = ['COMPLETED', 'CONTINUED_AS_NEW'];

/**
 * Returns the report of a fake for a failed test: the seed, and the timeline and the state of the runs that matter. These
 * are the runs that the error names, the open runs and the failed runs; if there are none, the last run. At most 10 runs
 * are shown, the rest is counted. A part that is in the error's text is left out.
 */
export function failureReport(swf: SwfFake, { seed, errorText, name }: FailedTest): string {
  const rejections = takeRejections(swf);
  const runs = swf.runs();
  const shown = runsThatMatter(runs, errorText);
  const sections = runs.filter((run) => shown.has(run)).map((run) => sectionOf(swf, run, errorText));
  const count = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
  const test = name === undefined ? '' : `test '${name}', `;
  const head = `swfake: ${test}seed ${seed}, time ${swf.clock.now().toISOString()}, ${count}`;
  return [[head, ...rejections].join('\n'), ...sections, ...restOf(runs.filter((run) => !shown.has(run)))].join('\n\n');
}

const MOST_REJECTIONS = 10;

// An asynchronous action that rejected fails the next call of the fake: here, it would take the place of the report.
function takeRejections(swf: SwfFake): readonly string[] {
  const rejections: string[] = [];
  while (rejections.length < MOST_REJECTIONS) {
    try {
      swf.runs();
      break;
    } catch (error) {
      rejections.push(`an action of the test failed: ${String(error)}`);
    }
  }
  return rejections;
}

/**
 * Returns the runs that matter: those that the error names, the open runs and the failed runs, at most 10; if there are none,
 * the last run.
 */
export function runsThatMatter(runs: readonly Run[], errorText: string): ReadonlySet<Run> {
  const isNamed = ({ workflowId, runId }: Run) => errorText.includes(workflowId) || errorText.includes(runId);
  const named = runs.filter(isNamed);
  const unfinished = runs.filter((run) => !AS_INTENDED.includes(run.closeStatus));
  const matter = [...new Set([...named.toReversed(), ...unfinished.toReversed()])];
  return new Set(matter.length > 0 ? matter.slice(0, MOST_RUNS) : runs.slice(-1));
}

function sectionOf(swf: SwfFake, run: Run, errorText: string): string {
  const { domain, workflowId, runId } = run;
  const title = `'${workflowId}' (${statusOf(run)})`;
  const texts = [shortTimeline(swf.history({ domain, workflowId, runId })), swf.explain({ domain, workflowId, runId })];
  const parts = texts.filter((part) => !errorText.includes(part));
  return parts.length === 0 ? `${title}: see the error` : [`${title}:`, ...parts].join('\n');
}

function restOf(rest: readonly Run[]): readonly string[] {
  if (rest.length === 0) return [];
  const statuses = rest.map(statusOf);
  const counts = [...new Set(statuses)].map((one) => `${statuses.filter((other) => other === one).length} ${one}`);
  const runs = rest.length === 1 ? '1 more run is' : `${rest.length} more runs are`;
  return [`${runs} not shown (${counts.join(', ')}): print them with timeline(swf.history({ workflowId }))`];
}

const statusOf = ({ status, closeStatus }: Run): string => closeStatus ?? status;

/**
 * Checks the fake's own state.
 *
 * @throws Error if the state breaks a rule: a bug of swfake, and not of the test.
 */
export function assertInvariants(swf: SwfFake): void {
  const broken = swf.checkInvariants();
  if (broken.length === 0) return;
  const rules = broken.map(({ rule, detail }) => `  ${rule}: ${detail}`);
  throw new Error(
    `swfake: the state of the fake breaks its own rules: a bug of swfake, please report it\n${rules.join('\n')}`,
  );
}
