import { checkHistory, replay, verifyHistory } from '../../src/replay/index.js';
import { complete, domain, shop, start, taskList } from '../support/shop.js';
import { ranLine, type World } from './inMemory.js';

// The mistakes of a newcomer with recorded histories: in a test, and on the command line.

// biome-ignore lint/suspicious/noExplicitAny: an event that these mistakes change
type Recorded = any;

/** A history of a run that a decider has closed at once. */
async function recorded(): Promise<readonly Recorded[]> {
  const swf = shop();
  await start(swf.client());
  const { taskToken } = await swf.client().pollForDecisionTask({ domain, taskList });
  await swf.client().respondDecisionTaskCompleted({ taskToken, decisions: [complete()] });
  return JSON.parse(JSON.stringify(swf.history({ workflowId: 'order-7' })));
}

/** The history, with other attributes of its start. */
async function startedWith(attributes: object): Promise<readonly Recorded[]> {
  const [started, ...rest] = await recorded();
  const changed = { ...started.workflowExecutionStartedEventAttributes, ...attributes };
  return [{ ...started, workflowExecutionStartedEventAttributes: changed }, ...rest];
}

const printed = async (line: string, world: World): Promise<string> => (await ranLine(line, world)).printed.join('\n');

const complaint = async (line: string, world: World): Promise<string> =>
  (await ranLine(line, world)).complaints.join('\n');

const namesItself = ({ workflowExecution }: Recorded) => [
  {
    decisionType: 'CompleteWorkflowExecution',
    completeWorkflowExecutionDecisionAttributes: { result: workflowExecution.workflowId },
  },
];

/** A mistake, what a test does, and the whole text. */
export const historyMistakes: readonly (readonly [what: string, act: () => unknown, text: string])[] = [
  [
    'a decider that names its own run, without the ids of the run',
    async () => replay({ events: await recorded() }, namesItself as never),
    [
      'other decisions than the recorded ones in decision task 3, completed by event 4:',
      '  CompleteWorkflowExecution',
      '    result: recorded none, decided "replayed"',
      "  'replayed' stands for the unknown workflowId and runId of the run: no event contains the ids of its own run. Give them as workflowExecution: { workflowId, runId }, or by --workflow-id and --run-id",
    ].join('\n'),
  ],
  [
    'a recorder that dropped zeros',
    async () =>
      printed('verify a.json', { files: { 'a.json': await startedWith({ parentInitiatedEventId: undefined }) } }),
    [
      'DIFFERS   a.json',
      '          #1 WorkflowExecutionStarted parentInitiatedEventId: recorded nothing, the fake wrote 0',
      '          --lenient-absent accepts every difference',
      'verified 0 of 1 histories, 0 skipped',
    ].join('\n'),
  ],
  [
    'an export that --max-items cut',
    async () => complaint('show a.json', { files: { 'a.json': { events: await recorded(), NextToken: 'eyJ' } } }),
    "swfake: file 'a.json' is cut: it has a token for a next page; export it without --max-items, or add its other pages",
  ],
  [
    'the id of an activity that the history does not have',
    async () => complaint('show --activity ship a.json', { files: { 'a.json': await recorded() } }),
    "swfake: show found no activity 'ship'",
  ],
  [
    'a time, for a history without times',
    async () => {
      const untimed = (await recorded()).map(({ eventTimestamp: _at, ...event }: Recorded) => event);
      return complaint('show --from 1h a.json', { files: { 'a.json': untimed } });
    },
    "swfake: file 'a.json': the history has no times; --from and --to expect ids of events",
  ],
  [
    'an export without its first page',
    async () => verifyHistory({ events: (await recorded()).slice(1) }),
    'skipped: events are missing before event 2; export every page',
  ],
  [
    'a history of another service',
    () => checkHistory({ events: [{ eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED', eventId: '1' }] } as never),
    "swfake: this is a history of Temporal; expected a history of Amazon SWF, as 'aws swf get-workflow-execution-history' prints it",
  ],
  [
    'a value that SWF refuses',
    async () => verifyHistory({ events: await startedWith({ executionStartToCloseTimeout: 'NONE' }) }),
    [
      'the fake writes another history than the recorded one:',
      "  at event 1: the fake refused StartWorkflowExecution with ValidationException: 1 validation error detected: Value 'NONE' at 'executionStartToCloseTimeout' failed to satisfy constraint: Member must be a whole number of seconds, at most 31536000",
    ].join('\n'),
  ],
  [
    'a tolerate that is async',
    async () => replay({ events: await recorded() }, () => [], { tolerate: (async () => true) as never }),
    'swfake: tolerate() returned a promise; expected true or false. It must answer at once: make it a function that is not async',
  ],
  [
    'a module whose default export is no decider',
    () =>
      complaint('replay --decider d.js a.json', {
        modules: { 'd.js': { default: 'decider' } },
        files: { 'a.json': [] },
      }),
    `swfake: the default export of 'd.js' is string; expected a decider, or {"Order@1": decider}`,
  ],
];
