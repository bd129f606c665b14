import { SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { SwfFake } from '../../src/index.js';
import { shop } from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;
const advance = (duration: unknown) => () => shop().clock.advance(wrong(duration));
const created = (options: unknown) => () => new SwfFake(wrong(options));

const rows: readonly Row[] = [
  [
    'a misspelt option of new SwfFake()',
    created({ sed: 1 }),
    "swfake: unknown option 'sed' of new SwfFake(); did you mean 'seed'?",
  ],
  [
    'an option of new SwfFake() that is far from all',
    created({ verbose: true }),
    "swfake: unknown option 'verbose' of new SwfFake(); expected one of 'seed', 'startTime', 'region', 'accountId', 'clock', 'idlePolls', 'lambda', 'limits', 'assumptions', 'authorize', 'requestContext', 'inject', 'state', 'coverage'",
  ],
  [
    'polls as an option of new SwfFake()',
    created({ polls: 'long' }),
    "swfake: unknown option 'polls' of new SwfFake(); give it to a client: swf.client({ polls: 'long' }) or swf.attach(stub, { polls: 'long' })",
  ],
  [
    'a text in place of options',
    created('virtual'),
    "swfake: new SwfFake() was given 'virtual'; expected an object with 'seed', 'startTime', 'region', 'accountId', 'clock', 'idlePolls', 'lambda', 'limits', 'assumptions', 'authorize', 'requestContext', 'inject', 'state', 'coverage'",
  ],
  [
    'a misspelt limit',
    created({ limits: { openTimer: 1 } }),
    "swfake: unknown option 'openTimer' of limits; did you mean 'openTimers'?",
  ],
  [
    'a misspelt assumption',
    created({ assumptions: { idlePoll: 'empty' } }),
    "swfake: unknown option 'idlePoll' of assumptions; expected one of 'closeAfterFailedDecision', 'idlePollToken', 'childPolicyOnContinueAsNew', 'missingActivityTimeouts', 'cancelRequestedOnceClosed', 'previousStartedAfterTimeout', 'unlimitedExecutions', 'unlimitedSuccessors', 'workflowIdCharacters', 'namesWithBannedCharacters', 'pollTokenForHistory', 'closedWithoutRetention', 'queuedStickyTask', 'deniedOperation', 'abandonedPoll'",
  ],
  ['another clock', created({ clock: 'fake' }), "swfake: clock was given as 'fake'; expected 'virtual' or 'real'"],
  [
    'a clock of another type',
    created({ clock: { now: 1 } }),
    `swfake: clock was given as {"now":1}; expected 'virtual' or 'real'`,
  ],
  [
    'a startTime that is a text',
    created({ startTime: '2020' }),
    "swfake: startTime was given as '2020'; expected a Date, for example new Date('2020-01-01T00:00:00Z')",
  ],
  [
    'a startTime that is no time',
    created({ startTime: new Date('tomorrow') }),
    "swfake: startTime was given as an invalid Date; expected a Date, for example new Date('2020-01-01T00:00:00Z')",
  ],
  [
    'a promise in place of a condition',
    () =>
      shop().when(
        wrong(async () => true),
        () => 0,
      ),
    'swfake: the condition of when() returned a promise; expected true or false. It must answer at once: make it a function that is not async',
  ],
  [
    'an error in place of a condition',
    () =>
      shop().when(
        wrong(() => new RangeError('no stock')),
        () => 0,
      ),
    "swfake: the condition of when() returned the error 'RangeError: no stock'; expected true or false. Throw an error that the test must see",
  ],
  [
    'another message for loseConnection',
    () =>
      shop()
        .requestHandler({ loseConnection: wrong(() => 'answer') })
        .handle({ method: 'POST', headers: {} }),
    "swfake: loseConnection() returned 'answer'; expected 'request' or 'response' or undefined",
  ],
  [
    'no action',
    () => shop().after('1s', wrong(undefined)),
    'swfake: the action of after() was given as undefined; expected a function',
  ],
  [
    'a text in place of an action',
    () => shop().at(new Date('2020-01-02T00:00:00Z'), wrong('signal')),
    "swfake: the action of at() was given as 'signal'; expected a function",
  ],
  [
    'a value in place of a condition',
    () => shop().when(wrong(true), () => 0),
    'swfake: the condition of when() was given as true; expected a function',
  ],
  [
    'no action of when()',
    () => shop().when(() => true, wrong(undefined)),
    'swfake: the action of when() was given as undefined; expected a function',
  ],
  [
    'no listener',
    () => shop().onChange(wrong({})),
    'swfake: the listener of onChange() was given as {}; expected a function',
  ],
  [
    'a seed beside a saved state',
    () => new SwfFake({ seed: 7, state: shop().save() }),
    'swfake: seed was given as 7 beside a saved state, which has its own; leave seed out',
  ],
  [
    'authorize that is no function',
    created({ authorize: true }),
    'swfake: authorize was given as true; expected a function',
  ],
  [
    'coverage that cannot note',
    created({ coverage: {} }),
    'swfake: coverage.note was given as null; expected a function',
  ],
  [
    'a misspelt option of attach()',
    () => shop().attach(mockClient(new SWFClient({ region: 'us-east-1' })), wrong({ poll: 'long' })),
    "swfake: unknown option 'poll' of attach(); did you mean 'polls'?",
  ],
  [
    'a misspelt value of polls',
    () => shop().client(wrong({ polls: 'wait' })),
    "swfake: polls was given as 'wait'; expected 'immediate' or 'long'",
  ],
  [
    'a misspelt filter of runs()',
    () => shop().runs(wrong({ workflowID: 'order-7' })),
    "swfake: unknown option 'workflowID' of runs(); did you mean 'workflowId'?",
  ],
  [
    'a status that runs() does not have',
    () => shop().runs(wrong({ status: 'COMPLETED' })),
    "swfake: status was given as 'COMPLETED'; expected 'OPEN' or 'CLOSED'",
  ],
  ['a duration without a unit', advance('31'), "swfake: the duration '31' has no unit; did you mean '31s'?"],
  ['a small number as a duration', advance(30), "swfake: the duration 30 has no unit; did you mean '30s'?"],
  ['a large number as a duration', advance(31_000), "swfake: the duration 31000 has no unit; did you mean '31000ms'?"],
  [
    'an unknown unit',
    advance('30sec'),
    "swfake: the duration '30sec' has the unknown unit 'sec'; expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d'",
  ],
  [
    'a negative duration',
    advance('-5s'),
    "swfake: the duration '-5s' is negative; time cannot go back: expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d'",
  ],
  [
    'a Date as a duration',
    advance(new Date('2020-01-02T00:00:00Z')),
    "swfake: the Date 2020-01-02T00:00:00.000Z is no duration; expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d', or use swf.clock.advanceTo(date) or swf.at(date, action)",
  ],
  [
    'no duration',
    advance(undefined),
    "swfake: undefined is no duration; expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d'",
  ],
  [
    'a long text as a duration',
    advance('s'.repeat(1000)),
    "swfake: 'ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss…' (1000 characters) is no duration; expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d'",
  ],
  [
    'a timeout of half seconds',
    () => shop().scheduleActivity({ activity: 'Charge@1', timeouts: { heartbeat: '1500ms' } }),
    "swfake: the timeout '1500ms' is 1.5 seconds; SWF counts timeouts in whole seconds, so use '1s' or '2s'",
  ],
  [
    'a requestContext that is no object',
    created({ requestContext: ['aws:SourceIp', '10.0.0.7'] }),
    'swfake: requestContext was given as ["aws:SourceIp","10.0.0.7"]; expected condition keys, for example { \'aws:SourceIp\': \'10.0.0.7\' }',
  ],
  [
    'a key of requestContext without a service',
    created({ requestContext: { SourceIp: '10.0.0.7' } }),
    "swfake: requestContext has the key 'SourceIp' without a service; expected a key like 'aws:SourceIp'",
  ],
  [
    'a key of SWF in requestContext',
    () => shop().client({ requestContext: { 'swf:taskList.name': 'orders' } }),
    "swfake: requestContext has 'swf:taskList.name', but the keys of SWF come from the input of each call; remove it",
  ],
  [
    'a value of requestContext that is no text',
    () => shop().requestHandler({ requestContext: wrong({ 'aws:MultiFactorAuthPresent': true }) }),
    "swfake: requestContext['aws:MultiFactorAuthPresent'] was given as true; expected a text such as 'true', or a list of texts",
  ],
  [
    'fork() with the real clock',
    () => shop({ clock: 'real' }).fork(),
    "swfake: fork() needs a virtual clock, and this fake has clock: 'real'; create it with clock: 'virtual'",
  ],
];

messageTable('options and durations', {
  of: ['src/args', 'src/options.ts', 'src/composition.ts', 'src/fake.ts', 'src/index.ts'],
  rows,
});
