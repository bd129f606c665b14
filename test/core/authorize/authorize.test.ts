import { describe, expect, it } from 'vitest';
import { contextOf, TAG_KEYS, typeConditionKeys, withDefaultList } from '../../../src/core/authorize/accessRequest.js';
import { callOf, refusalOf } from '../../../src/core/authorize/authorize.js';
import { type AccessRequest, createState, type Grants, type Injection, instant } from '../../../src/core/index.js';

const s = createState({ seed: 1, now: instant(0), region: 'eu-west-1', accountId: '111122223333' });
const TARGET = { domain: 'shop' };
const DENIED =
  'User: arn:aws:iam::111122223333:root is not authorized to perform: swf:DescribeDomain ' +
  'on resource: arn:aws:swf:eu-west-1:111122223333:/domain/shop';

const refused = (grants: Grants) => refusalOf(s, grants, 'swf:DescribeDomain', TARGET, () => ({ 'swf:name': 'shop' }));
const injected = (injection: unknown) => refused({ inject: () => injection as Injection });

/** Grants that remember the actions they are asked for. */
function asked(answers: { readonly allow?: boolean; readonly failure?: Injection }) {
  const actions: string[] = [];
  const grants: Grants = {
    authorize: ({ action }) => actions.push(`may ${action}`) > 0 && answers.allow !== false,
    inject: ({ action }) => {
      actions.push(`fail ${action}`);
      return answers.failure;
    },
  };
  return { grants, actions };
}

describe('an operation', () => {
  it('is allowed without grants, and with grants that neither deny it nor fail', () => {
    expect(refused({})).toBeUndefined();
    expect(refused(asked({}).grants)).toBeUndefined();
    expect(refused({ authorize: () => true })).toBeUndefined();
    expect(refused({ inject: () => undefined })).toBeUndefined();
  });

  it('is denied first, and then no failure is asked for', () => {
    const { grants, actions } = asked({ allow: false, failure: { fault: 'ThrottlingException' } });
    expect(refused(grants)).toEqual({ fault: 'OperationNotPermittedFault', message: DENIED });
    expect(actions).toEqual(['may swf:DescribeDomain']);
  });

  it('can fail once it is allowed', () => {
    const { grants, actions } = asked({ failure: { fault: 'ThrottlingException' } });
    expect(refused(grants)).toEqual({ fault: 'ThrottlingException', message: 'Rate exceeded' });
    expect(actions).toEqual(['may swf:DescribeDomain', 'fail swf:DescribeDomain']);
  });

  it.each<readonly [injection: Injection, message: string]>([
    [{ fault: 'ThrottlingException', message: 'slow down' }, 'slow down'],
    [{ fault: 'ThrottlingException', message: '' }, ''],
    [{ fault: 'AccessDeniedException' }, DENIED],
    [{ fault: 'OperationNotPermittedFault' }, DENIED],
    [{ fault: 'OperationNotPermittedFault', message: 'no' }, 'no'],
  ])('has the message of the failure or of AWS: %j', (injection, message) => {
    expect(injected(injection)).toEqual({ fault: (injection as { readonly fault: string }).fault, message });
  });

  it.each([
    [
      { cause: 'OPERATION_NOT_PERMITTED' },
      "swfake: inject() returned the cause 'OPERATION_NOT_PERMITTED' for the call 'swf:DescribeDomain', but only a decision " +
        "fails with a cause; return { fault: 'ThrottlingException' } or another fault",
    ],
    [
      { fault: 'Throttling' },
      "swfake: inject() returned the fault 'Throttling' for the call 'swf:DescribeDomain', but SWF has no fault of " +
        "this name; did you mean 'ThrottlingException'?",
    ],
    [
      { fault: 'Unheard' },
      "swfake: inject() returned the fault 'Unheard' for the call 'swf:DescribeDomain', but SWF has no fault of this name; " +
        "expected a fault of SWF such as 'LimitExceededFault', or of every AWS service such as 'ServiceUnavailable'",
    ],
  ])('cannot fail with %j', (injection, message) => {
    expect(() => injected(injection)).toThrow(new TypeError(message));
  });
});

