import { describe, expect, it } from 'vitest';
import {
  allDomains,
  allRuns,
  createState,
  deadlinesInOrder,
  eventId,
  instant,
  loadState,
  runNumber,
  type State,
  saveState,
  settle,
  step,
} from '../../../src/core/index.js';
import type { RunCounts } from '../../../src/core/model/domain.js';
import { retainedBefore } from '../../../src/core/model/taskLists.js';
import { inOrder } from '../../../src/core/store/heap.js';
import {
  begin,
  decision,
  furnish,
  type Members,
  ok,
  respond,
  START,
  schedule,
  takeDecision,
  type,
} from '../../faultTables/world.js';

const reloaded = (s: State): State => loadState(JSON.parse(JSON.stringify(saveState(s))));
const later = (s: State, seconds: number) => settle(s, instant(s.now + 1000 * seconds));
const list = (name: string) => ({ taskList: { name } });

/** The run `full`, which has something of everything that can be open, and the settings that responses gave. */
function fillRun(s: State): void {
  const lambdaRole = 'arn:aws:iam::123456789012:role/swf';
  begin(s, 'full', { ...list('full'), lambdaRole, tagList: ['red'], input: 'in', taskPriority: '7' });
  const { taskToken } = takeDecision(s, list('full'));
  const decisions = [
    schedule('waiting', { taskList: { name: 'slow' }, taskPriority: '-3' }),
    schedule('started', { heartbeatTimeout: '600' }),
    schedule('canceled', { heartbeatTimeout: '900' }),
    decision('StartTimer', { timerId: 'day', startToFireTimeout: '86400' }),
    decision('StartChildWorkflowExecution', { workflowId: 'kid', workflowType: type('Order'), ...list('kids') }),
    decision('ScheduleLambdaFunction', { id: 'pack', name: 'pack', startToCloseTimeout: '900' }),
  ];
  const context = { executionContext: 'context', taskList: { name: 'sticky' }, taskListScheduleToStartTimeout: '700' };
  ok(s, 'RespondDecisionTaskCompleted', { taskToken, decisions, ...context });
  later(s, 1);
  const token = ok(s, 'PollForActivityTask', { domain: 'shop', ...list('list') }).taskToken;
  later(s, 1);
  ok(s, 'RecordActivityTaskHeartbeat', { taskToken: token, details: 'half' });
  ok(s, 'PollForActivityTask', { domain: 'shop', ...list('list') });
  // The request for the task that no worker has stays on its way.
  respond(
    s,
    takeDecision(s, list('sticky')).taskToken as string,
    decision('RequestCancelActivityTask', { activityId: 'canceled' }),
    decision('StartTimer', { timerId: 'now', startToFireTimeout: '0' }),
    decision('RequestCancelActivityTask', { activityId: 'waiting' }),
  );
}

/** A state with everything that a state can hold. */
function everything(): State {
  const limits = { openTimers: 12, openLambdaFunctions: Number.POSITIVE_INFINITY };
  const s = createState({ seed: 5, now: START, limits, assumptions: { idlePollToken: 'empty' }, region: 'eu-west-1' });
  const retention = { workflowExecutionRetentionPeriodInDays: 'NONE', description: 'brief' };
  ok(s, 'RegisterDomain', { name: 'brief', ...retention, tags: [{ key: 'team', value: 'a' }, { key: 'cost' }] });
  ok(s, 'RegisterWorkflowType', { domain: 'brief', ...type('Order'), description: 'an order' });
  const settings = { executionStartToCloseTimeout: '9', taskStartToCloseTimeout: '9', childPolicy: 'ABANDON' };
  begin(s, 'forgotten', { domain: 'brief', ...list('brief'), ...settings });
  later(s, 10);
  furnish(s, 'shop');
  ok(s, 'RequestCancelWorkflowExecution', { domain: 'shop', workflowId: 'busy' });
  // A task of a decider that has a list of its own for good.
  begin(s, 'moved', list('first'));
  const { taskToken } = takeDecision(s, list('first'));
  ok(s, 'RespondDecisionTaskCompleted', { taskToken, ...list('second') });
  ok(s, 'SignalWorkflowExecution', { domain: 'shop', workflowId: 'moved', signalName: 'go' });
  takeDecision(s, list('second'));
  fillRun(s);
  return s;
}

