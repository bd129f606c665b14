import type { SWF } from '@aws-sdk/client-swf';
import type { OperationName } from '../core/index.js';
import type { ClientConfig } from './clientConfig.js';
import type { AnyStub } from './clientMock.js';
import type { ClientOptions, SdkInput, SdkOutput, SendOptions } from './clientOptions.js';
import type { RequestHandlerOptions, SwfRequestHandler } from './requestHandler.js';

/** The ways to connect to a fake. All of them call the same service: a run that one starts is visible to the others. */
export interface Connections {
  /**
   * Returns a client of the SDK whose calls reach this fake. It is a real `SWF` client, so `instanceof`, paginators and
   * callbacks work. It needs no region, no credentials and no network. Other clients are not changed.
   *
   * The options of the SDK's client are honoured. A call takes the SDK's middleware stack, with this fake at its end, if
   * something depends on it: an option like `logger` or `retryStrategy`, or a middleware of the client or the command.
   * Any other call goes straight to the fake. This is faster, and a failed call is not retried.
   *
   * @throws TypeError if an option is unknown or has a wrong value, or chooses a network, like `requestHandler` or
   * `endpoint`: for these, give `swf.requestHandler()` to a client of your own.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * swf.register({ domain: 'shop', workflows: { 'Order@1': {} } });
   * const client = swf.client();
   * const workflowType = { name: 'Order', version: '1' };
   * await client.startWorkflowExecution({ domain: 'shop', workflowId: 'order-7', workflowType });
   * equal(swf.runs()[0]?.status, 'OPEN');
   * ```
   */
  client(options?: ClientOptions & ClientConfig): SWF;
  /**
   * Connects a stub of aws-sdk-client-mock to this fake, and returns the stub. Every command that the test has not
   * configured with `.on(Command)` reaches the fake. After `stub.reset()` the stub must be attached again. A stub is
   * attached to one fake at a time: the last one wins.
   *
   * @throws TypeError if `stub` is not a stub, or an option is unknown or has a wrong value.
   *
   * @example
   * ```ts
   * import { equal } from 'node:assert/strict';
   * import { DescribeDomainCommand, SWFClient } from '@aws-sdk/client-swf';
   * import { mockClient } from 'aws-sdk-client-mock';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * swf.register({ domain: 'shop' });
   * const stub = swf.attach(mockClient(SWFClient));
   *
   * const client = new SWFClient({ region: 'us-east-1' });
   * const { domainInfo } = await client.send(new DescribeDomainCommand({ name: 'shop' }));
   * equal(domainInfo?.status, 'REGISTERED');
   * stub.restore();
   * ```
   */
  attach<S extends AnyStub>(stub: S, options?: ClientOptions): S;
  /**
   * Returns a request handler for `new SWFClient({ requestHandler })`. The SDK serialises, signs, retries and parses as it
   * does with AWS; only the network is replaced. Use it to test retries and lost connections.
   *
   * @throws TypeError if an option is unknown or has a wrong value.
   *
   * @example
   * ```ts
   * import { rejects } from 'node:assert/strict';
   * import { RegisterDomainCommand, SWFClient } from '@aws-sdk/client-swf';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * const requestHandler = swf.requestHandler({ loseConnection: ({ number }) => (number === 1 ? 'response' : undefined) });
   * const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
   * const client = new SWFClient({ region: 'us-east-1', credentials, requestHandler });
   *
   * // The first response is lost. The SDK tries again, but the domain was registered by the first request.
   * const command = new RegisterDomainCommand({ name: 'shop', workflowExecutionRetentionPeriodInDays: '90' });
   * await rejects(client.send(command), { name: 'DomainAlreadyExistsFault' });
   * ```
   */
  requestHandler(options?: RequestHandlerOptions): SwfRequestHandler;
  /**
   * Calls one operation by its name, without a client. Resolves to the output that the SDK would return; rejects with the
   * exception that the SDK would throw.
   *
   * @example
   * ```ts
   * import { equal, rejects } from 'node:assert/strict';
   * import { SwfFake } from 'swfake';
   *
   * const swf = new SwfFake();
   * await swf.send('RegisterDomain', { name: 'shop', workflowExecutionRetentionPeriodInDays: '90' });
   * const { configuration } = await swf.send('DescribeDomain', { name: 'shop' });
   * equal(configuration?.workflowExecutionRetentionPeriodInDays, '90');
   * await rejects(swf.send('DescribeDomain', { name: 'shops' }), { name: 'UnknownResourceFault' });
   * ```
   */
  send<O extends OperationName>(op: O, input: SdkInput<O>, options?: SendOptions): Promise<SdkOutput<O>>;
}
