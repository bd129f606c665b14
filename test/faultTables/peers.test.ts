import { describe, expect, it } from 'vitest';
import { checkInvariants, type Grants, type Limits, settle, step } from '../../src/core/index.js';
import {
  eventsFrom,
  expectCause,
  expectInOrder,
  expectOrder,
  given,
  type Job,
  lengthOf,
  taskUnless,
} from './failing.js';
import { CAUSES, LATE, type PeerDecision, ROWS, SUBJECTS } from './peerCauses.js';
import { decision, type Members, ok, respond, signal, takeDecision, type, world } from './world.js';

const KID = { workflowId: 'kid', workflowType: type('Order'), taskList: { name: 'kids' } };

/** A run with an open child `kid` and a decision task in hand; of its type there are versions `bare` and `gone`. */
function job(limits?: Partial<Limits>): Job {
  const w = world(limits);
  const { s } = w;
  for (const version of ['bare', 'gone']) ok(s, 'RegisterWorkflowType', { domain: 'shop', ...type('Order', version) });
  ok(s, 'DeprecateWorkflowType', { domain: 'shop', workflowType: type('Order', 'gone') });
  respond(s, takeDecision(s).taskToken as string, decision('StartChildWorkflowExecution', KID));
  signal(s);
  return { ...w, token: takeDecision(s).taskToken as string };
}

const DECISIONS = Object.keys(CAUSES) as readonly PeerDecision[];
const REST = decision('RecordMarker', { markerName: 'rest' });

describe.each(DECISIONS)('%s', (name) => {
  const rows = ROWS[name];
  const failing = { name, ...SUBJECTS[name] };

  it('is done if nothing is wrong with it', () => {
    const w = job();
    const { valid, closes } = SUBJECTS[name];
    const from = lengthOf(w) + 1;
    respond(w.s, w.token, decision(name, valid));
    const { decisionTaskCompletedEventId, newExecutionRunId, ...said } = (
      eventsFrom(w, from)[1] as [string, Members]
    )[1];
    const { workflowTypeVersion, ...asked } = valid;
    const itsType = closes ? { workflowType: type('Order', workflowTypeVersion as string) } : {};
    expect(said).toEqual({ ...asked, ...itsType });
    expect([decisionTaskCompletedEventId, typeof newExecutionRunId]).toEqual([from, closes ? 'string' : 'undefined']);
  });

  it.each(rows.map((row) => [row[2], row[0], row] as const))('%s: %s', (_cause, _what, row) => {
    const closing = SUBJECTS[name].closes && row[2] !== 'OPERATION_NOT_PERMITTED';
    if (row[2] !== 'UNHANDLED_DECISION') expectCause(job, failing, false, row);
    if (!closing || row[2] === 'UNHANDLED_DECISION') expectCause(job, failing, true, row);
  });

  it('has its causes in this order', () => {
    expectOrder(job, failing, rows);
  });

  it('has every cause in the rows above, but for those that show after the batch', () => {
    const early = CAUSES[name].filter((cause) => LATE.every((late) => late !== cause));
    expect(new Set(rows.map(([, , cause]) => cause))).toEqual(new Set(early));
  });
});

/** Attributes with which there is nothing to reach, or no room for a child, when the step has its turn. */
type LateRow = readonly [what: string, attributes: (w: Job) => Members, before?: (w: Job) => unknown];

const UNKNOWN: readonly LateRow[] = [
  ['nobody has that id', () => ({ workflowId: 'nobody', control: 'c' })],
  ['the run of that id is closed', () => ({ workflowId: 'done' })],
  ['that run is closed', ({ done }) => ({ workflowId: 'done', runId: done, control: 'c' })],
  ['that run has another id', ({ busy }) => ({ workflowId: 'kid', runId: busy })],
  ['no run is called so', () => ({ workflowId: 'kid', runId: 'nope' })],
  ['that run is of another domain', ({ elsewhere }) => ({ workflowId: 'busy', runId: elsewhere })],
  // As if it were not given (docs/swf.md 12, doubt 18).
  ['the run id is empty', () => ({ workflowId: 'nobody', runId: '' })],
  [
    'it closed after the batch',
    () => ({ workflowId: 'kid' }),
    ({ s }) => {
      const input = { domain: 'shop', workflowId: 'kid', childPolicy: 'ABANDON' };
      return step(s, { op: 'TerminateWorkflowExecution', input, hold: true }, s.now);
    },
  ],
];

