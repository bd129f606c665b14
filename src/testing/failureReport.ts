import type { SwfFake } from '../fake.js';
import { timeline } from '../render/timeline.js';

/**
 * Returns the report of a fake for a failed test: the seed, and every run with its timeline and the reason why it is
 * still open. A part that is in `errorText`, the text of the test's error, is left out.
 */
export function failureReport(swf: SwfFake, seed: number, errorText: string): string {
  const runs = swf.runs();
  const sections = runs.map(({ domain, workflowId, runId, status }) => {
    const run = { domain, workflowId, runId };
    const parts = [timeline(swf.history(run)), swf.explain(run)].filter((part) => !errorText.includes(part));
    return parts.length === 0
      ? `${workflowId} (${status}): see above`
      : [`${workflowId} (${status}):`, ...parts].join('\n');
  });
  const head = `swfake: seed ${seed}, time ${swf.clock.now().toISOString()}, ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
  return [head, ...sections].join('\n\n');
}

/**
 * Checks the fake's own state.
 *
 * @throws Error if the state breaks a rule: a bug of swfake, and not of the test.
 */
export function assertInvariants(swf: SwfFake): void {
  const broken = swf.checkInvariants();
  if (broken.length === 0) return;
  const rules = broken.map(({ rule, detail }) => `  ${rule}: ${detail}`);
  throw new Error(`swfake has a bug, please report it: its state breaks its own rules\n${rules.join('\n')}`);
}
