import * as sdk from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import type { FaultName, RequestHandlerOptions, SwfFake, SwfFakeOptions } from '../../../src/index.js';
import { RELEASED } from '../../../src/shell/call.js';
import modelFaults from '../../core/validate/model-faults.json' with { type: 'json' };
import { domain, ORDER, schedule, shop, start, taskList } from '../../support/shop.js';

const CONFIG = { region: 'us-east-1', credentials: { accessKeyId: 'swfake', secretAccessKey: 'swfake' } };

/** A client of the SDK whose requests go to the fake, and who does not wait before it tries again. */
const clientOf = (swf: SwfFake, options: RequestHandlerOptions = {}) =>
  new sdk.SWF({ ...CONFIG, requestHandler: swf.requestHandler(options), retryStrategy: eager() });

function eager() {
  return {
    mode: 'eager',
    acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
    refreshRetryTokenForRetry: async (
      token: { getRetryCount(): number },
      { errorType }: { readonly errorType: string },
    ) => {
      const count = token.getRetryCount() + 1;
      if (count > 2 || errorType === 'CLIENT_ERROR') throw new Error('no more');
      return { getRetryCount: () => count, getRetryDelay: () => 0 };
    },
    recordSuccess: () => undefined,
  };
}

/** Troubles so many times, then none. */
function troubles(times: number): NonNullable<SwfFakeOptions['inject']> {
  let left = times;
  return ({ action }) => {
    if (action !== 'swf:StartWorkflowExecution' || left === 0) return undefined;
    left -= 1;
    return { fault: 'ThrottlingException' };
  };
}

describe('the SDK behind requestHandler()', () => {
  it('tries again when it is throttled', async () => {
    const swf = shop({ inject: troubles(2) });
    const { $metadata } = await start(clientOf(swf));
    expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 3 });
    expect(swf.runs()).toHaveLength(1);
  });

  it('gives up when it is throttled for ever, and says why', async () => {
    const refused = start(clientOf(shop({ inject: troubles(9) })));
    await expect(refused).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400, attempts: 3 },
    });
  });

  it('tries again when a request is lost, and the service has not seen it', async () => {
    const swf = shop();
    const seen: string[] = [];
    const loseConnection: RequestHandlerOptions['loseConnection'] = ({ number, operation }) => {
      seen.push(`${number} ${operation}`);
      return number === 1 ? 'request' : undefined;
    };
    await start(clientOf(swf, { loseConnection }));
    expect(seen).toEqual(['1 StartWorkflowExecution', '2 StartWorkflowExecution']);
    expect(swf.runs()).toHaveLength(1);
  });

  it('tries again when a response is lost, and finds that the service has done its part', async () => {
    const swf = shop();
    const loseConnection: RequestHandlerOptions['loseConnection'] = ({ number }) =>
      number === 1 ? 'response' : undefined;
    await expect(start(clientOf(swf, { loseConnection }))).rejects.toThrow(sdk.WorkflowExecutionAlreadyStartedFault);
    expect(swf.runs()).toHaveLength(1);
  });

  it('signals twice when the first response is lost', async () => {
    const swf = shop();
    await start(swf.client());
    const loseConnection: RequestHandlerOptions['loseConnection'] = ({ number }) =>
      number === 1 ? 'response' : undefined;
    await clientOf(swf, { loseConnection }).signalWorkflowExecution({ domain, workflowId: 'order-7', signalName: 's' });
    const types = swf.history({ workflowId: 'order-7' }).map(({ eventType }) => eventType);
    expect(types.filter((type) => type === 'WorkflowExecutionSignaled')).toHaveLength(2);
  });

  it('can abort a poll, which then takes no task along', async () => {
    const swf = shop();
    const client = clientOf(swf, { polls: 'long' });
    const controller = new AbortController();
    const poll = { domain, taskList };
    const waiting = client.pollForDecisionTask(poll, { abortSignal: controller.signal });
    await swf.idle();
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await start(swf.client());
    expect(await client.pollForDecisionTask(poll)).toMatchObject({ startedEventId: 3 });
  });

  it('can be released from a poll, even before it waits: that is an empty answer, and no error', async () => {
    const swf = shop();
    const client = clientOf(swf, { polls: 'long' });
    const controller = new AbortController();
    const waiting = client.pollForDecisionTask({ domain, taskList }, { abortSignal: controller.signal });
    await swf.idle();
    controller.abort(RELEASED);
    expect(await waiting).toMatchObject({ startedEventId: 0 });
    swf.assertNothingOpen();
    const released = { abortSignal: AbortSignal.abort(RELEASED) };
    const ask = async (operation: string, input: object) => {
      const headers = { 'X-Amz-Target': `SimpleWorkflowService.${operation}`, Authorization: 'x' };
      const request = { method: 'POST', headers, body: JSON.stringify(input) };
      return (await swf.requestHandler({ polls: 'long' }).handle(request, released)).response.statusCode;
    };
    expect(await ask('PollForDecisionTask', { domain, taskList })).toBe(200);
    expect(await ask('StartWorkflowExecution', { domain, workflowId: 'order-7', workflowType: ORDER })).toBe(200);
  });

  it.each<readonly [string, Record<string, string>, string]>([
    ['no target', {}, ''],
    ['a target without a service', { 'X-Amz-Target': 'ListDomains' }, 'ListDomains'],
    ['a target', { 'x-amz-target': 'SimpleWorkflowService.ListDomains' }, 'ListDomains'],
  ])(
    'loses the connection of a request with %s, and tells the operation of its header',
    async (_what, headers, told) => {
      const operations: string[] = [];
      const handler = shop().requestHandler({
        loseConnection: ({ number, operation }) => {
          operations.push(`${number} ${operation}`);
          return number === 1 ? 'request' : 'response';
        },
      });
      for (let call = 1; call <= 2; call += 1) {
        await expect(handler.handle({ method: 'POST', headers })).rejects.toMatchObject({
          message: 'socket hang up',
          code: 'ECONNRESET',
        });
      }
      expect(operations).toEqual([`1 ${told}`, `2 ${told}`]);
    },
  );

  it('has the rights of its door', async () => {
    const swf = shop();
    const client = clientOf(swf, { authorize: () => false });
    await expect(start(client)).rejects.toThrow(sdk.OperationNotPermittedFault);
    expect(swf.runs()).toEqual([]);
  });

  it('gets numbers, dates and nested members as AWS’s', async () => {
    const swf = shop();
    const client = clientOf(swf);
    await start(client);
    const { taskToken, events, workflowType } = await client.pollForDecisionTask({ domain, taskList });
    expect(workflowType).toEqual(ORDER);
    expect(events?.[0]?.eventTimestamp).toEqual(new Date('2020-01-01'));
    swf.clock.advance('12345ms');
    const decided = await client.respondDecisionTaskCompleted({ taskToken, decisions: [schedule()] });
    expect(decided).toEqual({
      $metadata: expect.objectContaining({ httpStatusCode: 200, requestId: expect.any(String) }),
    });
    expect(swf.history({ workflowId: 'order-7' })[3]?.eventTimestamp).toEqual(new Date('2020-01-01T00:00:12.345Z'));
  });
});

