import { describe, expect, it } from 'vitest';
import type { PlannedFault } from '../../../src/simulation/index.js';
import { atEarlierTask } from '../../../src/simulation/minimize/earlierTask.js';

const lost: PlannedFault = { fault: 'abandoned poll', at: "PollForActivityTask for activity 'charge-1'" };
const crash: PlannedFault = { fault: 'crash', at: "RespondActivityTaskCompleted for activity 'charge-2', attempt 2" };
const early = "RespondActivityTaskCompleted for activity 'charge-1', attempt 2";
const signal = "SignalWorkflowExecution 'cancel'";
const timer = "timer 'day' fires";

describe('a fault at an earlier task', () => {
  it('takes the place of the fault there, and the waits of its task move with it', () => {
    const waits = [{ step: signal, after: "PollForActivityTask for activity 'charge-2'" }];
    expect(atEarlierTask({ faults: [lost, crash], waits }, lost, crash)).toEqual({
      faults: [{ fault: 'crash', at: early }],
      waits: [{ step: signal, after: "PollForActivityTask for activity 'charge-1'" }],
    });
  });

  it('needs two tasks of one kind', () => {
    const decider: PlannedFault = { fault: 'crash', at: 'RespondDecisionTaskCompleted for decision 1' };
    const passage: PlannedFault = { fault: 'many timers', at: `time passes until ${timer}` };
    for (const earlier of [decider, passage, { ...lost, at: "PollForActivityTask for activity 'charge-2'" }])
      expect(atEarlierTask({ faults: [earlier, crash], waits: [] }, earlier, crash)).toBeUndefined();
  });

  it('lets no step wait twice', () => {
    const waits = [1, 2].map((n) => ({ step: `PollForActivityTask for activity 'charge-${n}'`, after: timer }));
    expect(atEarlierTask({ faults: [lost, crash], waits }, lost, crash)).toBeUndefined();
  });
});
