import type { State } from '../../../src/core/index.js';
import { call, DOMAIN, newState, start, wholeWorkflow } from '../calls.js';
import { timed } from '../measure.js';
import type { Row, Sample } from '../row.js';

/** Lists and counts of many runs. The same filter over as many plain objects is the limit. */

const RUNS = 100_000;
const IDLE = { name: 'nobody-polls-here' };
const PAGE = 100;

interface Plain {
  readonly workflowId: string;
  readonly type: string;
  readonly at: number;
  readonly number: number;
}

let open: State | undefined;

/** As many open runs, and some that are closed; both rows only read them. */
function manyRuns(): State {
  open ??= opened();
  return open;
}

function opened(): State {
  const s = newState({ openExecutions: 2 * RUNS });
  for (let i = 0; i < RUNS; i += 1) start(s, `open-${i}`, IDLE);
  for (let i = 0; i < PAGE; i += 1) wholeWorkflow(s, `closed-${i}`);
  return s;
}

const plain = (): readonly Plain[] =>
  Array.from({ length: RUNS }, (_, number) => ({ workflowId: `open-${number}`, type: 'Order', at: 0, number }));

const startTimeFilter = { oldestDate: 0 as never };
const typeFilter = { name: 'Order', version: '1' };

const counting =
  (s: State): Sample =>
  () =>
    timed(1, () => call(s, 'CountOpenWorkflowExecutions', { domain: DOMAIN, startTimeFilter, typeFilter }).count);

const listing =
  (s: State): Sample =>
  () =>
    timed(1, () =>
      call(s, 'ListOpenWorkflowExecutions', { domain: DOMAIN, startTimeFilter, typeFilter, maximumPageSize: PAGE }),
    );

const filtered = (runs: readonly Plain[]): readonly Plain[] =>
  runs.filter(({ at, type }) => at >= 0 && at <= 1e15 && type === 'Order');

const count: Row = {
  name: 'count',
  subject: `CountOpenWorkflowExecutions by type over ${RUNS.toLocaleString('en')} runs`,
  limit: 'filtering as many plain objects',
  goal: 2,
  unit: 'ms',
  prepare: () => {
    const runs = plain();
    return { limit: () => timed(1, () => filtered(runs).length), subject: counting(manyRuns()) };
  },
};

const list: Row = {
  name: 'list',
  subject: `ListOpenWorkflowExecutions by type, ${PAGE} of ${RUNS.toLocaleString('en')} runs`,
  limit: 'filtering, sorting and cutting as many plain objects',
  goal: 1.5,
  unit: 'ms',
  prepare: () => {
    const runs = plain();
    const sorted = () => filtered(runs).toSorted((a, b) => b.at - a.at || b.number - a.number);
    const limit = () => timed(1, () => sorted().slice(0, PAGE));
    // The rows after this one would wait for a collector that looks at all these runs.
    const close = () => {
      open = undefined;
    };
    return { limit, subject: listing(manyRuns()), close };
  },
};

export const visibilityRows: readonly Row[] = [count, list];
