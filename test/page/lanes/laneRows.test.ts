import { describe, expect, it } from 'vitest';
import { idleText, sentenceOf } from '../../../src/page/lanes/LaneLine.js';
import { entryNear } from '../../../src/page/lanes/LaneList.js';
import {
  addedEvents,
  isUnusual,
  type LaneRow,
  laneColumns,
  laneRows,
  mentions,
  shortName,
} from '../../../src/page/lanes/laneRows.js';
import { SAMPLE_LANES } from './sampleLanes.js';

const { entries } = SAMPLE_LANES;
const text = (row: LaneRow): string => (row.kind === 'idle' ? `idle ${row.millis}` : `${row.index} ${row.entry.end}`);

describe('the rows of lanes', () => {
  it('are the entries, and the times of over a second between them', () => {
    expect(laneRows(entries, () => true).map(text)).toEqual([
      '0 answered',
      '1 request lost',
      '2 answered',
      '3 twice',
      '4 response lost',
      '5 crash',
      'idle 259199800',
      '6 happened',
      'idle 60000',
      '7 refused',
      '8 happened',
    ]);
  });

  it('are those that a filter leaves, with the times between these', () => {
    expect(laneRows(entries, isUnusual).map(text)).toEqual([
      '1 request lost',
      '3 twice',
      '4 response lost',
      '5 crash',
      'idle 259259800',
      '7 refused',
      '8 happened',
    ]);
    expect(laneRows(entries, mentions('charge-1')).map(text)).toEqual([
      '4 response lost',
      'idle 259199900',
      '6 happened',
      'idle 60000',
      '7 refused',
    ]);
    expect(
      ['worker-2', 'pollfordecision', 'zombie', 'request lost'].map(
        (needle) => entries.filter(mentions(needle)).length,
      ),
    ).toEqual([1, 2, 1, 1]);
  });

  it('lead from one entry to the next, over the times between them', () => {
    const rows = laneRows(entries, () => true);
    const near = (position: number, isUpwards: boolean): string => {
      const row = entryNear(rows, position, isUpwards);
      return row ? text(row) : 'none';
    };
    expect([near(-1, true), near(6, false), near(6, true), near(99, false)]).toEqual([
      '0 answered',
      '6 happened',
      '5 crash',
      '8 happened',
    ]);
    expect(entryNear([], 0, false)).toBeUndefined();
  });
});

describe('an entry', () => {
  it('has the events that were added since the one before, of its own history', () => {
    expect(addedEvents(entries)).toEqual([[1, 2], [], [3], [4, 5], [6], [], [7], [], []]);
    const [entry] = entries;
    if (!entry) throw new Error('the sample has entries');
    const of = (history: number, events: number) => ({ ...entry, history, events });
    expect(addedEvents([of(0, 2), of(1, 1), of(0, 3), of(1, 1), of(0, 2), of(0, 4)])).toEqual([
      [1, 2],
      [1],
      [3],
      [],
      [],
      [4],
    ]);
  });

  it('is in the column of its lane, or of the service if it names none', () => {
    const { of, service } = laneColumns(SAMPLE_LANES);
    const [entry] = entries;
    if (!entry) throw new Error('the sample has entries');
    expect([service, of(entry), of({ ...entry, lane: 'worker-2' }), of({ ...entry, lane: '?' })]).toEqual([2, 0, 4, 2]);
    expect(laneColumns({ lanes: [], entries: [] }).service).toBe(0);
  });

  it('is said in words', () => {
    expect(entries.slice(6, 9).map(sentenceOf)).toEqual([
      'SWF: ActivityTaskTimedOut charge-1 START_TO_CLOSE',
      'worker-1 RespondActivityTaskCompleted (refused): charge-1; UnknownResourceFault: Unknown activity',
      'worker-1: RespondActivityTaskCompleted is late\nPlanned fault: zombie worker (for 2m)',
    ]);
  });
});

describe('short texts', () => {
  it.each([
    ['PollForActivityTask', 'Poll'],
    ['PollForDecisionTask', 'Poll'],
    ['RespondDecisionTaskCompleted', 'Respond completed'],
    ['RespondActivityTaskFailed', 'Respond failed'],
    ['RecordActivityTaskHeartbeat', 'Record heartbeat'],
    ['StartWorkflowExecution', 'Start'],
    ['RequestCancelWorkflowExecution', 'Request cancel'],
    ['CountPendingActivityTasks', 'Count pending activity tasks'],
    ['GetWorkflowExecutionHistory', 'Get history'],
  ])('of the operation %s is %j', (op, short) => {
    expect(shortName(op)).toBe(short);
  });

  it('of an idle time have no fraction of a second from a minute on', () => {
    expect([1500, 59_900, 60_400, 259_199_800].map(idleText)).toEqual(['1s500ms', '59s900ms', '1m', '3d']);
  });
});
