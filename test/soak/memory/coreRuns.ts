import {
  allRuns,
  type Command,
  createState,
  instant,
  isFault,
  type State,
  settle,
  step,
} from '../../../src/core/index.js';
import type { Scenario } from './scenario.js';

const DAY_MILLIS = 86_400_000;
// A whole soak takes less than a year of the fake's clock.
const RUNS_OF_A_DAY = 4000;
const DOMAIN = 'shop';
const ORDER = { name: 'Order', version: '1' };
const LIST = { name: 'orders' };
const TIMEOUTS = { hour: '3600', year: '31536000' };

/** Closes a run that was started. */
type Close = (s: State, workflowId: string) => void;

const complete: Close = (s) => {
  const { taskToken } = call(s, 'PollForDecisionTask', { domain: DOMAIN, taskList: LIST });
  call(s, 'RespondDecisionTaskCompleted', { taskToken, decisions: [{ decisionType: 'CompleteWorkflowExecution' }] });
};

const terminate: Close = (s, workflowId) => {
  call(s, 'TerminateWorkflowExecution', { domain: DOMAIN, workflowId });
};

export const coreRuns: readonly Scenario[] = [
  scenarioOf('core-runs', 'closed run, forgotten', TIMEOUTS.hour, complete),
  // One run stays open, and its timeout the first. No worker polls its list.
  scenarioOf('core-timeouts', 'closed run, forgotten long before its timeout', TIMEOUTS.year, complete, 'idle'),
  // One run stays open, and its decision task the first of the list.
  scenarioOf(
    'core-unpolled',
    'terminated run, forgotten, whose task nobody polled',
    TIMEOUTS.hour,
    terminate,
    LIST.name,
  ),
];

function scenarioOf(name: string, unit: string, timeout: string, close: Close, listOfFirst?: string): Scenario {
  return {
    name,
    unit,
    count: 1_000_000,
    goal: 1,
    prepare(part = 1) {
      const runsOfADay = RUNS_OF_A_DAY * part;
      const s = newState();
      let runs = 0;
      const start = (executionStartToCloseTimeout: string, name = LIST.name): string => {
        runs += 1;
        const workflowId = `order-${runs}`;
        const input = { domain: DOMAIN, workflowId, workflowType: ORDER, executionStartToCloseTimeout };
        call(s, 'StartWorkflowExecution', { ...input, taskList: { name } });
        return workflowId;
      };
      const kept = listOfFirst === undefined ? [] : [start(TIMEOUTS.year, listOfFirst)];
      return {
        act() {
          for (let i = 0; i < runsOfADay; i += 1) close(s, start(timeout));
          settle(s, instant(s.now + DAY_MILLIS));
          return runsOfADay;
        },
        check() {
          const left = [...allRuns(s)].map(({ workflowId }) => workflowId);
          if (s.runs.length !== runs || left.join() !== kept.join())
            throw new Error(`soak: of ${runs} runs ${left.length} are left; expected ${kept.length}, the first`);
        },
        end: () => undefined,
      };
    },
  };
}

function newState(): State {
  const s = createState({ seed: 1, now: instant(Date.UTC(2020, 0, 1)) });
  call(s, 'RegisterDomain', { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '1' });
  call(s, 'RegisterWorkflowType', {
    domain: DOMAIN,
    ...ORDER,
    defaultTaskList: LIST,
    defaultChildPolicy: 'TERMINATE',
    defaultTaskStartToCloseTimeout: '60',
  });
  return s;
}

function call(s: State, op: Command['op'], input: object): Readonly<Record<string, unknown>> {
  const { reply } = step(s, { op, input } as Command, s.now);
  if (isFault(reply)) throw new Error(`soak: ${op}: ${JSON.stringify(reply)}`);
  return reply as unknown as Readonly<Record<string, unknown>>;
}
