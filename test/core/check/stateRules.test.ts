import { describe, expect, it } from 'vitest';
import { HISTORY_RULES, STATE_RULES } from '../../../src/core/check/rules.js';
import {
  type Command,
  checkInvariants,
  createState,
  type Domain,
  fork,
  type Input,
  instant,
  isFault,
  type OperationName,
  type Ready,
  type Reply,
  type Run,
  type RunNumber,
  type State,
  step,
} from '../../../src/core/index.js';
import type { TaskList } from '../../../src/core/model/domain.js';
import { readyBefore, retainedBefore } from '../../../src/core/model/taskLists.js';
import { insert } from '../../../src/core/store/heap.js';
import { get, put, remove } from '../../../src/core/store/table.js';
import { nodes } from '../../../src/core/store/vector.js';

const domain = 'shop';
const taskList = { name: 'default' };
const CHARGE = { name: 'Charge', version: '1' };
const ORDER = { name: 'Order', version: '1' };

/** What a test may write: a broken state is one that no command leads to. */
type Broken<T> = { -readonly [K in keyof T]: T[K] };

function sent<O extends OperationName>(s: State, op: O, input: Partial<Input<O>> & object): Reply<O> {
  const { reply } = step(s, { op, input } as Command<O>, s.now);
  if (isFault(reply)) throw new Error(`${op}: ${reply.message}`);
  return reply as Reply<O>;
}

function registered(): State {
  const s = createState({ seed: 1, now: instant(0) });
  sent(s, 'RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
  sent(s, 'RegisterWorkflowType', {
    domain,
    ...ORDER,
    defaultTaskList: taskList,
    defaultChildPolicy: 'ABANDON',
    defaultExecutionStartToCloseTimeout: '60',
    defaultTaskStartToCloseTimeout: 'NONE',
    defaultLambdaRole: 'arn:aws:iam::123456789012:role/lambda',
  });
  const [none, defaultTaskList] = ['NONE', taskList];
  sent(s, 'RegisterActivityType', {
    domain,
    ...CHARGE,
    defaultTaskList,
    defaultTaskHeartbeatTimeout: none,
    defaultTaskScheduleToCloseTimeout: none,
    defaultTaskScheduleToStartTimeout: none,
    defaultTaskStartToCloseTimeout: none,
  });
  return s;
}

function started(s: State, workflowId: string): void {
  sent(s, 'StartWorkflowExecution', { domain, workflowId, workflowType: ORDER });
}

function decided(s: State, ...decisions: readonly object[]): void {
  const { taskToken } = sent(s, 'PollForDecisionTask', { domain, taskList });
  sent(s, 'RespondDecisionTaskCompleted', { taskToken, decisions: decisions as never });
}

const activity = (activityId: string, list = taskList.name) => ({
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId, activityType: CHARGE, taskList: { name: list } },
});

const lambda = {
  decisionType: 'ScheduleLambdaFunction',
  scheduleLambdaFunctionDecisionAttributes: { id: 'quote', name: 'quote' },
};

const OPENED = [
  activity('a'),
  activity('b'),
  activity('c', 'other'),
  { decisionType: 'StartTimer', startTimerDecisionAttributes: { timerId: 'day', startToFireTimeout: '30' } },
  lambda,
  {
    decisionType: 'StartChildWorkflowExecution',
    startChildWorkflowExecutionDecisionAttributes: { workflowId: 'refund', workflowType: ORDER },
  },
];

/** The runs of all rows: one with everything open, two that wait, one with a started task, one without, a closed one. */
function busyState(): State {
  const s = registered();
  started(s, 'open');
  decided(s, ...OPENED);
  sent(s, 'PollForActivityTask', { domain, taskList });
  step(s, { op: 'ListDomains', input: { registrationStatus: 'REGISTERED' } }, s.now);
  while (runNamed(s, 'open').decisionScheduled || runNamed(s, 'refund').decisionScheduled) decided(s);
  started(s, 'closed');
  decided(s, { decisionType: 'CompleteWorkflowExecution' });
  started(s, 'idle');
  decided(s);
  started(s, 'deciding');
  decided(s, activity('d', 'third'), activity('e', 'third'));
  sent(s, 'SignalWorkflowExecution', { domain, workflowId: 'deciding', signalName: 'go' });
  sent(s, 'PollForDecisionTask', { domain, taskList });
  started(s, 'queued');
  sent(s, 'PollForDecisionTask', { domain, taskList });
  sent(s, 'SignalWorkflowExecution', { domain, workflowId: 'queued', signalName: 'go' });
  started(s, 'waiting');
  return s;
}

