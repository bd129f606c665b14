import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { OPERATIONS, type OperationName, type SdkInput } from '../../src/core/index.js';
import type { SwfFake } from '../../src/index.js';
import { OPS, pathText, shapeOf, violationsOf } from '../../src/property/constraintViolations.js';
import { arbitraries } from '../../src/property/index.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { CHARGE, domain, ORDER, schedule, shop, start, taskList } from '../support/shop.js';

vi.setConfig({ testTimeout: 60_000 });

const swf = arbitraries(fc);
const RUNS = 12;

/** A shop whose order has a decision task and an activity task in somebody's hands. */
async function busy(): Promise<{ readonly fake: SwfFake; readonly decision: string; readonly activity: string }> {
  const fake = shop();
  const client = fake.client();
  await start(client);
  const first = await client.pollForDecisionTask({ domain, taskList });
  await client.respondDecisionTaskCompleted({ taskToken: first.taskToken, decisions: [schedule()] });
  await client.signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: 'go' });
  const decision = await client.pollForDecisionTask({ domain, taskList });
  const activity = await client.pollForActivityTask({ domain, taskList });
  return { fake, decision: decision.taskToken ?? '', activity: activity.taskToken ?? '' };
}

const world = await busy();

/** Members that make the rest of the input matter: without them, most of it is about a domain that is not there. */
function given(op: OperationName): object {
  const { byName } = shapeOf(op);
  const known = {
    domain,
    taskToken: op === 'RespondDecisionTaskCompleted' ? world.decision : world.activity,
    workflowType: ORDER,
    activityType: CHARGE,
    resourceArn: `arn:aws:swf:us-east-1:123456789012:/domain/${domain}`,
  };
  return Object.fromEntries(Object.entries(known).filter(([name]) => byName.has(name)));
}

async function answerTo<O extends OperationName>(op: O, input: SdkInput<O>): Promise<string> {
  const answer = await world.fake
    .fork()
    .send(op, input)
    .then(
      () => ({ name: 'accepted', message: '' }),
      (error: Error) => error,
    );
  return `${answer.name}: ${answer.message}`;
}

const met = new Map<string, number>();

describe.each(OPERATIONS)('%s', (op) => {
  it('accepts what is valid', () =>
    assertOnSeeds(
      fc.asyncProperty(swf.input(op, given(op) as never), async (input) => {
        const answer = await answerTo(op, input);
        expect(answer).not.toMatch(/^(ValidationException|SerializationException)/);
        met.set(answer.split(':')[0] as string, (met.get(answer.split(':')[0] as string) ?? 0) + 1);
      }),
      RUNS,
    ));

  it('says of what is invalid which constraint it breaks', () =>
    assertOnSeeds(
      fc.asyncProperty(swf.invalidInput(op, given(op) as never), async ({ input, message }) => {
        expect(await answerTo(op, input)).toBe(`ValidationException: ${message}`);
      }),
      RUNS,
    ));
});

describe('what can be broken', () => {
  it.each(OPS)('in %s is broken somewhere', (op) => {
    const wanted = violationsOf(shapeOf(op)).map(({ rule, path }) => `${rule} ${pathText(path)}`);
    const made = fc.sample(swf.invalidInput(op), { seed: 1, numRuns: 40 * wanted.length });
    const broken = new Set(made.map(({ constraint, path }) => `${constraint} ${path}`));
    expect([...broken].toSorted()).toEqual([...new Set(wanted)].toSorted());
  });

  it('is named with its place and the words of AWS', () => {
    const [wrong] = fc.sample(
      swf.invalidInput('RequestCancelWorkflowExecution').filter(({ constraint }) => constraint === 'required'),
      { seed: 1, numRuns: 1 },
    );
    expect(wrong?.message).toBe(
      `1 validation error detected: Value null at '${wrong?.path}' failed to satisfy constraint: Member must not be null`,
    );
  });
});

it('what is given is kept, and no rule takes it away', () => {
  const typeFilter = { name: 'Order' };
  const closeTimeFilter = { oldestDate: new Date(0) };
  for (const input of fc.sample(swf.input('ListClosedWorkflowExecutions', { typeFilter, closeTimeFilter }), 100)) {
    expect(input).toMatchObject({ typeFilter, closeTimeFilter });
    for (const other of ['startTimeFilter', 'executionFilter', 'tagFilter', 'closeStatusFilter'])
      expect(input).not.toHaveProperty(other);
  }
});

it('durations stay in their range, and shrink to the least number of seconds', () => {
  const range = swf.duration({ min: '90s', max: '2h' });
  const made = new Set(fc.sample(range, { seed: 1, numRuns: 300 }).map((duration) => duration.replace(/\d+/, '')));
  expect([...made].toSorted()).toEqual(['h', 'm', 'ms', 's']);
  const least = [1, 2, 3, 4, 5].map(
    (seed) =>
      fc.check(
        fc.property(range, () => false),
        { seed },
      ).counterexample?.[0],
  );
  expect(least).toEqual(['90s', '90s', '90s', '90s', '90s']);
  expect(() => swf.duration({ min: '2h', max: '1h' })).toThrow(RangeError);
});

// Frameworks name children so, and a decision can start a run without end (docs/swf.md 12, doubts 11 and 13).
it('workflow ids have any characters, and only successors are without end', () => {
  const drawn = <O extends OperationName>(op: O) => fc.sample(swf.input(op), { seed: 1, numRuns: 400 });
  const starts = drawn('StartWorkflowExecution');
  for (const char of [':', '/', '\n']) expect(starts.some(({ workflowId }) => workflowId?.includes(char))).toBe(true);
  expect(starts.some(({ executionStartToCloseTimeout }) => executionStartToCloseTimeout === 'NONE')).toBe(false);
  const decisions = drawn('RespondDecisionTaskCompleted').flatMap((input) => input.decisions ?? []);
  const children = decisions.flatMap(({ startChildWorkflowExecutionDecisionAttributes: one }) => one ?? []);
  const next = decisions.flatMap(({ continueAsNewWorkflowExecutionDecisionAttributes: one }) => one ?? []);
  expect(children.some(({ workflowId }) => workflowId?.includes('/'))).toBe(true);
  for (const one of [children, next])
    expect(one.some(({ executionStartToCloseTimeout }) => executionStartToCloseTimeout === 'NONE')).toBe(true);
});

it('names can be registered', () =>
  assertOnSeeds(
    fc.asyncProperty(swf.name(), swf.data(), swf.timeout(), async (name, input, timeout) => {
      const fake = shop();
      await fake.send('RegisterDomain', { name, workflowExecutionRetentionPeriodInDays: '1' });
      const settings = { taskList: { name }, input, taskStartToCloseTimeout: timeout };
      await fake.send('StartWorkflowExecution', { domain, workflowId: name, workflowType: ORDER, ...settings });
      expect(fake.runs()).toMatchObject([{ workflowId: name }]);
    }),
    RUNS,
  ));

afterAll(() => {
  console.log([freshSeedLine, ...[...met].map(([name, times]) => `${String(times).padStart(7)} ${name}`)].join('\n'));
  expect(met.get('accepted')).toBeGreaterThan(RUNS * OPERATIONS.length);
});