const BARE = { ...SUBJECTS.StartChildWorkflowExecution.valid, workflowType: type('Order') };
const RUNNING: readonly LateRow[] = [
  ['a run has that id', () => ({ ...BARE, workflowId: 'kid' })],
  ['it is its own id', () => ({ ...BARE, workflowId: 'busy', control: undefined })],
  [
    'the id was taken after the batch',
    () => ({ ...BARE, workflowId: 'quick' }),
    ({ s }) => {
      const input = { domain: 'shop', workflowId: 'quick', workflowType: type('Order') };
      return step(s, { op: 'StartWorkflowExecution', input, hold: true }, s.now);
    },
  ],
];

const LATE_ROWS: readonly (readonly [PeerDecision, cause: string, what: string, LateRow])[] = [
  ...UNKNOWN.map((row) => ['SignalExternalWorkflowExecution', LATE[1], row[0], row] as const),
  ...UNKNOWN.map((row) => ['RequestCancelExternalWorkflowExecution', LATE[1], row[0], row] as const),
  ...RUNNING.map((row) => ['StartChildWorkflowExecution', LATE[0], row[0], row] as const),
];

describe('what shows after the batch: the event that initiated it is there (docs/swf.md 3.10 to 3.12, 6.9)', () => {
  it.each(LATE_ROWS)('%s: %s: %s', (name, cause, what, [, attributesOf, before]) => {
    for (const pending of [false, true]) {
      const w = job();
      if (pending) signal(w.s);
      const signalName = name.startsWith('Signal') ? { signalName: 'go', input: 'i' } : {};
      const attributes: Members = { ...attributesOf(w), ...signalName };
      const dtc = lengthOf(w) + 1;
      const input = { taskToken: w.token, decisions: [decision(name, attributes), REST] };
      step(w.s, { op: 'RespondDecisionTaskCompleted', input }, w.s.now);
      before?.(w);
      settle(w.s, w.s.now);
      const ids = { decisionTaskCompletedEventId: dtc };
      const repeated = given(attributes, ['workflowId', 'workflowType', 'control', attributes.runId ? 'runId' : '']);
      const failed = { ...repeated, ...ids, cause, initiatedEventId: dtc + 1 };
      const { runId, ...others } = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value));
      const initiated = { ...others, ...(runId ? { runId } : {}), ...ids };
      const told = [[`${name}Failed`, failed], ...taskUnless(pending)];
      // The child that closes tells its parent first.
      const news = what === 'it closed after the batch' ? 2 - Number(pending) : 0;
      const [, first, rest, ...after] = eventsFrom(w, dtc);
      expect([first, rest]).toEqual([
        [`${name}Initiated`, initiated],
        ['MarkerRecorded', { markerName: 'rest', ...ids }],
      ]);
      expect(after.slice(news)).toEqual(news > 0 ? [told[0]] : told);
      expectInOrder(w);
    }
  });
});

// Whoever was to get the event that has no place is closed in its stead, and that has consequences like any other close.
it('the limit of a history closes whom a signal reaches, and its parent is told (docs/swf.md 6.9, 6.10)', () => {
  const historyEvents = 20;
  const w = job({ historyEvents });
  for (let length = 2; length < historyEvents; length += 1) signal(w.s, 'kid');
  const from = lengthOf(w) + 1;
  respond(w.s, w.token, decision('SignalExternalWorkflowExecution', { workflowId: 'kid', signalName: 'go' }));
  settle(w.s, w.s.now);
  expect(eventsFrom(w, from).map((event) => (event as readonly unknown[])[0])).toEqual([
    'DecisionTaskCompleted',
    'SignalExternalWorkflowExecutionInitiated',
    'ChildWorkflowExecutionTerminated',
    'DecisionTaskScheduled',
    'ExternalWorkflowExecutionSignaled',
  ]);
  expect(checkInvariants(w.s)).toEqual([]);
});

// Live has an Initiated event before these (docs/swf.md 3.10 to 3.12), so a batch cannot fail with them.
it.each([
  [
    'StartChildWorkflowExecution',
    { workflowId: 'w', workflowType: { name: 'Order', version: '1' } },
    'WORKFLOW_ALREADY_RUNNING',
  ],
  ['SignalExternalWorkflowExecution', { workflowId: 'w', signalName: 's' }, 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION'],
  ['RequestCancelExternalWorkflowExecution', { workflowId: 'w' }, 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION'],
] as const)('%s: a cause that shows after the batch cannot be injected', (type, attributes, cause) => {
  const w = job();
  const before = lengthOf(w);
  const input = { taskToken: w.token, decisions: [decision(type, attributes)] };
  const inject: Grants['inject'] = ({ action }) => (action === `swf:${type}` ? { cause } : undefined);
  const ask = () => step(w.s, { op: 'RespondDecisionTaskCompleted', input, grants: { inject } }, w.s.now);
  expect(ask).toThrow(`inject() returned the cause '${cause}' for the decision '${type}', which never has it`);
  expect(lengthOf(w)).toBe(before);
});
