import { DescribeDomainCommand, type SWFClientConfig } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../src/index.js';
import { domain, shop, start, taskList } from '../support/shop.js';

const loggerTo = (lines: string[]) => ({
  debug: () => undefined,
  info: () => void lines.push('logger'),
  warn: () => undefined,
  error: () => void lines.push('logger'),
});
const describeDomain = () => new DescribeDomainCommand({ name: domain });

/** A middleware that notes each call. */
const noting =
  (seen: string[]) =>
  <A, R>(next: (args: A) => R) =>
  (args: A): R => {
    seen.push('middleware');
    return next(args);
  };

describe('a client of the fake', () => {
  it('honours a logger and a middleware', async () => {
    const seen: string[] = [];
    const client = shop().client({ logger: loggerTo(seen) });
    client.middlewareStack.add(noting(seen), { step: 'initialize', name: 'trace' });
    const { domainInfo } = await client.describeDomain({ name: domain });
    expect(domainInfo?.status).toBe('REGISTERED');
    expect(seen.toSorted()).toEqual(['logger', 'middleware']);
  });

  it.each(['add', 'use', 'addRelativeTo', 'remove'] as const)('takes the stack after %s', async (method) => {
    const client = shop().client();
    const seen: string[] = [];
    if (method === 'add') client.middlewareStack.add(noting(seen), { name: 'trace' });
    else if (method === 'use') client.middlewareStack.use({ applyToStack: (stack) => void stack.add(noting(seen)) });
    else if (method === 'remove') client.middlewareStack.remove('loggerMiddleware');
    else
      client.middlewareStack.addRelativeTo(noting(seen), { relation: 'before', toMiddleware: 'serializerMiddleware' });
    const { $metadata } = await client.send(describeDomain());
    // Only the stack parses a response, so that these headers are read.
    expect($metadata).toHaveProperty('extendedRequestId');
    expect(seen).toEqual(method === 'remove' ? [] : ['middleware']);
  });

  it('takes the stack for a command with a middleware of its own, and for this one alone', async () => {
    const client = shop().client();
    const seen: string[] = [];
    const traced = describeDomain();
    traced.middlewareStack.add(noting(seen), { step: 'build', name: 'trace' });
    await client.send(traced);
    await client.send(describeDomain());
    expect(seen).toEqual(['middleware']);
  });

  it('calls the fake directly without any of these', async () => {
    const client = shop().client({ region: 'eu-west-1' });
    const { $metadata } = await client.describeDomain({ name: domain });
    expect($metadata).not.toHaveProperty('extendedRequestId');
  });

  it('retries by the strategy that it was given', async () => {
    let calls = 0;
    const swf = new SwfFake({
      inject: () => {
        calls += 1;
        return calls < 3 ? { fault: 'ThrottlingException' } : undefined;
      },
    });
    swf.register({ domain });
    calls = 0;
    const token = { getRetryCount: () => calls, getRetryDelay: () => 0 };
    const retryStrategy: SWFClientConfig['retryStrategy'] = {
      acquireInitialRetryToken: async () => token,
      refreshRetryTokenForRetry: async () => token,
      recordSuccess: () => undefined,
    };
    const { $metadata } = await swf.client({ retryStrategy }).describeDomain({ name: domain });
    expect([calls, $metadata.attempts]).toEqual([3, 3]);
  });

  it('rejects with the exceptions of the SDK, and polls as long, through the stack too', async () => {
    const swf = shop();
    const client = swf.client({ polls: 'long', logger: loggerTo([]) });
    await expect(client.describeDomain({ name: 'shops' })).rejects.toMatchObject({ name: 'UnknownResourceFault' });
    const polled = client.pollForDecisionTask({ domain, taskList });
    await start(swf.client(), 'order-7');
    expect((await polled).workflowExecution?.workflowId).toBe('order-7');
  });

  it.each(['requestHandler', 'endpoint', 'tls', 'useFipsEndpoint'])('refuses %s, and names the way', (name) => {
    expect(() => shop().client({ [name]: 'x' })).toThrow(
      `swfake: client() cannot use the option '${name}': its calls reach the fake without a network. Create the client ` +
        'yourself: new SWFClient({ requestHandler: swf.requestHandler(), … })',
    );
  });
});
