import { RespondActivityTaskCompletedCommand, SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { SwfFake } from '../../../src/index.js';
import { stopwatch } from '../measure.js';
import type { Contest, Row } from '../row.js';

const TASKS = 200;
const LIMIT = 'the bare stub answering {}';

const door: Row = {
  name: 'door',
  subject: 'RespondActivityTaskCompleted through attach(stub)',
  limit: LIMIT,
  goal: 2.1,
  unit: 'ms',
  warmUps: 20,
  prepare: () =>
    contest((swf, stub, stubbed) => {
      swf.attach(stub);
      return stubbed;
    }),
};

const client: Row = {
  name: 'client',
  subject: 'RespondActivityTaskCompleted through swf.client()',
  limit: LIMIT,
  goal: 1,
  unit: 'ms',
  warmUps: 20,
  prepare: () => contest((swf) => swf.client()),
};

export const doorRows: readonly Row[] = [door, client];

const stubOfClass = () => mockClient(SWFClient);
type Stub = ReturnType<typeof stubOfClass>;
type Lead = (swf: SwfFake, stub: Stub, stubbed: SWFClient) => Pick<SWFClient, 'send'>;

/** Both sides answer the tokens of tasks that are really open; the limit does not know it. */
function contest(lead: Lead): Contest {
  const stub = stubOfClass();
  const stubbed = new SWFClient({ region: 'us-east-1' });
  return {
    limit: async () => {
      const { tokens } = await fakeWithTasks();
      stub.reset();
      // Not stub.resolves({}), which sends each call through matchers and costs four times as much.
      stub.send.resolves({} as never);
      return responding(stub, stubbed, tokens);
    },
    subject: async () => {
      const { swf, tokens } = await fakeWithTasks();
      stub.reset();
      return responding(stub, lead(swf, stub, stubbed), tokens);
    },
  };
}

async function responding(stub: Stub, sender: Pick<SWFClient, 'send'>, tokens: readonly string[]): Promise<number> {
  const stop = stopwatch(tokens.length);
  for (const taskToken of tokens) {
    await sender.send(new RespondActivityTaskCompletedCommand({ taskToken, result: '{"charged":true}' }));
  }
  const cost = stop();
  // Sinon keeps every call with its stack.
  stub.resetHistory();
  return cost;
}

async function fakeWithTasks(): Promise<{ readonly swf: SwfFake; readonly tokens: readonly string[] }> {
  const swf = new SwfFake();
  swf.register({ domain: 'shop', activities: { 'Charge@1': {} } });
  const tokens: string[] = [];
  for (let i = 0; i < TASKS; i += 1) {
    const { domain, taskList } = swf.scheduleActivity({ activity: 'Charge@1', domain: 'shop' });
    const { taskToken = '' } = await swf.send('PollForActivityTask', { domain, taskList: { name: taskList } });
    tokens.push(taskToken);
  }
  return { swf, tokens };
}
