import { afterAll, describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/core/index.js';
import { kindOfCause } from '../../src/tables/causes.js';
import { CLOSE_STATUSES } from '../../src/tables/closes.js';
import { DECISION_TYPES, DECISIONS, FAILURES } from '../../src/tables/decisions.js';
import { OPERATIONS } from '../../src/tables/operations.js';
import { subjectKindOf } from '../../src/tables/subjects.js';
import { DEADLINE_KINDS, TIMEOUTS } from '../../src/tables/timeouts.js';
import { failingFiles, type Insertion, removeCopy } from './compiledCopy.js';
import { filesThatList, filesThatMention } from './lists.js';

// One place for each fact: whoever adds a name to a table is led by the compiler to every file that has to know it, and no
// other file has a list of its own.

const TIMEOUT = 120_000;
const MOST = 7;

afterAll(removeCopy);

const firstRow = (file: string, text: string): Insertion => ({ file, after: 'const ROWS = {\n', text });

// The checks of conform call operations; test/conform holds that all 39 operations and 13 decisions are asked. The moves of
// explore name the responses to a task, and the console allows four calls.
const CALLERS = /^src\/conform\/|^src\/simulation\/explore\/moves\/answer\.ts$|^src\/render\/html\/consoleData\.ts$/;
const withoutCallers = (files: Iterable<string>): string[] => [...files].filter((file) => !CALLERS.test(file));

it('a fourteenth type of decision does not compile until every file knows it', { timeout: TIMEOUT }, () => {
  const row = "PauseTimer: { event: 'TimerCanceled', closes: false, defaultsFrom: undefined, causes: {} },\n";
  const failing = failingFiles(firstRow('src/tables/decisions.ts', row));
  expect(failing).toEqual([
    'src/conform/checks/faults/batches.ts',
    'src/core/decide/decisions/batch.ts',
    'src/core/validate/decisionShapes.ts',
    'src/deciders/decisionFromEvent.ts',
    'src/property/possibleDecisions.ts',
    'src/property/walks/sampleDecisions.ts',
    'src/tables/decisions.ts',
  ]);
  expect(failing.length).toBeLessThanOrEqual(MOST);
  expect(failing).toEqual(expect.arrayContaining(withoutCallers(filesThatMention(DECISION_TYPES))));
});

const SDK_TYPES = 'node_modules/@aws-sdk/client-swf/dist-types';
const FORTIETH = { file: 'src/tables/operations.ts', after: 'OPERATIONS = [\n', text: "'PauseWorkflowExecution',\n" };

// Facts of different tables: their files have errors of their own, so one run of the compiler finds those of all three.
const PAUSE = {
  file: `${SDK_TYPES}/SWF.d.ts`,
  after: 'export interface SWF {\n',
  text: 'pauseWorkflowExecution(args: ListDomainsCommandInput, options: object, cb: (err: unknown, data?: ListDomainsCommandOutput) => void): void;\n',
};
const FILES_OF_OPERATIONS = [
  'src/conform/checks/faults/required.ts',
  'src/core/decide/operations/index.ts',
  'src/core/validate/inputShapes.ts',
  'src/coverage/operationFaults.ts',
  'src/property/walks/operations.ts',
];

const DEADLINE = firstRow(
  'src/tables/timeouts.ts',
  "'marker start-to-close': { of: 'markers', setBy: 'TimerStarted', setting: 'markerTimeout', event: 'LambdaFunctionTimedOut', timeoutType: 'START_TO_CLOSE' },\n",
);
const FILES_OF_DEADLINES = [
  'src/core/decide/service/timeouts.ts',
  'src/core/model/deadlines.ts',
  'src/shell/diagnose/explain.ts',
  'src/simulation/explore/moves/passTime.ts',
];

const enums = (type: string, ...members: readonly string[]): Insertion => ({
  file: `${SDK_TYPES}/models/enums.d.ts`,
  after: `export declare const ${type}: {\n`,
  text: members.map((member) => `readonly ${member}: "${member}";\n`).join(''),
});
const FILES_OF_CAUSES = ['src/tables/causes.ts', 'src/tables/decisions.ts'];

describe('a fortieth operation, a new kind of deadline and a failure cause that is new in the SDK', () => {
  it('do not compile until every file knows them', { timeout: TIMEOUT }, () => {
    const failing = failingFiles(FORTIETH, PAUSE, DEADLINE, enums('StartTimerFailedCause', 'TIMERS_ON_STRIKE'));
    expect(failing).toEqual([...FILES_OF_OPERATIONS, ...FILES_OF_DEADLINES, ...FILES_OF_CAUSES].toSorted());
  });

  it('are in few files, and no other file lists what is in their tables', () => {
    expect(Math.max(FILES_OF_OPERATIONS.length, FILES_OF_DEADLINES.length)).toBeLessThanOrEqual(MOST);
    // Callers name the operations that they call; a list of them has to know all.
    const listing = withoutCallers(filesThatList(OPERATIONS));
    expect([...FILES_OF_OPERATIONS, FORTIETH.file]).toEqual(expect.arrayContaining(listing));
    const mentioning = [...filesThatMention(DEADLINE_KINDS)];
    expect([...FILES_OF_DEADLINES, DEADLINE.file]).toEqual(expect.arrayContaining(mentioning));
  });
});

it('the tables and the SDK know the same operations, types, events and timeouts', { timeout: TIMEOUT }, () => {
  const failing = failingFiles(
    FORTIETH,
    enums('DecisionType', 'PauseTimer'),
    enums('EventType', 'TimerPaused'),
    enums('ActivityTaskTimeoutType', 'PROGRESS'),
  );
  const expected = ['core/model/api.ts', 'core/apply/events.ts', 'tables/decisions.ts', 'tables/subjects.ts'];
  expect(failing).toEqual(expect.arrayContaining([...expected, 'tables/timeouts.ts'].map((name) => `src/${name}`)));
});

it('the tables are whole', () => {
  expect([OPERATIONS.length, DECISION_TYPES.length, FAILURES.size, DEADLINE_KINDS.length, TIMEOUTS.length]).toEqual([
    39, 13, 14, 9, 9,
  ]);
  expect(DECISION_TYPES.filter((type) => DECISIONS[type].closes).toSorted()).toEqual([
    'CancelWorkflowExecution',
    'CompleteWorkflowExecution',
    'ContinueAsNewWorkflowExecution',
    'FailWorkflowExecution',
  ]);
  expect(Object.keys(CLOSE_STATUSES)).toHaveLength(6);
  expect([...EVENT_TYPES].filter((type) => subjectKindOf(type) === undefined)).toEqual([]);
});

it.each([
  [/_(RATE|LIMIT)_EXCEEDED$/, 'account limit'],
  [/_TYPE_DOES_NOT_EXIST$/, 'type missing'],
  [/_TYPE_DEPRECATED$/, 'type deprecated'],
  [/^DEFAULT_/, 'default missing'],
])('causes like %s are of the kind %s', (pattern, kind) => {
  const causes = [...FAILURES.values()].flatMap((failure) => failure.causes).filter((cause) => pattern.test(cause));
  expect(causes.length).toBeGreaterThan(0);
  expect(causes.map(kindOfCause)).toEqual(causes.map(() => kind));
});
