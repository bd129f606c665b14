import { StartWorkflowExecutionCommand, SWF, SWFClient } from '@aws-sdk/client-swf';
import { mockClient } from 'aws-sdk-client-mock';
import { vi } from 'vitest';
import { iamPolicy } from '../../src/iam/index.js';
import { domain, ORDER, shop } from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;
const attached = (stub: unknown) => () => shop().attach(wrong(stub));
const newClient = () => new SWFClient({ region: 'us-east-1' });
const starts = new StartWorkflowExecutionCommand({ domain, workflowId: 'order-7', workflowType: ORDER });

async function resetStub(): Promise<unknown> {
  const client = newClient();
  const stub = shop().attach(mockClient(client));
  stub.reset();
  return client.send(starts);
}

async function twoFakes(): Promise<void> {
  const [one, other] = [shop(), shop()];
  const client = newClient();
  const stub = mockClient(client);
  one.attach(stub);
  other.attach(stub);
  await client.send(starts);
  one.runs();
}

/** Two stubs of one client: the second one removes the first. */
function twoStubs(): void {
  const client = newClient();
  const first = mockClient(client);
  mockClient(client);
  shop().attach(first);
}

function classAndInstance(): void {
  const swf = shop();
  swf.attach(mockClient(SWF));
  swf.attach(mockClient(new SWF({ region: 'us-east-1' })));
}

function restored(): void {
  const stub = mockClient(newClient());
  stub.restore();
  shop().attach(stub);
}

const rows: readonly Row[] = [
  [
    'attach() without a stub',
    attached(undefined),
    'swfake: attach() was given undefined; expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().',
  ],
  [
    'attach() of a client',
    attached(newClient()),
    "swfake: attach() was given the client itself (class 'SWFClient') and not swf.attach(mockClient(client)); expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().",
  ],
  [
    'attach() of a spy',
    attached(vi.fn()),
    'swfake: attach() was given a spy of the test runner (vi.fn, vi.spyOn or jest.spyOn); expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().',
  ],
  [
    'attach() of the sinon stub',
    attached(mockClient(newClient()).send),
    'swfake: attach() was given the sinon stub of send(); expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().',
  ],
  [
    'attach() of a function',
    attached(function send() {}),
    "swfake: attach() was given the function 'send'; expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().",
  ],
  [
    'attach() of another object',
    attached({}),
    "swfake: attach() was given an object of the class 'Object'; expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().",
  ],
  [
    'attach() of an object without a class',
    attached(Object.create(null)),
    'swfake: attach() was given an object without a class; expected the stub that mockClient(SWFClient) of aws-sdk-client-mock returns. Without that package, use swf.client().',
  ],
  [
    'attach() of a restored stub',
    restored,
    'swfake: attach() was given a stub that was restored or replaced: no call reaches it. Call mockClient() once for each client or class, and attach the last stub that it returned.',
  ],
  [
    'two stubs of one client',
    twoStubs,
    'swfake: attach() was given a stub that was restored or replaced: no call reaches it. Call mockClient() once for each client or class, and attach the last stub that it returned.',
  ],
  [
    'a stub of a class and one of its client',
    classAndInstance,
    "swfake: mockClient() of one client has removed the stub of its class 'SWF': other clients of the class call AWS now. Stub either the class or each client. For a client of its own beside a stub of the class, use swf.client().",
  ],
  [
    'a stub that is attached before its reset',
    resetStub,
    'swfake: the stub was reset after it was attached, so it is attached to no fake; call swf.attach(stub) after each stub.reset()',
  ],
  [
    'two fakes on one stub',
    twoFakes,
    'swfake: this fake was used, but its stub is now attached to another fake; calls no longer reach this one. A stub has one fake: use a stub or a swf.client() for each fake, and call swf.close() when a test no longer needs its fake.',
  ],
  [
    'client() with an option that needs the network',
    () => shop().client(wrong({ requestHandler: {} })),
    "swfake: client() cannot use the option 'requestHandler': its calls reach the fake without a network. Create the client yourself: new SWFClient({ requestHandler: swf.requestHandler(), … })",
  ],
  [
    'a decision with the attributes of two types',
    async () => {
      const swf = shop();
      const client = swf.client();
      await client.startWorkflowExecution({ domain, workflowId: 'order-7', workflowType: ORDER });
      const { taskToken } = await client.pollForDecisionTask({ domain, taskList: { name: 'default' } });
      const startTimerDecisionAttributes = { timerId: 'day', startToFireTimeout: '86400' };
      const both = { startTimerDecisionAttributes, cancelTimerDecisionAttributes: { timerId: 'day' } };
      await client.respondDecisionTaskCompleted({ taskToken, decisions: [{ decisionType: 'StartTimer', ...both }] });
    },
    "swfake: the decision 'StartTimer' has 'cancelTimerDecisionAttributes' beside its own attributes, and SWF does not read it; remove it",
  ],
  ['a connection that is lost', () => lost(), 'socket hang up'],
  [
    'the cause of a denial',
    denied,
    "swfake: policy.Statement does not allow 'swf:DescribeDomain', because IpAddress '10.0.0.0/8' does not hold: the request has no 'aws:SourceIp' (the option requestContext can set it)",
  ],
];

async function denied(): Promise<never> {
  const Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
  const authorize = iamPolicy({ Statement: { Effect: 'Allow', Action: 'swf:*', Resource: '*', Condition } });
  const denial = shop().client({ authorize }).describeDomain({ name: domain });
  throw await denial.then(undefined, ({ cause }: Error) => cause);
}

async function lost(): Promise<unknown> {
  const requestHandler = shop().requestHandler({ loseConnection: () => 'request' });
  return requestHandler.handle({ method: 'POST', headers: {} });
}

messageTable('a way to connect', {
  of: ['src/adapters', 'src/shell/detachedStub.ts'],
  rows,
  unreached: [["'@aws-sdk/client-swf' is a mock", 'the row is in mockedSdk.test.ts, which mocks the SDK']],
});
