import type { JSX } from 'preact';
import type { PageFinding } from '../../render/html/pageData.js';

interface FindingStepsProps {
  readonly finding: PageFinding;
  /** Its index among all findings. */
  readonly index: number;
}

/** A finding with the numbered steps that lead to it. */
export function FindingSteps({ finding: { kind, message, steps }, index }: FindingStepsProps): JSX.Element {
  return (
    <>
      <h2 class="findings-title">
        <span class="findings-number">{index + 1}.</span> {kind}
      </h2>
      <pre class="findings-message">{message}</pre>
      {steps.length > 0 && (
        <ol class="findings-steps">
          {steps.map((step) => (
            <li>
              <span>{step}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