const runNamed = (s: State, workflowId: string): Broken<Run> =>
  [...nodes(s.runs)].findLast((run) => run.workflowId === workflowId) as Run;

const domainOf = (s: State): Domain => get(s.domains, domain) as Domain;

const listOf = (s: State, kind: 'activity' | 'decision', name = taskList.name): TaskList =>
  get(domainOf(s)[kind], name) as TaskList;

/** Puts another thing in the place of one of the open things of a run. */
function changed<T>(open: { readonly byId: Map<string, T> }, change: (one: T) => T): void {
  for (const [id, one] of open.byId) open.byId.set(id, change(one));
}

type Breaks = (s: State) => void;

/** The changes of a state that break one rule, and that no other rule reports. */
const BROKEN: { readonly [R in keyof typeof STATE_RULES]: Readonly<Record<string, Breaks>> } = {
  closedRun: {
    'a closed run that is open again': (s) => {
      const run = runNamed(s, 'closed');
      run.closed = undefined;
      put(s.owner, domainOf(s).openRuns, 'closed', run.number);
      s.retained = undefined;
    },
    'an open run that is closed without an event': (s) => {
      const run = runNamed(s, 'idle');
      run.closed = runNamed(s, 'closed').closed;
      remove(s.owner, domainOf(s).openRuns, 'idle');
    },
  },
  openRun: {
    'an open run that is not found': (s) => remove(s.owner, domainOf(s).openRuns, 'idle'),
    'a closed run that is found': (s) => put(s.owner, domainOf(s).openRuns, 'closed', runNamed(s, 'closed').number),
    'another run by its workflow id': (s) => put(s.owner, domainOf(s).openRuns, 'idle', runNamed(s, 'open').number),
  },
  waitingDecisionTask: {
    'a task that is in the history alone': (s) => {
      runNamed(s, 'queued').decisionScheduled = undefined;
    },
    'a task that is in no history': (s) => {
      runNamed(s, 'idle').decisionScheduled = runNamed(s, 'waiting').decisionScheduled;
    },
  },
  startedDecisionTask: {
    'a task that is in the history alone': (s) => {
      runNamed(s, 'deciding').decisionStarted = undefined;
    },
    'a task that is in no history': (s) => {
      runNamed(s, 'idle').decisionStarted = runNamed(s, 'deciding').decisionStarted;
    },
  },
  activities: {
    'a task that is in the history alone': (s) => void runNamed(s, 'open').activities.byId.delete('a'),
    'a task that is in no history': (s) => {
      const { byId } = runNamed(s, 'open').activities;
      byId.set('d', byId.get('a') as never);
    },
    'a task of another event': (s) => {
      const { byId } = runNamed(s, 'open').activities;
      byId.set('a', { ...(byId.get('a') as object), scheduledId: 1 } as never);
    },
  },
  timers: {
    'a timer that is in the history alone': (s) => runNamed(s, 'open').timers.byId.clear(),
    'a timer of another event': (s) =>
      changed(runNamed(s, 'open').timers, (one) => ({ ...one, startedId: 1 }) as never),
  },
  children: {
    'a child that is in the history alone': (s) => runNamed(s, 'open').children.byId.clear(),
    'a child of another event': (s) =>
      changed(runNamed(s, 'open').children, (one) => ({ ...one, initiatedId: 1 }) as never),
  },
  lambdas: {
    'a function that is in the history alone': (s) => runNamed(s, 'open').lambdas.byId.clear(),
    'a function of another event': (s) =>
      changed(runNamed(s, 'open').lambdas, (one) => ({ ...one, scheduledId: 1 }) as never),
    'a function in another phase': (s) =>
      changed(
        runNamed(s, 'open').lambdas,
        (one) => ({ ...one, startedId: one.startedId === undefined ? 1 : undefined }) as never,
      ),
  },
  listCount: {
    'a task too many': (s) => {
      listOf(s, 'activity').count += 1;
    },
    'a task too few': (s) => {
      listOf(s, 'decision').count -= 1;
    },
  },
  readyOnce: {
    'a task twice': (s) => {
      const list = listOf(s, 'activity', 'other');
      list.ready = insert(readyBefore, list.ready, list.ready?.item as Ready);
    },
    'a task on another list': (s) => {
      const list = listOf(s, 'activity');
      list.ready = insert(readyBefore, list.ready, listOf(s, 'activity', 'other').ready?.item as Ready);
    },
  },
  missingFromList: {
    'an activity task': (s) => {
      listOf(s, 'activity', 'other').ready = undefined;
    },
    'two activity tasks of a run with a started decision task': (s) => {
      listOf(s, 'activity', 'third').ready = undefined;
    },
    'a decision task, while another run has a started one': (s) => {
      listOf(s, 'decision').ready = undefined;
    },
  },
  emptyList: {
    'of activity tasks': (s) =>
      put(s.owner, domainOf(s).activity, 'empty', { owner: s.owner, ready: undefined, readyCount: 0, count: 0 }),
    'of decision tasks': (s) =>
      put(s.owner, domainOf(s).decision, 'empty', { owner: s.owner, ready: undefined, readyCount: 0, count: 0 }),
  },
  retained: {
    'an open run': (s) => {
      const open = { until: instant(5), run: runNamed(s, 'idle').number as RunNumber };
      s.retained = insert(retainedBefore, s.retained, open);
    },
    'two open runs': (s) => {
      for (const [name, until] of [['idle', 5] as const, ['open', 6] as const]) {
        const open = { until: instant(until), run: runNamed(s, name).number as RunNumber };
        s.retained = insert(retainedBefore, s.retained, open);
      }
    },
  },
};

