import { afterAll, describe, expect, it, vi } from 'vitest';
import { replay, replayAll } from '../../src/replay/index.js';
import { corpus, type NamedHistory } from './corpus.js';
import { deciderOf, type MadeDecision, type Script, scriptOf } from './madeDecider.js';

vi.setConfig({ testTimeout: 600_000 });

type Members = Readonly<Record<string, unknown>>;
type Batch = readonly MadeDecision[];

const histories = corpus(6).filter(({ events }) => scriptOf(events).size > 0);
const counts: Record<string, number> = { histories: histories.length };

const MARKER: MadeDecision = { type: 'RecordMarker', attributes: { markerName: 'one more' }, isPart: false };

/** What an absent member may stand for, and an event shows (docs/swf.md 14.1). */
const DEFAULTED = /Timeout$|^(taskList|taskPriority|childPolicy|lambdaRole)$/;
const HAS_DEFAULTS = /^(ScheduleActivityTask|StartChildWorkflowExecution|ContinueAsNewWorkflowExecution)$/;

/** Other values of the same type: of what has members, one with each of them altered. */
function* altered(value: unknown): Generator<unknown> {
  if (typeof value === 'string') yield `${value}x`;
  else if (Array.isArray(value)) yield [...value, 'x'];
  else for (const [name, member] of Object.entries(value as Members)) yield* within(value as Members, name, member);
}

function* within(whole: Members, name: string, member: unknown): Generator<Members> {
  for (const other of altered(member)) yield { ...whole, [name]: other };
}

type Alter = (batch: Batch) => Iterable<Batch>;

function* otherTypes(batch: Batch): Generator<Batch> {
  for (const [index, { type }] of batch.entries()) {
    const other = { type: 'CancelTimer', attributes: { timerId: 'other' }, isPart: false };
    yield batch.with(index, type === 'RecordMarker' ? other : MARKER);
  }
}

function* otherAttributes(batch: Batch): Generator<Batch> {
  for (const [index, made] of batch.entries()) {
    for (const attributes of altered(made.attributes))
      yield batch.with(index, { ...made, attributes: attributes as Members });
  }
}

/** Without an attribute for which there is no default. */
function* fewerAttributes(batch: Batch): Generator<Batch> {
  for (const [index, made] of batch.entries()) {
    for (const [name, value] of Object.entries(made.attributes)) {
      const isDefault = HAS_DEFAULTS.test(made.type) && DEFAULTED.test(name);
      const isNothing = Array.isArray(value) && value.length === 0;
      // Without it, a run continues in the version that it has.
      if (isDefault || isNothing || name === 'workflowTypeVersion') continue;
      const { [name]: _, ...attributes } = made.attributes;
      yield batch.with(index, { ...made, attributes });
    }
  }
}

/** With an attribute that the event would show. */
function* moreAttributes(batch: Batch): Generator<Batch> {
  for (const [index, made] of batch.entries()) {
    for (const name of OPTIONAL[made.type] ?? []) {
      if (made.isPart || made.attributes[name] !== undefined) continue;
      yield batch.with(index, {
        ...made,
        attributes: { ...made.attributes, [name]: name === 'tagList' ? ['x'] : 'x' },
      });
    }
  }
}

const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  ScheduleActivityTask: ['control', 'input', 'taskPriority'],
  StartTimer: ['control'],
  RecordMarker: ['details'],
  ScheduleLambdaFunction: ['control', 'input', 'startToCloseTimeout'],
  StartChildWorkflowExecution: ['control', 'input', 'lambdaRole', 'tagList', 'taskPriority'],
  SignalExternalWorkflowExecution: ['control', 'input', 'runId'],
  RequestCancelExternalWorkflowExecution: ['control', 'runId'],
  CompleteWorkflowExecution: ['result'],
  FailWorkflowExecution: ['details', 'reason'],
  CancelWorkflowExecution: ['details'],
  ContinueAsNewWorkflowExecution: ['input', 'lambdaRole', 'tagList', 'taskPriority'],
};

