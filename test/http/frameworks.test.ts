import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { type SwfServer, serve } from '../../src/http/index.js';
import { SwfFake } from '../../src/index.js';
import { environment } from '../support/http/programs.js';

// Frameworks of others, each with a decider and a worker of its own. `.ci/run` installs them.

const MINUTES = 60_000;
/** A poll that nothing ends keeps a framework from its end for as long. */
const pollTimeout = '2s';

let swf: SwfFake;
let server: SwfServer;
let program: ChildProcess | undefined;
beforeEach(async () => {
  swf = new SwfFake({ clock: 'real' });
  swf.register({ domain: 'shop' });
  server = await serve(swf, { pollTimeout });
});
afterEach(async () => {
  program?.kill();
  await server.close();
  swf.close();
});

/** Returns the value of a variable, or skips the test and says why. */
function needs(context: TestContext, variable: string, framework: string): string {
  const value = process.env[variable];
  if (value) return value;
  const reason = `${framework} is not installed here: ${variable} is not set`;
  console.warn(`skipped: ${context.task.name}: ${reason}`);
  return context.skip(reason);
}

/** Runs a program until the run `order-7` is closed. Returns the types of its events, and the last event. */
async function played(command: string, words: readonly string[], more: Readonly<Record<string, string>> = {}) {
  let complaint = '';
  program = spawn(command, words, { env: { ...environment, ...more } });
  program.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  // What the program complains about is the message of the failure.
  const problem = (): string => (swf.runs()[0]?.status === 'CLOSED' ? '' : complaint || 'the run is open');
  await expect.poll(problem, { timeout: 2 * MINUTES, interval: 100 }).toBe('');
  const history = swf.history({ workflowId: 'order-7' });
  const count = (type: string): number => history.filter(({ eventType }) => eventType === type).length;
  return { last: history.at(-1), count };
}

describe('AWS Flow for Java', () => {
  it(
    'plays an order to its end',
    async (context) => {
      const folder = needs(context, 'SWFAKE_FLOW', 'AWS Flow');
      const classes = [`${folder}/classes`, `${folder}/lib/*`].join(delimiter);
      const { last, count } = await played('java', ['-cp', classes, 'FlowStory', server.url]);
      expect(last).toMatchObject({ workflowExecutionCompletedEventAttributes: { result: '"charged card 8"' } });
      expect([count('ActivityTaskCompleted'), count('TimerFired'), count('DecisionTaskTimedOut')]).toEqual([2, 1, 0]);
      // Its pollers stay alive through polls that find nothing.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect(program?.exitCode).toBe(null);
      expect(swf.checkInvariants()).toEqual([]);
    },
    4 * MINUTES,
  );
});

describe('simpleflow', () => {
  it(
    'plays an order to its end',
    async (context) => {
      const simpleflow = needs(context, 'SWFAKE_SIMPLEFLOW', 'simpleflow');
      const order = ['--workflow-id', 'order-7', '--input', '[7]', 'simpleflow_story.Order'];
      const processes = ['--nb-workers', '1', '--nb-deciders', '1'];
      const { last, count } = await played(simpleflow, ['standalone', '--domain', 'shop', ...processes, ...order], {
        AWS_ENDPOINT_URL: server.url,
        PYTHONPATH: 'test/support/http',
        PYTHONDONTWRITEBYTECODE: '1',
      });
      const result = '["charged card 7","charged card 8"]';
      expect(last).toMatchObject({ workflowExecutionCompletedEventAttributes: { result } });
      expect([count('ActivityTaskCompleted'), count('DecisionTaskTimedOut')]).toEqual([2, 0]);
      expect(swf.checkInvariants()).toEqual([]);
      // Its processes end by themselves.
      await new Promise((resolve) => program?.once('exit', resolve));
    },
    4 * MINUTES,
  );
});
