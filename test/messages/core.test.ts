import { applyToRegistry } from '../../src/core/apply/registry.js';
import { createState, instant, listOf, loadState, settle, step } from '../../src/core/index.js';
import { assumptionsOf } from '../../src/core/model/assumptions.js';
import { invariant } from '../../src/core/model/bug.js';
import { newOwner } from '../../src/core/store/ownership.js';
import { emptyVector, ownAt } from '../../src/core/store/vector.js';
import { SwfFake, type SwfFakeOptions } from '../../src/index.js';
import { complete, domain, shop, start, startTimer, taskList } from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;
const empty = () => createState({ seed: 1, now: instant(1000) });

async function decided(inject: SwfFakeOptions['inject']): Promise<unknown> {
  const swf = shop({ inject });
  const client = swf.client();
  await start(client);
  const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
  return client.respondDecisionTaskCompleted({ taskToken, decisions: [startTimer('day', '86400'), complete()] });
}

const forTimers = (injection: unknown): SwfFakeOptions['inject'] =>
  wrong(({ action }: { action: string }) => (action === 'swf:StartTimer' ? injection : undefined));

/** Loads the saved state of a fake that has one run, with other members. */
const reloaded = async (others: object): Promise<unknown> => {
  const swf = shop();
  await start(swf.client());
  return loadState({ ...JSON.parse(JSON.stringify(swf.save())), ...others });
};