describe('a decision', () => {
  const right = (grants: Grants, deniable = true) =>
    callOf(s, grants, TARGET, 0).decisionRight(
      'StartTimer',
      { conditionKeys: ['timerId'], deniable },
      { timerId: 'day' },
    );
  const ALLOWED = { denied: false, cause: undefined };

  it('is allowed without grants, and with grants that neither deny it nor fail', () => {
    expect(right({})).toEqual(ALLOWED);
    expect(right(asked({}).grants)).toEqual(ALLOWED);
    expect(right({ authorize: () => true })).toEqual(ALLOWED);
    expect(right({ inject: () => undefined })).toEqual(ALLOWED);
  });

  it('is denied first, and then no failure is asked for', () => {
    const { grants, actions } = asked({ allow: false, failure: { cause: 'TIMER_ID_ALREADY_IN_USE' } });
    expect(right(grants)).toEqual({ denied: true, cause: undefined });
    expect(actions).toEqual(['may swf:StartTimer']);
  });

  it('can fail with a cause once it is allowed', () => {
    const { grants, actions } = asked({ failure: { cause: 'TIMER_ID_ALREADY_IN_USE' } });
    expect(right(grants)).toEqual({ denied: false, cause: 'TIMER_ID_ALREADY_IN_USE' });
    expect(actions).toEqual(['may swf:StartTimer', 'fail swf:StartTimer']);
  });

  it('without a cause for a denial is only asked for a failure', () => {
    const { grants, actions } = asked({ allow: false, failure: { cause: 'OPEN_TIMERS_LIMIT_EXCEEDED' } });
    expect(right(grants, false)).toEqual({ denied: false, cause: 'OPEN_TIMERS_LIMIT_EXCEEDED' });
    expect(actions).toEqual(['fail swf:StartTimer']);
  });

  it('cannot fail with a fault', () => {
    expect(() => right({ inject: () => ({ fault: 'ThrottlingException' }) })).toThrow(
      new TypeError(
        "swfake: inject() returned the fault 'ThrottlingException' for the decision 'StartTimer', but a decision fails with " +
          "a cause; return { cause } for 'swf:StartTimer', or the fault for 'swf:RespondDecisionTaskCompleted'",
      ),
    );
  });

  it('is asked for with its action, the domain, and the keys of its attributes', () => {
    const requests: AccessRequest[] = [];
    right({ authorize: (request) => requests.push(request) > 0 });
    expect(requests).toMatchObject([
      {
        action: 'swf:StartTimer',
        resource: 'arn:aws:swf:eu-west-1:111122223333:/domain/shop',
        context: { 'swf:timerId': 'day' },
      },
    ]);
  });
});

describe('the condition keys of an input (docs/swf.md 2.7)', () => {
  it.each<readonly [keys: readonly string[], input: object, context: object]>([
    [['name'], { name: 'a', version: 'b' }, { 'swf:name': 'a' }],
    [['name'], {}, {}],
    [['name'], { name: 5 }, {}],
    [['taskList.name'], { taskList: { name: 'a' } }, { 'swf:taskList.name': 'a' }],
    [['taskList.name'], { taskList: null }, {}],
    [
      typeConditionKeys('workflowType'),
      { workflowType: { name: 'a', version: '1' } },
      { 'swf:workflowType.name': 'a', 'swf:workflowType.version': '1', 'swf:workflowTypeVersion': '1' },
    ],
    [
      ['workflowTypeVersion'],
      { workflowTypeVersion: '2' },
      { 'swf:workflowTypeVersion': '2', 'swf:workflowType.version': '2' },
    ],
    [
      typeConditionKeys('activityType'),
      { activityType: { name: 'a', version: '1' } },
      { 'swf:activityType.name': 'a', 'swf:activityType.version': '1' },
    ],
    [
      TAG_KEYS,
      { tagList: ['a', 'b'] },
      { 'swf:tagList.member.0': 'a', 'swf:tagList.0': 'a', 'swf:tagList.member.1': 'b', 'swf:tagList.1': 'b' },
    ],
  ])('%j of %j', (keys, input, context) => {
    expect(contextOf(keys, input)).toEqual(context);
  });

  it('are those of the default task list, if the input has none', () => {
    const type = { defaults: { defaultTaskList: { name: 'default' } } } as never;
    expect(withDefaultList({ taskList: { name: 'own' } }, type)).toEqual({ taskList: { name: 'own' } });
    expect(withDefaultList({ input: 'x' }, type)).toEqual({ input: 'x', taskList: { name: 'default' } });
    const bare = { defaults: {} } as never;
    for (const none of [bare, undefined]) expect(withDefaultList({ input: 'x' }, none)).toEqual({ input: 'x' });
  });
});
