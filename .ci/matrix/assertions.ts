// What has to hold in every cell of the matrix. It is compiled by every TypeScript, for both module formats.
import { SWFClient, UnknownResourceFault } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import * as fc from 'fast-check';
import { SwfFake } from 'swfake';
import { assertHistory } from 'swfake/assert';
import { createState, instant, step } from 'swfake/core';
import { Coverage, table } from 'swfake/coverage';
import { serve } from 'swfake/http';
import { iamPolicy } from 'swfake/iam';
import { arbitraries } from 'swfake/property';
import { timeline } from 'swfake/render';
import { checkHistory, verifyHistory } from 'swfake/replay';
import { type Definition, simulate } from 'swfake/simulation';

type History = ReturnType<SwfFake['history']>;
/** Compares a history as the runner of the cell does. It throws the message of the matcher. */
export type ExpectHistory = (history: History, lines: readonly string[]) => void;

const plain: ExpectHistory = (history, lines) => assertHistory(history, lines);

function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [actual, expected].map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  if (a !== b) throw new Error(`expected ${String(b)}, got ${String(a)}`);
}

export const declarations = {
  swf: new SwfFake(),
  coverage: new Coverage(),
  state: createState({ seed: 1, now: instant(0) }),
};

const charge = (swf: SwfFake) => swf.scheduleActivity({ activity: 'Charge@1', timeouts: { startToClose: '30s' } });
const LINES = ['WorkflowExecutionStarted', '...', 'ActivityTaskScheduled Charge-1 activityType=Charge@1'];

export const assertions = (
  expectHistory: ExpectHistory = plain,
  failing = '',
): Readonly<Record<string, () => unknown>> => ({
  async attach() {
    const swf = new SwfFake();
    const stub = mockClient(SWFClient);
    swf.attach(stub);
    equal(swf.history(charge(swf)).length, 5);
    stub.restore();
  },
  async 'client and virtual time'() {
    const swf = new SwfFake();
    const run = charge(swf);
    const client = swf.client();
    const { taskToken } = await client.pollForActivityTask({ domain: run.domain, taskList: { name: run.taskList } });
    swf.clock.advance('31s');
    const late = await client
      .respondActivityTaskCompleted({ taskToken: taskToken ?? '' })
      .catch((error: unknown) => error);
    equal(late instanceof UnknownResourceFault, true);
    equal(swf.history(run)[6]?.eventType, 'ActivityTaskTimedOut');
  },
  using() {
    // Jest 29 has no Symbol.dispose.
    if (typeof Symbol.dispose !== 'symbol') return;
    using fake = new SwfFake();
    equal(fake.runs().length, 0);
  },
  async 'an operation of newer SDKs'() {
    const swf = new SwfFake();
    charge(swf);
    const activityType = { name: 'Charge', version: '1' };
    const deleted = await swf
      .send('DeleteActivityType', { domain: 'test', activityType })
      .catch((error: Error) => error.name);
    equal(deleted, 'TypeNotDeprecatedFault');
  },
  core() {
    const state = createState({ seed: 1, now: instant(0) });
    const { reply } = step(state, { op: 'DescribeDomain', input: { name: 'orders' } }, instant(0));
    equal('fault' in reply && reply.fault, 'UnknownResourceFault');
  },
  'coverage, render and replay'() {
    const coverage = new Coverage();
    const swf = new SwfFake({ coverage });
    const history = swf.history(charge(swf));
    equal(table(coverage.toJSON()).includes('Amazon SWF'), true);
    equal(timeline(history).includes('ActivityTaskScheduled Charge-1'), true);
    equal([verifyHistory(history).verdict, checkHistory(history).length], ['verified', 0]);
  },
  iam() {
    const Statement = [{ Effect: 'Allow', Action: 'swf:*', Resource: '*' } as const];
    equal(
      iamPolicy({ Version: '2012-10-17', Statement })({
        action: 'swf:DescribeDomain',
        resource: 'arn:aws:swf:us-east-1:123456789012:/domain/shop',
        context: {},
      }),
      true,
    );
  },
  property() {
    fc.assert(
      fc.property(arbitraries(fc).input('DescribeDomain'), ({ name = '' }) => name.length > 0),
      { seed: 1 },
    );
  },
  async simulation() {
    const definition: Definition = { workflows: { 'Order@1': () => [{ decisionType: 'CompleteWorkflowExecution' }] } };
    const { ok } = await simulate(definition, {
      seed: 7,
      start: { workflow: 'Order@1' },
      plan: [{ fault: 'throttle' }],
    });
    equal(ok, true);
  },
  async http() {
    const server = await serve(new SwfFake(), { admin: true });
    const answer = await fetch(`${server.url}/_swfake/clock`);
    equal((await answer.text()).includes('2020-01-01'), true);
    await server.close();
  },
  'a matcher passes'() {
    const swf = new SwfFake();
    expectHistory(swf.history(charge(swf)), LINES);
  },
  'a matcher fails with its whole text'() {
    equal(failingText(expectHistory).trimEnd(), failing.replaceAll('\r', '').trimEnd());
  },
});

/** Returns the message of a matcher that fails. */
export function failingText(expectHistory: ExpectHistory = plain): string {
  const swf = new SwfFake();
  try {
    expectHistory(swf.history(charge(swf)), ['WorkflowExecutionStarted', '...', 'ActivityTaskScheduled Charge-2']);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // Runners color what they throw.
    return said.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');
  }
  return 'no error';
}

/** Runs all, and prints the name of each that holds and, at the end, that all hold. */
export async function runAll(failing: string): Promise<void> {
  for (const [name, act] of Object.entries(assertions(plain, failing))) {
    try {
      await act();
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    console.log(`holds: ${name}`);
  }
  console.log('all hold');
}
