import { SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serve } from '../../src/http/serve.js';
import { iamPolicy } from '../../src/iam/index.js';
import { exportHistory, SwfFake } from '../../src/index.js';
import { arbitraries, commands, simulations } from '../../src/property/index.js';
import { timeline } from '../../src/render/index.js';
import { replay, replayAll, verifyHistory } from '../../src/replay/index.js';
import { checkDeterminism, everyCrashPoint, explore, harness, simulate, sweep } from '../../src/simulation/index.js';
import JestReporter from '../../src/testing/reporters/jest.js';
import { domain, shop } from '../support/shop.js';

/** Every function that takes options: the call with a misspelt one, the misspelt name, and the near one. */
const swf = shop();
const history = swf.history(swf.scheduleActivity({ activity: 'Pack@1', domain }));
const run = swf.history.length > 0 ? { workflowId: swf.runs()[0]?.workflowId ?? '' } : undefined;
const decider = () => [];
const definition = { workflows: { 'Order@1': decider } };
const start = { workflow: 'Order@1' };
const scenario = { ...definition, start };
// biome-ignore format: one line for each function
const CALLS: readonly (readonly [string, (misspelt: never) => unknown, string, string])[] = [
  ['new SwfFake()', (o) => new SwfFake(o), 'sed', 'seed'],
  ['limits', (o) => new SwfFake({ limits: o }), 'openTimer', 'openTimers'],
  ['assumptions', (o) => new SwfFake({ assumptions: o }), 'idlePollTokn', 'idlePollToken'],
  ["the Lambda function 'pack'", (o) => new SwfFake({ lambda: { pack: o } }), 'afer', 'after'],
  ['client()', (o) => swf.client(o), 'poll', 'polls'],
  ['client()', (o) => swf.client(o), 'maxAttempt', 'maxAttempts'],
  ['attach()', (o) => swf.attach(mockClient(SWFClient), o), 'poll', 'polls'],
  ['requestHandler()', (o) => swf.requestHandler(o), 'loseConection', 'loseConnection'],
  ['send()', (o) => swf.send('ListDomains', { registrationStatus: 'REGISTERED' }, o), 'abortsignal', 'abortSignal'],
  ['register()', (o) => swf.register({ domain, ...(o as object) }), 'workflow', 'workflows'],
  ['scheduleActivity()', (o) => swf.scheduleActivity({ activity: 'A@1', ...(o as object) }), 'inputs', 'input'],
  ['the timeouts of scheduleActivity()', (o) => swf.scheduleActivity({ activity: 'A@1', timeouts: o }), 'heartBeat', 'heartbeat'],
  ['runs()', (o) => swf.runs(o), 'workflowID', 'workflowId'],
  ['assertNothingOpen()', (o) => swf.assertNothingOpen(o), 'pols', 'polls'],
  ['exportHistory()', (o) => exportHistory(history, o), 'timestamp', 'timestamps'],
  ['timeline()', (o) => timeline(history, o), 'al', 'all'],
  ['replay()', (o) => replay(history, decider, o), 'stopsAt', 'stopAt'],
  ['replayAll()', (o) => replayAll([history], decider, o), 'onProgres', 'onProgress'],
  ['verifyHistory()', (o) => verifyHistory(history, o), 'lenientAbsents', 'lenientAbsent'],
  ['checkDeterminism()', (o) => checkDeterminism(decider, o), 'reverse', 'reversed'],
  ['the definition of harness()', (o) => harness({ ...definition, ...(o as object) }), 'worker', 'workers'],
  ['defaults', (o) => harness({ ...definition, defaults: o }), 'workflow', 'workflows'],
  ['new SwfFake()', (o) => harness({ ...definition, fake: o }), 'starttime', 'startTime'],
  ['run()', (o) => harness(definition).run(start, o), 'maxVirtul', 'maxVirtual'],
  ['start', (o) => harness(definition).run({ ...start, ...(o as object) }), 'inputs', 'input'],
  ['the definition of simulate()', (o) => simulate({ ...definition, ...(o as object) }, { start }), 'invariants', 'invariant'],
  ['simulate()', (o) => simulate(definition, { start, ...(o as object) }), 'sed', 'seed'],
  ["an event of 'start.events'", (o) => simulate(definition, { start: { ...start, events: [o] } }), 'signals', 'signal'],
  ["an outcome of 'A@1'", (o) => simulate(definition, { start, outcomes: { 'A@1': [o] } }), 'reslt', 'result'],
  ['sweep()', (o) => sweep(definition, { start, seeds: 1, ...(o as object) }), 'seed', 'seeds'],
  ['everyCrashPoint()', (o) => everyCrashPoint(definition, start, o), 'maxPoint', 'maxPoints'],
  ['explore()', (o) => explore(scenario, o), 'maxStep', 'maxSteps'],
  ['the scenario of explore()', (o) => explore({ ...scenario, ...(o as object) }), 'outcome', 'outcomes'],
  ["an outcome of 'A@1'", (o) => explore({ ...scenario, outcomes: { 'A@1': [o] } }), 'efect', 'effect'],
  ['commands()', (o) => commands(fc, { domain, workflows: ['Order@1'], ...(o as object) }), 'worker', 'workers'],
  ['simulations()', (o) => simulations(fc, { start, ...(o as object) }), 'maxFault', 'maxFaults'],
  ['decisions()', (o) => arbitraries(fc).decisions(swf, run as never, o), 'type', 'types'],
  ['decision()', (o) => arbitraries(fc).decision(swf, run as never, o), 'function', 'functions'],
  ['history()', (o) => arbitraries(fc).history(o), 'maxMove', 'maxMoves'],
  ['duration()', (o) => arbitraries(fc).duration(o), 'mix', 'min'],
  ['serve()', (o) => serve(swf, o), 'prt', 'port'],
  ['swfake/jest/reporter', (o) => new JestReporter({}, o), 'requires', 'require'],
];

describe('a misspelt option', () => {
  it.each(CALLS)('of %s is named: %#', async (owner, call, misspelt, near) => {
    const used = async () => call({ [misspelt]: 1 } as never);
    await expect(used()).rejects.toThrow(
      new TypeError(`swfake: unknown option '${misspelt}' of ${owner}; did you mean '${near}'?`),
    );
  });

  it('of a fault in a plan is named', async () => {
    const plan = [{ fault: 'throttle', oop: 'ListDomains' } as never];
    await expect(simulate(definition, { start, plan })).rejects.toThrow(/'oop'.*did you mean 'op'\?/);
  });

  it('of a policy is named', () => {
    const misspelt = { Version: '2012-10-17', Statement: { Efect: 'Allow', Action: '*', Resource: '*' } };
    expect(() => iamPolicy(misspelt as never)).toThrow(/Efect/);
  });

  it('is no reason to refuse an option that is undefined', () => {
    expect(() => swf.client({ polls: undefined, authorize: undefined, logger: undefined as never })).not.toThrow();
  });
});

describe('a value that must be a function', () => {
  it.each<readonly [string, () => unknown, string]>([
    ['a decider', () => harness({ workflows: { 'Order@1': [] as never } }), "'Order@1' in workflows was given as []"],
    ['an invariant', () => harness({ ...definition, invariant: true as never }), 'invariant was given as true'],
    ['report', () => checkDeterminism(decider, { report: 1 as never }), 'report was given as 1; expected a function'],
    ['loseConnection', () => swf.requestHandler({ loseConnection: 'poll' as never }), 'loseConnection was given as'],
  ])('is checked: %s', (_what, use, said) => {
    expect(use).toThrow(said);
  });
});