/** What a state holds, with its heaps in order: the shape of a heap is that of the order in which it was filled. */
const content = (s: State): Members => ({
  ...s,
  deadlines: [...deadlinesInOrder(s)],
  retained: [...inOrder(retainedBefore, s.retained)],
});

interface Shards {
  readonly shards: readonly ({ readonly map: ReadonlyMap<string, unknown> } | undefined)[];
  readonly size: number;
}

const isTable = (part: object): part is Shards => 'shards' in part;
const entriesOf = ({ shards }: Shards) => shards.flatMap((shard) => [...(shard?.map ?? [])]);

const isCounts = (part: object): part is RunCounts => 'blocks' in part;

/** What a part of a state holds: a loaded state has tokens of ownership of its own, and no empty shards or blocks. */
function held(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (part instanceof Map) return [...part].map(held);
  if (Array.isArray(part)) return part.map(held);
  if (isTable(part)) return { entries: entriesOf(part).map(held), size: part.size };
  if (isCounts(part)) return part.blocks.flatMap((counts, block) => (counts ? [[block, held(counts)]] : []));
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) => (name === 'owner' ? [] : [[name, held(value)]])),
  );
}

describe('a loaded state holds what the saved one held', () => {
  it('with every member of its runs, domains, types and task lists', () => {
    const s = everything();
    expect(held(content(reloaded(s)))).toEqual(held(content(s)));
    // The example has what it is for.
    expect(s.deliveries.map(({ kind }) => kind)).toEqual(['fire timer', 'cancel activity']);
    expect(s.runs.length - [...allRuns(s)].length).toBe(1);
    expect([...allRuns(s)].find(({ workflowId }) => workflowId === 'full')).toMatchObject({
      executionContext: 'context',
      stickyList: { name: 'sticky', scheduleToStartTimeout: '700' },
      previousStartedId: 16,
    });
  });

  it('and its nodes can be written without a copy', () => {
    const loaded = reloaded(everything());
    const [domain] = allDomains(loaded);
    const [run] = allRuns(loaded);
    const owners = [
      loaded.domains,
      domain,
      domain?.WorkflowType,
      domain?.openRuns,
      domain?.runCounts,
      loaded.runs,
      run,
      run?.timers,
    ];
    for (const node of owners) expect(node?.owner).toBe(loaded.owner);
  });

  it('frozen where replies share it', () => {
    const loaded = reloaded(everything());
    for (const run of allRuns(loaded)) {
      for (const event of run.events)
        expect([Object.isFrozen(event), Object.isFrozen(event.attributes)]).toEqual([true, true]);
    }
    const { tags } = ok(loaded, 'ListTagsForResource', {
      resourceArn: 'arn:aws:swf:eu-west-1:123456789012:/domain/brief',
    });
    expect(tags).toEqual([{ key: 'team', value: 'a' }, { key: 'cost' }]);
    for (const part of [tags, ...(tags ?? [])]) expect(Object.isFrozen(part)).toBe(true);
  });

  it('with each kind of step that waits', () => {
    const reached = { workflowId: 'w', runId: 'r' };
    const kinds = [
      'fire timer',
      'cancel activity',
      'start child',
      'signal external',
      'cancel external',
      'start lambda',
    ] as const;
    const deliveries = [...kinds.map((kind) => ({ kind })), { kind: 'tell sender', reached } as const].map(
      (step, order) => ({
        ...step,
        order,
        run: runNumber(0),
        eventId: eventId(1),
      }),
    );
    expect(reloaded({ ...everything(), deliveries }).deliveries).toEqual(deliveries);
  });

  it('and goes on as the saved one', () => {
    const s = everything();
    const copy = reloaded(s);
    const at = instant(s.now + 3_600_000);
    const outcomes = [s, copy].map((one) => JSON.stringify(settle(one, at)));
    expect(outcomes[1]).toBe(outcomes[0]);
    const poll = { op: 'PollForDecisionTask', input: { domain: 'shop', ...list('full') } } as const;
    expect(step(copy, poll, at)).toEqual(step(s, poll, at));
  });
});