const ROWS = Object.entries(BROKEN).flatMap(([rule, breaks]) =>
  Object.entries(breaks).map(([what, change]) => [rule as keyof typeof STATE_RULES, what, change] as const),
);

/** The place in the broken state, as the violation names it. */
const DETAILS: readonly (readonly [rule: keyof typeof STATE_RULES, what: string, detail: string])[] = [
  ['closedRun', 'a closed run that is open again', "run 'closed'"],
  ['listCount', 'a task too many', "activity task list 'default' of domain 'shop' counts 2 of 1"],
  ['listCount', 'a task too few', "decision task list 'default' of domain 'shop' counts 1 of 2"],
  ['readyOnce', 'a task on another list', "activity task list 'default' of domain 'shop': tasks 0/6, 0/7"],
  ['missingFromList', 'an activity task', "activity task list 'other' of domain 'shop': tasks 0/7"],
  [
    'missingFromList',
    'two activity tasks of a run with a started decision task',
    "activity task list 'third' of domain 'shop': tasks 4/5, 4/6",
  ],
  ['emptyList', 'of activity tasks', '5 task lists, 4 with waiting tasks'],
  ['retained', 'two open runs', 'open: idle, open'],
];

describe('a rule for states', () => {
  it('holds in the state that the rows break', () => {
    expect(checkInvariants(busyState())).toEqual([]);
  });

  it('holds where a decision task waits behind a started one of its run, as the eleventh run has it', () => {
    const s = registered();
    for (let i = 0; i < 10; i += 1) {
      started(s, `run ${i}`);
      decided(s);
    }
    started(s, 'last');
    sent(s, 'PollForDecisionTask', { domain, taskList });
    sent(s, 'SignalWorkflowExecution', { domain, workflowId: 'last', signalName: 'go' });
    expect(checkInvariants(s)).toEqual([]);
  });

  it('holds while a Lambda function waits for its start', () => {
    const s = registered();
    started(s, 'waits');
    decided(s, lambda);
    expect([...runNamed(s, 'waits').lambdas.byId.values()]).toMatchObject([{ startedId: undefined }]);
    expect(checkInvariants(s)).toEqual([]);
  });

  it.each(ROWS)('%s alone reports: %s', (rule, _what, change) => {
    const s = busyState();
    change(s);
    const rules = checkInvariants(s).map((violation) => violation.rule);
    expect(rules).toEqual([STATE_RULES[rule]]);
  });

  it.each(DETAILS)('%s names the place: %s', (rule, what, detail) => {
    const s = busyState();
    BROKEN[rule][what]?.(s);
    expect(checkInvariants(s)).toEqual([{ rule: STATE_RULES[rule], detail }]);
  });

  it('has a state that breaks it, whichever it is', () => {
    expect(Object.keys(BROKEN).toSorted()).toEqual(Object.keys(STATE_RULES).toSorted());
    expect(Object.values(BROKEN).filter((breaks) => Object.keys(breaks).length === 0)).toEqual([]);
  });

  it('is checked with those of the histories, which name their run', () => {
    const s = busyState();
    const { events } = runNamed(s, 'idle');
    (events as unknown[])[3] = { ...events[3], at: -1 };
    expect(checkInvariants(s)).toEqual([
      { rule: HISTORY_RULES.timestamps, detail: "run 'idle': event 4 DecisionTaskCompleted at place 4" },
    ]);
  });

  it('is checked in a fork, and of the events that the fork has', () => {
    const s = busyState();
    const other = fork(s);
    sent(other, 'TerminateWorkflowExecution', { domain, workflowId: 'open' });
    expect([checkInvariants(s), checkInvariants(other)]).toEqual([[], []]);
  });
});
