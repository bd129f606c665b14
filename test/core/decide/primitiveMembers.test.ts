import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lambdaMoves, walkLambdas } from '../../../src/property/walks/lambdaWalk.js';
import { moves } from '../../../src/property/walks/moves.js';
import { peerMoves } from '../../../src/property/walks/peerMoves.js';
import { LIST, ok, takeDecision, world } from '../../faultTables/world.js';
import { historiesIn, historiesOf, type NamedHistory, peerHistoriesOf } from '../../replay/corpus.js';

/**
 * The numbers and flags of outputs that the API model does not require. They have no box, so their value is 0 or `false`
 * where there is none, and the service writes them (docs/swf.md 12, doubt 23; recorded for most of them as 0).
 */
const PRIMITIVES: Readonly<Record<string, readonly string[]>> = {
  ActivityTaskCanceledEventAttributes: ['latestCancelRequestedEventId'],
  WorkflowExecutionCount: ['truncated'],
  PendingTaskCount: ['truncated'],
  StartLambdaFunctionFailedEventAttributes: ['scheduledEventId'],
  WorkflowExecutionCancelRequestedEventAttributes: ['externalInitiatedEventId'],
  WorkflowExecutionSignaledEventAttributes: ['externalInitiatedEventId'],
  WorkflowExecutionStartedEventAttributes: ['parentInitiatedEventId'],
  DecisionTask: ['previousStartedEventId'],
  WorkflowExecutionInfo: ['cancelRequested'],
  WorkflowExecutionOpenCounts: ['openLambdaFunctions'],
};

/** The optional numbers and flags that the SDK's types show, by interface, without those of inputs. */
function optionalPrimitives(): Readonly<Record<string, readonly string[]>> {
  const main = createRequire(import.meta.url).resolve('@aws-sdk/client-swf');
  const text = readFileSync(join(dirname(main), '../dist-types/models/models_0.d.ts'), 'utf8');
  const found = text.split(/^export interface /m).map((part) => {
    const members = [...part.matchAll(/^ {4}(\w+)\?: (?:number|boolean) \| undefined;/gm)].map(([, name = '']) => name);
    return [/^\w+/.exec(part)?.[0] ?? '', members] as const;
  });
  return Object.fromEntries(found.filter(([name, members]) => members.length > 0 && !name.endsWith('Input')));
}

it('these are all that there are', () => {
  expect(optionalPrimitives()).toEqual(PRIMITIVES);
});

const lengths = { minLength: 60, maxLength: 120 };

describe('an event always has them', () => {
  const sampled = <T>(arbitrary: fc.Arbitrary<T>): readonly T[] => fc.sample(arbitrary, { seed: 1, numRuns: 40 });
  const histories: readonly NamedHistory[] = [
    ...sampled(moves(fc, lengths)).flatMap(historiesOf),
    ...sampled(peerMoves(fc, lengths)).flatMap(peerHistoriesOf),
    ...sampled(lambdaMoves(fc, lengths)).flatMap((walked) => historiesIn(walkLambdas(walked))),
  ];
  const events = histories.flatMap((history) => history.events as readonly Readonly<Record<string, unknown>>[]);

  it.each(Object.entries(PRIMITIVES).filter(([name]) => name.endsWith('EventAttributes')))('%s', (name, members) => {
    const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const found = events.flatMap((event) => (event[key] ? [event[key] as object] : []));
    expect(found.length).toBeGreaterThan(5);
    for (const attributes of found) expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...members]));
  });
});

it('a reply always has them', () => {
  const { s, busy } = world();
  const startTimeFilter = { oldestDate: 0 };
  const pending = { domain: 'shop', taskList: LIST };
  expect(ok(s, 'CountOpenWorkflowExecutions', { domain: 'shop', startTimeFilter }).truncated).toBe(false);
  expect(ok(s, 'CountClosedWorkflowExecutions', { domain: 'shop', startTimeFilter }).truncated).toBe(false);
  expect(ok(s, 'CountPendingDecisionTasks', pending).truncated).toBe(false);
  expect(ok(s, 'CountPendingActivityTasks', pending).truncated).toBe(false);
  expect(takeDecision(s).previousStartedEventId).toBe(0);
  expect(takeDecision(s, { taskList: { name: 'idle' } }).previousStartedEventId).toBe(0);
  const execution = { workflowId: 'busy', runId: busy };
  const { executionInfo, openCounts } = ok(s, 'DescribeWorkflowExecution', { domain: 'shop', execution });
  expect(executionInfo.cancelRequested).toBe(false);
  expect(openCounts.openLambdaFunctions).toBe(0);
  const open = ok(s, 'ListOpenWorkflowExecutions', { domain: 'shop', startTimeFilter }).executionInfos ?? [];
  expect(open.map(({ cancelRequested }) => cancelRequested)).toEqual([false]);
});
