import type { Equivalent } from './equivalent.js';

type Change = readonly [before: string, after: string, reason: string];

const of = (file: string, ...changes: readonly Change[]): readonly Equivalent[] =>
  changes.map(([before, after, reason]) => ({ file: `src/core/${file}`, before, after, reason }));

const COPY =
  'Without this shortcut a node of the own state is copied once more before it is written: it costs time only.';
const BOTH_WAYS = 'Both ways yield the same runs in the same order; the condition chooses the faster one.';
const CHOICE = 'Without this shortcut the choice gets a list, and takes its first deadline, which is this one.';
const ALONE = 'Without this shortcut the three steps below find nothing to do.';

/** Mutants of src/core without its folders validate, check and authorize, which do the same as the code. */
export const core: readonly Equivalent[] = [
  ...of(
    'decide/operations/matchingRuns.ts',
    [
      'domain.openRuns.size * SCAN_FROM >= s.runs.length',
      'domain.openRuns.size * SCAN_FROM < s.runs.length',
      BOTH_WAYS,
    ],
    [
      'domain.openRuns.size * SCAN_FROM >= s.runs.length',
      'domain.openRuns.size * SCAN_FROM > s.runs.length',
      BOTH_WAYS,
    ],
    ['domain.openRuns.size * SCAN_FROM >= s.runs.length', 'true', BOTH_WAYS],
    ['domain.openRuns.size * SCAN_FROM >= s.runs.length', 'false', BOTH_WAYS],
    ['domain.openRuns.size * SCAN_FROM', 'domain.openRuns.size / SCAN_FROM', BOTH_WAYS],
  ),
  ...of(
    'decide/service/afterClose.ts',
    ["alone && close?.type !== 'WorkflowExecutionContinuedAsNew'", 'false', ALONE],
    ['closed.children.byId.size === 0 && !closed.parent', 'false', ALONE],
    ['closed.children.byId.size === 0', 'false', ALONE],
    ['default: return undefined;', 'default:', 'Nothing follows the switch, so the function returns undefined.'],
  ),
  ...of('decide/record.ts', [
    'name === taskList.name',
    'false',
    'A new frozen list of the same name stands in the place of the shared one.',
  ]),
  ...of(
    'settle.ts',
    ['s.retained.item.until > s.now', 'false', 'The loop below stops at the first run whose time has not come.'],
    [
      '!s.retained || s.retained.item.until > s.now',
      'false',
      'The loop below stops at the first run whose time has not come.',
    ],
    ['choose === inDefaultOrder || choose === holdingDeliveries', 'false', CHOICE],
    ['choose === inDefaultOrder', 'false', CHOICE],
    ['choose === holdingDeliveries', 'false', CHOICE],
  ),
  ...of('execute.ts', [
    '!isClean(findings) || couldBeTooLarge(op, input)',
    'true',
    'The condition only spares the exact count of bytes, which decides alone.',
  ]),
  ...of(
    'model/sealedText.ts',
    ['form.extra > 0', 'true', 'Where no characters are left to fill, nothing is filled.'],
    ['form.extra > 0', 'form.extra >= 0', 'Where no characters are left to fill, nothing is filled.'],
  ),
  ...of('model/deadlines.ts', ["'NONE'", '""', 'An ActivityTaskScheduled event always has a heartbeatTimeout.']),
  ...of('store/table.ts', [
    'Math.max(0, key.length - SAMPLED_CHARS)',
    'Math.min(0, key.length - SAMPLED_CHARS)',
    'A hash of the whole key spreads keys over the shards as well.',
  ]),
  ...of('apply/retention.ts', ["'NONE'", '""', 'The domain of a run always exists, so the default is never taken.']),
  ...of('store/heap.ts', [
    'pairs.length - 1',
    'pairs.length + 1',
    'There is no pair at these indexes, and to merge with none changes nothing.',
  ]),
  ...of('store/vector.ts', [
    'added === CHUNK',
    'false',
    'A chunk without nodes is dropped when it is full: it is not made at all.',
  ]),
  ...of(
    'apply/write.ts',
    ['domain.owner === s.owner', 'false', COPY],
    ['open.owner === owner', 'false', COPY],
    ['list.owner === s.owner', 'false', COPY],
  ),
];
