import type { JSX } from 'preact';
import type { LoadedRun } from '../shared/loadedRun.js';
import { nextOfType } from './steps.js';

/** Where a decider gets the history: what stands there is what it decides from. */
const DECISION = 'DecisionTaskStarted';

interface StepButtonsProps {
  readonly run: LoadedRun;
  readonly index: number;
  readonly moveTo: (index: number) => void;
}

/** Buttons that lead to the event or the decision task before or after, and a field for the id of an event. */
export function StepButtons({ run, index, moveTo }: StepButtonsProps): JSX.Element {
  const last = run.events.length - 1;
  const steps = [
    { label: 'Previous decision task', sign: '⇤', to: nextOfType(run, index, -1, DECISION) },
    { label: 'Previous event', sign: '←', to: index > 0 ? index - 1 : undefined },
    { label: 'Next event', sign: '→', to: index < last ? index + 1 : undefined },
    { label: 'Next decision task', sign: '⇥', to: nextOfType(run, index, 1, DECISION) },
  ];
  return (
    <div class="state-steps">
      {steps.map(({ label, sign, to }) => (
        <button
          key={label}
          type="button"
          title={label}
          disabled={to === undefined}
          onClick={() => to !== undefined && moveTo(to)}
        >
          <span aria-hidden="true">{sign}</span> <span class="state-step-label">{label}</span>
        </button>
      ))}
    </div>
  );
}
