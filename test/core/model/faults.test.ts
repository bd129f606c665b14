import { describe, expect, it } from 'vitest';
import { isFault, isFaultName, similarFaultName } from '../../../src/core/index.js';
import {
  defaultMessage,
  expiredPageToken,
  fault,
  forgottenExecution,
  invalidToken,
  noOpenExecution,
  requestTooLarge,
  tokenOfOtherFake,
  tooManyPolls,
  typeName,
  unknownActivity,
  unknownDecisionTask,
  unknownDomain,
  unknownExecution,
  unknownType,
} from '../../../src/core/model/faults.js';

const OF_SWF = [
  'DefaultUndefinedFault',
  'DomainAlreadyExistsFault',
  'DomainDeprecatedFault',
  'LimitExceededFault',
  'OperationNotPermittedFault',
  'TooManyTagsFault',
  'TypeAlreadyExistsFault',
  'TypeDeprecatedFault',
  'TypeNotDeprecatedFault',
  'UnknownResourceFault',
  'WorkflowExecutionAlreadyStartedFault',
] as const;

describe('the names of faults', () => {
  it.each([...OF_SWF, 'ThrottlingException', 'InternalFailure'])('%s is one of AWS', (name) => {
    expect(isFaultName(name)).toBe(true);
    expect(similarFaultName(name)).toBe(name);
  });

  it.each(['', 'Throttling', 'throttlingException', 'toString', 'UnknownResource'])("'%s' is none", (name) => {
    expect(isFaultName(name)).toBe(false);
  });

  it.each([
    ['throttling', 'ThrottlingException'],
    ['UnknownResource', 'UnknownResourceFault'],
    ['UnknownResourceFaultException', 'UnknownResourceFault'],
    ['LIMITEXCEEDED', 'LimitExceededFault'],
    ['', undefined],
    ['Fault', undefined],
    ['Nonsense', undefined],
  ])("'%s' is near to %s", (name, near) => {
    expect(similarFaultName(name)).toBe(near);
  });
});

describe('the texts of faults (docs/swf.md 2, 5.1, 5.3)', () => {
  const order = { name: 'Order', version: '2' };
  const execution = { workflowId: 'w', runId: 'r' };

  it.each([
    [unknownDomain('shop'), 'UnknownResourceFault', 'Unknown domain: shop'],
    [unknownType('WorkflowType', order), 'UnknownResourceFault', 'Unknown type: WorkflowType=[name=Order, version=2]'],
    [
      unknownExecution(execution),
      'UnknownResourceFault',
      'Unknown execution: WorkflowExecution=[workflowId=w, runId=r]',
    ],
    [noOpenExecution('w'), 'UnknownResourceFault', 'Unknown execution, workflowId = w'],
    [forgottenExecution('r'), 'UnknownResourceFault', 'Unknown execution, runId = r'],
    [unknownActivity(5), 'UnknownResourceFault', 'Unknown activity, scheduledEventId = 5'],
    [unknownDecisionTask(2), 'UnknownResourceFault', 'Unknown decision task, scheduledEventId = 2'],
    [invalidToken, 'ValidationException', 'Invalid token'],
    [
      tokenOfOtherFake,
      'ValidationException',
      'Invalid token: this token was made by another fake, which has another seed, region or account',
    ],
    [expiredPageToken, 'ValidationException', 'Specified token has exceeded its maximum lifetime'],
    [tooManyPolls, 'LimitExceededFault', 'Limit on maximum concurrent poll requests per task list reached'],
    [requestTooLarge, 'RequestEntityTooLargeException', 'The request entity is too large.'],
  ])('%o', (made, name, message) => {
    expect(made).toEqual({ fault: name, message });
    expect(isFault(made)).toBe(true);
  });

  it.each([
    ['LimitExceededFault', 'swf:PollForDecisionTask', tooManyPolls.message],
    ['LimitExceededFault', 'swf:PollForActivityTask', tooManyPolls.message],
    ['LimitExceededFault', 'swf:RegisterDomain', ''],
    ['LimitExceededFault', 'swf:StartPollForDecisionTask', ''],
    ['UnknownResourceFault', 'swf:PollForActivityTask', ''],
    ['ThrottlingException', 'swf:PollForActivityTask', 'Rate exceeded'],
  ] as const)('an injected %s of %s has the text of AWS, or none', (name, action, message) => {
    expect(defaultMessage(name, action)).toBe(message);
  });

  it('a reply without a fault is none', () => {
    expect(isFault({})).toBe(false);
    expect(fault('LimitExceededFault', 'enough')).toEqual({ fault: 'LimitExceededFault', message: 'enough' });
    expect(typeName(order)).toBe('Order@2');
  });
});