describe('an exception', () => {
  const modeled = [...new Set(Object.values(modelFaults).flat())].toSorted();
  const classes = sdk as unknown as Record<string, new () => sdk.SWFServiceException>;

  it.each(modeled)('is the SDK’s own %s', async (name) => {
    const fault = { fault: name as FaultName, message: 'what it says' };
    const swf = shop({ inject: ({ action }) => (action === 'swf:DescribeDomain' ? fault : undefined) });
    const error: unknown = await clientOf(swf)
      .describeDomain({ name: domain })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(classes[name]);
    expect(error).toBeInstanceOf(sdk.SWFServiceException);
    expect(error).toMatchObject({
      name,
      message: 'what it says',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    ['application/json', 'application/json'],
    ['application/x-amz-json-1.0', 'application/x-amz-json-1.0'],
  ])('comes with the content type of the request: %s', async (given, expected) => {
    const headers = { 'X-Amz-Target': 'SimpleWorkflowService.Nope', 'Content-Type': given };
    const { response } = await shop().requestHandler().handle({ method: 'POST', headers, body: '{}' });
    expect(response.headers['content-type']).toBe(expected);
  });

  it('of a value of the wrong type is no modeled one', async () => {
    const swf = shop();
    const handler = swf.requestHandler();
    const headers = { 'X-Amz-Target': 'SimpleWorkflowService.DescribeDomain', Authorization: 'x' };
    const { response } = await handler.handle({ method: 'POST', headers, body: '{"name":5}' });
    const text = new TextDecoder().decode(response.body);
    expect(response.statusCode).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ __type: 'com.amazon.coral.service#SerializationException' });
  });
});