const rows: readonly Row[] = [
  [
    'a saved state of a later version',
    () => reloaded({ version: 2 }),
    'swfake: the saved state has version 2; expected version 1; load it with the version of swfake that saved it',
  ],
  [
    'a file that is no saved state',
    () => loadState(wrong({ events: [] })),
    "swfake: the saved state has nothing at 'format'; expected 'swfake state'; load a state as it was saved",
  ],
  [
    'a member of a saved state that is no number',
    () => reloaded({ now: 'noon' }),
    `swfake: the saved state has "noon" at 'state.now'; expected a whole number; load a state as it was saved`,
  ],
  [
    'a saved state that contradicts itself',
    () => reloaded({ runs: [] }),
    "swfake: the saved state contradicts itself: an open run of the domain 'shop' is missing or closed; expected a state as it was saved: load an earlier copy of it",
  ],
  [
    'an unknown assumption',
    () => assumptionsOf(wrong({ idlePoll: 'empty' })),
    "swfake: unknown assumption 'idlePoll'; expected one of 'closeAfterFailedDecision', 'idlePollToken', 'childPolicyOnContinueAsNew', 'missingActivityTimeouts', 'cancelRequestedOnceClosed', 'previousStartedAfterTimeout', 'unlimitedExecutions', 'unlimitedSuccessors', 'workflowIdCharacters', 'namesWithBannedCharacters', 'pollTokenForHistory', 'closedWithoutRetention', 'queuedStickyTask', 'deniedOperation', 'abandonedPoll'",
  ],
  [
    'an unknown value of an assumption',
    () => new SwfFake({ assumptions: wrong({ idlePollToken: 'null' }) }),
    "swfake: the assumption 'idlePollToken' was given as 'null'; expected 'absent' or 'empty'",
  ],
  [
    'a seed that is a text',
    () => new SwfFake(wrong({ seed: '1' })),
    "swfake: seed was given as '1'; expected a whole number from 0 to 2^53 - 1, for example 1",
  ],
  [
    'a fraction as a seed',
    () => new SwfFake({ seed: 1.5 }),
    'swfake: seed was given as 1.5; expected a whole number from 0 to 2^53 - 1, for example 1',
  ],
  [
    'a negative limit',
    () => new SwfFake({ limits: { openTimers: -1 } }),
    "swfake: the limit 'openTimers' was given as -1; expected a number of at least 0",
  ],
  [
    'a history without events as a limit',
    () => new SwfFake({ limits: { historyEvents: 0 } }),
    "swfake: the limit 'historyEvents' was given as 0; expected a number of at least 1",
  ],
  [
    'a promise in place of a permission',
    () => shop({ authorize: wrong(async () => false) }).send('ListDomains', { registrationStatus: 'REGISTERED' }),
    "swfake: authorize() returned a promise for 'swf:ListDomains'; expected true or false. It must answer at once, without a promise",
  ],
  [
    'no permission at all',
    () => shop({ authorize: wrong(() => undefined) }).send('ListDomains', { registrationStatus: 'REGISTERED' }),
    "swfake: authorize() returned undefined for 'swf:ListDomains'; expected true or false",
  ],
  [
    'an error in place of a failure',
    () =>
      shop({ inject: wrong(() => new Error('Rate exceeded')) }).send('ListDomains', {
        registrationStatus: 'REGISTERED',
      }),
    "swfake: inject() returned the error 'Error: Rate exceeded' for 'swf:ListDomains'; expected { fault: 'ThrottlingException' }, { cause: '…' } or undefined",
  ],
  [
    'a text in place of a failure of a decision',
    () => decided(forTimers('TIMER_ID_ALREADY_IN_USE')),
    "swfake: inject() returned 'TIMER_ID_ALREADY_IN_USE' for 'swf:StartTimer'; expected { fault: 'ThrottlingException' }, { cause: '…' } or undefined",
  ],
  [
    'a failure with other members',
    () => decided(forTimers({ error: 'ThrottlingException' })),
    "swfake: inject() returned an object with 'error' for 'swf:StartTimer'; expected { fault: 'ThrottlingException' }, { cause: '…' } or undefined",
  ],
  [
    'a failure without members',
    () => decided(forTimers({})),
    "swfake: inject() returned an object without members for 'swf:StartTimer'; expected { fault: 'ThrottlingException' }, { cause: '…' } or undefined",
  ],
  [
    'an injected cause for a call',
    () => decided(() => ({ cause: 'OPERATION_NOT_PERMITTED' })),
    "swfake: inject() returned the cause 'OPERATION_NOT_PERMITTED' for the call 'swf:StartWorkflowExecution', but only a decision fails with a cause; return { fault: 'ThrottlingException' } or another fault",
  ],
  [
    'an injected fault with the name of another protocol',
    () => decided(wrong(() => ({ fault: 'Throttling' }))),
    "swfake: inject() returned the fault 'Throttling' for the call 'swf:StartWorkflowExecution', but SWF has no fault of this name; did you mean 'ThrottlingException'?",
  ],
  [
    'an injected fault that SWF does not have',
    () => decided(wrong(() => ({ fault: 'ResourceNotFoundException' }))),
    "swfake: inject() returned the fault 'ResourceNotFoundException' for the call 'swf:StartWorkflowExecution', but SWF has no fault of this name; expected a fault of SWF such as 'LimitExceededFault', or of every AWS service such as 'ServiceUnavailable'",
  ],
  [
    'an injected fault for a decision',
    () => decided(forTimers({ fault: 'ThrottlingException' })),
    "swfake: inject() returned the fault 'ThrottlingException' for the decision 'StartTimer', but a decision fails with a cause; return { cause } for 'swf:StartTimer', or the fault for 'swf:RespondDecisionTaskCompleted'",
  ],
  [
    'an injected cause of another decision',
    () => decided(forTimers({ cause: 'ACTIVITY_ID_UNKNOWN' })),
    "swfake: inject() returned the cause 'ACTIVITY_ID_UNKNOWN' for the decision 'StartTimer', which never has it; expected one of 'TIMER_ID_ALREADY_IN_USE', 'OPEN_TIMERS_LIMIT_EXCEEDED', 'TIMER_CREATION_RATE_EXCEEDED', 'OPERATION_NOT_PERMITTED'",
  ],
  [
    'an operation that SWF does not have',
    () => new SwfFake().send(wrong('StartWorkflow'), wrong({})),
    "swfake: 'StartWorkflow' is no operation of SWF; expected a name of the API, for example 'StartWorkflowExecution'",
  ],
  [
    'an operation in lower case',
    () => new SwfFake().send(wrong('startWorkflowExecution'), wrong({})),
    "swfake: 'startWorkflowExecution' is no operation of SWF; did you mean 'StartWorkflowExecution'?",
  ],
  [
    'a step back in time',
    () => settle(empty(), instant(999)),
    "swfake: time cannot go back: the state is at 1000 ms, and the call is for 999 ms; pass the state's time or later",
  ],
  [
    'a choice that is no index',
    () => {
      const state = createState({ seed: 1, now: instant(0) });
      const input = { name: 'a', workflowExecutionRetentionPeriodInDays: '1' };
      const type = { domain: 'a', name: 'Order', version: '1', defaultTaskList: { name: 'orders' } };
      const defaults = {
        defaultChildPolicy: 'TERMINATE' as const,
        defaultExecutionStartToCloseTimeout: '60',
        defaultTaskStartToCloseTimeout: '10',
      };
      const workflowType = { name: 'Order', version: '1' };
      step(state, { op: 'RegisterDomain', input }, instant(0));
      step(state, { op: 'RegisterWorkflowType', input: { ...type, ...defaults } }, instant(0));
      step(
        state,
        { op: 'StartWorkflowExecution', input: { domain: 'a', workflowId: 'order-7', workflowType } },
        instant(0),
      );
      settle(state, instant(60_000), () => 5);
    },
    'swfake: choose() returned 5; expected an index below 1, or -1 to hold after-batch steps while no deadline is due',
  ],
  [
    'a task of an event that schedules none',
    () => listOf(wrong({ workflowId: 'order-7', events: [] }), wrong(5)),
    "swfake: event 5 of run 'order-7' schedules no task; expected an ActivityTaskScheduled or a DecisionTaskScheduled",
  ],
  [
    'a broken rule of the fake itself',
    () => invariant(false, () => 'two decision tasks are started'),
    'swfake has a bug, please report it: two decision tasks are started',
  ],
  [
    'a change that no rule applies',
    () => applyToRegistry(empty(), wrong({ kind: 'domain renamed' })),
    'swfake has a bug, please report it: no rule applies {"kind":"domain renamed"}',
  ],
  [
    'a node that a vector does not have',
    () => ownAt(newOwner(), emptyVector(newOwner()), 3),
    'swfake has a bug, please report it: no node 3 of 0',
  ],
];

messageTable('the core', { of: ['src/core'], rows });
