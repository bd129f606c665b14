import {
  ListDomainsCommand,
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  SWFServiceException,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { type FaultName, SwfFake, type SwfFakeOptions } from '../../src/index.js';
import { COMMON_FAULTS } from '../../src/tables/commonFaults.js';
import { domain, start, taskList } from '../support/shop.js';
import { sendAny, WAYS, type Way, withWay } from '../support/ways.js';

const INVALID_TOKEN = 'The security token included in the request is invalid.';

/** The status, the text and whether the SDK tries again (docs/swf.md 9.3). */
const COMMON: Readonly<Record<string, readonly [status: number, text: string, transient?: 'transient']>> = {
  ExpiredTokenException: [403, 'The security token included in the request is expired'],
  IncompleteSignature: [403, 'The request signature does not conform to AWS standards.'],
  InternalFailure: [500, '', 'transient'],
  InvalidAction: [400, 'The action or operation requested is invalid.'],
  InvalidClientTokenId: [403, INVALID_TOKEN],
  InvalidSignatureException: [400, 'The request signature we calculated does not match the signature you provided.'],
  MalformedHttpRequestException: [400, 'There are problems with the request at the HTTP level.'],
  MissingAuthenticationToken: [403, 'Missing Authentication Token'],
  MissingAuthenticationTokenException: [400, 'Missing Authentication Token'],
  NotAuthorized: [401, 'You do not have permission to perform this action.'],
  OptInRequired: [403, 'The AWS access key ID needs a subscription for the service.'],
  RequestAbortedException: [400, 'The request was aborted before a reply was sent back.'],
  RequestEntityTooLargeException: [413, 'The request entity is too large.'],
  RequestExpired: [400, 'Request has expired.'],
  RequestTimeoutException: [408, 'Reading the request timed out.', 'transient'],
  SerializationException: [400, ''],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.', 'transient'],
  ThrottlingException: [400, 'Rate exceeded', 'transient'],
  UnknownOperationException: [400, ''],
  UnrecognizedClientException: [400, INVALID_TOKEN],
  ValidationError: [400, 'The input fails to satisfy the constraints specified by an AWS service.'],
  ValidationException: [400, ''],
  AccessDeniedException: [
    400,
    'User: arn:aws:iam::123456789012:root is not authorized to perform: swf:ListDomains on resource: arn:aws:swf:us-east-1:123456789012:/domain/*',
  ],
};

const list = new ListDomainsCommand({ registrationStatus: 'REGISTERED' });

async function refusal(way: Way, command: unknown = list) {
  const error: unknown = await sendAny(way, command).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SWFServiceException);
  const { name, message, $fault, $metadata } = error as SWFServiceException;
  // The SDK's own word for a fault without a text.
  return { name, message: message === 'UnknownError' ? '' : message, $fault, $metadata };
}

it('the table has every fault that all services of AWS have', () => {
  expect(Object.keys(COMMON).toSorted()).toEqual(Object.keys(COMMON_FAULTS).toSorted());
});

describe.each(Object.keys(WAYS))('through %s', (way) => {
  it.each(Object.entries(COMMON))('%s has the status and the text of AWS', async (name, [status, message, kind]) => {
    const asked: string[] = [];
    const inject = ({ action }: { readonly action: string }) => {
      asked.push(action);
      return { fault: name as FaultName };
    };
    await withWay(way, new SwfFake({ inject }), async (open) => {
      const { $metadata, ...said } = await refusal(open);
      expect(said).toEqual({ name, message, $fault: status < 500 ? 'client' : 'server' });
      const attempts = open.retries && kind === 'transient' ? 2 : 1;
      expect([$metadata.httpStatusCode, $metadata.attempts, asked.length]).toEqual([status, attempts, attempts]);
    });
  });

  it('a text of the test wins', async () => {
    const inject = () => ({ fault: 'ServiceUnavailable', message: 'deploying' }) as const;
    await withWay(way, new SwfFake({ inject }), async (open) => {
      expect(await refusal(open)).toMatchObject({ message: 'deploying', $metadata: { httpStatusCode: 503 } });
    });
  });

  it('a transient fault that comes once is gone after a retry', async () => {
    let calls = 0;
    const inject = () => {
      calls += 1;
      return calls === 1 ? ({ fault: 'ServiceUnavailable' } as const) : undefined;
    };
    await withWay(way, new SwfFake({ inject }), async ({ client, retries }) => {
      const answer = client.send(list).then(({ domainInfos }) => domainInfos);
      if (retries) expect(await answer).toEqual([]);
      else await expect(answer).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    });
  });

  it.each([
    ['PollForActivityTask', new PollForActivityTaskCommand({ domain, taskList })],
    ['PollForDecisionTask', new PollForDecisionTaskCommand({ domain, taskList })],
  ] as const)('a poll too many has its own text: %s', async (_op, poll) => {
    const inject = () => ({ fault: 'LimitExceededFault' }) as const;
    await withWay(way, new SwfFake({ inject }), async (open) => {
      const text = 'Limit on maximum concurrent poll requests per task list reached';
      expect(await refusal(open, poll)).toMatchObject({ name: 'LimitExceededFault', message: text });
      expect(await refusal(open)).toMatchObject({ name: 'LimitExceededFault', message: '' });
    });
  });

  it.each(['Throttling', 'ServiceUnavailableException', 'nope', '', 'toString', '__proto__'])(
    'a fault that AWS does not have is refused: %s',
    async (fault) => {
      await withWay(way, new SwfFake({ inject: () => ({ fault }) as never }), async ({ client }) => {
        const sentence = `inject() returned the fault '${fault}' for the call 'swf:ListDomains', but SWF has no fault of this name`;
        await expect(client.send(list)).rejects.toThrow(sentence);
      });
    },
  );
});

it('the type of inject knows the names', () => {
  const down: SwfFakeOptions['inject'] = () => ({ fault: 'ServiceUnavailable' });
  // @ts-expect-error: the name of another protocol
  const throttled: SwfFakeOptions['inject'] = () => ({ fault: 'Throttling' });
  expect([down, throttled].map((inject) => typeof inject)).toEqual(['function', 'function']);
});

describe('a client with permissions of its own', () => {
  const inject = ({ action }: { readonly action: string }) =>
    action === 'swf:SignalWorkflowExecution' ? ({ fault: 'ServiceUnavailable' } as const) : undefined;
  const signal = { domain, workflowId: 'order-7', signalName: 'go' };

  it.each([
    ['client()', (swf: SwfFake, authorize: () => boolean) => swf.client({ authorize })],
    ['client() with retries', (swf: SwfFake, authorize: () => boolean) => swf.client({ authorize, maxAttempts: 1 })],
  ])('meets the failures of its fake: %s', async (_way, open) => {
    const swf = new SwfFake({ inject, authorize: () => false });
    swf.register({ domain, workflows: { 'Order@1': {} } });
    const client = open(swf, () => true);
    await start(client);
    await expect(client.signalWorkflowExecution(signal)).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    const denied = open(swf, () => false).signalWorkflowExecution(signal);
    await expect(denied).rejects.toMatchObject({ name: 'OperationNotPermittedFault' });
  });
});