function* missing(batch: Batch): Generator<Batch> {
  for (const index of batch.keys()) yield batch.toSpliced(index, 1);
}

function* oneMore(batch: Batch): Generator<Batch> {
  for (let index = 0; index <= batch.length; index += 1) yield batch.toSpliced(index, 0, MARKER);
  for (const [index, made] of batch.entries()) yield batch.toSpliced(index, 0, made);
}

function* otherOrder(batch: Batch): Generator<Batch> {
  for (const [index, first] of batch.entries()) {
    const second = batch[index + 1];
    if (second && !areAlike(first, second)) yield batch.with(index, second).with(index + 1, first);
  }
}

/** Whether nobody could tell which came first: a failed decision shows no more than what the other has too. */
function areAlike(first: MadeDecision, second: MadeDecision): boolean {
  if (first.type !== second.type) return false;
  const shown = first.isPart ? first : second;
  const both = [first, second].map(({ attributes }) =>
    JSON.stringify(
      Object.keys(first.isPart || second.isPart ? shown.attributes : attributes)
        .toSorted()
        .map((name) => [name, attributes[name]]),
    ),
  );
  return both[0] === both[1];
}

/** The alterations that are not told at their task. */
async function untold(name: string, alter: Alter): Promise<readonly string[]> {
  const missed: string[] = [];
  counts[name] = 0;
  for (const history of histories) {
    const script = scriptOf(history.events);
    for (const [startedId, batch] of script) {
      for (const other of alter(batch)) {
        counts[name] += 1;
        const told = await tellsOf(history, new Map(script).set(startedId, other), startedId);
        if (!told) missed.push(`${history.id} task ${startedId}: ${JSON.stringify(batch)} as ${JSON.stringify(other)}`);
      }
    }
  }
  expect(counts[name]).toBeGreaterThan(100);
  return missed;
}

async function tellsOf({ events }: NamedHistory, script: Script, startedId: number): Promise<boolean> {
  const { verdict, difference } = await replay(events, deciderOf(script));
  return verdict === 'differs' && difference?.startedEventId === startedId && difference.diff.split('\n').length > 1;
}

describe('a decider that decides as was recorded', () => {
  it('differs nowhere, and each task that was answered is compared', async () => {
    for (const { id, events } of histories) {
      const script = scriptOf(events);
      const { difference, ...outcome } = await replay(events, deciderOf(script));
      expect(difference?.diff, id).toBeUndefined();
      expect(outcome, id).toMatchObject({ verdict: 'same', tasks: script.size });
    }
  });

  it('differs nowhere if it leaves to defaults what events show', async () => {
    for (const { id, events } of histories) {
      const script = new Map([...scriptOf(events)].map(([task, batch]) => [task, batch.map(withoutDefaults)]));
      const { difference } = await replay(events, deciderOf(script));
      expect(difference?.diff, id).toBeUndefined();
    }
  });

  it('differs in every history from one that decides nothing', async () => {
    const { same, differing } = await replayAll(histories, () => []);
    const idle = histories.filter(({ events }) => [...scriptOf(events).values()].every(({ length }) => length === 0));
    expect(differing).toHaveLength(histories.length - idle.length);
    expect(same).toBe(idle.length);
  });
});

function withoutDefaults(made: MadeDecision): MadeDecision {
  if (!HAS_DEFAULTS.test(made.type)) return made;
  const kept = Object.entries(made.attributes).filter(([name]) => !DEFAULTED.test(name));
  return { ...made, attributes: Object.fromEntries(kept) };
}

describe('a decider that decides otherwise at one task is told of there', () => {
  it.each([
    ['another type', otherTypes],
    ['another attribute', otherAttributes],
    ['an attribute less', fewerAttributes],
    ['an attribute more', moreAttributes],
    ['a decision less', missing],
    ['a decision more', oneMore],
    ['another order', otherOrder],
  ])('with %s', async (name, alter) => {
    expect(await untold(name, alter)).toEqual([]);
  });
});

afterAll(() => console.log(counts));
